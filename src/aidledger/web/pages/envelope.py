"""A donor's aid to a recipient: what remains, of what parts, by which day, who says what."""

from __future__ import annotations

from aidledger.publishing.tables import tables_of
from aidledger.questions.remaining import remaining
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.problems import PageProblem
from aidledger.wording.figures import day, money
from aidledger.wording.loading import page_phrase


def envelope(asked: Asked, donor: str, recipient: str) -> Page:
    """The page of a donor and recipient (catalogue ids).

    Raises:
        PageProblem: PAIR_UNKNOWN, where nothing is recorded.
    """
    answer = remaining(asked.view, donor, recipient, asked.on)
    if not answer.is_recorded:
        raise PageProblem(404, "PAIR_UNKNOWN", donor=donor, recipient=recipient)
    title = page_phrase(
        "envelope.title",
        asked.language,
        donor=donor,
        recipient=recipient,
        on=day(answer.on, asked.language),
        sums=" + ".join(
            money(total.face, total.currency, asked.language) for total in answer.totals
        ),
    )
    return Page(template="envelope.html", title=title, answer=answer, tables=tables_of(answer))


ROUTE = Route(name="envelope", path="e/{donor}/{recipient}", make=envelope)
