"""Home: what remains and by when, who says otherwise, what grew stale, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aidledger.catalogue import load_catalogue
from aidledger.model.records import DocumentRecord
from aidledger.publishing.actor_names import actor_name
from aidledger.publishing.row_listing import Listed, listed
from aidledger.questions.answers import Column, ColumnKind, RemainingAnswer, Table
from aidledger.questions.asked import answer_rows
from aidledger.questions.pairs import recorded_pairs
from aidledger.questions.remaining import remaining
from aidledger.questions.rows import RowsAnswer, Subject
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.wording.figures import day, money
from aidledger.wording.loading import page_phrase

_NEWEST = 12
# Rows of each listing that the page shows.
_OPEN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the home page shows.

    Args:
        remaining: an answer for each donor and recipient, the nearest deadline first.
        denials, stale: the answers of these listings.
        documents: the newest.
    """

    remaining: tuple[RemainingAnswer, ...]
    denials: RowsAnswer
    stale: RowsAnswer
    documents: tuple[DocumentRecord, ...]


def home(asked: Asked) -> Page:
    """The home page."""
    view = asked.view
    pairs = recorded_pairs(view)
    texts = [item for item in view.documents.values() if item.media == "text"]
    answer = Home(
        remaining=tuple(
            sorted(
                (remaining(view, donor, recipient, asked.on) for donor, recipient in pairs),
                key=_nearest_deadline,
            )
        ),
        denials=answer_rows(view, "denials", Subject(on=asked.on), load_catalogue()),
        stale=answer_rows(view, "stale", Subject(on=asked.on), load_catalogue()),
        documents=tuple(reversed(texts[-_NEWEST:])),
    )
    return Page(
        template="home.html",
        title=_title(answer, asked.language),
        answer=answer,
        tables=(_table(answer),),
        shown={
            "open": tuple(
                (name, tuple(_first(rows, asked.language)), len(rows.rows))
                for name, rows in (("claims", answer.denials), ("stale", answer.stale))
            ),
        },
    )


def _title(answer: Home, language: str) -> str:
    """The nearest deadline with what remains before it; without one, what the pages are about."""
    for item in answer.remaining:
        if item.deadlines and item.totals:
            next_due = min(item.deadlines, key=lambda deadline: deadline.due)
            return page_phrase(
                "home.finding", language, n=next_due.days, days=next_due.days,
                donor=actor_name(item.donor, language),
                recipient=actor_name(item.recipient, language),
                due=day(next_due.due, language),
                sums=" + ".join(
                    money(total.face, total.currency, language) for total in item.totals
                ),
            )  # fmt: skip
    return page_phrase("home.title", language)


def _nearest_deadline(answer: RemainingAnswer) -> tuple[date, bool]:
    due = min((item.due for item in answer.deadlines), default=date.max)
    return due, not answer.totals


def _first(answer: RowsAnswer, language: str) -> list[Listed]:
    """The first rows of an answer as they stand in its listing."""
    return list(listed(answer, answer.rows[:_OPEN], language))


def _table(answer: Home) -> Table:
    number, code = ColumnKind.NUMBER, ColumnKind.CODE
    columns = (
        Column("donor", code), Column("recipient", code), Column("remaining", number),
        Column("low", number), Column("high", number), Column("currency", code),
    )  # fmt: skip
    rows = tuple(
        (
            item.donor, item.recipient, total.face, total.lenient.low, total.lenient.high,
            total.currency,
        )
        for item in answer.remaining
        for total in item.totals
    )  # fmt: skip
    return Table("remaining", columns, rows)


ROUTE = Route(name="home", path="", make=home, answer=Home)
