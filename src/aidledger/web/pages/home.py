"""Home: deadlines with days left, what remains, what is new."""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.model.records import DocumentRecord
from aidledger.questions.answers import Column, ColumnKind, RemainingAnswer, Table
from aidledger.questions.pairs import recorded_pairs
from aidledger.questions.remaining import remaining
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.wording.loading import page_phrase

_NEWEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the home page shows: an answer for each donor and recipient, newest documents."""

    remaining: tuple[RemainingAnswer, ...]
    documents: tuple[DocumentRecord, ...]


def home(asked: Asked) -> Page:
    """The home page."""
    view = asked.view
    pairs = recorded_pairs(view)
    texts = [item for item in view.documents.values() if item.media == "text"]
    answer = Home(
        remaining=tuple(remaining(view, donor, recipient, asked.on) for donor, recipient in pairs),
        documents=tuple(reversed(texts[-_NEWEST:])),
    )
    return Page(
        template="home.html",
        title=page_phrase("home.title", asked.language),
        answer=answer,
        tables=(_table(answer),),
    )


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


ROUTE = Route(name="home", path="", make=home)
