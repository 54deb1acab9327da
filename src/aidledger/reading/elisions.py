"""Settle figures that leave out what a neighbour said: currency, or that they are money.

In: the sentences of a document with their quantities. Out: the same, with the currency of
elliptical sums taken from the nearest sum before (same sentence, then same paragraph, then
the document), else from the nearest after. A sum beside which no currency stands at all
keeps None. "dont 3 milliards" counts money only where a sum stands in the same sentence or
the two before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aidledger.catalogue.currencies import currency_words
from aidledger.reading.marks import Quantity, QuantityKind, Sentence


def settle_currencies(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Sentences whose elliptical sums carry an inferred currency."""
    printed = [
        (sentence.index, quantity)
        for sentence in sentences
        for quantity in sentence.quantities
        if quantity.currency is not None
    ]
    with_money = {index for index, _ in printed}
    settled = []
    for sentence in sentences:
        near = {sentence.index, sentence.index - 1, sentence.index - 2}
        near_money = bool(with_money & near)
        kept = [
            _settled(sentence, quantity, printed, near_money) for quantity in sentence.quantities
        ]
        quantities = tuple(quantity for quantity in kept if quantity is not None)
        if any(quantity.kind is QuantityKind.MONEY for quantity in quantities):
            with_money.add(sentence.index)
        settled.append(replace(sentence, quantities=quantities))
    return tuple(settled)


def _settled(
    sentence: Sentence,
    quantity: Quantity,
    printed: Sequence[tuple[int, Quantity]],
    near_money: bool,
) -> Quantity | None:
    if quantity.currency is not None or quantity.kind in (QuantityKind.COUNT, QuantityKind.SHARE):
        return quantity
    if quantity.kind is QuantityKind.OTHER:
        if not near_money:
            return None
        quantity = replace(quantity, kind=QuantityKind.MONEY)
    if quantity.noun is not None:
        shared = currency_words(sentence.language).get(quantity.noun, ())
        codes = {currency.code for currency in shared}
        printed = [found for found in printed if found[1].currency in codes]
    near = _nearest(sentence, quantity, printed)
    if near is None:
        return quantity
    return replace(quantity, currency=near[1].currency, currency_inferred=True)


def _nearest(
    sentence: Sentence, quantity: Quantity, printed: Sequence[tuple[int, Quantity]]
) -> tuple[int, Quantity] | None:
    """The sum with a printed currency that is nearest: same sentence, before, after."""
    same = [found for found in printed if found[0] == sentence.index]
    if same:
        before = [found for found in same if found[1].end <= quantity.start]
        return before[-1] if before else same[0]
    before = [found for found in printed if found[1].start < quantity.start]
    if before:
        return before[-1]
    return printed[0] if printed else None
