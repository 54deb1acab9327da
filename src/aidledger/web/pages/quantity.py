"""Everything said about what remained: the page that shows how each figure can be right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from aidledger.model.scopes import BalanceKind
from aidledger.publishing.actor_names import actor_name
from aidledger.publishing.charts.statements import agrees, best_fit, statements
from aidledger.publishing.scope_words import check_words
from aidledger.publishing.tables import tables_of
from aidledger.questions.answers import Check, RemainingAnswer, SaidBalance
from aidledger.questions.remaining import remaining
from aidledger.web.asked import Asked
from aidledger.web.page import Chart, Page, Route, pair_in_path
from aidledger.web.problems import PageProblem
from aidledger.wording.loading import page_phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The answer behind the statements, and the statements by day and speaker."""

    remaining: RemainingAnswer
    said: tuple[SaidBalance, ...]


def quantity(asked: Asked, donor: str, recipient: str) -> Page:
    """The page of everything said about what remained of a donor's aid.

    Raises:
        PageProblem: PAIR_UNKNOWN, where nothing is recorded.
    """
    answer = remaining(asked.view, donor, recipient, asked.on)
    if not answer.is_recorded:
        raise PageProblem(404, "PAIR_UNKNOWN", donor=donor, recipient=recipient)
    said = tuple(
        sorted(
            (item for item in answer.said if item.as_asked.scope.kind is BalanceKind.REMAINING),
            key=lambda item: (item.as_of, item.speaker or "", item.id),
        )
    )
    shown = replace(answer, said=said)
    fitting = sum(agrees(item) for item in said)

    def scope_of(check: Check, stated_on: date) -> str:
        return check_words(check, stated_on, asked.language)

    title = page_phrase(
        "quantity.title", asked.language, n=len(said), count=len(said), fitting=fitting,
        donor=actor_name(donor, asked.language),
        recipient=actor_name(recipient, asked.language),
    )  # fmt: skip
    return Page(
        template="quantity.html",
        title=title,
        answer=Quantity(remaining=answer, said=said),
        tables=(next(table for table in tables_of(shown) if table.name == "said"),),
        charts=_charts(said, title, asked.language),
        shown={
            "scope_of": scope_of,
            "best_fit": best_fit,
            "languages": {
                item.id: item.language for item in asked.view.documents.values() if item.language
            },
        },
    )


def _charts(said: tuple[SaidBalance, ...], title: str, language: str) -> tuple[Chart, ...]:
    if not said:
        return ()
    return (
        Chart(
            name="statements",
            wide=statements(said, title, language),
            narrow=statements(said, title, language, narrow=True),
        ),
    )


ROUTE = Route(
    name="quantity",
    path="q/{donor}/{recipient}",
    make=quantity,
    answer=Quantity,
    has_chart=True,
    pair=pair_in_path,
)
