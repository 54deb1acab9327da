"""Answers made of rows, for a page: what to show of each row, and how many stand in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields

from aidledger.model.money import Money
from aidledger.publishing.rows_page import sketch_of
from aidledger.publishing.sketches import Sketch
from aidledger.questions.rows import Row, RowsAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row of a listing.

    Args:
        row: as answered; sketch: what to show of it.
        inexact: its sums that are ranges, by the field of the row that holds them.
    """

    row: Row
    sketch: Sketch
    inexact: tuple[tuple[str, Money], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state in words, its style (`publishing.sketches`), and the number of rows in it."""

    words: str
    style: str
    rows: int


def listed(answer: RowsAnswer, rows: Sequence[Row], language: str) -> tuple[Listed, ...]:
    """Some of the rows of an answer, as a page shows them."""
    return tuple(
        Listed(row=row, sketch=sketch_of(answer.question, row, language), inexact=_inexact(row))
        for row in rows
    )


def states(rows: Sequence[Listed]) -> tuple[State, ...]:
    """The states of rows, the most frequent first; rows without a state are left out."""
    counted = Counter((one.sketch.badge, one.sketch.style) for one in rows if one.sketch.badge)
    return tuple(
        State(words=words, style=style, rows=number)
        for (words, style), number in counted.most_common()
    )


def _inexact(row: Row) -> tuple[tuple[str, Money], ...]:
    sums = ((field.name, getattr(row, field.name)) for field in fields(row))
    return tuple(
        (name, value)
        for name, value in sums
        if isinstance(value, Money) and not value.lenient.is_point
    )
