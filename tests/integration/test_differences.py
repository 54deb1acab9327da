"""What changed between two answers: along which axis, in which row, by which records."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from aidledger.catalogue import load_catalogue
from aidledger.model.errors import AidledgerError
from aidledger.model.evidence import Document
from aidledger.publishing.difference_page import print_differences
from aidledger.publishing.plain import plain
from aidledger.publishing.tables import tables_of
from aidledger.questions.asked import QUESTIONS
from aidledger.questions.difference import DifferenceAnswer
from aidledger.questions.row_difference import (
    Axis,
    Differences,
    LineChange,
    RowChange,
    RowsDifferenceAnswer,
    axis_of,
)
from aidledger.questions.rows import Subject
from aidledger.reading.pipeline import read_document
from aidledger.workflows.asking import AsKnown, Moment, ask_differences
from aidledger.workflows.judging import judge_new
from aidledger.workflows.opening import Ledger, open_ledger

ROOT = Path(__file__).parents[2]
DAY = date(2024, 11, 13)
PAIR = Subject(donor="US", recipient="UA")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = open_ledger(tmp_path_factory.mktemp("differences") / "us.aidledger")
    made.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
    for path in sorted((ROOT / "examples" / "articles").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        document = Document(text=text, published=DAY, publisher="aidledger examples")
        made.add(read_document(document, load_catalogue()))
    return made


def moment(on: date | None, known: date | None = None) -> Moment:
    return Moment(on=on, as_known=AsKnown(known=known))


def of_rows(answer: Differences) -> RowsDifferenceAnswer:
    (step,) = answer.steps
    assert isinstance(step, RowsDifferenceAnswer)
    return step


def fields(change: RowChange) -> dict[str, tuple[object, object]]:
    return {one.field: (one.before, one.after) for one in change.changed}


def test_what_changed_in_our_knowledge_is_told_by_its_records(ledger: Ledger) -> None:
    before, after = moment(DAY, date(2024, 11, 11)), moment(DAY, DAY)
    (step,) = ask_differences(ledger, "remaining", PAIR, before, after).steps
    assert isinstance(step, DifferenceAnswer)
    assert axis_of(step) is Axis.KNOWLEDGE
    changes = {change.line: change for change in step.changes}
    assert set(changes) == {"procurement", "drawdown+revaluation"}
    assert changes["procurement"].come == ("D-2024-11-12-USAI/entry",)
    assert changes["drawdown+revaluation"].before is None
    (same,) = ask_differences(ledger, "remaining", PAIR, after, after).steps
    assert same.changes == ()


def test_a_day_later_in_the_world_is_told_by_its_packages(ledger: Ledger) -> None:
    known = date(2024, 12, 31)
    answer = ask_differences(
        ledger, "totals", PAIR, moment(DAY, known), moment(date(2024, 12, 5), known)
    )
    step = of_rows(answer)
    assert axis_of(step) is Axis.WORLD
    changed = {
        (change.after.stage, change.after.channel): change
        for change in step.changes
        if change.after is not None
    }
    drawn = changed["allocated", "drawdown"]
    assert drawn.come == ("PDA-70", "PDA-71")
    before, after = fields(drawn)["reached"]
    assert after.face - before.face == Decimal(1_000_000_000)


def test_where_both_differ_the_world_goes_first(ledger: Ledger) -> None:
    answer = ask_differences(
        ledger, "remaining", PAIR, moment(DAY, DAY), moment(date(2025, 1, 20), date(2025, 1, 20))
    )
    assert [axis_of(step) for step in answer.steps] == [Axis.WORLD, Axis.KNOWLEDGE]
    world, knowledge = answer.steps
    # Nobody knew of a package to come, so that the world alone stood still.
    assert world.changes == ()
    assert {change.line for change in knowledge.changes} == {"drawdown", "procurement"}


def test_a_claim_contested_later_is_a_change_of_knowledge(ledger: Ledger) -> None:
    on = date(2025, 1, 1)
    step = of_rows(ask_differences(ledger, "handovers", Subject(), moment(on, DAY), moment(on, on)))
    (change,) = step.changes
    assert change.change is LineChange.CHANGED
    assert change.come == ("H-2024-12-17-NSATU",)
    assert change.gone == ()
    assert fields(change)["contested"] == ((), ("timing",))


def test_a_state_that_was_superseded_is_a_change_of_the_world(ledger: Ledger) -> None:
    step = of_rows(
        ask_differences(ledger, "restrictions", Subject(), moment(DAY), moment(date(2024, 11, 30)))
    )
    told = {change.change: change for change in step.changes}
    assert set(told) == {LineChange.COME, LineChange.CHANGED}
    assert told[LineChange.COME].come == ("X-2024-11-20-LONG-RANGE",)
    assert fields(told[LineChange.CHANGED])["until"] == (None, date(2024, 11, 20))


def test_two_vintages_differ_by_what_a_person_judged(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "vintages.aidledger") as own:
        own.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
        text = (
            "The Pentagon announced on November 8 a package of $100 million in military aid for "
            "Ukraine through the Ukraine Security Supplemental Appropriations Act and USAI."
        )
        document = Document(text=text, language="en", published=date(2024, 11, 8))
        own.add(read_document(document, load_catalogue()))
        (flow,) = own.remaining("US", "UA", on=DAY).waiting
        first = own.view().knowledge.vintage
        judge_new(own.book, flow.claim, "a reviewer", datetime(2026, 12, 1, tzinfo=UTC))
        before = Moment(on=DAY, as_known=AsKnown(vintage=first))
        step = of_rows(ask_differences(own, "totals", PAIR, before, Moment(on=DAY)))
        assert axis_of(step) is Axis.KNOWLEDGE
        assert {flow.claim} == {name for change in step.changes for name in change.come}


@pytest.mark.parametrize("question", ["remaining", "totals", *QUESTIONS])
def test_every_answer_is_compared_with_itself_and_with_another(
    ledger: Ledger, question: str
) -> None:
    early, late = moment(DAY, DAY), moment(date(2025, 2, 1), date(2025, 2, 1))
    same = ask_differences(ledger, question, PAIR, early, early)
    assert [step.changes for step in same.steps] == [()]
    other = ask_differences(ledger, question, PAIR, early, late)
    assert plain(other)["asked"] == question
    (table,) = tables_of(other)
    assert all(len(line) == len(table.columns) for line in table.rows)
    for language in ("en", "fr"):
        out = io.StringIO()
        print_differences(
            Console(file=out, width=100, highlight=False, markup=False), other, language
        )
        assert max(len(line.rstrip()) for line in out.getvalue().splitlines()) <= 100
        assert (len(out.getvalue().splitlines()) > 6) or not table.rows


def test_a_question_without_what_it_needs_is_refused(ledger: Ledger) -> None:
    with pytest.raises(AidledgerError) as refused:
        ask_differences(ledger, "remaining", Subject(donor="US"), moment(DAY), moment(DAY))
    assert refused.value.details == {"question": "remaining", "missing": "--recipient"}
