"""A donor's aid to a recipient: what remains, of what parts, by which day, who says what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aidledger.publishing.actor_names import actor_name
from aidledger.publishing.charts.burn_down import burn_down
from aidledger.publishing.scope_words import check_words
from aidledger.publishing.tables import tables_of
from aidledger.questions.answers import Check, RemainingAnswer
from aidledger.questions.burndown import BurnDownAnswer, burndown
from aidledger.questions.remaining import remaining
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route, pair_in_path
from aidledger.web.problems import PageProblem
from aidledger.wording.figures import day, money
from aidledger.wording.loading import page_phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What the page shows: what remains, and how it came down, one answer a currency."""

    remaining: RemainingAnswer
    steps: tuple[BurnDownAnswer, ...]


def envelope(asked: Asked, donor: str, recipient: str) -> Page:
    """The page of a donor and recipient (catalogue ids).

    Raises:
        PageProblem: PAIR_UNKNOWN, where nothing is recorded.
    """
    answer = remaining(asked.view, donor, recipient, asked.on)
    if not answer.is_recorded:
        raise PageProblem(404, "PAIR_UNKNOWN", donor=donor, recipient=recipient)
    steps = burndown(asked.view, donor, recipient, asked.on)

    def scope_of(check: Check, stated_on: date) -> str:
        return check_words(check, stated_on, asked.language)

    return Page(
        template="envelope.html",
        title=_title(answer, asked.language),
        answer=Envelope(remaining=answer, steps=steps),
        tables=tables_of(answer),
        chart=burn_down(steps[0], asked.language) if steps else None,
        shown={
            "chart_words": page_phrase("envelope.chart", asked.language),
            "languages": {
                item.id: item.language for item in asked.view.documents.values() if item.language
            },
            "scope_of": scope_of,
        },
    )


def _title(answer: RemainingAnswer, language: str) -> str:
    return page_phrase(
        "envelope.title",
        language,
        donor=actor_name(answer.donor, language),
        recipient=actor_name(answer.recipient, language),
        on=day(answer.on, language),
        sums=" + ".join(money(total.face, total.currency, language) for total in answer.totals),
    )


ROUTE = Route(
    name="envelope",
    path="e/{donor}/{recipient}",
    make=envelope,
    answer=Envelope,
    has_chart=True,
    pair=pair_in_path,
)
