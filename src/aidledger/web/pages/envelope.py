"""A donor's aid to a recipient, or one pot of it: what remains, where it stands, who says what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from aidledger.model.entries import Entry
from aidledger.publishing.actor_names import actor_name
from aidledger.publishing.charts.burn_down import burn_down, shape_of
from aidledger.publishing.charts.stage_bars import channel_words, stage_bars
from aidledger.publishing.scope_words import check_words
from aidledger.publishing.tables import tables_of
from aidledger.questions.answers import Check, RemainingAnswer, TotalRow
from aidledger.questions.burndown import BurnDownAnswer, burndown
from aidledger.questions.remaining import booked_entries, remaining
from aidledger.questions.standing import StandingAnswer, standing
from aidledger.questions.totals import By, totals
from aidledger.web.asked import Asked
from aidledger.web.page import Chart, Page, Route, pair_in_path
from aidledger.web.problems import PageProblem
from aidledger.wording.figures import day, money
from aidledger.wording.loading import label, page_phrase

# Records of a line that are named beside it; of more, their page is.
_RECORDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What the page shows.

    Args:
        remaining: what remains; steps: how it came down, one answer a currency.
        standing: where the money stands.
        pots: what came into each pot and waits there; empty on the page of one pot.
    """

    remaining: RemainingAnswer
    steps: tuple[BurnDownAnswer, ...]
    standing: StandingAnswer
    pots: tuple[TotalRow, ...]


def envelope(asked: Asked, donor: str, recipient: str, envelope: str | None = None) -> Page:
    """The page of a donor and recipient (catalogue ids), or of one pot with all drawn from it.

    Raises:
        PageProblem: PAIR_UNKNOWN, POT_UNKNOWN, where nothing is recorded.
    """
    view, on, language = asked.view, asked.on, asked.language
    answer = remaining(view, donor, recipient, on, envelope)
    if not answer.is_recorded:
        if envelope is not None:
            raise PageProblem(
                404, "POT_UNKNOWN", envelope=envelope, donor=donor, recipient=recipient
            )
        raise PageProblem(404, "PAIR_UNKNOWN", donor=donor, recipient=recipient)
    shown = Envelope(
        remaining=answer,
        steps=burndown(view, donor, recipient, on, envelope),
        standing=standing(view, donor, recipient, on, envelope),
        pots=() if envelope else _pots(asked, donor, recipient),
    )
    title = _title(answer, language)

    def scope_of(check: Check, stated_on: date) -> str:
        return check_words(check, stated_on, language)

    return Page(
        template="envelope.html",
        title=title,
        answer=shown,
        tables=tables_of(answer),
        charts=tuple(_charts(shown, title, language)),
        shown={
            "languages": {
                item.id: item.language for item in view.documents.values() if item.language
            },
            "scope_of": scope_of,
            "spoken": tuple(_spoken(asked, item.sources[0]) for item in answer.deadlines),
            "entries": _entries(asked, donor, recipient),
            "shape_of": shape_of,
            "most_records": _RECORDS,
            "channel_words": channel_words,
            "unrecorded": ", ".join(
                label("stage", stage, language) for stage in shown.standing.unrecorded
            ),
        },
    )


def _pots(asked: Asked, donor: str, recipient: str) -> tuple[TotalRow, ...]:
    """Pots by what came into them, as far as it waited there for a package."""
    answer = totals(asked.view, donor, recipient, asked.on, By.ENVELOPE)
    return tuple(row for row in answer.rows if row.stage in ("authorised", "appropriated"))


def _entries(asked: Asked, donor: str, recipient: str) -> dict[str, Entry]:
    """The entries behind the figures, by their ids."""
    return {entry.id: entry for entry in booked_entries(asked.view, donor, recipient)}


def _spoken(asked: Asked, source: str) -> str | None:
    """The language of a claim's text; None for a row of a table, or where it is not known."""
    claim = asked.view.claim(source)
    document = None if claim is None else asked.view.document(claim.document)
    return None if document is None else document.language


def _charts(shown: Envelope, title: str, language: str) -> Iterator[Chart]:
    for steps in shown.steps:
        if steps.is_recorded:
            yield Chart(
                name=f"steps-{steps.currency}",
                wide=burn_down(steps, title, language),
                narrow=burn_down(steps, title, language, narrow=True),
            )
    words = page_phrase("envelope.stages", language)
    wide = stage_bars(shown.standing, words, language)
    if wide is not None:
        narrow = stage_bars(shown.standing, words, language, narrow=True)
        yield Chart(name="stages", wide=wide, narrow=narrow)


def _title(answer: RemainingAnswer, language: str) -> str:
    whose = {
        "donor": actor_name(answer.donor, language),
        "recipient": actor_name(answer.recipient, language),
        "on": day(answer.on, language),
    }
    if answer.envelope is not None:
        whose["recipient"] += f", {answer.envelope}"
    if not answer.totals:
        return page_phrase("envelope.title_unsummed", language, **whose)
    sums = " + ".join(money(total.face, total.currency, language) for total in answer.totals)
    return page_phrase("envelope.title", language, sums=sums, **whose)


ROUTES = (
    Route(
        name="envelope",
        path="e/{donor}/{recipient}",
        make=envelope,
        answer=Envelope,
        has_chart=True,
        pair=pair_in_path,
    ),
    Route(
        name="pot",
        path="e/{donor}/{recipient}/{envelope:path}",
        make=envelope,
        answer=Envelope,
        has_chart=True,
        pair=pair_in_path,
    ),
)
