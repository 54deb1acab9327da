"""Answers as flat tables, for files and pipes.

In: a typed answer. Out: `Table` values and delimited text. Numbers stay exact; every row names the
line that `why` explains.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from aidledger.model.contract import decimal_text
from aidledger.publishing.contradictions_table import contradictions_table
from aidledger.publishing.converted_table import converted_table
from aidledger.publishing.difference_tables import difference_tables
from aidledger.publishing.row_tables import money_cells, money_columns, row_tables
from aidledger.questions.answers import (
    Cell,
    Column,
    ColumnKind,
    RemainingAnswer,
    Table,
    TotalsAnswer,
)
from aidledger.questions.contradictions import ContradictionsAnswer
from aidledger.questions.converting import ConvertedAnswer
from aidledger.questions.row_difference import Differences
from aidledger.questions.rows import RowsAnswer

Answer = (
    RemainingAnswer
    | TotalsAnswer
    | RowsAnswer
    | Differences
    | ContradictionsAnswer
    | ConvertedAnswer
)

_CODE, _TEXT, _NUMBER, _DATE, _COUNT = (
    ColumnKind.CODE,
    ColumnKind.TEXT,
    ColumnKind.NUMBER,
    ColumnKind.DATE,
    ColumnKind.COUNT,
)
_MONEY = money_columns("amount")


def tables_of(answer: Answer) -> tuple[Table, ...]:
    """The flat tables of an answer, the main one first."""
    if isinstance(answer, RowsAnswer):
        return row_tables(answer)
    if isinstance(answer, Differences):
        return difference_tables(answer)
    if isinstance(answer, ConvertedAnswer):
        return (converted_table(answer),)
    if isinstance(answer, ContradictionsAnswer):
        return (contradictions_table(answer),)
    return _of_totals(answer) if isinstance(answer, TotalsAnswer) else _of_remaining(answer)


def _of_remaining(answer: RemainingAnswer) -> tuple[Table, ...]:
    parts = Table(
        "parts",
        (Column("channel", _CODE), Column("origin", _CODE), *_MONEY, Column("why", _CODE)),
        tuple(
            (
                f"{part.channel}+revaluation" if part.by_revaluation else part.channel,
                segment.origin.value,
                *money_cells(segment.money),
                part.id,
            )
            for part in answer.parts
            for segment in part.segments
        ),
    )
    said = Table(
        "said",
        (Column("day", _DATE), Column("speaker", _TEXT), Column("words", _TEXT), *_MONEY,
         Column("verdict", _CODE), Column("scope", _TEXT), Column("computed", _NUMBER),
         Column("tried", _COUNT), Column("reviewed", _CODE), Column("sources", _COUNT),
         Column("independent", _COUNT), Column("why", _CODE)),
        tuple(
            (
                item.as_of,
                item.speaker or item.publisher,
                item.words,
                *money_cells(item.stated),
                item.verdict.value,
                "+".join((item.fits[0] if item.fits else item.shown).scope.channels or ("all",)),
                (item.fits[0] if item.fits else item.shown).computed.face,
                item.tried,
                item.reviewed.value if item.reviewed else None,
                item.sources.sources if item.sources else None,
                item.sources.independent if item.sources else None,
                item.id,
            )
            for item in answer.said
        ),
    )  # fmt: skip
    deadlines = Table(
        "deadlines",
        (Column("due", _DATE), Column("event", _TEXT), Column("days", _COUNT),
         Column("pace", _NUMBER)),
        tuple(
            (item.due, item.event, item.days, item.pace.face if item.pace else None)
            for item in answer.deadlines
        ),
    )  # fmt: skip
    return parts, said, deadlines


def _of_totals(answer: TotalsAnswer) -> tuple[Table, ...]:
    rows = Table(
        "totals",
        (Column("stage", _CODE), Column("channel", _CODE), Column("envelope", _CODE),
         Column("basis", _CODE), *_MONEY, Column("standing", _NUMBER), Column("why", _CODE)),
        tuple(
            (row.stage, row.channel, row.envelope, row.basis, *money_cells(row.reached),
             row.standing.face, row.id)
            for row in answer.rows
        ),
    )  # fmt: skip
    return (rows,)


def delimited(table: Table, mark: str) -> str:
    """A table as delimited text with a header row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(cell) for cell in row])
    return out.getvalue()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return decimal_text(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    # A bare return would end a line for some readers though it stands in no quotes.
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n")
    # A cell that a spreadsheet would run as a formula is written as text.
    return (
        f"'{text}"
        if text[:1] in {"=", "+", "@", "\t", "\n"}
        or (text[:1] == "-" and not text[1:2].isdigit() and len(text) > 1)
        else text
    )
