"""Verify a ledger: everything that can be recomputed is, and what differs is named.

The chain, the hash of every record, every document, every quotation and citation, the
index, and what the medium itself can tell (damaged pages, guards taken away). A text that
was removed by law is told apart from one that is missing. Nothing is mended here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from aidledger.ledger.chain import BEFORE_THE_FIRST, StoredRow, recomputed_hash
from aidledger.ledger.encoding import decode
from aidledger.ledger.lookup import LookupRow, lookup_rows
from aidledger.ledger.storage.port import Storage
from aidledger.model.errors import AidledgerError
from aidledger.model.evidence import Document
from aidledger.model.records import (
    Citation,
    ClaimRecord,
    DocumentRecord,
    Record,
    TombstoneRecord,
)
from aidledger.workflows.opening import Ledger

# What a changed byte can make of a stored value: another type, another text, no record.
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, AssertionError, ArithmeticError)


class What(StrEnum):
    """What can differ."""

    CHAIN = "chain"
    HASH = "hash"
    TIME = "time"
    UNREADABLE = "unreadable"
    TEXT = "text"
    TEXT_MISSING = "text_missing"
    TEXT_NOT_REMOVED = "text_not_removed"
    TEXT_OF_NOBODY = "text_of_nobody"
    QUOTATION = "quotation"
    CITATION = "citation"
    INDEX = "index"
    GUARD = "guard"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs from what was recorded.

    Args:
        what: what differs.
        seq: number of the record; None where no record can be named.
        name: the record, or what the medium says.
        document: the document concerned, or None.
    """

    what: What
    seq: int | None
    name: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A text that was removed by law: its hash and its records stand, the text is gone.

    Args:
        seq: number of the tombstone; document: whose text went.
        by, reason: who removed it, and why.
    """

    seq: int
    document: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what differs.

    Args:
        records, documents: their number; quotes: quotations and citations read again.
        index: rows of the index compared.
        head: hash of the last record; None in an empty ledger.
        removed: texts removed by law.
        differences: in order of record.
    """

    records: int
    documents: int
    quotes: int
    index: int
    head: str | None
    removed: tuple[Removed, ...]
    differences: tuple[Difference, ...]


def verify(ledger: Ledger) -> Verified:
    """Recompute every hash, document, quotation and index row of a ledger."""
    return _Verification(ledger.book.storage).result()


@dataclass(slots=True)
class _Verification:
    storage: Storage
    records: int = 0
    quotes: int = 0
    previous: str = BEFORE_THE_FIRST
    expected: int = 1
    recorded_at: str = ""
    documents: dict[str, DocumentRecord] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    removed: dict[str, Removed] = field(default_factory=dict)
    read_last: tuple[str, str | None] = ("", None)
    differences: list[Difference] = field(default_factory=list)

    def result(self) -> Verified:
        index = _Index(self.storage, self)
        for row in self._rows():
            record = self._decoded(row)
            index.compare(row, record)
            if record is not None:
                self._check_source(row, record)
        index.compare_rest()
        self._check_texts()
        self._check_medium()
        return Verified(
            records=self.records,
            documents=len(self.documents),
            quotes=self.quotes,
            index=index.rows,
            head=self.previous if self.records else None,
            removed=tuple(self.removed.values()),
            differences=tuple(self.differences),
        )

    def differs(self, what: What, seq: int | None, name: str, document: str | None = None) -> None:
        self.differences.append(Difference(what, seq, name, document))

    def _rows(self) -> Iterator[StoredRow]:
        """Every row that can be read, each set against the chain; those that cannot are named."""
        since, newest = 1, self._newest()
        while True:
            try:
                for row in self.storage.rows(since=since):
                    since = row.seq + 1
                    self._check_chain(row)
                    yield row
                break
            except AidledgerError as error:
                self.differs(What.UNREADABLE, since, error.details.get("reason", error.code))
                since += 1
                if since > newest:
                    break
        for seq in range(self.expected, newest + 1):
            self.differs(What.CHAIN, seq, "")

    def _newest(self) -> int:
        try:
            newest = self.storage.last()
        except AidledgerError as error:
            self.differs(What.MEDIUM, None, error.details.get("reason", error.code))
            return 0
        return 0 if newest is None else newest.seq

    def _check_chain(self, row: StoredRow) -> None:
        self.records += 1
        if row.seq != self.expected or row.previous != self.previous:
            self.differs(What.CHAIN, row.seq, str(row.key))
        try:
            is_intact = recomputed_hash(row) == row.hash
        except _UNREADABLE:
            is_intact = False
        if not is_intact:
            self.differs(What.HASH, row.seq, str(row.key))
        if str(row.recorded_at) < self.recorded_at:
            self.differs(What.TIME, row.seq, str(row.key))
        self.previous, self.expected = row.hash, row.seq + 1
        self.recorded_at = str(row.recorded_at)

    def _decoded(self, row: StoredRow) -> Record | None:
        try:
            return decode(row.type, row.payload)
        except _UNREADABLE:
            self.differs(What.UNREADABLE, row.seq, str(row.key))
            return None

    def _check_source(self, row: StoredRow, record: Record) -> None:
        if isinstance(record, DocumentRecord):
            self.documents[record.id], self.places[record.id] = record, row.seq
        elif isinstance(record, TombstoneRecord):
            self.removed[record.document] = Removed(
                row.seq, record.document, record.by, record.reason
            )
        elif isinstance(record, ClaimRecord):
            self._check_quotation(row, record)
        else:
            citation = getattr(record, "citation", None)
            if isinstance(citation, Citation):
                self._check_citation(row, citation)

    def _check_quotation(self, row: StoredRow, record: ClaimRecord) -> None:
        self.quotes += 1
        claim, text = record.claim, self._text(record.document)
        if record.document not in self.documents:
            self.differs(What.CITATION, row.seq, row.key, record.document)
        elif text is not None and text[claim.start : claim.end] != claim.quote:
            self.differs(What.QUOTATION, row.seq, row.key, record.document)

    def _check_citation(self, row: StoredRow, citation: Citation) -> None:
        self.quotes += 1
        cited = self.documents.get(citation.document)
        if cited is None or not 0 <= citation.start <= citation.end <= cited.characters:
            self.differs(What.CITATION, row.seq, row.key, citation.document)

    def _text(self, document: str) -> str | None:
        """The text of a document; None where it is gone or unreadable, told by its own check."""
        if self.read_last[0] != document:
            try:
                self.read_last = (document, self.storage.text(document))
            except AidledgerError:
                self.read_last = (document, None)
        return self.read_last[1]

    def _check_texts(self) -> None:
        for document, record in self.documents.items():
            try:
                text = self.storage.text(document)
            except AidledgerError:
                self.differs(What.TEXT, self.places[document], document, document)
                continue
            is_removed = document in self.removed
            if text is None and not is_removed:
                self.differs(What.TEXT_MISSING, self.places[document], document, document)
            elif text is not None and is_removed:
                self.differs(What.TEXT_NOT_REMOVED, self.places[document], document, document)
            elif text is not None and (
                Document(text=text).id != document or len(text) != record.characters
            ):
                self.differs(What.TEXT, self.places[document], document, document)
        try:
            for document in self.storage.texts():
                if document not in self.documents:
                    self.differs(What.TEXT_OF_NOBODY, None, document, document)
        except AidledgerError as error:
            self.differs(What.MEDIUM, None, error.details.get("reason", error.code))

    def _check_medium(self) -> None:
        try:
            for name in self.storage.missing_guards():
                self.differs(What.GUARD, None, name)
            for told in self.storage.problems():
                self.differs(What.MEDIUM, None, told)
        except AidledgerError as error:
            self.differs(What.MEDIUM, None, error.details.get("reason", error.code))


class _Index:
    """The index as it is stored, walked beside the records that it is derived from."""

    def __init__(self, storage: Storage, verification: _Verification) -> None:
        self._verification = verification
        self._stored = self._readable(storage)
        self._next = next(self._stored, None)
        self.rows = 0

    def compare(self, row: StoredRow, record: Record | None) -> None:
        """Compare the rows of one record; an unreadable one is named elsewhere."""
        stored = self._up_to(row.seq)
        if record is not None and stored != list(lookup_rows(row, record)):
            self._verification.differs(What.INDEX, row.seq, row.key)

    def compare_rest(self) -> None:
        """Name rows of records that are not there."""
        while self._next is not None:
            row = self._next
            self._next = next(self._stored, None)
            seq = row.seq if _is_number(row.seq) else None
            self._verification.differs(What.INDEX, seq, str(row.name))

    def _up_to(self, seq: int) -> list[LookupRow]:
        found = []
        while self._next is not None and _is_number(self._next.seq) and self._next.seq <= seq:
            found.append(self._next)
            self.rows += 1
            self._next = next(self._stored, None)
        return found

    def _readable(self, storage: Storage) -> Iterator[LookupRow]:
        try:
            yield from storage.index()
        except AidledgerError as error:
            self._verification.differs(What.MEDIUM, None, error.details.get("reason", error.code))


def _is_number(stored: object) -> bool:
    """False for what a changed byte has made of a number."""
    return isinstance(stored, int)
