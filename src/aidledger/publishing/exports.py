"""Answers as files: CSV with a description beside it, or an XLSX workbook.

A CSV holds one table, so what an answer holds in numbers of its own goes into files beside it
(`promises.csv`, `promises.parts.csv`). `NAME.csv-metadata.json` says what a reader of the
figures must know: the question, the state of knowledge that pins them, and of every column its
kind and whether it was worked out or said by a source (after W3C's model for tables on the web).
A workbook holds the same as sheets, the description as its last.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.publishing.files import write_file
from aidledger.publishing.plain import plain
from aidledger.publishing.row_tables import derived_columns, derived_tables
from aidledger.publishing.tables import Answer, delimited, tables_of
from aidledger.questions.answers import (
    Column,
    ColumnKind,
    Pin,
    Table,
)
from aidledger.questions.row_difference import Differences
from aidledger.questions.rows import RowsAnswer

_DATATYPES = {
    ColumnKind.CODE: "string",
    ColumnKind.TEXT: "string",
    ColumnKind.NUMBER: "decimal",
    ColumnKind.COUNT: "integer",
    ColumnKind.DATE: "date",
}
# What the record's arithmetic gives, in answers that are not made of rows.
_WORKED_OUT = frozenset(
    {"verdict", "scope", "computed", "tried", "standing", "change", "days", "pace", "conflict",
     "gap_low", "gap_high", "before", "after"}
)  # fmt: skip
_COLUMN_WIDTH = 60


def write_answer(answer: Answer, path: Path) -> tuple[Path, ...]:
    """Write an answer; the files written, the main one first.

    Args:
        path: ends in .csv or .xlsx.

    Raises:
        AidledgerError: EXPORT_FORMAT for another ending, FILE_CANNOT_WRITE.
    """
    tables = tables_of(answer)
    if path.suffix.lower() == ".csv":
        return _write_csv(answer, tables, path)
    if path.suffix.lower() == ".xlsx":
        write_file(path, _workbook(answer, tables))
        return (path,)
    raise AidledgerError("EXPORT_FORMAT", ExitStatus.USAGE, path=str(path))


def _write_csv(answer: Answer, tables: tuple[Table, ...], path: Path) -> tuple[Path, ...]:
    written = _written(tables)
    files = [path, *(path.with_suffix(f".{table.name}.csv") for table in written[1:])]
    for file, table in zip(files, written, strict=True):
        write_file(file, delimited(table, ","))
    metadata = path.with_name(f"{path.name}-metadata.json")
    described = description(answer, tables, [file.name for file in files])
    write_file(metadata, json.dumps(described, ensure_ascii=False, indent=2) + "\n")
    return (*files, metadata)


def description(answer: Answer, tables: tuple[Table, ...], files: list[str]) -> dict[str, Any]:
    """What a reader of the tables must know, as plain values.

    Args:
        files: names of the files of the tables that were written, in their order.
    """
    written = _written(tables)
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:creator": "aidledger",
        "aidledger:question": answer.asked if isinstance(answer, Differences) else answer.question,
        "aidledger:subject": _subject(answer),
        "aidledger:pins": [plain(pin) for pin in _pins(answer)],
        "aidledger:recorded": answer.is_recorded,
        "tables": [
            {
                "url": file,
                "aidledger:table": table.name,
                "aidledger:rows": len(table.rows),
                "tableSchema": {
                    "columns": [_column(column, column.name in derived) for column in table.columns]
                },
            }
            for file, table in zip(files, written, strict=True)
            for derived in (_derived(answer, table),)
        ],
    }


def _column(column: Column, is_derived: bool) -> dict[str, Any]:
    return {
        "name": column.name,
        "datatype": _DATATYPES[column.kind],
        "aidledger:derived": is_derived,
    }


def _derived(answer: Answer, table: Table) -> frozenset[str]:
    """Columns of a table that are worked out."""
    if not isinstance(answer, RowsAnswer):
        is_of_flows = table.name in ("parts", "totals")
        sums = {column.name for column in table.columns if column.name.startswith("amount")}
        return _WORKED_OUT | sums if is_of_flows else _WORKED_OUT
    if table.name == answer.question:
        return derived_columns(answer)
    whole = frozenset(column.name for column in table.columns)
    return whole if table.name in derived_tables(answer) else frozenset()


def _subject(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, RowsAnswer):
        return {name: value for name, value in plain(answer.subject).items() if value}
    if isinstance(answer, Differences):
        return {}
    on = None if answer.on is None else answer.on.isoformat()
    return {"donor": answer.donor, "recipient": answer.recipient, "on": on}


def _pins(answer: Answer) -> Iterator[Pin]:
    if isinstance(answer, Differences):
        for step in answer.steps:
            yield from (step.before.pin, step.after.pin)
        return
    yield answer.pin


def _workbook(answer: Answer, tables: tuple[Table, ...]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        formats = {
            "number": book.add_format({"num_format": "#,##0.######"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for table in (*tables, _about(answer, tables)):
            sheet = book.add_worksheet(table.name[:31])
            sheet.write_row(0, 0, [column.name for column in table.columns], bold)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(table.rows, start=1):
                for at, cell in enumerate(row):
                    if isinstance(cell, (Decimal, int)):
                        sheet.write_number(place, at, float(cell), formats["number"])
                    elif isinstance(cell, date):
                        sheet.write_datetime(place, at, cell, formats["date"])
                    elif cell is not None:
                        sheet.write_string(place, at, str(cell))
            sheet.autofit(_COLUMN_WIDTH * 7)
    return out.getvalue()


def _about(answer: Answer, tables: tuple[Table, ...]) -> Table:
    """The description as a sheet: what, then each column."""
    described = description(answer, tables, [table.name for table in _written(tables)])
    lines: list[tuple[str | None, ...]] = [
        (name.removeprefix("aidledger:"), None, None, json.dumps(value, ensure_ascii=False))
        for name, value in described.items()
        if name.startswith("aidledger:")
    ]
    for table in described["tables"]:
        for column in table["tableSchema"]["columns"]:
            derived = "derived" if column["aidledger:derived"] else "stated"
            lines.append((table["aidledger:table"], column["name"], column["datatype"], derived))
    columns = tuple(Column(name, ColumnKind.TEXT) for name in ("about", "column", "kind", "value"))
    return Table("about", columns, tuple(lines))


def _written(tables: tuple[Table, ...]) -> list[Table]:
    """The main table, and those beside it that hold anything."""
    return [tables[0], *(table for table in tables[1:] if table.rows)]
