"""What changed between two answers as flat tables: a line one change of one thing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aidledger.model.money import Money
from aidledger.questions.answers import Cell, Column, ColumnKind, Table, TotalRow
from aidledger.questions.difference import DifferenceAnswer
from aidledger.questions.row_difference import (
    ChangedField,
    Differences,
    RowChange,
    RowsDifferenceAnswer,
    Value,
    axis_of,
)
from aidledger.questions.rows import Row

_CODE, _TEXT, _NUMBER = ColumnKind.CODE, ColumnKind.TEXT, ColumnKind.NUMBER
_OF_SUMS = (
    Column("axis", _CODE), Column("channel", _CODE), Column("before", _NUMBER),
    Column("after", _NUMBER), Column("change", _NUMBER), Column("gone", _TEXT),
    Column("come", _TEXT),
)  # fmt: skip
_OF_ROWS = (
    Column("axis", _CODE), Column("change", _CODE), Column("field", _CODE),
    Column("before", _TEXT), Column("after", _TEXT), Column("gone", _TEXT), Column("come", _TEXT),
    Column("before_why", _CODE), Column("after_why", _CODE),
)  # fmt: skip


def difference_tables(answer: Differences) -> tuple[Table, ...]:
    """One table, of sums or of rows; the lines say along which axis they changed."""
    lines: list[tuple[Cell, ...]] = []
    columns: tuple[Column, ...] = _OF_ROWS
    for step in answer.steps:
        if isinstance(step, DifferenceAnswer):
            columns = _OF_SUMS
            lines += _sums(step)
        else:
            lines += _rows(step)
    return (Table("difference", columns, tuple(lines)),)


def _sums(step: DifferenceAnswer) -> Iterator[tuple[Cell, ...]]:
    for change in step.changes:
        yield (
            axis_of(step).value,
            change.line,
            change.before.face if change.before else None,
            change.after.face if change.after else None,
            change.change.face if change.change else None,
            " ".join(change.gone) or None,
            " ".join(change.come) or None,
        )


def _rows(step: RowsDifferenceAnswer) -> Iterator[tuple[Cell, ...]]:
    for change in step.changes:
        for field in change.changed or (None,):
            yield (axis_of(step).value, *_line(change, field))


def _line(change: RowChange, field: ChangedField | None) -> tuple[Cell, ...]:
    return (
        change.change.value,
        None if field is None else field.field,
        None if field is None else _cell(field.before),
        None if field is None else _cell(field.after),
        " ".join(change.gone) or None,
        " ".join(change.come) or None,
        _name(change.before),
        _name(change.after),
    )


def _name(row: Row | TotalRow | None) -> str | None:
    if row is None:
        return None
    return row.name if isinstance(row, Row) else row.id


def _cell(value: Value) -> Cell:
    if isinstance(value, Money):
        return (
            _cell(value.face)
            if value.face is not None
            else f"{value.strict.low}..{value.strict.high}"
        )
    if isinstance(value, tuple):
        return "; ".join(value) or None
    if isinstance(value, Decimal):
        return value
    return None if value is None else str(getattr(value, "value", value))
