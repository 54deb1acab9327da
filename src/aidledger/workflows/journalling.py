"""Journals: the whole record out as plain text, and back in, exactly.

Into an empty ledger a journal that gives its times of recording comes back byte for byte, hash
chain included. Into a ledger that holds records it adds what is not known yet, recorded now;
what is known already is passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aidledger.ledger.book import Appended, Kept, RecordBook
from aidledger.ledger.journal.parsing import Journal, JournalRecord, parse_journal
from aidledger.ledger.journal.references import ANY_TYPE, unknown_references
from aidledger.ledger.journal.writing import journal_lines
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.evidence import Document
from aidledger.model.issues import Issue, Severity
from aidledger.model.records import RECORD_TYPES, DocumentRecord, Record
from aidledger.workflows.adding import document_record

ENDING = ".journal"


class JournalRefusedError(AidledgerError):
    """A journal with mistakes; nothing of it was recorded.

    Args:
        issues: the mistakes, in order of place; text: the journal that they point into.
    """

    def __init__(self, path: Path, text: str, issues: tuple[Issue, ...]) -> None:
        super().__init__(
            "JOURNAL_REFUSED", ExitStatus.BAD_DATA, path=str(path), count=str(len(issues)),
            line=issues[0].details.get("line", "?"),
        )  # fmt: skip
        self.issues = issues
        self.text = text


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote: how many records, and the hash of the last."""

    records: int
    head: str | None


def export_journal(book: RecordBook, path: Path) -> Written:
    """Write the whole record to a file, whole or not at all.

    Raises:
        AidledgerError: FILE_CANNOT_WRITE.
    """
    newest = book.storage.last()
    rows = book.storage.rows(up_to=0 if newest is None else newest.seq)
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as out:
            for line in journal_lines(rows, book.storage.text):
                out.write(line + "\n")
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise AidledgerError(
            "FILE_CANNOT_WRITE", ExitStatus.CANNOT_CREATE, path=str(path), reason=str(problem)
        ) from problem
    return Written(0 if newest is None else newest.seq, None if newest is None else newest.hash)


def import_journal(book: RecordBook, path: Path, now: datetime) -> Appended:
    """Record what a journal holds, whole or not at all.

    Raises:
        JournalRefusedError: it holds mistakes.
        AidledgerError: FILE_MISSING, JOURNAL_NOT_UTF8, RECORD_CHANGED (a record of that name says
            something else), JOURNAL_HEAD_DIFFERS (it is not the record that it says it is).
    """
    text = _text(path)
    journal = parse_journal(text)
    issues = journal.issues or (*_unknown(book, journal, text), *_contradictions(book, journal))
    if issues:
        raise JournalRefusedError(path, text, issues)
    is_restored = (
        book.storage.last() is None
        and not journal.cites_itself
        and all(item.recorded_at is not None for item in journal.records)
    )
    return _restored(book, journal) if is_restored else _added(book, journal, path, text, now)


def _restored(book: RecordBook, journal: Journal) -> Appended:
    kept = [
        Kept(record=item.record, recorded_at=item.recorded_at, topic=item.topic, payload=item.raw)
        for item in journal.records
        if item.recorded_at is not None
    ]
    return book.restore(
        kept, journal.texts, None if journal.closing is None else journal.closing[1]
    )


def _added(book: RecordBook, journal: Journal, path: Path, text: str, now: datetime) -> Appended:
    records: list[Record] = [item.record for item in journal.records]
    texts = dict(journal.texts)
    if journal.cites_itself:
        document = Document(text=text, title=path.name)
        records.insert(0, document_record(document, media="journal"))
        texts[document.id] = text
    fresh = {
        name: body for name, body in texts.items() if book.find(DocumentRecord.type, name) is None
    }
    return book.append(records, now, fresh)


def _unknown(book: RecordBook, journal: Journal, text: str) -> tuple[Issue, ...]:
    """Records that speak of records which are nowhere."""
    here = {(item.record.type, item.record.key) for item in journal.records}
    names = {key for _, key in here}
    itself = Document(text=text).id if journal.cites_itself else None

    def is_known(kind: str, key: str) -> bool:
        if kind == ANY_TYPE:
            return key in names or any(book.find(one.type, key) for one in RECORD_TYPES)
        is_here = (kind, key) in here or (kind == DocumentRecord.type and key == itself)
        return is_here or book.find(kind, key) is not None

    return tuple(
        _unknown_issue(item, key)
        for item in journal.records
        for _, key in unknown_references(item.record, is_known)
    )


def _contradictions(book: RecordBook, journal: Journal) -> Iterator[Issue]:
    """Records that say something else than the record of their name, here or in the ledger."""
    before: dict[tuple[str, str], Record] = {}
    for item in journal.records:
        record = item.record
        name = (record.type, record.key)
        if before.setdefault(name, record) != record or book.is_contradicted_by(record):
            details = {"line": str(item.line), "type": record.type, "name": record.key}
            yield Issue("JOURNAL_RECORD_CHANGED", Severity.ERROR, item.start, item.end, details)


def _unknown_issue(item: JournalRecord, key: str) -> Issue:
    details = {"line": str(item.line), "name": key}
    return Issue("JOURNAL_TARGET_UNKNOWN", Severity.ERROR, item.start, item.end, details)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise AidledgerError("FILE_MISSING", ExitStatus.NO_INPUT, path=str(path)) from error
    except PermissionError as error:
        raise AidledgerError(
            "FILE_NO_PERMISSION", ExitStatus.NO_PERMISSION, path=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise AidledgerError("JOURNAL_NOT_UTF8", path=str(path), byte=str(error.start)) from error
