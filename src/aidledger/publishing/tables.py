"""Answers as flat tables, for CSV and XLSX and for pipes.

In: a typed answer. Out: `Table` values and files. Numbers stay exact; every row names the
line that `why` explains.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

from aidledger.model.contract import decimal_text
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.money import Money
from aidledger.publishing.contradictions_table import contradictions_table
from aidledger.publishing.converted_table import converted_table
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
from aidledger.questions.difference import DifferenceAnswer
from aidledger.questions.listings import ListingAnswer

Answer = (
    RemainingAnswer
    | TotalsAnswer
    | ListingAnswer
    | DifferenceAnswer
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
_MONEY = (
    Column("amount", _NUMBER),
    Column("low", _NUMBER),
    Column("high", _NUMBER),
    Column("currency", _CODE),
)


def tables_of(answer: Answer) -> tuple[Table, ...]:
    """The flat tables of an answer, the main one first."""
    if isinstance(answer, ListingAnswer):
        return (answer.table,)
    if isinstance(answer, DifferenceAnswer):
        return _of_difference(answer)
    if isinstance(answer, ConvertedAnswer):
        return (converted_table(answer),)
    if isinstance(answer, ContradictionsAnswer):
        return (contradictions_table(answer),)
    return _of_totals(answer) if isinstance(answer, TotalsAnswer) else _of_remaining(answer)


def _money(value: Money) -> tuple[Cell, ...]:
    return value.face, value.strict.low, value.strict.high, value.currency


def _of_remaining(answer: RemainingAnswer) -> tuple[Table, ...]:
    parts = Table(
        "parts",
        (Column("channel", _CODE), Column("origin", _CODE), *_MONEY, Column("why", _CODE)),
        tuple(
            (
                f"{part.channel}+revaluation" if part.by_revaluation else part.channel,
                segment.origin.value,
                *_money(segment.money),
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
                *_money(item.stated),
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


def _of_difference(answer: DifferenceAnswer) -> tuple[Table, ...]:
    columns = (
        Column("channel", _CODE), Column("before", _NUMBER), Column("after", _NUMBER),
        Column("change", _NUMBER), Column("gone", _TEXT), Column("come", _TEXT),
    )  # fmt: skip
    rows = tuple(
        (
            change.line,
            change.before.face if change.before else None,
            change.after.face if change.after else None,
            change.change.face if change.change else None,
            " ".join(change.gone),
            " ".join(change.come),
        )
        for change in answer.changes
    )
    return (Table("difference", columns, rows),)


def _of_totals(answer: TotalsAnswer) -> tuple[Table, ...]:
    rows = Table(
        "totals",
        (Column("stage", _CODE), Column("channel", _CODE), Column("envelope", _CODE),
         Column("basis", _CODE), *_MONEY, Column("standing", _NUMBER), Column("why", _CODE)),
        tuple(
            (row.stage, row.channel, row.envelope, row.basis, *_money(row.reached),
             row.standing.face, row.id)
            for row in answer.rows
        ),
    )  # fmt: skip
    return (rows,)


def write_table(answer: Answer, path: Path) -> None:
    """Write an answer to a .csv (its main table) or .xlsx file (a sheet a table).

    Raises:
        AidledgerError: EXPORT_FORMAT for another ending, FILE_CANNOT_WRITE.
    """
    tables = tables_of(answer)
    if path.suffix.lower() == ".csv":
        write_file(path, delimited(tables[0], ","))
    elif path.suffix.lower() == ".xlsx":
        out = io.BytesIO()
        _write_workbook(tables, out)
        write_file(path, out.getvalue())
    else:
        raise AidledgerError("EXPORT_FORMAT", ExitStatus.USAGE, path=str(path))


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file as it is, line ends included.

    Raises:
        AidledgerError: FILE_CANNOT_WRITE.
    """
    try:
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    except OSError as error:
        raise AidledgerError(
            "FILE_CANNOT_WRITE",
            ExitStatus.CANNOT_CREATE,
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


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
    text = str(cell)
    # A cell that a spreadsheet would run as a formula is written as text.
    return (
        f"'{text}"
        if text[:1] in {"=", "+", "@"}
        or (text[:1] == "-" and not text[1:2].isdigit() and len(text) > 1)
        else text
    )


def _write_workbook(tables: tuple[Table, ...], out: io.BytesIO) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        number = book.add_format({"num_format": "#,##0"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.write_row(0, 0, [column.name for column in table.columns], bold)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(table.rows, start=1):
                for at, cell in enumerate(row):
                    if isinstance(cell, (Decimal, int)):
                        sheet.write_number(place, at, float(cell), number)
                    elif cell is not None:
                        sheet.write_string(place, at, _cell(cell))
            sheet.autofit()
