"""Put a question to a ledger in people's words: names of actors instead of ids."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from aidledger.catalogue import load_catalogue
from aidledger.catalogue.currencies import load_currencies
from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.view import View
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.questions.answers import RemainingAnswer, TotalsAnswer
from aidledger.questions.asked import answer_rows, needs
from aidledger.questions.contradictions import ContradictionsAnswer, contradictions
from aidledger.questions.converting import ConvertedAnswer, converted
from aidledger.questions.difference import DifferenceAnswer, difference
from aidledger.questions.remaining import remaining
from aidledger.questions.row_difference import Differences, RowsDifferenceAnswer, row_difference
from aidledger.questions.rows import RowsAnswer, Subject
from aidledger.questions.totals import By, totals
from aidledger.workflows.naming import actor_id
from aidledger.workflows.opening import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class AsKnown:
    """Which knowledge an answer may use: every question takes the same three words.

    Args:
        known: last day that counts; None = everything.
        known_by: `asserted` (what sources had said by then) or `recorded` (what was held).
        vintage: number of the last record that counts; None = the newest.
    """

    known: date | None = None
    known_by: str = KnownBy.ASSERTED.value
    vintage: int | None = None

    def view(self, ledger: Ledger) -> View:
        """The record at this knowledge.

        Raises:
            AidledgerError: `VINTAGE_UNKNOWN`.
        """
        return ledger.view(self.known, known_by=KnownBy(self.known_by), vintage=self.vintage)


EVERYTHING = AsKnown()
REMAINING, TOTALS = "remaining", "totals"

Answer = (
    RemainingAnswer
    | TotalsAnswer
    | RowsAnswer
    | Differences
    | ContradictionsAnswer
    | ConvertedAnswer
)


def ask(
    ledger: Ledger,
    question: str,
    *,
    donor: str,
    recipient: str,
    on: date,
    as_known: AsKnown = EVERYTHING,
    by: str = By.CHANNEL.value,
) -> Answer:
    """The answer to `remaining` or `totals`; actors by id or name."""
    giver, receiver = actor_id(donor), actor_id(recipient)
    view = as_known.view(ledger)
    if question == "totals":
        return totals(view, giver, receiver, on, By(by))
    return remaining(view, giver, receiver, on)


def ask_converted(
    ledger: Ledger,
    question: str,
    into: str,
    *,
    donor: str,
    recipient: str,
    on: date,
    as_known: AsKnown = EVERYTHING,
    by: str = By.CHANNEL.value,
) -> ConvertedAnswer:
    """The answer to `remaining` or `totals` in another currency (ISO 4217).

    Raises:
        AidledgerError: `CURRENCY_UNKNOWN`.
    """
    if into not in {currency.code for currency in load_currencies()}:
        raise AidledgerError("CURRENCY_UNKNOWN", ExitStatus.USAGE, currency=into)
    answer = ask(
        ledger, question, donor=donor, recipient=recipient, on=on, as_known=as_known, by=by
    )
    assert isinstance(answer, RemainingAnswer | TotalsAnswer)
    return converted(as_known.view(ledger), answer, into)


def ask_rows(
    ledger: Ledger, question: str, subject: Subject, as_known: AsKnown = EVERYTHING
) -> RowsAnswer:
    """The rows of a question (`aidledger.questions.asked.QUESTIONS`)."""
    return answer_rows(as_known.view(ledger), question, subject, load_catalogue())


def ask_contradictions(
    ledger: Ledger,
    *,
    donor: str,
    recipient: str,
    on: date | None = None,
    as_known: AsKnown = EVERYTHING,
) -> ContradictionsAnswer:
    """What contradicts what about a donor's aid for a recipient."""
    return contradictions(
        as_known.view(ledger), actor_id(donor), actor_id(recipient), load_catalogue(), on
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where one of two answers stands: the day in the world, and the knowledge."""

    on: date | None
    as_known: AsKnown = EVERYTHING


def ask_differences(
    ledger: Ledger,
    question: str,
    subject: Subject,
    before: Moment,
    after: Moment,
    by: str = By.CHANNEL.value,
) -> Differences:
    """What changed in the answer to a question between two moments.

    Where both the day and the knowledge differ, the world changes first, at the earlier
    knowledge, then the knowledge, on the later day.

    Args:
        question: remaining, totals, or one whose answer is rows.
        subject: what is asked about; its day is that of each moment.

    Raises:
        AidledgerError: QUESTION_NEEDS, where it needs a donor, recipient or day not given.
    """
    moments = [before, after]
    if before.on != after.on and before.as_known != after.as_known:
        moments.insert(1, Moment(on=after.on, as_known=before.as_known))
    answers = [_answer_at(ledger, question, subject, moment, by) for moment in moments]
    return Differences(
        asked=question,
        steps=tuple(_difference(first, second) for first, second in pairwise(answers)),
    )


def _answer_at(
    ledger: Ledger, question: str, subject: Subject, moment: Moment, by: str
) -> RemainingAnswer | TotalsAnswer | RowsAnswer:
    view = moment.as_known.view(ledger)
    about = replace(subject, on=moment.on)
    if question not in (REMAINING, TOTALS):
        return answer_rows(view, question, about, load_catalogue())
    needs(question, about, ("donor", "recipient", "on"))
    assert about.donor is not None
    assert about.recipient is not None
    assert about.on is not None
    if question == TOTALS:
        return totals(view, about.donor, about.recipient, about.on, By(by))
    return remaining(view, about.donor, about.recipient, about.on)


def _difference(
    before: RemainingAnswer | TotalsAnswer | RowsAnswer,
    after: RemainingAnswer | TotalsAnswer | RowsAnswer,
) -> DifferenceAnswer | RowsDifferenceAnswer:
    if isinstance(before, RemainingAnswer) and isinstance(after, RemainingAnswer):
        return difference(before, after)
    assert not isinstance(before, RemainingAnswer)
    assert not isinstance(after, RemainingAnswer)
    return row_difference(before, after)
