"""Since when a sum counts, and by when it is due.

In: a figure in its sentence with dates. Out: ISO dates; None when the sentence gives none.
A date belongs to the figure nearest to it when the sentence holds several.
"""

from __future__ import annotations

from aidledger.reading.marks import (
    DateMark,
    DateRelation,
    Granularity,
    Quantity,
    QuantityKind,
    Sentence,
)

_SINCE = frozenset({DateRelation.SINCE})
_DUE = frozenset({DateRelation.BY, DateRelation.BEFORE, DateRelation.UNTIL})


def since_of(sentence: Sentence, quantity: Quantity) -> str | None:
    """The day or month since which the sum is counted."""
    mark = _nearest(sentence, quantity, _SINCE)
    return mark.iso if mark is not None else None


def due_of(sentence: Sentence, quantity: Quantity) -> str | None:
    """The last day or month by which the sum is to be given."""
    mark = _nearest(sentence, quantity, _DUE)
    if mark is None or mark.last is None:
        return None
    if mark.granularity in (Granularity.SEASON, Granularity.SPAN, Granularity.YEAR):
        return mark.last.isoformat()
    return mark.iso


def _nearest(
    sentence: Sentence, quantity: Quantity, relations: frozenset[DateRelation]
) -> DateMark | None:
    marks = [mark for mark in sentence.dates if mark.relation in relations]
    if not marks:
        return None
    mark = min(marks, key=lambda mark: _distance(mark, quantity))
    sums = [other for other in sentence.quantities if other.kind is QuantityKind.MONEY]
    nearest = min(sums, key=lambda other: _distance(mark, other), default=quantity)
    return mark if nearest is quantity or mark.start < sums[0].start else None


def _distance(mark: DateMark, quantity: Quantity) -> int:
    return max(mark.start - quantity.end, quantity.start - mark.end, 0)
