"""What an auditor asks of a donor's aid for a recipient: every figure with its fate, both trails.

A total is followed back to the records that it is made of, a record forward to every total that
it enters; and what enters none is listed with the reason, so that nothing is missing unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aidledger.ledger.lookup import named_pairs
from aidledger.ledger.reviewing import Reviewed
from aidledger.ledger.view import View
from aidledger.model.claims import AmountClaim, Modality, Nature, Polarity
from aidledger.model.entries import Entry, Extent
from aidledger.model.money import Money
from aidledger.model.records import BalanceRecord, ClaimRecord, EntryRecord
from aidledger.questions.answers import Pin, RemainingAnswer, TotalsAnswer
from aidledger.questions.flows import (
    MEMO_STAGES,
    may_be_booked,
    settled_flows,
    stated_money,
)
from aidledger.questions.remaining import booked_entries, pin_of, remaining
from aidledger.questions.things import Things
from aidledger.questions.totals import By, totals


class Fate(StrEnum):
    """What became of a figure.

    COUNTED: it is in totals, by itself or as a report of what is booked. WAITING: a flow that
    nobody has judged yet. STATED: a balance, which is set against the record and never added.
    MEMO: rumoured, requested or proposed. PLANNED: not actual. NEGATED: denied by its words.
    REPEATED: a heading, a restatement or a part of another figure. AUTHORITY: what may be
    given, not what is. DOUBTFUL, CONTESTED, REJECTED, WITHDRAWN: kept out until a person
    decides, or because one did. CLOSING: takes back what is left in a pot, a sum that the record
    works out. LATER: after the day asked about. OTHER: no flow that is booked.
    """

    COUNTED = "counted"
    WAITING = "waiting"
    STATED = "stated"
    MEMO = "memo"
    PLANNED = "planned"
    NEGATED = "negated"
    REPEATED = "repeated"
    AUTHORITY = "authority"
    DOUBTFUL = "doubtful"
    CONTESTED = "contested"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CLOSING = "closing"
    LATER = "later"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedFigure:
    """One figure of the record, and what became of it.

    Args:
        name: id of the record; kind: `claim`, `entry` or `balance`.
        document: id of the document that states it.
        start, end: its words there, half-open code points; a row where the document is a table.
        words: the words as quoted; None for a row of a table.
        stated: the sum; None where vague, or where all that is left is meant.
        rule: name and version of the rule that read it; None for a row.
        reviewed: who stands behind a claim; by: who decided, by name.
        booked: the entry by which it is counted, or None.
    """

    name: str
    kind: str
    fate: Fate
    document: str
    start: int
    end: int
    words: str | None
    stated: Money | None
    asserted_on: date | None
    rule: str | None
    reviewed: Reviewed | None
    by: tuple[str, ...]
    booked: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailStep:
    """A booked entry in a line of an answer.

    Args:
        line: name of the line, for `why`; money: the whole line.
        sign: 1 where the entry fills the line, -1 where it draws on it, None where the line
            only names what it rests on.
        entry: id of the entry; figures: names of the figures that it is counted by.
    """

    line: str
    money: Money
    sign: int | None
    entry: str
    moved: Money | None
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditAnswer:
    """Everything of a pair on a day: what remained, what was reached, figures, trails."""

    question: str = "audit"
    donor: str
    recipient: str
    on: date
    pin: Pin
    remaining: RemainingAnswer
    totals: TotalsAnswer
    figures: tuple[AuditedFigure, ...]
    trail: tuple[TrailStep, ...]


def audit(view: View, donor: str, recipient: str, on: date) -> AuditAnswer:
    """The figures of a pair with their fates, and the trails between them and the totals.

    Args:
        view: the record as known on a day.
        donor, recipient: catalogue ids; on: the day in the world.
    """
    booked = booked_entries(view, donor, recipient)
    left = remaining(view, donor, recipient, on)
    reached = totals(view, donor, recipient, on, By.ENVELOPE)
    looking = _Looking(view, booked, on)
    figures = (
        *(looking.row(record) for record in view.entries_of(donor, recipient)),
        *(looking.balance(record) for record in view.balances_of(donor, recipient)),
        *(looking.claim(record) for record in _claims(view, donor, recipient)),
    )
    return AuditAnswer(
        donor=donor,
        recipient=recipient,
        on=on,
        pin=pin_of(view),
        remaining=left,
        totals=reached,
        figures=figures,
        trail=tuple(_trail(left, reached, booked, figures)),
    )


def _claims(view: View, donor: str, recipient: str) -> Iterator[tuple[ClaimRecord, bool]]:
    """Sums about aid that name the pair, withdrawn ones last, and whether each stands."""
    for record in view.claims_as_read():
        if _names(view.claim(record.key) or record, donor, recipient):
            yield record, True
    for kind, name in view.withdrawals:
        if kind == ClaimRecord.type:
            found = view.find(kind, name)
            record_found = None if found is None else found.record
            if isinstance(record_found, ClaimRecord) and _names(record_found, donor, recipient):
                yield record_found, False


def _names(record: ClaimRecord, donor: str, recipient: str) -> bool:
    claim = record.claim
    return (
        isinstance(claim, AmountClaim)
        and claim.about_aid
        and (donor, recipient) in named_pairs(claim)
    )


class _Looking:
    """What decides the fate of a figure."""

    def __init__(self, view: View, booked: tuple[Entry, ...], on: date) -> None:
        self._view = view
        self._on = on
        self._things = Things(view)
        self._booked = {entry.id: entry for entry in booked}
        self._settled = settled_flows(view, self._things, booked)

    def row(self, record: EntryRecord) -> AuditedFigure:
        entry, place = record.entry, record.citation
        return AuditedFigure(
            name=record.key, kind=record.type,
            fate=_fate_of(entry, self._on),
            document=place.document, start=place.start, end=place.end, words=None,
            stated=entry.money, asserted_on=record.asserted_on, rule=None, reviewed=None,
            by=() if entry.decision is None else (entry.decision,), booked=entry.id,
        )  # fmt: skip

    def balance(self, record: BalanceRecord) -> AuditedFigure:
        said, place = record.balance, record.citation
        return AuditedFigure(
            name=record.key, kind=record.type, fate=Fate.STATED, document=place.document,
            start=place.start, end=place.end, words=said.words, stated=said.money,
            asserted_on=record.asserted_on, rule=None, reviewed=None, by=(), booked=None,
        )  # fmt: skip

    def claim(self, found: tuple[ClaimRecord, bool]) -> AuditedFigure:
        record, stands = found
        as_reviewed = self._view.claim(record.key)
        shown = as_reviewed or record
        claim = shown.claim
        assert isinstance(claim, AmountClaim)
        booked = self._booked_as(shown)
        return AuditedFigure(
            name=record.key, kind=record.type,
            fate=self._fate(shown, booked, stands=stands, is_kept=as_reviewed is not None),
            document=record.document, start=claim.start, end=claim.end, words=claim.quote,
            stated=stated_money(claim), asserted_on=record.asserted_on, rule=claim.rule,
            reviewed=self._view.reviewed(record), by=self._view.words_on(record.key).by,
            booked=booked,
        )  # fmt: skip

    def _booked_as(self, record: ClaimRecord) -> str | None:
        names = self._things.clusters.all_of(record.key)
        return next((name for name in (record.key, *names) if name in self._booked), None)

    def _fate(
        self, record: ClaimRecord, booked: str | None, *, stands: bool, is_kept: bool
    ) -> Fate:
        claim = record.claim
        assert isinstance(claim, AmountClaim)
        if not stands:
            return Fate.WITHDRAWN
        if not is_kept:
            return Fate.REJECTED
        if record.key in self._view.contested:
            return Fate.CONTESTED
        if booked is not None:
            return Fate.LATER if self._booked[booked].begins > self._on else Fate.COUNTED
        if may_be_booked(record) and claim.nature is Nature.FLOW:
            later = record.asserted_on is not None and record.asserted_on > self._on
            waits = Fate.LATER if later else Fate.WAITING
            return Fate.OTHER if record.key in self._settled else waits
        return _reason(claim)


def _fate_of(entry: Entry, on: date) -> Fate:
    if entry.begins > on:
        return Fate.LATER
    return Fate.CLOSING if entry.extent is Extent.REMAINDER else Fate.COUNTED


def _reason(claim: AmountClaim) -> Fate:
    """Why a figure cannot enter a total."""
    reasons = (
        (claim.polarity is not Polarity.AFFIRMED, Fate.NEGATED),
        (bool(claim.heading or claim.restates or claim.part_of or claim.same_as), Fate.REPEATED),
        ("doubtful_scale" in claim.flags, Fate.DOUBTFUL),
        (claim.stage in MEMO_STAGES, Fate.MEMO),
        (claim.nature is Nature.BALANCE, Fate.STATED),
        (claim.authority is not None, Fate.AUTHORITY),
        (claim.modality is not Modality.ACTUAL, Fate.PLANNED),
    )
    return next((fate for holds, fate in reasons if holds), Fate.OTHER)


def _trail(
    left: RemainingAnswer,
    reached: TotalsAnswer,
    booked: tuple[Entry, ...],
    figures: tuple[AuditedFigure, ...],
) -> Iterator[TrailStep]:
    moved = {entry.id: entry.money for entry in booked}
    counted: dict[str, list[str]] = {}
    for figure in figures:
        if figure.booked is not None and figure.fate in (Fate.COUNTED, Fate.CLOSING):
            counted.setdefault(figure.booked, []).append(figure.name)

    def step(line: str, money: Money, sign: int | None, entry: str) -> TrailStep:
        return TrailStep(
            line=line, money=money, sign=sign, entry=entry, moved=moved.get(entry),
            figures=tuple(counted.get(entry, ())),
        )  # fmt: skip

    for part in left.parts:
        for segment in part.segments:
            for one in segment.steps:
                yield from (step(part.id, part.money, one.sign, name) for name in one.entries)
    for row in (*reached.rows, *reached.memos):
        yield from (step(row.id, row.reached, None, name) for name in row.entries)
