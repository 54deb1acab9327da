"""Answers made of rows as flat tables: columns follow from the fields of the rows.

The main table has one line a row. What a row holds in numbers of its own (the sources of a
meeting, the channels of a promise) is a table beside it, one line each, with the `why` of the
row that it belongs to. A sum of money is six columns: the figure, both intervals, the currency.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from aidledger.model.money import Money
from aidledger.questions.answers import Cell, Column, ColumnKind, Table
from aidledger.questions.asked import QUESTIONS
from aidledger.questions.rows import RowsAnswer

# Fields of `Row`: they close each line, whatever the question.
_CLOSING = ("rests_on", "name")
_NAMES = {"rests_on": "records", "name": "why"}


def row_tables(answer: RowsAnswer) -> tuple[Table, ...]:
    """The flat tables of an answer: the rows, then what they hold in numbers."""
    kind = QUESTIONS[answer.question].row
    main = Table(
        answer.question,
        tuple(column for field in _plain_fields(kind) for column in _columns(kind, field)),
        tuple(_line(row, _plain_fields(kind)) for row in answer.rows),
    )
    return (main, *(_beside(answer, kind, field) for field in _many(kind)))


def money_columns(name: str) -> tuple[Column, ...]:
    """The columns of a sum: figure, strict and lenient interval, currency."""
    number = ColumnKind.NUMBER
    return (
        Column(name, number),
        *(Column(f"{name}_{side}", number) for side in _SIDES),
        Column("currency" if name == "amount" else f"{name}_currency", ColumnKind.CODE),
    )


_SIDES = ("strict_low", "strict_high", "lenient_low", "lenient_high")


def money_cells(value: Money | None) -> tuple[Cell, ...]:
    """The cells of a sum; an empty bound is none, an empty figure no single figure."""
    if value is None:
        return (None,) * 6
    strict, lenient = value.strict, value.lenient
    return (
        value.face, strict.low, strict.high, lenient.low, lenient.high, value.currency,
    )  # fmt: skip


def _beside(answer: RowsAnswer, kind: type[Any], field: Field[Any]) -> Table:
    inner = _inner(_hint(kind, field))
    assert inner is not None
    parts = list(fields(inner))
    lines = [
        (row.name, *_line(one, parts)) for row in answer.rows for one in getattr(row, field.name)
    ]
    columns = [column for part in parts for column in _columns(inner, part)]
    return Table(field.name, (Column("of", ColumnKind.CODE), *columns), tuple(lines))


def _plain_fields(kind: type[Any]) -> list[Field[Any]]:
    own = [field for field in fields(kind) if field.name not in _CLOSING]
    closing = sorted(
        (field for field in fields(kind) if field.name in _CLOSING),
        key=lambda field: _CLOSING.index(field.name),
    )
    many = {field.name for field in _many(kind)}
    return [field for field in (*own, *closing) if field.name not in many]


def _many(kind: type[Any]) -> list[Field[Any]]:
    return [field for field in fields(kind) if _inner(_hint(kind, field)) is not None]


def _inner(hint: Any) -> type[Any] | None:
    """The dataclass of which a field holds a number; None for any other field."""
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        if is_dataclass(inner) and isinstance(inner, type):
            return inner
    return None


def _hint(kind: type[Any], field: Field[Any]) -> Any:
    return _hints(kind)[field.name]  # type: ignore[arg-type]  # a class can be hashed


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _columns(kind: type[Any], field: Field[Any]) -> tuple[Column, ...]:
    hint = _present(_hint(kind, field))
    name = _NAMES.get(field.name, field.name)
    if hint is Money:
        return money_columns(name)
    return (Column(name, _column_kind(hint, name)),)


def _present(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


_CODES = frozenset(
    {"why", "record", "records", "status", "kind", "by", "due", "day", "superseded_by"}
)


def _column_kind(hint: Any, name: str) -> ColumnKind:
    if hint is date:
        return ColumnKind.DATE
    if hint is int:
        return ColumnKind.COUNT
    if hint is Decimal:
        return ColumnKind.NUMBER
    if (isinstance(hint, type) and issubclass(hint, Enum)) or name in _CODES:
        return ColumnKind.CODE
    return ColumnKind.TEXT


def _line(row: object, parts: Sequence[Field[Any]]) -> tuple[Cell, ...]:
    return tuple(cell for part in parts for cell in _cells(row, part))


def _cells(row: object, field: Field[Any]) -> Iterator[Cell]:
    value = getattr(row, field.name)
    if isinstance(value, Money) or (value is None and _is_money(type(row), field)):
        yield from money_cells(value)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, Enum):
        yield str(value.value)
    elif isinstance(value, tuple):
        yield (" " if field.name in _CLOSING or field.name == "entries" else "; ").join(
            value
        ) or None
    else:
        yield value


def _is_money(kind: type[Any], field: Field[Any]) -> bool:
    return _present(_hint(kind, field)) is Money


def derived_columns(answer: RowsAnswer) -> frozenset[str]:
    """Names of the columns of the main table that are worked out, not said by a source."""
    kind = QUESTIONS[answer.question].row
    return frozenset(
        column.name
        for field in _plain_fields(kind)
        if _is_derived(kind, field)
        for column in _columns(kind, field)
    )


def derived_tables(answer: RowsAnswer) -> frozenset[str]:
    """Names of the tables beside the main one whose lines are worked out."""
    kind = QUESTIONS[answer.question].row
    return frozenset(field.name for field in _many(kind) if _is_derived(kind, field))


def _is_derived(kind: type[Any], field: Field[Any]) -> bool:
    hint = typing.get_type_hints(kind, include_extras=True)[field.name]
    return "derived" in getattr(hint, "__metadata__", ())
