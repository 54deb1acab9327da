"""Reconcile: a balance from flows alone, then with named decisions, against what was said.

A reconciling question names what is counted, on which day, as known on which day, the
decisions it may rest on, and the statements it is set against. The figures come from the
record alone; a table of facts only says what they were expected to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from aidledger.ledger.view import View
from aidledger.model.amounts import Interval
from aidledger.model.entries import Entry
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.money import Money, plain, total
from aidledger.model.records import BalanceRecord, DecisionRecord
from aidledger.model.scopes import Scope
from aidledger.questions.answers import Pin, Verdict
from aidledger.questions.remaining import booked_entries, pin_of
from aidledger.questions.scopes import balance_of, known_books
from aidledger.questions.verdicts import compare, residual


class Compares(StrEnum):
    """What is compared: the record with a statement, or figures of two sources."""

    RECORD = "record"
    SOURCES = "sources"


class Judged(StrEnum):
    """Which figure a verdict is of: the interval, or the single figure that it shows."""

    INTERVAL = "interval"
    FACE = "face"


class Outcome(StrEnum):
    """The verdict of a comparison; where figures stay apart, what is known of the difference.

    DISJOINT_NAMED: the difference has a name. DISJOINT_KEPT: it has none, the conflict stays.
    """

    CONSISTENT = "consistent"
    CONSISTENT_LENIENT = "consistent_lenient"
    DISJOINT_NAMED = "disjoint_named"
    DISJOINT_KEPT = "disjoint_kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciling:
    """A question.

    Args:
        scope: what is counted.
        on: the day in the world; known: the day of knowledge.
        currency: ISO 4217 code.
        statements: ids of the balances that it is set against.
        anchors: ids of the decisions whose entries may count.
        plus: ids of stated balances that are added to the figure (two sources compared).
        compares: see `Compares`.
        is_named: True where the difference, if any, has a name.
        judged: which figure the expected verdict is of.
    """

    scope: Scope
    on: date
    known: date
    currency: str
    statements: tuple[str, ...]
    anchors: tuple[str, ...] = ()
    plus: tuple[str, ...] = ()
    compares: Compares = Compares.RECORD
    is_named: bool = False
    judged: Judged = Judged.INTERVAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A decision that a figure rests on.

    Args:
        decision: its id; entries: those that it books.
        money: by how much it changes the figure.
    """

    decision: str
    entries: tuple[str, ...]
    money: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One statement against the figure; `residual` on lenient intervals, where disjoint."""

    id: str
    speaker: str
    words: str | None
    stated: Money
    verdict: Verdict
    residual: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The answer.

    Args:
        flows: the figure from entries that sources state.
        anchors: the decisions used, in the order of the question.
        anchored: the figure with them.
        compared: each statement against it.
        outcome: of the statement that agrees least; at_face: the same for the figure without
            the interval that approximate packages give it.
    """

    question: Reconciling
    pin: Pin
    flows: Money
    anchors: tuple[Anchor, ...]
    anchored: Money
    compared: tuple[Compared, ...]
    outcome: Outcome
    at_face: Outcome

    @property
    def judged(self) -> Outcome:
        """The outcome that the question asks for."""
        return self.at_face if self.question.judged is Judged.FACE else self.outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a table of facts expects of a question.

    Args:
        computed: the figure; low, high: what was said, as the table bounds it.
        residual: the middle of what was said, less the figure.
        outcome: the verdict.
    """

    computed: Decimal
    low: Decimal
    high: Decimal
    residual: Decimal
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One field in which the record and a fact differ."""

    field: str
    expected: str
    found: str


Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """A row of the table as a question.

    Args:
        name: the cells that name the row; empty for a question beyond the table.
        asked: the question; fact: what the table expects, None beyond the table.
        residual, remark: words by language, or nothing.
    """

    name: tuple[str, ...]
    asked: Reconciling
    fact: Fact | None
    residual: Words
    remark: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciledRow:
    """A row answered, and where it differs from the table."""

    row: AskedRow
    answer: Reconciled
    deviations: tuple[Deviation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A whole table.

    Args:
        rows: in the order of the questions.
        not_asked: rows of the table that no question meets.
    """

    rows: tuple[ReconciledRow, ...]
    not_asked: tuple[str, ...]

    @property
    def differing(self) -> tuple[ReconciledRow, ...]:
        """Rows that differ from the table."""
        return tuple(row for row in self.rows if row.deviations)

    @property
    def is_met(self) -> bool:
        """True where every row of the table was asked and none differs."""
        return not self.differing and not self.not_asked


def reconcile(view: View, question: Reconciling) -> Reconciled:
    """Answer a reconciling question.

    Args:
        view: the record as known on the question's day of knowledge.

    Raises:
        AidledgerError: `NOT_KNOWN_YET`, where a statement or decision is not known by then.
    """
    booked = booked_entries(view, question.scope.donor, question.scope.recipient)
    flows = _figure(view, question, (entry for entry in booked if entry.decision is None))
    anchors, figure, used = [], flows, [entry for entry in booked if entry.decision is None]
    for name in question.anchors:
        entries = _entries_of(view, booked, name, question)
        used += entries
        before, figure = figure, _figure(view, question, used)
        anchors.append(
            Anchor(
                decision=name,
                entries=tuple(entry.id for entry in entries),
                money=_change(before, figure),
            )
        )
    statements = [_balance(view, name, question) for name in question.statements]
    compared = tuple(_compared(record, figure) for record in statements)
    assert figure.face is not None
    face = Money.exactly(figure.face, figure.currency)
    return Reconciled(
        question=question,
        pin=pin_of(view),
        flows=flows,
        anchors=tuple(anchors),
        anchored=figure,
        compared=compared,
        outcome=_outcome((item.verdict for item in compared), question),
        at_face=_outcome((compare(item.stated, face) for item in compared), question),
    )


def deviations(reconciled: Reconciled, fact: Fact) -> tuple[Deviation, ...]:
    """Fields in which an answer differs from what a table of facts expects; none = it meets it."""
    found = reconciled.anchored.face
    assert found is not None
    apart = (fact.low + fact.high) / 2 - found
    wanted = [
        ("computed", _digits(fact.computed), _digits(found), found == fact.computed),
        ("residual", _digits(fact.residual), _digits(apart), apart == fact.residual),
    ]
    outcome = reconciled.judged
    wanted.append(("verdict", fact.outcome.value, outcome.value, outcome is fact.outcome))
    return tuple(
        Deviation(field=field, expected=expected, found=seen)
        for field, expected, seen, is_met in wanted
        if not is_met
    )


def _digits(value: Decimal) -> str:
    return format(plain(value), "f")


def _figure(view: View, question: Reconciling, entries: Iterable[Entry]) -> Money:
    books = known_books(entries)
    counted = balance_of(books, question.scope, question.on, question.currency)
    stated = (_balance(view, name, question).balance.money for name in question.plus)
    return total((counted, *stated), question.currency)


def _change(before: Money, after: Money) -> Money:
    """What came in between, exactly: both figures share their uncertainty."""
    assert before.face is not None
    assert after.face is not None
    return Money.exactly(after.face - before.face, before.currency)


def _entries_of(
    view: View, booked: Iterable[Entry], decision: str, question: Reconciling
) -> list[Entry]:
    if not any(record.id == decision for record in view.decisions):
        raise _not_known(DecisionRecord.type, decision, question)
    return [entry for entry in booked if entry.decision == decision]


def _balance(view: View, name: str, question: Reconciling) -> BalanceRecord:
    for record in view.balances:
        if record.key == name:
            return record
    raise _not_known(BalanceRecord.type, name, question)


def _not_known(kind: str, name: str, question: Reconciling) -> AidledgerError:
    return AidledgerError(
        "NOT_KNOWN_YET", ExitStatus.NO_INPUT, type=kind, name=name, known=str(question.known)
    )


def _compared(record: BalanceRecord, figure: Money) -> Compared:
    balance = record.balance
    verdict = compare(balance.money, figure)
    return Compared(
        id=balance.id,
        speaker=balance.speaker,
        words=balance.words,
        stated=balance.money,
        verdict=verdict,
        residual=residual(balance.money, figure) if verdict is Verdict.DISJOINT else None,
    )


_WORST = (Verdict.DISJOINT, Verdict.CONSISTENT_LENIENT, Verdict.CONSISTENT)


def _outcome(verdicts: Iterable[Verdict], question: Reconciling) -> Outcome:
    worst = min(verdicts, key=_WORST.index)
    if worst is Verdict.DISJOINT:
        return Outcome.DISJOINT_NAMED if question.is_named else Outcome.DISJOINT_KEPT
    return Outcome(worst.value)
