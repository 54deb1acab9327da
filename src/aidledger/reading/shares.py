"""Read shares of a sum: "la moitié des 50 milliards", "45 % of that sum", "two thirds of the €9bn".

In: the text and the figures read from it. Out: amount claims that hold a ratio and the claim
of which it is a share. A share is read only where its base stands right behind it: a printed
sum, or words that take up the sum before ("cette somme"), and no word qualifies it; every other
percentage stays unread.
Bounds: the ratio give or take 2.5 points (a percentage half a point), leniently 5, times those
of the base. Words: `languages/*/numerals.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.claims import AmountClaim, Confidence
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.figures import Figure
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Quantity, QuantityKind, Sentence
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.qualifiers import qualify
from aidledger.reading.text import ReadText

RULE = "shares.of_sum/1"

_REACH = 2  # sentences before in which the sum stands that "cette somme" takes up
_WORD, _PERCENT, _LENIENT = Decimal("0.025"), Decimal("0.005"), Decimal("0.05")
_NONE, _WHOLE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class _Share:
    """A share as printed: words `first:last` of its sentence."""

    first: int
    last: int
    ratio: Decimal
    reach: Decimal


@cache
def _shares(language: str) -> Phrases[Decimal]:
    rows = load_words(language, "numerals")["shares"].items()
    return Phrases({phrase: Decimal(value) for phrase, value in rows})


@cache
def _taken_up(language: str) -> Phrases[bool]:
    return phrase_set(load_words(language, "numerals")["share_of"])


def read_shares(
    text: ReadText, maker: ClaimMaker, figures: Sequence[Figure]
) -> tuple[AmountClaim, ...]:
    """The shares whose base is told, in order of place."""
    found: list[AmountClaim] = []
    for sentence in text.sentences if figures else ():
        for share in _shares_in(sentence):
            base = _base(sentence, share, figures)
            if base is not None:
                found.append(_claim(maker, sentence, share, base))
    return tuple(found)


def _shares_in(sentence: Sentence) -> list[_Share]:
    words, shares = sentence.words, _shares(sentence.language)
    found: list[_Share] = []
    after = 0
    for place in shares.openings(words):
        said = shares.starting(words, place) if place >= after else None
        if said is not None:
            if qualify(words, place, said[0], sentence.language).width == "exact":
                found.append(_Share(place, said[0], said[1], _WORD))
            after = said[0]
    for quantity in sentence.quantities:
        ratio = quantity.value
        exact = quantity.kind is QuantityKind.SHARE and quantity.qualifier is Qualifier.EXACT
        if exact and ratio is not None and _NONE < ratio <= _WHOLE:
            first = next(at for at, word in enumerate(words) if word.start >= quantity.start)
            last = next((at for at, w in enumerate(words) if w.start >= quantity.end), len(words))
            found.append(_Share(first, last, ratio, _PERCENT))
    return found


def _base(sentence: Sentence, share: _Share, figures: Sequence[Figure]) -> Figure | None:
    """The sum right behind the share, or the one that the words behind it take up."""
    words = sentence.words
    at = share.last
    if at >= len(words) or words[at].lower not in {"de", "d'", "des", "du", "of"}:
        return None
    at += 1
    if _taken_up(sentence.language).starting(words, at) is not None:
        return _sum_before(sentence, words[share.first].start, figures)
    if at < len(words) and words[at].lower in {"the", "la", "le", "les", "ces", "those", "these"}:
        at += 1
    if at >= len(words):
        return None
    for figure in figures:
        quantity: Quantity = figure.quantity
        if figure.sentence.index == sentence.index and (
            quantity.start <= words[at].start <= quantity.number_start
        ):
            return figure
    return None


def _sum_before(sentence: Sentence, place: int, figures: Sequence[Figure]) -> Figure | None:
    before = [
        figure
        for figure in figures
        if figure.quantity.end <= place and figure.sentence.index >= sentence.index - _REACH
    ]
    return before[-1] if before else None


def _claim(maker: ClaimMaker, sentence: Sentence, share: _Share, base: Figure) -> AmountClaim:
    words, whole = sentence.words, base.claim
    return maker.make(
        AmountClaim,
        sentence,
        words[share.first].start,
        words[share.last - 1].end,
        rule=RULE,
        confidence=Confidence.RESOLVED,
        stated=None,
        currency=whole.currency,
        currency_inferred=whole.currency_inferred,
        qualifier=Qualifier.EXACT,
        strict=_times(whole.strict, share.ratio, share.reach),
        lenient=_times(whole.lenient, share.ratio, _LENIENT),
        about_aid=whole.about_aid,
        heading=sentence.heading,
        ratio=share.ratio,
        of=whole.id,
        part_of=whole.id,
    )


def _times(base: Interval | None, ratio: Decimal, reach: Decimal) -> Interval | None:
    if base is None:
        return None
    low, high = max(_NONE, ratio - reach), min(_WHOLE, ratio + reach)
    return Interval(
        None if base.low is None else base.low * low,
        None if base.high is None else base.high * high,
        base.low_open,
        base.high_open,
    )
