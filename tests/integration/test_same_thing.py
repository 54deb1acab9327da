"""Reports in several texts become one thing, by rules or by people, and come apart again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from aidledger.catalogue import load_catalogue
from aidledger.model.evidence import Document
from aidledger.model.records import ClaimRecord, JudgementRecord, WithdrawalReason
from aidledger.questions.queue import queue
from aidledger.questions.things import Things
from aidledger.reading.pipeline import read_document
from aidledger.workflows.judging import judge_new, merge, split, withdraw
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.resolving import judge_by_rules
from aidledger.workflows.verifying import verify
from aidledger.workflows.word import Word

ROOT = Path(__file__).parents[2]
DAY = date(2024, 11, 13)
NOW = datetime(2026, 12, 1, tzinfo=UTC)
ANNA = Word(by="anna", now=NOW)

WIRE = (
    "US Secretary of State Antony Blinken met NATO Secretary General Mark Rutte in Brussels on "
    "Wednesday. The Pentagon announced on Wednesday a package of $100 million in military aid for "
    "Ukraine, taken from its stocks through presidential drawdown authority. The two men spoke "
    "about the winter and about the defence of the eastern cities for more than an hour."
)
OWN = (
    "In Brussels, Antony Blinken met Mark Rutte on Wednesday. Ukraine is to be defended, both "
    "told the press. The Pentagon announced a new package of $100 million in military aid for "
    "Ukraine, from US stocks, by presidential drawdown authority."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "things.aidledger") as made:
        for publisher, text in (
            ("Courier", WIRE),
            ("Gazette", "Blinken\n\n" + WIRE),
            ("Echo", OWN),
        ):
            document = Document(text=text, language="en", published=DAY, publisher=publisher)
            made.add(read_document(document, load_catalogue()))
        yield made


def meetings(ledger: Ledger) -> list[tuple[int, int]]:
    """Of each meeting that judgements make one: documents, independent sources."""
    view = ledger.view()
    things = Things(view)
    reports: dict[str, list[ClaimRecord]] = {}
    for record in view.claims(("meeting",)):
        reports.setdefault(things.thing(record), []).append(record)
    counts = (things.sources(said) for said in reports.values())
    return [(count.sources, count.independent) for count in counts]


def test_rules_make_three_reports_one_meeting_and_count_who_leans_on_whom(ledger: Ledger) -> None:
    assert meetings(ledger) == [(1, 1)] * 3
    resolved = judge_by_rules(ledger.book, NOW)
    assert resolved.judged > 0
    assert meetings(ledger) == [(3, 2)]
    again = judge_by_rules(ledger.book, NOW)
    assert (again.judged, again.vintage) == (0, resolved.vintage)
    assert verify(ledger).differences == ()


def test_one_package_in_three_texts_waits_once_and_is_booked_once(ledger: Ledger) -> None:
    assert len(ledger.remaining("US", "UA", on=DAY).waiting) == 3
    judge_by_rules(ledger.book, NOW)
    (flow,) = ledger.remaining("US", "UA", on=DAY).waiting
    assert (flow.sources.sources, flow.sources.independent) == (3, 2)
    explained = ledger.why(flow.claim)
    assert explained.sources == flow.sources
    judgements = [
        item.record for item in explained.because if isinstance(item.record, JudgementRecord)
    ]
    assert judgements
    for judgement in judgements:
        assert judgement.by == "same-package/1"
        assert judgement.score is not None
        assert {"same_channel", "same_figure"} <= set(judgement.reasons)
    judge_new(ledger.book, flow.claim, "anna", NOW)
    assert ledger.remaining("US", "UA", on=DAY).waiting == ()


def test_a_rule_is_overruled_by_a_person_and_never_judges_again(ledger: Ledger) -> None:
    before = ledger.remaining("US", "UA", on=DAY).waiting
    judge_by_rules(ledger.book, NOW)
    links = ledger.view().links
    for link in links:
        withdraw(ledger.book, link.judgement, WithdrawalReason.UNDONE, "anna", NOW)
    assert meetings(ledger) == [(1, 1)] * 3
    assert ledger.remaining("US", "UA", on=DAY).waiting == before
    assert judge_by_rules(ledger.book, NOW).judged == 0
    assert ledger.view().links == ()


def test_merging_and_splitting_is_undone_without_a_trace(ledger: Ledger) -> None:
    first, second, third = (flow.claim for flow in ledger.remaining("US", "UA", on=DAY).waiting)
    before = ledger.remaining("US", "UA", on=DAY)
    name = merge(ledger.book, second, first, ANNA)
    merged = ledger.remaining("US", "UA", on=DAY)
    assert len(merged.waiting) == 2
    withdraw(ledger.book, name, WithdrawalReason.UNDONE, "anna", NOW)
    after = ledger.remaining("US", "UA", on=DAY)
    assert (after.waiting, after.totals, after.said) == (before.waiting, before.totals, before.said)
    # One person's second word on a pair takes the place of the first.
    merge(ledger.book, second, first, ANNA)
    split(ledger.book, first, second, ANNA)
    assert [link.is_same for link in ledger.view().links] == [False]
    # Another's word against it leaves the pair apart, and both wait for each other.
    merge(ledger.book, first, second, Word(by="boris", now=NOW))
    assert len(ledger.remaining("US", "UA", on=DAY).waiting) == 3
    contested = {item.name for item in queue(ledger.view(), 9).items if item.waits == "contested"}
    assert contested == {first, second}
    assert third not in contested


def test_what_a_rule_is_not_sure_of_is_suggested_with_its_reasons(ledger: Ledger) -> None:
    item = next(item for item in queue(ledger.view(), 99).items if item.claim.kind == "meeting")
    assert item.suggestions
    assert "same_participants" in item.suggestions[0].reasons


def test_the_same_package_in_the_books_settles_the_flow(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "booked.aidledger") as own:
        own.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
        text = (
            "The Pentagon announced on Friday a package of $425 million in military aid for "
            "Ukraine, taken from its stocks through presidential drawdown authority."
        )
        said = date(2024, 11, 1)
        document = Document(text=text, language="en", published=said, publisher="Courier")
        own.add(read_document(document, load_catalogue()))
        before = own.remaining("US", "UA", on=DAY)
        (flow,) = before.waiting
        judge_by_rules(own.book, NOW)
        after = own.remaining("US", "UA", on=DAY)
        assert after.waiting == ()
        assert after.totals == before.totals
        (judgement,) = own.view().judgements
        assert (judgement.left, judgement.right) == (flow.claim, "PDA-69")
        told = own.why("PDA-69").sources
        assert told is not None
        assert told.sources == 1
