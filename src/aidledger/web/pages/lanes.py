"""Who met whom: encounters on lanes of people and bodies."""

from __future__ import annotations

from collections import Counter
from functools import partial

from aidledger.catalogue import load_catalogue
from aidledger.publishing.charts.lanes import lanes_chart
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.questions.asked import answer_rows
from aidledger.questions.handovers import HandoverRow
from aidledger.questions.lanes import Contact, ContactState, Encounter, Lanes, lanes, on_lanes
from aidledger.questions.meetings import MeetingRow
from aidledger.questions.rows import Subject
from aidledger.web.asked import Asked
from aidledger.web.page import Chart, Page, Route
from aidledger.web.pages.listing import place_of
from aidledger.wording.loading import page_phrase

# Encounters of one stretch: as many as a chart can hold.
_COLUMNS = 24
_SOURCES = 4


def who_met_whom(asked: Asked) -> Page:
    """The page of encounters said by the day of the page, a stretch of them drawn and listed.

    Raises:
        PageProblem: DATE_BAD, QUERY_BAD.
    """
    found = _found(asked)
    first = asked.whole("first") or 0
    last = max(len(found.encounters) - first, 0)
    drawn = on_lanes(found, found.encounters[max(last - _COLUMNS, 0) : last])
    return Page(
        template="lanes.html",
        title=_title(found, asked.language),
        answer=found,
        tables=(_table(found),),
        charts=(Chart(name="lanes", wide=lanes_chart(drawn, asked.language)),)
        if drawn.encounters
        else (),
        shown={
            "drawn": drawn.encounters,
            "place_of": partial(place_of, asked),
            "most_sources": _SOURCES,
            "later": first + _COLUMNS if last > _COLUMNS else None,
            "earlier": max(first - _COLUMNS, 0) if first else None,
        },
    )


def _found(asked: Asked) -> Lanes:
    catalogue, subject = load_catalogue(), Subject(on=asked.on)
    met = answer_rows(asked.view, "meetings", subject, catalogue).rows
    passed = answer_rows(asked.view, "handovers", subject, catalogue).rows
    return lanes(
        [row for row in met if isinstance(row, MeetingRow)],
        [row for row in passed if isinstance(row, HandoverRow)],
        catalogue,
    )


def _title(found: Lanes, language: str) -> str:
    count = len(found.encounters)
    if not count:
        return page_phrase("lanes.none", language)
    met = Counter(item.state for item in found.encounters if item.contact is not Contact.HANDOVER)
    steps = sum(item.contact is Contact.HANDOVER for item in found.encounters)
    counted = [(state.value, met[state]) for state in ContactState if met[state]]
    counted += [("handover", steps)] if steps else []
    states = ", ".join(
        page_phrase(f"lanes.counted.{state}", language, n=number, count=number)
        for state, number in counted
    )
    return page_phrase("lanes.title", language, n=count, count=count, states=states)


def _table(found: Lanes) -> Table:
    code, text, day = ColumnKind.CODE, ColumnKind.TEXT, ColumnKind.DATE
    columns = (
        Column("day", code), Column("said_on", day), Column("parties", text),
        Column("contact", code), Column("state", code), Column("contested", code),
        Column("place", text), Column("what", text), Column("records", code), Column("why", code),
    )  # fmt: skip
    return Table("encounters", columns, tuple(_line(item) for item in found.encounters))


def _line(item: Encounter) -> tuple[str | None, ...]:
    said = None if item.said_on is None else item.said_on.isoformat()
    return (
        item.day, said, "; ".join(item.parties), item.contact.value, item.state.value,
        "yes" if item.contested else "no", item.place, item.what,
        " ".join(told.record for told in item.told), item.name,
    )  # fmt: skip


ROUTE = Route(
    name="lanes", path="who-met-whom", make=who_met_whom, asks=("first",), answer=Lanes,
    has_chart=True,
)  # fmt: skip
