"""An answer in another currency as rows."""

from __future__ import annotations

from aidledger.questions.answers import Cell, Column, ColumnKind, Table
from aidledger.questions.converting import ConvertedAnswer, ConvertedRow

_CODE, _TEXT, _NUMBER, _DATE = (
    ColumnKind.CODE, ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATE,
)  # fmt: skip


def converted_table(answer: ConvertedAnswer) -> Table:
    """A sum a row, with the rate that converted it."""
    columns = (
        Column("stage", _CODE), Column("channel", _CODE), Column("basis", _CODE),
        Column("amount", _NUMBER), Column("currency", _CODE), Column("converted", _NUMBER),
        Column("low", _NUMBER), Column("high", _NUMBER), Column("into", _CODE),
        Column("rate", _NUMBER), Column("rate_day", _DATE), Column("source", _TEXT),
        Column("why", _TEXT),
    )  # fmt: skip
    return Table("converted", columns, tuple(_cells(row, answer.into) for row in answer.rows))


def _cells(row: ConvertedRow, into: str) -> tuple[Cell, ...]:
    done, rate = row.converted, row.rate
    return (
        row.stage, row.channel, row.basis, row.money.face, row.money.currency,
        done.face if done else None, done.strict.low if done else None,
        done.strict.high if done else None, into, rate.rate if rate else None,
        rate.day if rate else None, rate.source if rate else None,
        " ".join(rate.records) if rate else None,
    )  # fmt: skip
