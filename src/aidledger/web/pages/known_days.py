"""The days on which something became known, each with the way to see the record as it was."""

from __future__ import annotations

from itertools import pairwise

from aidledger.ledger.known_days import KnownDay
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.wording.figures import day
from aidledger.wording.loading import page_phrase

# Days of one stretch of the page; its twins hold all.
_DAYS = 400


def known_days(asked: Asked) -> Page:
    """The page of the days up to the vintage asked, whatever day is asked.

    Raises:
        PageProblem: QUERY_BAD.
    """
    found = asked.around.days
    first = asked.whole("first") or 0
    shown = tuple(reversed(found))[first : first + _DAYS]
    return Page(
        template="known_days.html",
        title=_title(found, asked.language),
        answer=found,
        tables=(_table(found),),
        shown={
            "days": shown,
            "before": {later.day: day.day for day, later in pairwise(found)},
            "earlier": max(first - _DAYS, 0) if first else None,
            "later": first + _DAYS if first + _DAYS < len(found) else None,
        },
    )


def _title(found: tuple[KnownDay, ...], language: str) -> str:
    if not found:
        return page_phrase("days.none", language)
    return page_phrase(
        "days.title", language, n=len(found), count=len(found),
        first=day(found[0].day, language), last=day(found[-1].day, language),
    )  # fmt: skip


def _table(found: tuple[KnownDay, ...]) -> Table:
    columns = (Column("day", ColumnKind.DATE), Column("records", ColumnKind.COUNT))
    return Table("days", columns, tuple((item.day, item.records) for item in found))


ROUTE = Route(
    name="days", path="days", make=known_days, asks=("first",), needs_server=True,
    answer=tuple[KnownDay, ...],
)  # fmt: skip
