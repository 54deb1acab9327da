"""Questions whose answers are rows: by name, with the kind of their rows and what they need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aidledger.catalogue import Catalogue
from aidledger.ledger.view import View
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.questions.burden import BurdenRow, burden
from aidledger.questions.denials import ClaimRow, denials
from aidledger.questions.due import DeadlineRow, deadlines
from aidledger.questions.handovers import HandoverRow, handovers
from aidledger.questions.meetings import MeetingRow, meetings
from aidledger.questions.offices import OfficeRow, offices
from aidledger.questions.pace import PaceRow, paces
from aidledger.questions.promises import PromiseRow, promises
from aidledger.questions.remaining import pin_of
from aidledger.questions.restrictions import RestrictionRow, restrictions
from aidledger.questions.rows import Row, RowsAnswer, Subject
from aidledger.questions.stale import StaleRow, stale
from aidledger.questions.statements import StatementRow, statements
from aidledger.questions.timeline import TimelineRow, timeline

Answering = Callable[[View, Subject, Catalogue], tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Args:
        row: the kind of its rows.
        answer: from the record at one knowledge to the rows.
        is_of_money: True where it asks about booked money; else about what texts say.
        needs: names of what the subject must say.
    """

    row: type[Row]
    answer: Answering
    is_of_money: bool = False
    needs: tuple[str, ...] = ()


def _plainly(ask: Callable[[View, Subject], tuple[Row, ...]]) -> Answering:
    return lambda view, subject, _: ask(view, subject)


QUESTIONS: Mapping[str, Question] = {
    "pace": Question(
        PaceRow, _plainly(paces), is_of_money=True, needs=("donor", "recipient", "on")
    ),
    "deadlines": Question(DeadlineRow, _plainly(deadlines)),
    "promises": Question(PromiseRow, promises),
    "denials": Question(ClaimRow, denials),
    "offices": Question(OfficeRow, offices),
    "meetings": Question(MeetingRow, _plainly(meetings)),
    "restrictions": Question(RestrictionRow, _plainly(restrictions)),
    "handovers": Question(HandoverRow, _plainly(handovers)),
    "timeline": Question(TimelineRow, _plainly(timeline)),
    "stale": Question(StaleRow, _plainly(stale), is_of_money=True, needs=("on",)),
    "burden": Question(BurdenRow, _plainly(burden), is_of_money=True, needs=("on",)),
    "statements": Question(StatementRow, _plainly(statements)),
}


def answer_rows(view: View, question: str, subject: Subject, catalogue: Catalogue) -> RowsAnswer:
    """The answer to a question of `QUESTIONS`.

    Raises:
        AidledgerError: QUESTION_NEEDS.
    """
    asked = QUESTIONS[question]
    needs(question, subject, asked.needs)
    rows = asked.answer(view, subject, catalogue)
    return RowsAnswer(
        question=question,
        subject=subject,
        pin=pin_of(view),
        is_recorded=bool(rows) or (asked.is_of_money and _is_booked(view, subject)),
        rows=rows,
    )


def needs(question: str, subject: Subject, names: tuple[str, ...]) -> None:
    """Refuse a subject that leaves out what a question needs.

    Raises:
        AidledgerError: QUESTION_NEEDS.
    """
    missing = [f"--{name}" for name in names if getattr(subject, name) is None]
    if missing:
        raise AidledgerError(
            "QUESTION_NEEDS", ExitStatus.USAGE, question=question, missing=", ".join(missing)
        )


def _is_booked(view: View, subject: Subject) -> bool:
    if subject.donor is None or subject.recipient is None:
        return bool(view.entries)
    return bool(view.entries_of(subject.donor, subject.recipient))
