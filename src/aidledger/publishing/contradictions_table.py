"""Contradictions as rows: the kind, both sides, the gap between them."""

from __future__ import annotations

from aidledger.questions.answers import Cell, Column, ColumnKind, SaidBalance, Table
from aidledger.questions.contradictions import Conflict, ContradictionsAnswer

_CODE, _TEXT, _NUMBER, _DATE = (
    ColumnKind.CODE, ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATE,
)  # fmt: skip


def contradictions_table(answer: ContradictionsAnswer) -> Table:
    """A contradiction a row."""
    columns = (
        Column("conflict", _CODE), Column("first_day", _DATE), Column("first_speaker", _TEXT),
        Column("first", _TEXT), Column("second_day", _DATE), Column("second_speaker", _TEXT),
        Column("second", _TEXT), Column("gap_low", _NUMBER), Column("gap_high", _NUMBER),
        Column("currency", _CODE), Column("first_why", _CODE), Column("second_why", _CODE),
    )  # fmt: skip
    rows = [_row(conflict) for conflict in answer.conflicts]
    rows += [
        (
            item.kind.value, None, None, item.first_words, None, None, item.second_words,
            None, None, None, item.first, item.second,
        )
        for item in answer.claims
    ]  # fmt: skip
    return Table("contradictions", columns, tuple(rows))


def _row(conflict: Conflict) -> tuple[Cell, ...]:
    first, second = conflict.first, conflict.second
    other: tuple[Cell, ...] = (None, "record", None) if second is None else _said_cells(second)
    return (
        conflict.kind.value, *_said_cells(first), *other, conflict.gap.low, conflict.gap.high,
        first.stated.currency, first.id, None if second is None else second.id,
    )  # fmt: skip


def _said_cells(said: SaidBalance) -> tuple[Cell, ...]:
    figure = said.words if said.words or said.stated.face is None else str(said.stated.face)
    return said.as_of, said.speaker or said.publisher, figure
