"""The listings: one page a question whose answer is rows, all made the same way.

The table and its twins hold every row; a page shows a stretch of them.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from aidledger.catalogue import load_catalogue
from aidledger.publishing.charts.offices import offices_chart
from aidledger.publishing.listing_findings import listing_finding
from aidledger.publishing.row_listing import listed, states
from aidledger.publishing.row_tables import row_tables
from aidledger.publishing.sketches import BAD, DOUBTFUL, GOOD, QUIET
from aidledger.questions.asked import QUESTIONS, answer_rows
from aidledger.questions.offices import OfficeRow
from aidledger.questions.pairs import recorded_pairs
from aidledger.questions.rows import RowsAnswer, Subject
from aidledger.web.asked import Asked
from aidledger.web.page import Chart, Page, Route
from aidledger.web.pages.article import SHORT
from aidledger.workflows.naming import actor_id

# Rows of one page, the most of one row's sources that it shows, and of states counted at its head.
_ROWS, _SOURCES, _STATES = 200, 8, 8
_STYLES = {GOOD: "good", DOUBTFUL: "doubtful", BAD: "bad", QUIET: "open"}

# Listings whose rows are laid out in a way of their own.
_TEMPLATES = {"claims": "claims.html"}

# The address of each listing and its question.
LISTINGS = {
    "claims": "denials",
    "timeline": "timeline",
    "meetings": "meetings",
    "offices": "offices",
    "restrictions": "restrictions",
    "handovers": "handovers",
    "promises": "promises",
    "deadlines": "deadlines",
    "statements": "statements",
    "stale": "stale",
}
# Those whose day is a last day, not the day to look at: without one they show everything.
_UNLIMITED = frozenset({"timeline", "statements"})


def listing(asked: Asked, *, name: str) -> Page:
    """The page of one listing.

    Raises:
        PageProblem: DATE_BAD, QUERY_BAD.
        AidledgerError: the donor or recipient asked for is not known.
    """
    question = LISTINGS[name]
    answer = answer_rows(asked.view, question, _subject(asked, question), load_catalogue())
    first = asked.whole("first") or 0
    every = listed(answer, answer.rows, asked.language)
    return Page(
        template=_TEMPLATES.get(name, "listing.html"),
        title=listing_finding(name, answer, asked.language),
        answer=answer,
        tables=row_tables(answer),
        charts=_charts(asked, answer, first),
        shown={
            "name": name,
            "rows": every[first : first + _ROWS],
            "states": states(every),
            "styles": _STYLES,
            "pairs": recorded_pairs(asked.view),
            "earlier": max(first - _ROWS, 0) if first else None,
            "later": first + _ROWS if first + _ROWS < len(every) else None,
            "most_sources": _SOURCES,
            "most_states": _STATES,
            "place_of": partial(place_of, asked),
        },
    )


def _charts(asked: Asked, answer: RowsAnswer, first: int) -> tuple[Chart, ...]:
    """Of offices, the rows that the page shows, over time; other listings have none."""
    shown = [row for row in answer.rows if isinstance(row, OfficeRow)][first : first + _ROWS]
    if not shown:
        return ()
    return (Chart(name="offices", wide=offices_chart(shown, asked.on, asked.language)),)


def _subject(asked: Asked, question: str) -> Subject:
    donor, recipient = asked.text("donor"), asked.text("recipient")
    day: date | None = asked.day("on") if question in _UNLIMITED else asked.on
    return Subject(
        donor=None if donor is None else actor_id(donor),
        recipient=None if recipient is None else actor_id(recipient),
        on=day,
    )


def place_of(asked: Asked, record: str) -> tuple[str, str]:
    """Where a record is shown, its lit words where it has a text; and the language of these."""
    claim = asked.view.claim(record)
    if claim is None or claim.citation is not None:
        return asked.address.to(f"r/{record}").href, ""
    document = asked.view.document(claim.document)
    spoken = "" if document is None else document.language or ""
    return f"{asked.address.to(f'a/{claim.document[:SHORT]}').href}#t-{record}", spoken


ROUTES = tuple(
    Route(
        name=name,
        path=name,
        make=partial(listing, name=name),
        asks=("donor", "recipient", "first"),
        rows=QUESTIONS[question].row,
        has_chart=QUESTIONS[question].row is OfficeRow,
    )
    for name, question in LISTINGS.items()
)
