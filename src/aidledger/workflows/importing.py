"""Import tables by a mapping file: every row a record, cited by its place in the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import yaml

from aidledger.intake.tables import read_table
from aidledger.ledger.book import RecordBook
from aidledger.ledger.mapping import TableMapping, TableMappings, parse_mapping
from aidledger.ledger.tabling import RowAt, records_of
from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.evidence import Document
from aidledger.model.issues import Issue, Severity
from aidledger.model.records import DecisionRecord, DocumentRecord, NoteRecord, Record
from aidledger.workflows.adding import document_record

_KINDS_OF_GROUNDS = ("balance", "entry", "claim", "note", "decision")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Args:
        tables: tables read.
        added: records written; known: records that were there already.
        issues: rows that no rule of the mapping describes.
        vintage: sequence number of the last record afterwards.
        notes: rows that are kept and book nothing, by their reason.
    """

    tables: int
    added: int
    known: int
    issues: tuple[Issue, ...]
    vintage: int
    notes: Mapping[str, tuple[str, ...]]


class TableRefusedError(AidledgerError):
    """A table holds rows that cannot be recorded; nothing of it was.

    Args:
        issues: what is wrong, row by row.
    """

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        first = issues[0]
        super().__init__(
            "TABLE_REFUSED",
            ExitStatus.BAD_DATA,
            count=str(len(issues)),
            table=first.details["table"],
            line=first.details["line"],
        )
        self.issues = issues


def import_tables(
    book: RecordBook, mapping: Path, table: Path | None, recorded_at: datetime
) -> Imported:
    """Record the tables of a mapping, whole or not at all.

    Args:
        mapping: the mapping file; tables lie beside it.
        table: the file to read for the table of that name; None = all tables.

    Raises:
        TableRefusedError: a row cannot be recorded.
        AidledgerError: the mapping is wrong, a file is missing or no UTF-8 text, a row says
            something else than the record of its name, a decision rests on nothing known.
    """
    # Fields of claims need the reader's intervals, which asking does not.
    from aidledger.workflows.fielding import claim_of_fields

    mappings = _mappings(mapping)
    sources = _sources(mappings, mapping.parent, table)
    records: list[Record] = []
    texts: dict[str, str] = {}
    issues: list[Issue] = []
    for table_mapping, path in sources:
        document = Document(
            text=file_text(path),
            title=table_mapping.title or path.name,
            publisher=table_mapping.publisher,
        )
        rows = (
            RowAt(row.line, row.start, row.end, row.cells, document.text[row.start : row.end])
            for row in read_table(document.text).rows
        )
        tabled = records_of(
            rows, document.id, mappings, table_mapping, printed_intervals, claim_of_fields
        )
        issues.extend(tabled.issues)
        if book.find(DocumentRecord.type, document.id) is None:
            texts[document.id] = document.text
        records.extend((document_record(document, media="table"), *tabled.records))
    wrong = tuple(issue for issue in issues if issue.severity is Severity.ERROR)
    if wrong:
        raise TableRefusedError(wrong)
    _check_grounds(book, records)
    appended = book.append(records, recorded_at, texts)
    return Imported(
        tables=len(sources),
        added=appended.added,
        known=appended.known,
        issues=tuple(issues),
        vintage=appended.vintage,
        notes=_notes(records),
    )


def _notes(records: list[Record]) -> Mapping[str, tuple[str, ...]]:
    notes = [record for record in records if isinstance(record, NoteRecord)]
    return {
        reason: tuple(note.id for note in notes if note.reason == reason)
        for reason in sorted({note.reason for note in notes})
    }


def _mappings(path: Path) -> TableMappings:
    try:
        content = yaml.safe_load(file_text(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = "" if mark is None else f"{mark.line + 1}:{mark.column + 1}"
        raise AidledgerError(
            "MAPPING_BAD",
            path=str(path),
            where=where,
            reason=str(getattr(error, "problem", error)),
        ) from error
    return parse_mapping(content, str(path))


def _sources(
    mappings: TableMappings, folder: Path, table: Path | None
) -> list[tuple[TableMapping, Path]]:
    if table is None:
        return [(mapping, folder / mapping.file) for mapping in mappings.tables]
    named = [mapping for mapping in mappings.tables if mapping.file == table.name]
    if not named and len(mappings.tables) == 1:
        named = list(mappings.tables)
    if not named:
        raise AidledgerError("TABLE_NOT_MAPPED", ExitStatus.USAGE, table=str(table))
    return [(named[0], table)]


def file_text(path: Path) -> str:
    """The text of a table or mapping, which must be UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise AidledgerError("FILE_MISSING", ExitStatus.NO_INPUT, path=str(path)) from error
    except PermissionError as error:
        raise AidledgerError(
            "FILE_NO_PERMISSION", ExitStatus.NO_PERMISSION, path=str(path)
        ) from error
    except IsADirectoryError as error:
        raise AidledgerError("FILE_IS_FOLDER", ExitStatus.NO_INPUT, path=str(path)) from error
    except OSError as error:
        raise AidledgerError(
            "FILE_UNREADABLE", ExitStatus.INPUT_OUTPUT, path=str(path), reason=str(error)
        ) from error
    except UnicodeDecodeError as error:
        raise AidledgerError("TABLE_NOT_UTF8", path=str(path), byte=str(error.start)) from error


def _check_grounds(book: RecordBook, records: list[Record]) -> None:
    coming = {record.key for record in records}
    for record in records:
        if isinstance(record, DecisionRecord):
            for ground in record.grounds:
                if ground not in coming and not _is_recorded(book, ground):
                    raise AidledgerError(
                        "DECISION_WITHOUT_GROUNDS", decision=record.id, ground=ground
                    )


def _is_recorded(book: RecordBook, key: str) -> bool:
    return any(book.find(kind, key) is not None for kind in _KINDS_OF_GROUNDS)


def printed_intervals(
    number: Decimal, unit: Decimal, qualifier: Qualifier, upper: Decimal | None = None
) -> tuple[Interval, Interval]:
    """The strict and lenient intervals of a printed number, in whole units.

    Args:
        upper: the second number of "between X and Y"; None for every other qualifier.
    """
    digit = Decimal(1).scaleb(max(int(number.normalize().as_tuple().exponent), -9))
    half = digit / 2
    n = number
    bare = Interval(n - half, n + half, False, True)
    five, ten = max(half, min(abs(n) / 20, digit)), max(half, min(abs(n) / 10, 2 * digit))
    table = {
        Qualifier.EXACT: (bare, bare),
        Qualifier.ABOUT: (Interval(n - five, n + five), Interval(n - ten, n + ten)),
        Qualifier.OVER: (Interval(n, None, True), Interval(n * Decimal("0.99"), None)),
        Qualifier.NEARLY: (
            Interval(n * Decimal("0.9"), n, False, True),
            Interval(n * Decimal("0.85"), n + half),
        ),
        Qualifier.AT_LEAST: (Interval(n, None), Interval(n - half, None)),
        Qualifier.AT_MOST: (Interval(Decimal(0), n), Interval(Decimal(0), n + half)),
        Qualifier.UP_TO: (Interval(Decimal(0), n, True), Interval(n * Decimal("0.8"), n)),
    }
    if upper is not None:
        table[Qualifier.BETWEEN] = (Interval(n, upper), Interval(n - half, upper + half))
    strict, lenient = table[qualifier]
    return strict.scaled(unit), lenient.scaled(unit)
