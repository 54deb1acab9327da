"""Typed answers: what questions return and faces render.

Plain values with codes, never words: `wording` has the words. Every answer is pinned by
what was known (`Pin`), and every figure in it names the records that it comes from, so
that `why` can go down to sentences and rows. `Table` is the flat form for CSV and XLSX.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.reviewing import Reviewed
from aidledger.model.amounts import Interval
from aidledger.model.entries import EntryType
from aidledger.model.money import Money
from aidledger.model.scopes import Scope
from aidledger.resolving.sources import SourceCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """The state of knowledge that an answer rests on: the same pin, the same answer.

    Args:
        known: last day that counts; None = no limit.
        known_by: what sources had said by then, or what the ledger had recorded.
        vintage: sequence number of the last record that counts.
        head: hash of that record; None for an empty ledger.
    """

    known: date | None
    known_by: KnownBy
    vintage: int
    head: str | None


class ColumnKind(StrEnum):
    """What the cells of a column are, for alignment and formats."""

    CODE = "code"
    TEXT = "text"
    NUMBER = "number"
    COUNT = "count"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name (a code) and the kind of its cells."""

    name: str
    kind: ColumnKind


Cell = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """An answer, or a part of one, as rows (a None cell is empty)."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Origin(StrEnum):
    """What a part of an answer rests on.

    COMPUTED: arithmetic over booked entries. ASSERTED: one source's figure taken as it
    stands. UNEXPLAINED: booked by a recorded decision, because no source itemises it.
    """

    COMPUTED = "computed"
    ASSERTED = "asserted"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of arithmetic: entries of one type that moved money the same way.

    Args:
        type: what they did.
        sign: 1 where they filled the accounts, -1 where they drew on them.
        money: their sum, positive.
        entries: their ids, in order of time.
        first, last: days of the first and the last.
        is_inferred: True where no source states the movement.
    """

    type: EntryType
    sign: int
    money: Money
    entries: tuple[str, ...]
    first: date
    last: date
    is_inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The share of a part that has one origin, with its arithmetic."""

    origin: Origin
    money: Money
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of an answer.

    Args:
        id: name of the line, for `why`.
        channel: how the money flows.
        by_revaluation: True where a revaluation filled the pots of this line.
        envelopes: the pots, in order of name.
        money: sum of the segments.
        segments: shares by origin.
    """

    id: str
    channel: str
    by_revaluation: bool
    envelopes: tuple[str, ...]
    money: Money
    segments: tuple[Segment, ...]


class FindingCode(StrEnum):
    """What an answer tells beside its figure.

    OVERDRAWN: more was drawn from a pot than any source says it held.
    NOT_ITEMISED: a pot whose flows the record does not follow; it is in no sum.
    CEILING_AT_FACE: amounts "up to" are counted at their ceiling.
    INFERRED: a pot was filled by inference, from what was drawn.
    PASSED: a stage that money must have passed, though no source says so.
    """

    OVERDRAWN = "overdrawn"
    NOT_ITEMISED = "not_itemised"
    CEILING_AT_FACE = "ceiling_at_face"
    INFERRED = "inferred"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One such thing.

    Args:
        code: which.
        about: accounts or entries concerned.
        money: the sum concerned, or None.
    """

    code: FindingCode
    about: tuple[str, ...]
    money: Money | None = None


class Verdict(StrEnum):
    """What arithmetic says of a balance that somebody stated."""

    CONSISTENT = "consistent"
    CONSISTENT_LENIENT = "consistent_lenient"
    DISJOINT = "disjoint"
    UNSCOPED = "unscoped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A stated balance set against the record under one scope.

    Args:
        scope: the accounts counted.
        on: the day counted; another than that of the statement is *stale*.
        computed: what the record gives.
        verdict: see `Verdict`.
        residual: stated less computed, on the lenient intervals, where disjoint; else None.
        valuations: how the sum was priced, where in more than one way; else empty.
    """

    scope: Scope
    on: date
    computed: Money
    verdict: Verdict
    residual: Interval | None = None
    valuations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBalance:
    """A balance that somebody stated, and how it meets the record.

    Args:
        id: id of the claim or of the imported assertion.
        document: id of the document that states it.
        words: the words, exactly; None where a table gives only a figure.
        speaker: who says it, as named by the source; publisher: who printed it.
        as_of: the day that it speaks of; asserted_on: the day that it was said.
        stated: what it says.
        reviewed: who stands behind the claim; None for an imported row.
        sources: how many documents say it, and how many independently; None for a row.
        as_asked: set against the scope of the question.
        as_worded: set against the scope of its own words; None = the words fit several.
        fits: where both disagree, other scopes under which it agrees, plainest first;
            offered, not chosen.
        tried: number of scopes tried for `fits`; 0 where none had to be sought.
        chance: share of figures as vague as this one, spread evenly, that some scope would
            fit: how little a fit proves; None where none was sought.
        confirmed: False where the source itself calls the figure unconfirmed.
    """

    id: str
    document: str
    words: str | None
    speaker: str | None
    publisher: str | None
    as_of: date
    asserted_on: date | None
    stated: Money
    reviewed: Reviewed | None
    sources: SourceCount | None
    as_asked: Check
    as_worded: Check | None
    fits: tuple[Check, ...]
    tried: int
    chance: Decimal | None = None
    confirmed: bool = True

    @property
    def is_from_text(self) -> bool:
        """True for a claim of a text, False for a row of a table."""
        return self.reviewed is not None

    @property
    def is_of_the_whole(self) -> bool:
        """False where its own words name a part of what the question asks about."""
        return self.as_worded is None or self.as_worded.scope == self.as_asked.scope

    def checks_of(self, envelope: str) -> tuple[Check, ...]:
        """The checks whose scope names a pot, among those tried."""
        tried = (self.as_asked, *((self.as_worded,) if self.as_worded else ()), *self.fits)
        return tuple(check for check in tried if envelope in (check.scope.envelopes or ()))

    @property
    def verdict(self) -> Verdict:
        """The verdict to show: as asked if it agrees, else as worded; unscoped if the words fit
        several scopes and the question's is not among those that agree."""
        if self.as_asked.verdict is not Verdict.DISJOINT:
            return self.as_asked.verdict
        return Verdict.UNSCOPED if self.as_worded is None else self.as_worded.verdict

    @property
    def shown(self) -> Check:
        """The check behind `verdict`."""
        agrees = self.as_asked.verdict is not Verdict.DISJOINT
        return self.as_asked if agrees or self.as_worded is None else self.as_worded


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day by which money is to be used.

    Args:
        due: the day; event: what ends, as its source words it.
        days: days left from the day of the question.
        pace: what would have to be allocated a day, whole units; None without a sum or days.
        sources: ids of the claims and terms that name the day.
    """

    due: date
    event: str
    days: int
    pace: Money | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFlow:
    """A machine-read flow that is in no total yet.

    Args:
        claim: its id; document: of the document that states it.
        words: the words, exactly.
        asserted_on: the day that it was said.
        stated: what it says; None where vague or without currency.
        reviewed: who stands behind the claim.
        sources: how many documents report it, and how many independently; None where so many
            flows wait that only the first are counted.
        candidates: ids of booked entries that it may be the same as, best first.
    """

    claim: str
    document: str
    words: str
    asserted_on: date | None
    stated: Money | None
    reviewed: Reviewed
    sources: SourceCount | None
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainingAnswer:
    """What remained of a donor's aid for a recipient on a day.

    Args:
        donor, recipient: catalogue ids; envelope: one pot with all drawn from it, None = all.
        on: the day in the world.
        is_recorded: False where nothing is recorded about this donor and recipient.
        totals: the sum, one for each currency; currencies are never added.
        parts: lines that make up the totals.
        said: balances stated around the day.
        deadlines: days ahead, nearest first.
        findings: reservations.
        waiting: machine-read flows in no total.
    """

    question: str = "remaining"
    donor: str
    recipient: str
    envelope: str | None = None
    on: date
    pin: Pin
    is_recorded: bool
    totals: tuple[Money, ...]
    parts: tuple[Part, ...]
    said: tuple[SaidBalance, ...]
    deadlines: tuple[Deadline, ...]
    findings: tuple[Finding, ...]
    waiting: tuple[WaitingFlow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRow:
    """What reached a stage, and what stands there.

    Args:
        id: name of the line, for `why`.
        channel, envelope, stage: None where rows are not told apart by it.
        basis: how aid in kind was priced; None = money, or no aid in kind.
        reached: everything that came to the stage, less what was taken back.
        standing: what is there now and has not moved on.
        entries: ids of the entries that brought it there or took it back, in order of time.
    """

    id: str
    channel: str | None
    envelope: str | None
    stage: str
    basis: str | None
    reached: Money
    standing: Money
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsAnswer:
    """What was appropriated, allocated, contracted, delivered up to a day.

    `by` names what rows are told apart by: channel, envelope, or nothing but the stage.
    Pledges and other memo stages are in `memos`, never in `rows`.
    """

    question: str = "totals"
    donor: str
    recipient: str
    on: date
    by: str
    pin: Pin
    is_recorded: bool
    rows: tuple[TotalRow, ...]
    memos: tuple[TotalRow, ...]
    findings: tuple[Finding, ...]
    waiting: tuple[WaitingFlow, ...]
