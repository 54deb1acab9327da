"""What changed between two answers, along the world or along knowledge, by which records."""

from __future__ import annotations

from functools import partial

from aidledger.publishing.difference_page import changed_lines, headline_of, side_words
from aidledger.publishing.difference_tables import difference_tables
from aidledger.questions.answers import RemainingAnswer
from aidledger.questions.difference import DifferenceAnswer
from aidledger.questions.pairs import recorded_pairs
from aidledger.questions.row_difference import Differences, LineChange, Side, axis_of
from aidledger.questions.rows import Subject
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.pages.listing import LISTINGS
from aidledger.web.problems import PageProblem
from aidledger.wording.loading import page_phrase
from aidledger.workflows.asking import REMAINING, AsKnown, Moment, ask_differences
from aidledger.workflows.naming import actor_id

# The most changes of one step that the page shows; its twins hold all.
_CHANGES = 200
_COMPARED = ("timeline", REMAINING, *(name for name in LISTINGS.values() if name != "timeline"))
_STYLES = {LineChange.COME: "good", LineChange.GONE: "bad", LineChange.CHANGED: "doubtful"}


def difference(asked: Asked) -> Page:
    """The page of what changed; the later answer is of the two dates of every page.

    Raises:
        PageProblem: DATE_BAD, QUERY_BAD.
        AidledgerError: the donor or recipient is not known, or needed and not given.
    """
    question = asked.text("question") or _COMPARED[0]
    if question not in _COMPARED:
        raise PageProblem(400, "QUERY_BAD", name="question", value=question)
    answer = ask_differences(asked.ledger, question, _subject(asked, question), *_moments(asked))
    count = sum(len(step.changes) for step in answer.steps)
    return Page(
        template="difference.html",
        title=page_phrase("diff.title", asked.language, n=count, count=count),
        answer=answer,
        tables=difference_tables(answer),
        shown={
            "compared": _COMPARED,
            "most": _CHANGES,
            "styles": _STYLES,
            "axis_of": axis_of,
            "is_of_sums": lambda step: isinstance(step, DifferenceAnswer),
            "side_words": partial(_side, asked),
            "headline_of": lambda step, row: headline_of(step.question, row, asked.language),
            "changed_lines": lambda change: changed_lines(change, asked.language),
        },
    )


def _side(asked: Asked, side: RemainingAnswer | Side) -> str:
    return side_words(side.on, side.pin, asked.language)


def _moments(asked: Asked) -> tuple[Moment, Moment]:
    by = asked.pin.known_by.value
    later = AsKnown(known=asked.known, known_by=by, vintage=asked.whole("vintage"))
    earlier = AsKnown(
        known=asked.day("from_known") or asked.known,
        known_by=by,
        vintage=asked.whole("from_vintage") or asked.whole("vintage"),
    )
    return (
        Moment(on=asked.day("from_on") or asked.on, as_known=earlier),
        Moment(on=asked.on, as_known=later),
    )


def _subject(asked: Asked, question: str) -> Subject:
    """What is asked about; of what remains, the first recorded pair where none is named."""
    donor, recipient = asked.text("donor"), asked.text("recipient")
    pairs = recorded_pairs(asked.view)
    if question == REMAINING and donor is None and recipient is None and pairs:
        donor, recipient = pairs[0]
    return Subject(
        donor=None if donor is None else actor_id(donor),
        recipient=None if recipient is None else actor_id(recipient),
    )


ROUTE = Route(
    name="diff",
    path="diff",
    make=difference,
    needs_server=True,
    answer=Differences,
    asks=("question", "from_on", "from_known", "from_vintage", "donor", "recipient"),
)
