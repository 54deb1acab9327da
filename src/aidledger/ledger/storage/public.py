"""The public part of a storage: nothing of a document marked private, nothing may be written.

What rests on such a document goes with it: its claims, the words of people on them, judgements
and decisions that name them, withdrawals made for it. What is left reads as if the document had
never been added. Numbers and hashes of the chain stay, because they tell nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.encoding import decode
from aidledger.ledger.lookup import PRIVATE, LookupRow
from aidledger.ledger.storage.port import Batch, Placed, Storage
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.records import (
    RECORD_TYPES,
    ClaimRecord,
    DecisionRecord,
    DocumentRecord,
    EntryRecord,
    JudgementRecord,
    Record,
    RereadingRecord,
    ReviewRecord,
    SightingRecord,
    TombstoneRecord,
    WithdrawalRecord,
)

_NO_DAY = "9999"
_LAST_PLACE = "\U0010ffff"
_NO_LIMIT = 2**62
_OF_A_DOCUMENT = (SightingRecord, ClaimRecord, TombstoneRecord, RereadingRecord)
# What a name may stand for, the most frequent first.
_NAMED = (ClaimRecord.type, *(kind.type for kind in RECORD_TYPES if kind is not ClaimRecord))


class PublicStorage(Storage):
    """A storage of which only the public part is read.

    Args:
        whole: the storage; closed with this one.
    """

    def __init__(self, whole: Storage) -> None:
        self._whole = whole

    def writing(self) -> AbstractContextManager[Batch]:
        """Refused.

        Raises:
            AidledgerError: `LEDGER_PUBLIC`.
        """
        raise AidledgerError("LEDGER_PUBLIC", ExitStatus.NO_PERMISSION)

    def last(self) -> StoredRow | None:
        """The newest row; where it is private, its place alone."""
        row = self._whole.last()
        if row is None or self._shows(row):
            return row
        return row._replace(type="", key="", topic="", asserted_on=None, payload="")

    def find(self, record_type: str, key: str) -> StoredRow | None:
        """See `Storage.find`."""
        row = self._whole.find(record_type, key)
        return row if row is not None and self._shows(row) else None

    def rows(
        self,
        *,
        types: Sequence[str] = (),
        topics: Sequence[str] = (),
        since: int = 1,
        up_to: int | None = None,
    ) -> Iterator[StoredRow]:
        """See `Storage.rows`."""
        found = self._whole.rows(types=types, topics=topics, since=since, up_to=up_to)
        return self._shown(found)

    def rows_at(self, places: Sequence[int]) -> Iterator[StoredRow]:
        """See `Storage.rows_at`."""
        return self._shown(self._whole.rows_at(places))

    def lookup(
        self, word: str, first: str = "", last: str = _NO_DAY, *, known_on: str, up_to: int
    ) -> list[tuple[int, str]]:
        """See `Storage.lookup`."""
        found = self._whole.lookup(word, first, last, known_on=known_on, up_to=up_to)
        if not found or not self._private():
            return found
        shown = {row.seq for row in self.rows_at(sorted({seq for seq, _ in found}))}
        return [place for place in found if place[0] in shown]

    def lookup_places(
        self, word: str, without: Sequence[int] = (), *, known_on: str, up_to: int
    ) -> frozenset[str]:
        """See `Storage.lookup_places`."""
        hidden: set[int] = set()
        if self._private():
            found = self._whole.lookup(word, last=_LAST_PLACE, known_on=known_on, up_to=up_to)
            places = {seq for seq, _ in found}
            hidden = places - {row.seq for row in self.rows_at(sorted(places))}
        return self._whole.lookup_places(
            word, (*without, *sorted(hidden)), known_on=known_on, up_to=up_to
        )

    def placed(self, seq: int) -> Placed | None:
        """See `Storage.placed`."""
        return self._whole.placed(seq)

    def index(self) -> Iterator[LookupRow]:
        """See `Storage.index`."""
        shown = {row.seq for row in self.rows()}
        return (row for row in self._whole.index() if row.seq in shown)

    def reindex(self) -> int:
        """Refused, as writing is."""
        raise AidledgerError("LEDGER_PUBLIC", ExitStatus.NO_PERMISSION)

    def days(self, since: int, up_to: int) -> list[tuple[str, str, int]]:
        """See `Storage.days`."""
        if not self._private():
            return self._whole.days(since, up_to)
        recorded = ((row, row.recorded_at[:10]) for row in self.rows(since=since, up_to=up_to))
        counted = Counter((row.asserted_on or day, day) for row, day in recorded)
        return [(*days, records) for days, records in sorted(counted.items())]

    def text(self, document: str) -> str | None:
        """See `Storage.text`."""
        return None if document in self._private() else self._whole.text(document)

    def texts(self) -> Iterator[str]:
        """See `Storage.texts`."""
        private = self._private()
        return (document for document in self._whole.texts() if document not in private)

    def missing_guards(self) -> Iterator[str]:
        """See `Storage.missing_guards`."""
        return self._whole.missing_guards()

    def problems(self) -> Iterator[str]:
        """See `Storage.problems`."""
        return self._whole.problems()

    def backup(self, target: Path) -> None:
        """Refused: a copy would hold everything."""
        raise AidledgerError("LEDGER_PUBLIC", ExitStatus.NO_PERMISSION, path=str(target))

    def close(self) -> None:
        """See `Storage.close`."""
        self._whole.close()

    def _shown(self, rows: Iterator[StoredRow]) -> Iterator[StoredRow]:
        private = self._private()
        return (row for row in rows if not private or self._shows(row, private))

    def _shows(self, row: StoredRow, private: frozenset[str] | None = None) -> bool:
        hidden = self._private() if private is None else private
        return not hidden or not self._rests_on(decode(row.type, row.payload), hidden)

    def _private(self) -> frozenset[str]:
        """Ids of the documents marked private; asked each time, because another may write."""
        found = self._whole.lookup(PRIVATE, known_on=_NO_DAY, up_to=_NO_LIMIT)
        return frozenset(name for _, name in found)

    def _rests_on(self, record: Record, private: frozenset[str]) -> bool:
        """True where the record is of a private document, or speaks of what is."""
        named = _documents_of(record)
        if not private.isdisjoint(named):
            return True
        return any(self._names_private(name, private) for name in _speaks_of(record))

    def _names_private(self, name: str, private: frozenset[str]) -> bool:
        if name in private:
            return True
        rows = (self._whole.find(kind, name) for kind in _NAMED)
        row = next((found for found in rows if found is not None), None)
        return row is not None and self._rests_on(decode(row.type, row.payload), private)


def _documents_of(record: Record) -> set[str]:
    """Ids of the documents that a record stands in."""
    named = set()
    if isinstance(record, DocumentRecord):
        named.add(record.id)
    if isinstance(record, _OF_A_DOCUMENT):
        named.add(record.document)
    citation = getattr(record, "citation", None)
    if citation is not None:
        named.add(citation.document)
    return named


def _speaks_of(record: Record) -> tuple[str, ...]:
    """Names of the records that a record is about or made from."""
    if isinstance(record, JudgementRecord):
        return tuple(name for name in (record.left, record.right) if name is not None)
    if isinstance(record, WithdrawalRecord):
        return tuple(name for name in (record.target, record.replacement) if name is not None)
    if isinstance(record, ReviewRecord):
        return (record.target,)
    if isinstance(record, DecisionRecord):
        return record.grounds
    if isinstance(record, EntryRecord) and record.entry.decision is not None:
        return (record.entry.decision,)
    return ()
