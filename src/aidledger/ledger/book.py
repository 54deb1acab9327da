"""The record of a ledger: append, look up, look at as known on a day.

`RecordBook` is the only writer. It numbers records, dates them, chains their hashes, and
takes a batch whole or not at all. What is already there is passed over; a record of the
same name with another content is refused, because records are never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from aidledger.ledger.chain import BEFORE_THE_FIRST, StoredRow, row_hash
from aidledger.ledger.encoding import decode, encode
from aidledger.ledger.knowledge import Knowledge, KnownBy
from aidledger.ledger.known_days import KnownDay, KnownDays
from aidledger.ledger.lookup import LookupRow, lookup_rows
from aidledger.ledger.storage.port import Batch, Storage
from aidledger.ledger.topics import topic_of
from aidledger.ledger.view import View
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.evidence import Span
from aidledger.model.records import (
    BalanceRecord,
    Citation,
    ClaimRecord,
    DecisionRecord,
    DocumentRecord,
    EntryRecord,
    NoteRecord,
    RateRecord,
    Record,
    Recorded,
    TermRecord,
    TombstoneRecord,
)

# A clock set right by the network may step back a little; more is a wrong clock.
CLOCK_TOLERANCE = timedelta(minutes=5)

# A view is what it is for ever, so that what it has read serves the next question at its pin.
VIEWS_KEPT = 4

_CITED = (EntryRecord, BalanceRecord, TermRecord, NoteRecord, DecisionRecord, RateRecord)


@dataclass(frozen=True, slots=True)
class Appended:
    """What a batch did.

    Args:
        added: records written; known: records that were there already.
        vintage: sequence number of the last record afterwards.
    """

    added: int
    known: int
    vintage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record as a ledger kept it.

    Args:
        recorded_at: the time of recording, with its zone.
        topic, payload: as they were stored, where that is not what this version would store.
    """

    record: Record
    recorded_at: datetime
    topic: str | None = None
    payload: str | None = None


class RecordBook:
    """Records over a storage.

    Args:
        storage: where they lie; closed with `close`.
    """

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self._views: dict[Knowledge, View] = {}
        self._days = KnownDays(storage)

    def append(
        self,
        records: Iterable[Record],
        recorded_at: datetime,
        texts: Mapping[str, str] | None = None,
    ) -> Appended:
        """Write a batch, whole or not at all; what is known already is passed over.

        Args:
            records: in the order in which they are to stand.
            recorded_at: the time of recording, with its zone.
            texts: texts of new documents by id.

        Raises:
            AidledgerError: `RECORD_CHANGED` (a record of this name says something else),
                `CLOCK_BEHIND` (`recorded_at` lies before the last record), and those of
                `Storage.writing`.
        """
        with self.storage.writing() as batch:
            return _append(batch, tuple(records), recorded_at.astimezone(UTC), texts or {})

    def remove_text(self, tombstone: TombstoneRecord, recorded_at: datetime) -> Appended:
        """Remove the text of a document for good; its records and its hash stay.

        Raises:
            AidledgerError: as `append`.
        """
        with self.storage.writing() as batch:
            appended = _append(batch, (tombstone,), recorded_at.astimezone(UTC), {})
            batch.drop_text(tombstone.document)
        return appended

    def restore(
        self, records: Iterable[Kept], texts: Mapping[str, str], head: str | None = None
    ) -> Appended:
        """Write records into an empty ledger as another ledger held them, whole or not at all.

        Args:
            head: hash that the last record must come to; None = none is known.

        Raises:
            AidledgerError: `LEDGER_NOT_EMPTY`, `CLOCK_BEHIND` (times go backwards),
                `RECORD_CHANGED` (two records of one name), `JOURNAL_HEAD_DIFFERS`.
        """
        with self.storage.writing() as batch:
            if batch.last() is not None:
                raise AidledgerError("LEDGER_NOT_EMPTY", ExitStatus.CANNOT_CREATE)
            kept = tuple(records)
            rows = _kept_rows(kept)
            if head is not None and (not rows or rows[-1].hash != head):
                raise AidledgerError("JOURNAL_HEAD_DIFFERS", ExitStatus.INTEGRITY, head=head[:12])
            for document, text in texts.items():
                batch.put_text(document, text)
            batch.append(rows, _index(rows, (item.record for item in kept)))
        return Appended(len(rows), 0, len(rows))

    def is_contradicted_by(self, record: Record) -> bool:
        """True where a record of this name is here and says something else."""
        row = self.storage.find(record.type, record.key)
        return row is not None and _content(decode(row.type, row.payload)) != _content(record)

    def find(self, record_type: str, key: str) -> Recorded | None:
        """The record of this name, or None."""
        row = self.storage.find(record_type, key)
        return None if row is None else recorded(row)

    def view(
        self,
        known: date | None = None,
        *,
        by: KnownBy = KnownBy.ASSERTED,
        vintage: int | None = None,
    ) -> View:
        """The record as known on a day, up to a vintage (None = the newest)."""
        newest = self.storage.last()
        head = 0 if newest is None else newest.seq
        if vintage is not None and not 0 <= vintage <= head:
            raise AidledgerError(
                "VINTAGE_UNKNOWN", ExitStatus.USAGE, vintage=str(vintage), newest=str(head)
            )
        knowledge = Knowledge(known=known, by=by, vintage=head if vintage is None else vintage)
        if knowledge not in self._views:
            while len(self._views) >= VIEWS_KEPT:
                self._views.pop(next(iter(self._views)))
            self._views[knowledge] = View(self.storage, knowledge)
        return self._views[knowledge]

    def known_days(self, by: KnownBy, vintage: int) -> tuple[KnownDay, ...]:
        """Days on which something became known, up to a vintage, the first day first."""
        return self._days.up_to(vintage, by)

    def close(self) -> None:
        """Let go of the storage."""
        self.storage.close()


def recorded(row: StoredRow) -> Recorded:
    """The record that a stored row holds, in its place."""
    return Recorded(
        seq=row.seq,
        recorded_at=datetime.fromisoformat(row.recorded_at),
        record=decode(row.type, row.payload),
    )


def _append(
    batch: Batch, records: tuple[Record, ...], recorded_at: datetime, texts: Mapping[str, str]
) -> Appended:
    fresh = _fresh(batch, records)
    newest = batch.last()
    rows = _rows(fresh, newest, recorded_at)
    # Another writer may have recorded the same document since this one looked.
    new = {record.key for record in fresh if isinstance(record, DocumentRecord)}
    for document, text in texts.items():
        if document in new:
            batch.put_text(document, text)
    batch.append(rows, _index(rows, fresh))
    vintage = rows[-1].seq if rows else (0 if newest is None else newest.seq)
    return Appended(len(rows), len(records) - len(rows), vintage)


def _index(rows: tuple[StoredRow, ...], records: Iterable[Record]) -> list[LookupRow]:
    return [
        entry
        for row, record in zip(rows, records, strict=True)
        for entry in lookup_rows(row, record)
    ]


def _fresh(batch: Batch, records: tuple[Record, ...]) -> tuple[Record, ...]:
    known = _known(batch, records)
    fresh: dict[tuple[str, str], Record] = {}
    for record in records:
        name = (record.type, record.key)
        if name in known:
            standing = decode(known[name].type, known[name].payload)
        else:
            standing = fresh.setdefault(name, record)
        if standing is not record and _content(standing) != _content(record):
            raise AidledgerError("RECORD_CHANGED", type=record.type, key=record.key)
    return tuple(fresh.values())


def _known(batch: Batch, records: tuple[Record, ...]) -> dict[tuple[str, str], StoredRow]:
    """The rows of the records that are there already.

    The names of claims come from their text: a new text makes no claim that is known, so that
    for most batches only the document is looked for.
    """
    documents = [(item.type, item.key) for item in records if isinstance(item, DocumentRecord)]
    known = batch.known(documents) if documents else {}
    new = {key for name, key in documents if (name, key) not in known}
    others = [
        (item.type, item.key)
        for item in records
        if not isinstance(item, DocumentRecord)
        and not (isinstance(item, ClaimRecord) and item.citation is None and item.document in new)
    ]
    return known | batch.known(others) if others else known


def _content(record: Record) -> Record:
    """A record without its place in a table: a row that moved still says the same."""
    if isinstance(record, _CITED) and record.citation is not None:
        return replace(record, citation=_nowhere(record.citation))
    if isinstance(record, ClaimRecord) and record.citation is not None:
        claim = replace(record.claim, start=0, end=0, sentence=Span(0, 0))
        return replace(record, document="", claim=claim, citation=_nowhere(record.citation))
    return record


def _nowhere(citation: Citation) -> Citation:
    return replace(citation, document="", start=0, end=0)


def _rows(
    records: tuple[Record, ...], newest: StoredRow | None, recorded_at: datetime
) -> tuple[StoredRow, ...]:
    moment = _monotone(newest, recorded_at).isoformat()
    rows: list[StoredRow] = []
    previous = newest
    for record in records:
        previous = _row(previous, record, topic_of(record), encode(record), moment)
        rows.append(previous)
    return tuple(rows)


def _kept_rows(records: Iterable[Kept]) -> tuple[StoredRow, ...]:
    rows: list[StoredRow] = []
    names: set[tuple[str, str]] = set()
    moment = ""
    for kept in records:
        record = kept.record
        name = (record.type, record.key)
        if name in names:
            raise AidledgerError("RECORD_CHANGED", type=record.type, key=record.key)
        names.add(name)
        at = kept.recorded_at.astimezone(UTC).isoformat()
        if at < moment:
            raise AidledgerError("CLOCK_BEHIND", ExitStatus.CLOCK_REFUSED, now=at, last=moment)
        moment = at
        topic = topic_of(record) if kept.topic is None else kept.topic
        payload = encode(record) if kept.payload is None else kept.payload
        rows.append(_row(rows[-1] if rows else None, record, topic, payload, moment))
    return tuple(rows)


def _row(
    previous: StoredRow | None, record: Record, topic: str, payload: str, moment: str
) -> StoredRow:
    asserted_on = None if record.asserted_on is None else record.asserted_on.isoformat()
    seq = 1 if previous is None else previous.seq + 1
    before = BEFORE_THE_FIRST if previous is None else previous.hash
    digest = row_hash(before, seq, moment, record.type, record.key, topic, asserted_on, payload)
    return StoredRow(
        seq, moment, record.type, record.key, topic, asserted_on, payload, before, digest
    )


def _monotone(newest: StoredRow | None, recorded_at: datetime) -> datetime:
    if newest is None:
        return recorded_at
    last = datetime.fromisoformat(newest.recorded_at)
    if recorded_at < last - CLOCK_TOLERANCE:
        raise AidledgerError(
            "CLOCK_BEHIND",
            ExitStatus.CLOCK_REFUSED,
            now=recorded_at.isoformat(timespec="seconds"),
            last=last.isoformat(timespec="seconds"),
        )
    return max(last, recorded_at)
