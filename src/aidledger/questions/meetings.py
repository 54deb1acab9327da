"""Meetings and calls: one row a meeting, with what was said of it in order of time.

Two claims speak of one meeting where the same people meet in the same way on days that agree.
A claim without a day belongs to the meeting of these people that was said nearest to it, within
two weeks. A person's judgement that two claims are, or are not, the same thing comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from aidledger.ledger.view import View
from aidledger.model.claims import DenialClaim, MeetingClaim, MeetingFormat, MeetingStatus, Polarity
from aidledger.model.links import Link
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
from aidledger.questions.things import Things
from aidledger.resolving.clusters import clusters

# A meeting is announced, held and told within two weeks.
NEAR = timedelta(days=14)


class MeetingState(StrEnum):
    """How a meeting stands: as last said, or disputed where somebody denies it."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMeeting(Told):
    """What one source says of a meeting: its status, or that it did not happen.

    Args:
        status: planned, held, cancelled, or `denied`.
        date: the day that the source gives.
    """

    status: str
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow(Row):
    """A meeting or call.

    Args:
        day: ISO day or month; None = no source gives one.
        participants: names, sorted.
        place: as the first source that gives one; format: in person, or a call.
        state: see `MeetingState`.
        sources: documents that report it; independent: how many lean on nothing common.
        history: what was said of it, in order of time.
    """

    day: str | None
    participants: tuple[str, ...]
    place: str | None
    format: MeetingFormat
    state: Derived[MeetingState]
    sources: Derived[int]
    independent: Derived[int]
    history: tuple[ToldMeeting, ...]


def meetings(view: View, subject: Subject) -> tuple[MeetingRow, ...]:
    """Answer: who met or spoke to whom, by day; said by the day asked for, where one is."""
    denials = [
        record
        for record in view.claims((DenialClaim.kind,))
        if subject.on is None or record.asserted_on is None or record.asserted_on <= subject.on
    ]
    groups = (_said_by(group, subject.on) for group in meeting_groups(view))
    rows = (_row(view, subject, group, denials) for group in groups if group)
    return tuple(sorted(rows, key=lambda row: (row.day or "9", row.participants, row.key)))


def _said_by(group: Sequence[ClaimRecord], on: date | None) -> list[ClaimRecord]:
    return [
        record
        for record in group
        if on is None or record.asserted_on is None or record.asserted_on <= on
    ]


def meeting_groups(view: View) -> tuple[tuple[ClaimRecord, ...], ...]:
    """Claims of meetings, those of one meeting together, each group in order of time."""
    claims = sorted(
        (
            record
            for record in view.claims((MeetingClaim.kind,))
            if record.claim.polarity is Polarity.AFFIRMED
        ),
        key=by_time,
    )
    groups: dict[tuple[tuple[str, ...], MeetingFormat], list[ClaimRecord]] = {}
    for record in claims:
        claim = meeting_of(record)
        groups.setdefault((_people(claim), claim.format), []).append(record)
    found = [group for same in groups.values() for group in _one_meeting_each(same)]
    return tuple(tuple(sorted(group, key=by_time)) for group in _as_judged(view, found))


def meeting_of(record: ClaimRecord) -> MeetingClaim:
    """The meeting that a record claims."""
    assert isinstance(record.claim, MeetingClaim)
    return record.claim


def _people(claim: MeetingClaim) -> tuple[str, ...]:
    return tuple(sorted({name_id(name) for name in claim.participants}))


def _one_meeting_each(same: list[ClaimRecord]) -> Iterator[list[ClaimRecord]]:
    """Claims about the same people, told apart by day."""
    if len(_people(meeting_of(same[0]))) < 2:
        # One name alone does not say who met whom: each claim stands by itself.
        yield from ([record] for record in same)
        return
    dated: dict[str, list[ClaimRecord]] = {}
    undated: list[ClaimRecord] = []
    for record in same:
        day = meeting_of(record).date
        if day is None or len(day) < len("2024-11-13"):
            undated.append(record)
        else:
            dated.setdefault(day, []).append(record)
    loose: list[list[ClaimRecord]] = []
    homes: dict[str, list[ClaimRecord]] = {day: [] for day in dated}
    for record in undated:
        home = _home(record, dated)
        if home is not None:
            homes[home].append(record)
        elif loose and _is_near(loose[-1][-1], record):
            loose[-1].append(record)
        else:
            loose.append([record])
    yield from ([*records, *homes[day]] for day, records in dated.items())
    yield from loose


def _home(record: ClaimRecord, dated: dict[str, list[ClaimRecord]]) -> str | None:
    """The day of the meeting nearest to the day on which an undated claim was said."""
    month = meeting_of(record).date
    days = [day for day in dated if month is None or day.startswith(month)]
    said = record.asserted_on
    if said is None:
        together = [
            day for day in days if any(one.document == record.document for one in dated[day])
        ]
        return min(together, default=None)
    near = [(abs(date.fromisoformat(day) - said), day) for day in days]
    distance, day = min(near, default=(NEAR * 2, ""))
    return day if distance <= NEAR else None


def _is_near(first: ClaimRecord, second: ClaimRecord) -> bool:
    if first.asserted_on is None or second.asserted_on is None:
        return first.document == second.document
    return abs(first.asserted_on - second.asserted_on) <= NEAR


def _as_judged(view: View, groups: list[list[ClaimRecord]]) -> list[list[ClaimRecord]]:
    """Groups after people's and rules' judgements, which outweigh that claims look alike."""
    records = {record.key: record for group in groups for record in group}
    alike = [
        Link(group[0].key, record.key, True, _LOOKS_ALIKE, "")
        for group in groups
        for record in group[1:]
    ]
    told_twice = [
        Link(record.claim.same_as, record.key, True, _SAID_TWICE, "")
        for record in records.values()
        if record.claim.same_as in records and record.claim.same_as is not None
    ]
    joined = clusters((*view.links, *told_twice, *alike))
    things: dict[str, list[ClaimRecord]] = {}
    for record in records.values():
        things.setdefault(joined.thing(record.key), []).append(record)
    return list(things.values())


# How sure the question is by itself: less than any judgement.
_LOOKS_ALIKE = Decimal("0.01")
_SAID_TWICE = Decimal("0.02")


def _row(
    view: View, subject: Subject, group: Sequence[ClaimRecord], denials: Sequence[ClaimRecord]
) -> MeetingRow:
    names = {record.key for record in group}
    against = [record for record in denials if _denied(record) in names]
    history = sorted(
        (*(_told(view, record) for record in group), *(_told(view, one) for one in against)),
        key=lambda one: (one.asserted_on or date.max, one.status == "denied", one.record),
    )
    history.sort(key=lambda one: one.asserted_on or date.max)
    claims = [meeting_of(record) for record in group]
    count = Things(view).sources(group)
    participants = {name_id(name): name.name for name in reversed(claims[0].participants)}
    return MeetingRow(
        name=f"{prefix('meetings', subject, pin_of(view))}/{_key(group)}",
        rests_on=tuple(one.record for one in history),
        day=max((claim.date for claim in claims if claim.date), key=len, default=None),
        participants=tuple(sorted(participants.values())),
        place=next((claim.place for claim in claims if claim.place), None),
        format=claims[0].format,
        state=_state(claims, bool(against)),
        sources=count.sources,
        independent=count.independent,
        history=tuple(history),
    )


def _key(group: Sequence[ClaimRecord]) -> str:
    """The same whatever is said of the meeting later: its people, and its first claim."""
    return key_of(*_people(meeting_of(group[0])), group[0].key)


def _denied(record: ClaimRecord) -> str | None:
    assert isinstance(record.claim, DenialClaim)
    return record.claim.denies


def _told(view: View, record: ClaimRecord) -> ToldMeeting:
    told, claim = told_of(view, record), record.claim
    return ToldMeeting(
        record=told.record,
        asserted_on=told.asserted_on,
        said_by=told.said_by,
        publisher=told.publisher,
        words=told.words,
        reviewed=told.reviewed,
        status=claim.status.value if isinstance(claim, MeetingClaim) else "denied",
        date=claim.date if isinstance(claim, MeetingClaim) else None,
    )


def _state(claims: Sequence[MeetingClaim], is_denied: bool) -> MeetingState:
    """As last said; within one text, what was held comes after what was planned."""
    if is_denied or any(claim.disputed for claim in claims):
        return MeetingState.DISPUTED
    said = {claim.status for claim in claims}
    if MeetingStatus.HELD in said:
        return MeetingState.HELD
    return MeetingState(claims[-1].status.value)
