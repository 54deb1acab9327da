"""Offices: who held, or was to hold, what on a day, as known on a day.

Two kinds of sources stand side by side: what texts say, and the rows of the catalogue that were
public by then. Each row says whether they agree; nothing is settled. Listed are the offices of
which some text speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from aidledger.catalogue import Catalogue
from aidledger.catalogue.offices import Tenure
from aidledger.ledger.view import View
from aidledger.model.claims import TenureClaim, TenureStatus
from aidledger.model.records import ClaimRecord
from aidledger.questions.remaining import pin_of
from aidledger.questions.rows import (
    Derived,
    Row,
    Subject,
    Told,
    by_time,
    key_of,
    name_id,
    prefix,
    told_of,
)

# What a text says of a post is taken to hold for some weeks after it was printed.
FRESH = timedelta(days=31)


class OfficeSource(StrEnum):
    """Where a row comes from."""

    TEXTS = "texts"
    CATALOGUE = "catalogue"


class Hold(StrEnum):
    """A person's hold on an office on the day asked for."""

    CURRENT = "current"
    INCOMING = "incoming"
    FORMER = "former"
    CONDITIONAL = "conditional"
    RUMOURED = "rumoured"
    UNKNOWN = "unknown"


class Agreement(StrEnum):
    """Whether texts and catalogue name the same person."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow(Row):
    """A person and an office.

    Args:
        office, organisation, person: English names.
        said: the status that texts give, or the catalogue's dates on the day.
        begins, ends: ISO days where a source gives them.
        condition: what it hangs on; succeeds: whom the person follows.
        source: texts or catalogue.
        public_from: the day of the first text, or since when the row was public.
        hold: on the day asked for.
        agreement: see `Agreement`.
        told: the texts.
    """

    office: str
    organisation: str | None
    person: str
    said: TenureStatus
    begins: str | None
    ends: str | None
    condition: str | None
    succeeds: str | None
    source: OfficeSource
    public_from: date | None
    hold: Derived[Hold]
    agreement: Derived[Agreement]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every row needs: the day asked for, the last day of knowledge, the catalogue."""

    view: View
    subject: Subject
    catalogue: Catalogue

    @property
    def known(self) -> date:
        return self.view.knowledge.known or date.max

    def day(self, said: date | None) -> date:
        """The day asked for, else the day of the text, else the day of knowledge."""
        return self.subject.on or said or self.known

    def name(self, *parts: object) -> str:
        return f"{prefix('offices', self.subject, pin_of(self.view))}/{key_of(*parts)}"


def offices(view: View, subject: Subject, catalogue: Catalogue) -> tuple[OfficeRow, ...]:
    """Answer: who held what, sorted by office, the holder first."""
    asked = _Asked(view, subject, catalogue)
    said = [
        record
        for record in sorted(view.claims((TenureClaim.kind,)), key=by_time)
        if subject.on is None or record.asserted_on is None or record.asserted_on <= subject.on
    ]
    groups: dict[tuple[str, str, str], list[ClaimRecord]] = {}
    for record in said:
        claim = _tenure(record)
        key = (name_id(claim.office), name_id(claim.person), claim.status.value)
        groups.setdefault(key, []).append(record)
    rows = [_from_texts(asked, group) for group in groups.values()]
    for office in sorted({name_id(_tenure(record).office) for record in said}):
        rows += _from_catalogue(asked, office, [one for one in said if _is_of(one, office)])
    order = list(Hold)
    return tuple(
        sorted(
            rows,
            key=lambda row: (row.office, order.index(row.hold), row.person, row.source, row.key),
        )
    )


def _tenure(record: ClaimRecord) -> TenureClaim:
    assert isinstance(record.claim, TenureClaim)
    return record.claim


def _is_of(record: ClaimRecord, office: str) -> bool:
    return name_id(_tenure(record).office) == office


def _from_texts(asked: _Asked, group: list[ClaimRecord]) -> OfficeRow:
    claims = [_tenure(record) for record in group]
    first, last = claims[0], group[-1]
    told = tuple(told_of(asked.view, record) for record in group)
    office = asked.catalogue.office(first.office.id or "")
    return OfficeRow(
        name=asked.name(name_id(first.office), name_id(first.person), first.status.value),
        rests_on=tuple(one.record for one in told),
        office=first.office.name if office is None else office.title,
        organisation=None if first.organisation is None else first.organisation.name,
        person=_person(asked, name_id(first.person)) or first.person.name,
        said=first.status,
        begins=next((claim.from_ for claim in claims if claim.from_), None),
        ends=next((claim.to for claim in claims if claim.to), None),
        condition=next((claim.condition for claim in claims if claim.condition), None),
        succeeds=next((claim.succeeds.name for claim in claims if claim.succeeds), None),
        source=OfficeSource.TEXTS,
        public_from=group[0].asserted_on,
        hold=_hold_said(asked, first, last.asserted_on),
        agreement=_agreement(asked, first, last.asserted_on),
        told=told,
    )


def _person(asked: _Asked, identifier: str) -> str | None:
    person = asked.catalogue.person(identifier)
    return None if person is None else person.name


def _rows_of(asked: _Asked, office: str) -> list[Tenure]:
    """Rows of the catalogue about an office that were public by the day of knowledge."""
    return [
        tenure
        for tenure in asked.catalogue.tenures
        if tenure.office == office and tenure.public_from <= asked.known
    ]


def _hold_said(asked: _Asked, claim: TenureClaim, said: date | None) -> Hold:
    """On the day asked for: by the dates of the catalogue, else as a fresh text says."""
    day = asked.day(said)
    person = name_id(claim.person)
    rows = [row for row in _rows_of(asked, name_id(claim.office)) if row.person == person]
    if claim.status in (TenureStatus.CURRENT, TenureStatus.OUTGOING) and rows:
        return _hold(rows, day)
    if said is not None and day - said > FRESH:
        return _hold(rows, day) if rows else Hold.UNKNOWN
    if claim.status is TenureStatus.OUTGOING:
        return Hold.CURRENT
    return Hold(claim.status.value)


def _hold(rows: list[Tenure], day: date) -> Hold:
    if any(row.covers(day) for row in rows):
        return Hold.CURRENT
    return Hold.INCOMING if any(row.start > day for row in rows) else Hold.FORMER


def _agreement(asked: _Asked, claim: TenureClaim, said: date | None) -> Agreement:
    """Does the catalogue name the same person, on the day of the text?"""
    rows = _rows_of(asked, name_id(claim.office))
    day = said or asked.day(said)
    if claim.status in (TenureStatus.CURRENT, TenureStatus.OUTGOING):
        named = [row for row in rows if row.covers(day)]
    elif claim.status is TenureStatus.FORMER:
        named = [row for row in rows if row.end is not None and row.end <= day]
        if not any(row.person == name_id(claim.person) for row in named):
            return Agreement.ALONE
    else:
        named = [row for row in rows if row.start > day]
    if not named:
        return Agreement.ALONE
    is_same = any(row.person == name_id(claim.person) for row in named)
    return Agreement.AGREES if is_same else Agreement.DISAGREES


def _from_catalogue(asked: _Asked, office: str, said: list[ClaimRecord]) -> Iterator[OfficeRow]:
    """The holder on the day, and who was known to come next."""
    day = asked.day(max((one.asserted_on for one in said if one.asserted_on), default=None))
    rows = _rows_of(asked, office)
    held = max((row for row in rows if row.covers(day)), key=lambda row: row.start, default=None)
    comes = min((row for row in rows if row.start > day), key=lambda row: row.start, default=None)
    found = asked.catalogue.office(office)
    for tenure, status in ((held, TenureStatus.CURRENT), (comes, TenureStatus.INCOMING)):
        if tenure is None or found is None:
            continue
        organisation = asked.catalogue.actor(found.organisation)
        # An end lies ahead of what was known then.
        ends = tenure.end if tenure.end is not None and tenure.end <= asked.known else None
        yield OfficeRow(
            name=asked.name(office, tenure.person, OfficeSource.CATALOGUE, tenure.start),
            rests_on=(),
            office=found.title,
            organisation=None if organisation is None else organisation.name,
            person=_person(asked, tenure.person) or tenure.person,
            said=status,
            begins=tenure.start.isoformat(),
            ends=None if ends is None else ends.isoformat(),
            condition=None,
            succeeds=None,
            source=OfficeSource.CATALOGUE,
            public_from=tenure.public_from,
            hold=Hold(status.value),
            agreement=_agreement_of_texts(tenure, status, said),
            told=(),
        )


_LIKE = {
    TenureStatus.CURRENT: (TenureStatus.CURRENT, TenureStatus.OUTGOING),
    TenureStatus.INCOMING: (
        TenureStatus.INCOMING, TenureStatus.CONDITIONAL, TenureStatus.RUMOURED,
    ),
}  # fmt: skip


def _agreement_of_texts(tenure: Tenure, status: TenureStatus, said: list[ClaimRecord]) -> Agreement:
    """Do texts of the time of the tenure name the same person?"""
    named = [
        name_id(_tenure(record).person)
        for record in said
        if _tenure(record).status in _LIKE[status]
        and (
            status is TenureStatus.INCOMING
            or record.asserted_on is None
            or tenure.covers(record.asserted_on)
        )
    ]
    if not named:
        return Agreement.ALONE
    return Agreement.AGREES if set(named) == {tenure.person} else Agreement.DISAGREES
