"""Burden sharing: donors side by side by recipient and stage; nothing is added over kinds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from aidledger.catalogue import load_catalogue
from aidledger.publishing.burden_sketch import place_words
from aidledger.publishing.row_tables import row_tables
from aidledger.questions.asked import answer_rows
from aidledger.questions.burden import ALL, BurdenRow
from aidledger.questions.pairs import recorded_pairs
from aidledger.questions.rows import RowsAnswer, Subject
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.wording.loading import page_phrase
from aidledger.workflows.naming import actor_id, currency_code

Stages = tuple[tuple[tuple[str, str], tuple[BurdenRow, ...]], ...]


def burden(asked: Asked) -> Page:
    """The page of burden sharing, over the channels.

    Raises:
        PageProblem: DATE_BAD.
        AidledgerError: the recipient or the currency is not known.
    """
    answer = burden_asked(asked, None)
    recipients = tuple(dict.fromkeys(pair[1] for pair in recorded_pairs(asked.view)))
    donors = len({row.donor for row in rows_of(answer)})
    return Page(
        template="burden.html",
        title=page_phrase("burden.title", asked.language, n=donors, count=donors),
        answer=answer,
        tables=row_tables(answer),
        shown={
            "stages": by_stage(row for row in rows_of(answer) if row.channel == ALL),
            "recipients": recipients,
            "place_of": lambda row: place_words(row, asked.language),
        },
    )


def burden_asked(asked: Asked, donor: str | None) -> RowsAnswer:
    """What each donor's aid came to, or one donor's, by the day of the page."""
    recipient, into = asked.text("recipient"), asked.text("into")
    subject = Subject(
        donor=donor,
        recipient=None if recipient is None else actor_id(recipient),
        on=asked.on,
        into=None if into is None else currency_code(into),
    )
    return answer_rows(asked.view, "burden", subject, load_catalogue())


def rows_of(answer: RowsAnswer) -> tuple[BurdenRow, ...]:
    """The rows of an answer of burden sharing."""
    return tuple(row for row in answer.rows if isinstance(row, BurdenRow))


def by_stage(rows: Iterable[BurdenRow]) -> Stages:
    """Rows by recipient and stage, in the order of the answer."""
    return tuple(
        (stage, tuple(group))
        for stage, group in groupby(rows, key=lambda row: (row.recipient, row.stage))
    )


ROUTE = Route(name="burden", path="burden", make=burden, asks=("recipient", "into"), rows=BurdenRow)
