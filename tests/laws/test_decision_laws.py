"""Deciding and undoing changes nothing; deciding changes nothing at an earlier vintage; adding
again changes nothing; the order of decisions of different people does not matter."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidledger.ledger.topics import AMOUNT_FLOW
from aidledger.model.errors import AidledgerError
from aidledger.model.records import WithdrawalReason
from aidledger.questions.flows import may_be_booked, settled_flows
from aidledger.questions.meetings import meetings
from aidledger.questions.remaining import booked_entries
from aidledger.questions.rows import Subject
from aidledger.questions.things import Things
from aidledger.workflows.journalling import import_journal
from aidledger.workflows.judging import judge_new, merge, split, withdraw
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.resolving import judge_by_rules
from aidledger.workflows.reviewing import accept, correct, note, reject
from aidledger.workflows.word import Word

CASES = Path(__file__).parents[1] / "cases" / "ledger"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
ON = date(2024, 11, 13)
KNOWN = (date(2024, 11, 9), date(2024, 11, 10), date(2026, 12, 1), None)
CLAIMS = ("in-courier", "in-copy", "in-herald", "in-echo", "met", "met-in-copy")
FLOWS = CLAIMS[:4]
QUICK = settings(max_examples=12, suppress_health_check=list(HealthCheck))

Decide = Callable[[Ledger], str | None]


@contextmanager
def opened() -> Iterator[Ledger]:
    """A ledger of four texts about one thing, without what was decided in it."""
    text = (CASES / "one-thing-many-sources.journal").read_text(encoding="utf-8")
    blocks = text.split("\n\n")
    kept = "\n\n".join(block for block in blocks if " judgement " not in block)
    with TemporaryDirectory() as folder, open_ledger(f"{folder}/law") as ledger:
        path = Path(folder) / "law.journal"
        path.write_text(kept, encoding="utf-8")
        import_journal(ledger.book, path, NOW)
        yield ledger


def answers(ledger: Ledger, vintage: int | None = None) -> list[object]:
    """Everything that the ledger answers, without the number of its last record."""
    found: list[object] = []
    for known in KNOWN:
        view = ledger.view(known, vintage=vintage)
        remaining = ledger.remaining("US", "UA", on=ON, known=known, vintage=vintage)
        totals = ledger.totals("US", "UA", on=ON, known=known, vintage=vintage)
        found += [
            remaining.totals, remaining.said, remaining.waiting, remaining.findings,
            [(row.stage, row.channel, row.reached, row.standing, row.entries)
             for row in totals.rows],
            [(row.key, row.state, row.sources, row.independent, row.history)
             for row in meetings(view, Subject())],
        ]  # fmt: skip
    return found


def person(name: str) -> Word:
    return Word(by=name, now=NOW)


@st.composite
def decisions(draw: st.DrawFn) -> Decide:
    who, one = draw(st.sampled_from(["anna", "boris"])), draw(st.sampled_from(CLAIMS))
    other = draw(st.sampled_from([name for name in CLAIMS if name != one]))
    flow = draw(st.sampled_from(FLOWS))
    word = person(who)
    made: list[Decide] = [
        lambda ledger: accept(ledger.book, one, word),
        lambda ledger: reject(ledger.book, one, word),
        lambda ledger: correct(ledger.book, flow, ["stated=120000000", "channel=none"], word),
        lambda ledger: correct(ledger.book, flow, ["nature=balance", "stage=remaining"], word),
        lambda ledger: note(ledger.book, one, replace(word, reason="look again")),
        lambda ledger: merge(ledger.book, one, other, word),
        lambda ledger: split(ledger.book, one, other, word),
        lambda ledger: judge_new(ledger.book, flow, who, NOW),
    ]
    return draw(st.sampled_from(made))


@QUICK
@given(st.lists(decisions(), min_size=1, max_size=5))
def test_deciding_and_undoing_changes_nothing(chosen: list[Decide]) -> None:
    with opened() as ledger:
        before, vintage = answers(ledger), ledger.view().knowledge.vintage
        for decide in chosen:
            decide(ledger)
        assert answers(ledger, vintage) == before, "an earlier vintage never changes"
        whole = Things(ledger.view()).clusters
        for name in CLAIMS:
            # What is linked with one claim says as much about it as all links together.
            assert Things(ledger.view(), [name]).clusters.all_of(name) == whole.all_of(name)
        assert waiting(ledger) == waiting_by_all_links(ledger)
        undo_everything(ledger)
        assert answers(ledger) == before


def waiting(ledger: Ledger) -> set[str]:
    return {flow.claim for flow in ledger.remaining("US", "UA", on=ON).waiting}


def waiting_by_all_links(ledger: Ledger) -> set[str]:
    """The same, by weighing every link instead of following those of a few."""
    view = ledger.view()
    things = Things(view)
    booked = booked_entries(view, "US", "UA")
    settled = settled_flows(view, things, booked)
    reports: dict[str, str] = {}
    for record in view.claims_of((AMOUNT_FLOW,), "US", "UA", without=settled):
        if may_be_booked(record) and (record.asserted_on is None or record.asserted_on <= ON):
            reports.setdefault(things.thing(record), record.key)
    return set(reports.values())


def test_what_is_decided_here_does_change_answers() -> None:
    for decide in (
        lambda ledger: reject(ledger.book, "in-echo", person("anna")),
        lambda ledger: split(ledger.book, "met", "met-in-copy", person("anna")),
        lambda ledger: judge_new(ledger.book, "in-herald", "anna", NOW),
    ):
        with opened() as ledger:
            before = answers(ledger)
            decide(ledger)
            assert answers(ledger) != before


def undo_everything(ledger: Ledger) -> None:
    """Take back every word that stands, the newest last."""
    view = ledger.view()
    for record in (*view.reviews, *view.judgements):
        withdraw(ledger.book, record.key, WithdrawalReason.UNDONE, "anna", NOW)


@QUICK
@given(st.lists(decisions(), min_size=1, max_size=3), decisions())
def test_undoing_the_last_decision_gives_back_what_was_before_it(
    first: list[Decide], last: Decide
) -> None:
    with opened() as ledger:
        for decide in first:
            decide(ledger)
        before, vintage = answers(ledger), ledger.view().knowledge.vintage
        last(ledger)
        for row in list(ledger.book.storage.rows(since=vintage + 1)):
            # The word itself, and what it took the place of.
            withdraw(ledger.book, row.key, WithdrawalReason.UNDONE, "anna", NOW)
        assert answers(ledger) == before


def test_the_order_in_which_different_people_decide_does_not_matter() -> None:
    chosen: list[Decide] = [
        lambda ledger: reject(ledger.book, "in-echo", person("anna")),
        lambda ledger: merge(ledger.book, "in-courier", "in-copy", person("boris")),
        lambda ledger: split(ledger.book, "in-copy", "in-courier", person("clara")),
        lambda ledger: judge_new(ledger.book, "in-herald", "dora", NOW),
    ]
    found = []
    for order in itertools.permutations(chosen):
        with opened() as ledger:
            for decide in order:
                decide(ledger)
            found.append(answers(ledger))
    assert all(answer == found[0] for answer in found)


def test_judging_by_rules_again_changes_nothing() -> None:
    with opened() as ledger:
        judge_by_rules(ledger.book, NOW)
        vintage = ledger.view().knowledge.vintage
        assert judge_by_rules(ledger.book, NOW).vintage == vintage


def test_a_decision_that_fails_leaves_nothing_behind() -> None:
    with opened() as ledger:
        vintage = ledger.view().knowledge.vintage
        for name in ("nobody", "J-1"):
            with pytest.raises(AidledgerError) as raised:
                accept(ledger.book, name, person("anna"))
            assert raised.value.code == "NAME_UNKNOWN"
        assert ledger.view().knowledge.vintage == vintage
