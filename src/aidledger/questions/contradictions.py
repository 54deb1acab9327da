"""Where sources say what cannot all be true: figures apart, statuses apart, claims denied.

Two stated balances are compared on one day: the record's flows bring the earlier one to the
day of the later, so that a package between them makes no conflict. They are

- a *scope* conflict where they stay apart, and each agrees with the record under another
  scope: both can be right, and the scopes are named;
- a *numeric* conflict where even their lenient intervals stay apart and no scope helps;
- a *soft* conflict where only their strict intervals do.

A balance that no scope brings together with the record is a numeric conflict with the record.
Nothing is settled here: both sides are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from aidledger.catalogue import Catalogue
from aidledger.ledger.view import View
from aidledger.model.amounts import Interval
from aidledger.model.claims import (
    Claim,
    DenialClaim,
    MeetingClaim,
    TenureClaim,
    TenureStatus,
)
from aidledger.model.money import Money
from aidledger.model.records import ClaimRecord
from aidledger.model.scopes import Scope
from aidledger.questions.answers import Check, Pin, SaidBalance, Verdict
from aidledger.questions.denials import DENIABLE
from aidledger.questions.remaining import booked_entries, pin_of
from aidledger.questions.said import said_balances
from aidledger.questions.scopes import KnownBooks, balance_of, known_books
from aidledger.questions.verdicts import compare, residual

# Figures that circulate together; older ones are another moment's.
TOGETHER = timedelta(days=14)
# A meeting is announced and held within some days.
NEAR_MEETING = timedelta(days=7)


class ConflictKind(StrEnum):
    """What kind of contradiction."""

    NUMERIC = "numeric"
    SOFT = "soft"
    SCOPE = "scope"
    STATUS = "status"
    DENIED = "denied"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two figures that differ.

    Args:
        kind: numeric, soft or scope.
        first: the earlier balance; second: the later one, None = the record itself.
        first_check, second_check: the scope under which each agrees with the record, where
            one is known.
        brought: what the first amounts to on the day of the second, by the record's flows.
        gap: second less first, on lenient intervals (strict ones for a soft conflict).
    """

    kind: ConflictKind
    first: SaidBalance
    second: SaidBalance | None
    first_check: Check | None
    second_check: Check | None
    brought: Money
    gap: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictedClaim:
    """Two claims that are no figures.

    Args:
        kind: status (one meeting planned and held, say), denied, or office (another person
            held it on that day).
        first, second: ids of the claims; a denial is the second. For an office, the second is
            the catalogue's row, and its document is `catalogue`.
        first_words, second_words: their words.
        first_document, second_document: where they stand.
    """

    kind: ConflictKind
    first: str
    second: str
    first_words: str
    second_words: str
    first_document: str
    second_document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionsAnswer:
    """What contradicts what about a donor's aid for a recipient.

    Args:
        on: only figures of some weeks around this day; None = all.
        conflicts: figures, in order of the day of the later side.
        claims: contradicted claims of the same texts, in order of record.
        compared: number of pairs of figures compared.
    """

    question: str = "contradictions"
    donor: str
    recipient: str
    on: date | None
    pin: Pin
    is_recorded: bool
    conflicts: tuple[Conflict, ...]
    claims: tuple[ContradictedClaim, ...]
    compared: int


def contradictions(
    view: View, donor: str, recipient: str, catalogue: Catalogue, on: date | None = None
) -> ContradictionsAnswer:
    """Answer: what contradicts what, and on which assumption both can be right.

    Args:
        catalogue: who held which office when.
        on: only figures of some weeks around this day; None = all.
    """
    booked = booked_entries(view, donor, recipient)
    books = known_books(booked)
    said = sorted(
        said_balances(view, books, donor, recipient, on), key=lambda item: (item.as_of, item.id)
    )
    pairs = [pair for pair in combinations(said, 2) if _may_conflict(*pair)]
    found = [_pair(books, first, second) for first, second in pairs]
    alone = [_with_record(item) for item in said]
    conflicts = [item for item in (*found, *alone) if item is not None]
    claims = (*_denials(view), *_statuses(view), *_offices(view, catalogue))
    return ContradictionsAnswer(
        donor=donor,
        recipient=recipient,
        on=on,
        pin=pin_of(view),
        is_recorded=bool(booked) or bool(said),
        conflicts=tuple(
            sorted(conflicts, key=lambda item: ((item.second or item.first).as_of, item.kind))
        ),
        claims=claims,
        compared=len(pairs),
    )


def _may_conflict(first: SaidBalance, second: SaidBalance) -> bool:
    """Figures of one kind and currency, some days apart, of one scope or of a whole and a part.

    One that names the drawdown and one that names procurement contradict nothing.
    """
    one, other = first.as_asked.scope, second.as_asked.scope
    return (
        (one.kind, one.stage, one.since) == (other.kind, other.stage, other.since)
        and first.stated.currency == second.stated.currency
        and second.as_of - first.as_of <= TOGETHER
        and _relation(_meant(first), _meant(second)) is not None
    )


class _Relation(StrEnum):
    """How what two figures count relates."""

    SAME = "same"
    WHOLE_AND_PART = "whole_and_part"
    PART_AND_WHOLE = "part_and_whole"


def _meant(said: SaidBalance) -> Scope:
    """The scope of a balance's words; where they fit several, that of the question."""
    return said.as_asked.scope if said.as_worded is None else said.as_worded.scope


def _relation(first: Scope, second: Scope) -> _Relation | None:
    if first == second:
        return _Relation.SAME
    if _encloses(first, second):
        return _Relation.WHOLE_AND_PART
    return _Relation.PART_AND_WHOLE if _encloses(second, first) else None


def _encloses(whole: Scope, part: Scope) -> bool:
    """True where everything that the part counts is counted in the whole."""
    return whole.revaluations is part.revaluations and all(
        among is None or (names is not None and set(names) <= set(among))
        for among, names in (
            (whole.channels, part.channels),
            (whole.envelopes, part.envelopes),
        )
    )


def _pair(books: KnownBooks, first: SaidBalance, second: SaidBalance) -> Conflict | None:
    brought = _brought(books, first, second)
    relation = _relation(_meant(first), _meant(second))
    verdict = _apart(brought, second.stated, relation)
    if verdict is Verdict.CONSISTENT:
        return None
    checks = _agreeing(first), _agreeing(second)
    kind = ConflictKind.SOFT
    if verdict is Verdict.DISJOINT:
        kind = ConflictKind.SCOPE if _differ(*checks) else ConflictKind.NUMERIC
    gap = residual(second.stated, brought)
    if kind is ConflictKind.SOFT:
        gap = second.stated.strict - brought.strict
    return Conflict(
        kind=kind,
        first=first,
        second=second,
        first_check=checks[0],
        second_check=checks[1],
        brought=brought,
        gap=gap,
    )


def _apart(first: Money, second: Money, relation: _Relation | None) -> Verdict:
    """Whether two figures can both be true as worded: a part may be anything up to its whole."""
    if relation is _Relation.SAME:
        return compare(second, first)
    whole, part = (first, second) if relation is _Relation.WHOLE_AND_PART else (second, first)
    return compare(_up_to(whole), part)


def _up_to(money: Money) -> Money:
    """Everything that a part of a sum may come to."""
    return Money(
        face=None,
        strict=replace(money.strict, low=None, low_open=False),
        lenient=replace(money.lenient, low=None, low_open=False),
        currency=money.currency,
    )


def _brought(books: KnownBooks, first: SaidBalance, second: SaidBalance) -> Money:
    """What the first says, carried to the day of the second by what flowed in between."""
    if first.as_of == second.as_of:
        return first.stated
    currency, scope = first.stated.currency, _meant(first)
    before, after = (balance_of(books, scope, day, currency) for day in (first.as_of, second.as_of))
    return first.stated if before == after else first.stated + _flowed(before, after)


def _flowed(before: Money, after: Money) -> Money:
    """What came in between; the uncertainty of what was there before is shared by both."""
    if before.face is None or after.face is None:
        return after - before
    return Money.exactly(after.face - before.face, after.currency)


def _agreeing(said: SaidBalance) -> Check | None:
    """The scope under which a balance agrees with the record; its own words' come first."""
    for check in (said.as_worded, said.as_asked, *said.fits):
        if check is not None and check.verdict is not Verdict.DISJOINT:
            return check
    return None


def _differ(first: Check | None, second: Check | None) -> bool:
    return (
        first is not None
        and second is not None
        and ((first.scope, first.on) != (second.scope, second.on))
    )


def _with_record(said: SaidBalance) -> Conflict | None:
    """A balance that no scope brings together with the record."""
    if _agreeing(said) is not None:
        return None
    check = said.as_worded or said.as_asked
    assert check.residual is not None
    return Conflict(
        kind=ConflictKind.NUMERIC,
        first=said,
        second=None,
        first_check=None,
        second_check=check,
        brought=said.stated,
        gap=-check.residual,
    )


def _denials(view: View) -> Iterator[ContradictedClaim]:
    claims = {record.key: record for record in view.claims(DENIABLE)}
    for denial in view.claims((DenialClaim.kind,)):
        assert isinstance(denial.claim, DenialClaim)
        target = claims.get(denial.claim.denies or "")
        if target is not None:
            yield _contradicted(ConflictKind.DENIED, target, denial)


def _statuses(view: View) -> Iterator[ContradictedClaim]:
    """One meeting with two statuses: announced and held, held and cancelled."""
    meetings = view.claims((MeetingClaim.kind,))
    for first, second in combinations(meetings, 2):
        is_one = _is_one_meeting(first.claim, second.claim) and _said_together(first, second)
        if is_one and _status(first.claim) != _status(second.claim):
            yield _contradicted(ConflictKind.STATUS, first, second)


def _offices(view: View, catalogue: Catalogue) -> Iterator[ContradictedClaim]:
    """Somebody is said to hold an office that another held on the day of the text."""
    for record in view.claims((TenureClaim.kind,)):
        claim, day = record.claim, record.asserted_on
        assert isinstance(claim, TenureClaim)
        if claim.status is not TenureStatus.CURRENT or day is None:
            continue
        held = catalogue.holder(claim.office.id or "", day)
        if held is None or claim.person.id is None or held.person == claim.person.id:
            continue
        person = catalogue.person(held.person)
        if person is not None:
            yield ContradictedClaim(
                kind=ConflictKind.OFFICE,
                first=record.key,
                second=f"{held.office}:{held.person}",
                first_words=claim.quote,
                second_words=f"{person.name}, {held.start.isoformat()} –",
                first_document=record.document,
                second_document="catalogue",
            )


def _is_one_meeting(first: Claim, second: Claim) -> bool:
    assert isinstance(first, MeetingClaim)
    assert isinstance(second, MeetingClaim)
    names = [{name.id or name.name for name in claim.participants} for claim in (first, second)]
    # One sentence may announce several meetings at once: two who met are enough.
    if len(names[0] & names[1]) < 2 or not (names[0] <= names[1] or names[1] <= names[0]):
        return False
    return first.date is None or second.date is None or first.date == second.date


def _status(claim: Claim) -> str:
    assert isinstance(claim, MeetingClaim)
    return claim.status.value


def _said_together(first: ClaimRecord, second: ClaimRecord) -> bool:
    if first.asserted_on is None or second.asserted_on is None:
        return first.document == second.document
    return abs(first.asserted_on - second.asserted_on) <= NEAR_MEETING


def _contradicted(kind: ConflictKind, first: ClaimRecord, second: ClaimRecord) -> ContradictedClaim:
    return ContradictedClaim(
        kind=kind,
        first=first.key,
        second=second.key,
        first_words=first.claim.quote,
        second_words=second.claim.quote,
        first_document=first.document,
        second_document=second.document,
    )
