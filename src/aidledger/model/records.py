"""Records: what a ledger keeps, one type a dataclass, never changed once written.

Every record carries the day its source said it (`asserted_on`; None = not known, then the
day of recording stands for it). The time of recording and the sequence number are given
by the ledger (`Recorded`). A correction, a judgement, its withdrawal are further records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from aidledger.model.claims import Claim
from aidledger.model.entries import Entry
from aidledger.model.scopes import BalanceAssertion


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a record stands in a source.

    Args:
        document: id of the document (a text, or a table) that states it.
        start, end: half-open code points into that document.
        url: address that the row gives for its figure; None = the row gives none.
        confidence: letter of the table (A seen in the source, B from a list or by
            subtraction, C forced by sums only), or None.
    """

    document: str
    start: int
    end: int
    url: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Fields common to all records."""

    type: ClassVar[str]

    asserted_on: date | None

    @property
    def key(self) -> str:
        """Name of the record, unique among those of its type."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(Record):
    """A captured document; its text is kept beside, under the same id.

    Args:
        id: hash of the text.
        characters: code points of the text.
        media: `text` or `table`.
        private: True keeps it, and all that rests on it, out of public pages.
        added_by: who added it; None = not told.
    """

    type: ClassVar[str] = "document"

    id: str
    language: str | None
    title: str | None
    publisher: str | None
    url: str | None
    characters: int
    media: str = "text"
    private: bool = False
    added_by: str | None = None

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingRecord(Record):
    """The same text met again under another address or publisher: one text, one source.

    Args:
        added_by: who met it; None = not told.
    """

    type: ClassVar[str] = "sighting"

    document: str
    url: str | None
    publisher: str | None
    added_by: str | None = None

    @property
    def key(self) -> str:
        return f"{self.document} {self.url or ''} {self.publisher or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord(Record):
    """A claim that a document makes.

    Args:
        citation: the row of a table that states it; None = the text of the document does.
    """

    type: ClassVar[str] = "claim"

    document: str
    claim: Claim
    citation: Citation | None = None

    @property
    def key(self) -> str:
        return self.claim.id


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord(Record):
    """A booked entry and the place that states it."""

    type: ClassVar[str] = "entry"

    entry: Entry
    citation: Citation

    @property
    def key(self) -> str:
        return self.entry.id


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRecord(Record):
    """A balance assertion and the place that states it."""

    type: ClassVar[str] = "balance"

    balance: BalanceAssertion
    citation: Citation

    @property
    def key(self) -> str:
        return self.balance.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRecord(Record):
    """A day on which something ends for a donor's aid: authority, a term of office.

    Args:
        id: name of the term.
        donor: catalogue id; recipient: None = aid to anyone.
        due: the day.
        event: what happens, a code or free words.
        legal: True where a law sets it, False where politics does.
    """

    type: ClassVar[str] = "term"

    id: str
    donor: str
    recipient: str | None
    due: date
    event: str
    legal: bool
    citation: Citation

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRecord(Record):
    """A reference rate between two currencies on a day.

    Args:
        id: name of the rate.
        base, quote: ISO 4217 codes: one unit of `base` is `rate` units of `quote`.
        day: the day of the rate; source: who publishes it.
    """

    type: ClassVar[str] = "rate"

    id: str
    base: str
    quote: str
    rate: Decimal
    day: date
    source: str
    citation: Citation

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRecord(Record):
    """A row of a table that is kept and cited, but books nothing.

    Args:
        id: name of the row; reason: why it books nothing (`claim only`, ...).
        text: what the row says.
    """

    type: ClassVar[str] = "note"

    id: str
    reason: str
    text: str
    citation: Citation

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord(Record):
    """A person's decision to book what no source itemises.

    Args:
        id: name of the decision.
        by: who decides, a role or a name.
        decided_on: the day of the decision; `asserted_on` is the day of what it rests on.
        reason: why, in the person's words.
        grounds: ids of the records that it rests on.
    """

    type: ClassVar[str] = "decision"

    id: str
    by: str
    decided_on: date
    reason: str
    grounds: tuple[str, ...]
    citation: Citation | None = None

    @property
    def key(self) -> str:
        return self.id


class SameThing(StrEnum):
    """What a judgement says of two records."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRecord(Record):
    """Two records are, are not, or may be the same thing; or one is of its own (NEW).

    Args:
        id: name of the judgement.
        left: id of the record judged; right: id of the other, None for NEW.
        score: how sure a rule is, 0 to 1; None where a person judges.
        reasons: codes of what speaks for it.
        by: a person, or the name and version of the rule.
        reason: why, in a person's words; None = not said.
    """

    type: ClassVar[str] = "judgement"

    id: str
    left: str
    right: str | None
    verdict: SameThing
    score: Decimal | None
    reasons: tuple[str, ...]
    by: str
    reason: str | None = None

    @property
    def key(self) -> str:
        return self.id


class ReviewVerdict(StrEnum):
    """What a person says of a record; a note decides nothing."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord(Record):
    """A person's word on a claim, on a difference of readings, or (a note) on any record.

    It speaks of what a source said, so `asserted_on` is the day from which the target was
    known; when the person decided is the time of recording.

    Args:
        id: name of the review.
        target: key of the record.
        corrected: the claim as it should read, for CORRECT; else None.
        reason: why, or the words of the note.
    """

    type: ClassVar[str] = "review"

    id: str
    target: str
    verdict: ReviewVerdict
    corrected: Claim | None
    reason: str | None
    by: str

    @property
    def key(self) -> str:
        return self.id


class WithdrawalReason(StrEnum):
    """Why a record no longer stands."""

    RESTATED_BY_SOURCE = "restated_by_source"
    RETRACTED_BY_SOURCE = "retracted_by_source"
    CHANGED_AT_ADDRESS = "changed_at_address"
    READING_ERROR = "reading_error"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRecord(Record):
    """A record no longer stands, from the day of this one; it stays readable for ever.

    Args:
        id: name of the withdrawal.
        target_type, target: type and key of the record withdrawn.
        replacement: key of the record of the same type that stands instead, or None.
    """

    type: ClassVar[str] = "withdrawal"

    id: str
    target_type: str
    target: str
    replacement: str | None
    reason: WithdrawalReason
    by: str
    note: str | None = None

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TombstoneRecord(Record):
    """A text was removed by law: its hash and its records stay, the text goes."""

    type: ClassVar[str] = "tombstone"

    document: str
    reason: str
    by: str

    @property
    def key(self) -> str:
        return self.document


class ReadingChange(StrEnum):
    """How a text reads now, beside how it was read: a claim more, one less, or another."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadingRecord(Record):
    """A stored text was read again, and one claim reads otherwise; the old claim stands.

    A person's review of this record decides: accepted, the claim is corrected, rejected or
    recorded by further records; rejected, nothing changes.

    Args:
        id: made of what differs, so that reading again finds nothing new.
        document: id of the document.
        target: id of the claim, which no rule version changes.
        claim: as it reads now; None for GONE.
        reader: name and version of what read it.
    """

    type: ClassVar[str] = "rereading"

    id: str
    document: str
    target: str
    change: ReadingChange
    claim: Claim | None
    reader: str

    @property
    def key(self) -> str:
        return self.id


RECORD_TYPES: tuple[type[Record], ...] = (
    DocumentRecord,
    SightingRecord,
    ClaimRecord,
    EntryRecord,
    BalanceRecord,
    TermRecord,
    RateRecord,
    NoteRecord,
    DecisionRecord,
    JudgementRecord,
    ReviewRecord,
    WithdrawalRecord,
    TombstoneRecord,
    RereadingRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A record in its place in a ledger.

    Args:
        seq: sequence number, from 1, without holes.
        recorded_at: when it was written, UTC, never before the one before it.
    """

    seq: int
    recorded_at: datetime
    record: Record

    @property
    def known_on(self) -> date:
        """The day from which its source had said it."""
        return self.record.asserted_on or self.recorded_at.date()
