"""Who met whom: meetings, calls and steps of handovers in order, on lanes of people and bodies.

Made of the rows of two questions, so that it says what they say. A meeting that each source
reports on another's word is *claimed*, not held; one that somebody denies is *denied*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aidledger.catalogue import Catalogue
from aidledger.questions.handovers import HandoverRow
from aidledger.questions.meetings import MeetingRow, MeetingState, ToldMeeting
from aidledger.questions.rows import Told


class Contact(StrEnum):
    """How two parties came together."""

    IN_PERSON = "in_person"
    CALL = "call"
    HANDOVER = "handover"


class ContactState(StrEnum):
    """How an encounter stands; the last three are steps of a handover."""

    HELD = "held"
    PLANNED = "planned"
    CLAIMED = "claimed"
    DENIED = "denied"
    CANCELLED = "cancelled"
    DECIDED = "decided"
    STARTED = "started"
    EFFECTIVE = "effective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A meeting, a call, or one step of a handover.

    Args:
        name: of the row behind it, by which `why` explains it.
        day: ISO day or month in the world; None = no source gives one.
        said_on: the day on which it was first said.
        parties: names; of a handover the giver, then the taker.
        place: where, as said; what: the function handed over; None for others.
        contested: True where another source contests the step, or its extent.
        told: who says what of it.
    """

    name: str
    contact: Contact
    state: ContactState
    day: str | None
    said_on: date | None
    parties: tuple[str, ...]
    place: str | None
    what: str | None
    contested: bool
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A party.

    Args:
        name: of the person or body; side: the state or body for which a person speaks, by the
            catalogue's offices and nationalities; None = itself, or not known.
    """

    name: str
    side: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """Encounters in order of days, and the lanes of their parties, those of one side together."""

    lanes: tuple[Lane, ...]
    encounters: tuple[Encounter, ...]


def lanes(
    meetings: Sequence[MeetingRow], handovers: Sequence[HandoverRow], catalogue: Catalogue
) -> Lanes:
    """Rows of both questions as encounters on lanes."""
    found = [_of_meeting(row) for row in meetings]
    found += [step for row in handovers for step in _steps(row)]
    found.sort(key=lambda item: (_when(item), item.parties, item.name, item.state))
    names = dict.fromkeys(name for item in found for name in item.parties)
    return Lanes(lanes=_lanes(names, found, catalogue), encounters=tuple(found))


def on_lanes(found: Lanes, encounters: Sequence[Encounter]) -> Lanes:
    """Some of the encounters, on the lanes that they need."""
    needed = {name for item in encounters for name in item.parties}
    kept = tuple(lane for lane in found.lanes if lane.name in needed)
    return Lanes(lanes=kept, encounters=tuple(encounters))


def _when(item: Encounter) -> str:
    said = "9999" if item.said_on is None else item.said_on.isoformat()
    return item.day or said


def _of_meeting(row: MeetingRow) -> Encounter:
    return Encounter(
        name=row.name,
        contact=Contact(row.format.value),
        state=_state(row),
        day=row.day,
        said_on=_first(row.history),
        parties=row.participants,
        place=row.place,
        what=None,
        contested=row.state is MeetingState.DISPUTED,
        told=tuple(_plain(told) for told in row.history),
    )


def _plain(told: Told) -> Told:
    return Told(
        record=told.record, asserted_on=told.asserted_on, said_by=told.said_by,
        publisher=told.publisher, words=told.words, reviewed=told.reviewed,
    )  # fmt: skip


def _state(row: MeetingRow) -> ContactState:
    if row.state is MeetingState.DISPUTED:
        return ContactState.DENIED if _is_denied(row.history) else ContactState.CLAIMED
    if row.state is not MeetingState.HELD:
        return ContactState(row.state.value)
    held = [told for told in row.history if told.status == MeetingState.HELD]
    return ContactState.CLAIMED if all(told.said_by for told in held) else ContactState.HELD


def _is_denied(history: Sequence[ToldMeeting]) -> bool:
    return any(told.status == ContactState.DENIED for told in history)


def _first(told: Sequence[Told]) -> date | None:
    return min((one.asserted_on for one in told if one.asserted_on), default=None)


def _steps(row: HandoverRow) -> Iterator[Encounter]:
    """One encounter for each day that sources give; one without a day where they give none."""
    days: list[tuple[ContactState, str | None]] = [
        (state, day)
        for state, given in (
            (ContactState.DECIDED, row.decided),
            (ContactState.STARTED, row.started),
            (ContactState.EFFECTIVE, row.effective),
        )
        for day in given
    ]
    for state, day in days or [(ContactState(row.status.value), None)]:
        told = [one for one in row.told if day is None or getattr(one, state.value) == day]
        yield Encounter(
            name=row.name,
            contact=Contact.HANDOVER,
            state=state,
            day=day,
            said_on=_first(told),
            parties=tuple(name for name in (row.giver, row.taker) if name),
            place=None,
            what=row.function,
            contested=bool(row.contested),
            told=tuple(_plain(one) for one in told),
        )


def _lanes(
    names: Sequence[str] | dict[str, None], found: Sequence[Encounter], catalogue: Catalogue
) -> tuple[Lane, ...]:
    """Bodies before their people; sides in the order in which they come up."""
    made = [Lane(name=name, side=_side(name, found, catalogue)) for name in names]
    order = list(dict.fromkeys(lane.side or lane.name for lane in made))
    made.sort(key=lambda lane: (order.index(lane.side or lane.name), lane.side is not None))
    return tuple(made)


def _side(name: str, found: Sequence[Encounter], catalogue: Catalogue) -> str | None:
    """Of a person: the body of the office held on the day of the last encounter, else the state."""
    person = next((one for one in catalogue.persons if one.name == name), None)
    if person is None:
        return None
    last = max((_when(item) for item in found if name in item.parties), default="")
    held = [
        tenure
        for tenure in catalogue.tenures
        if tenure.person == person.id and tenure.start.isoformat() <= last
        and (tenure.end is None or last <= tenure.end.isoformat())
    ]  # fmt: skip
    office = catalogue.office(held[-1].office) if held else None
    side = person.nationality if office is None else office.organisation
    actor = None if side is None else catalogue.actor(side)
    return side if actor is None else actor.name
