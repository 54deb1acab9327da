"""Burden sharing: donors side by side, over the donors' tables."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from aidledger.model.records import WithdrawalReason
from aidledger.questions.burden import ALL, BurdenRow
from aidledger.questions.rows import Subject
from aidledger.workflows.asking import ask_rows
from aidledger.workflows.judging import withdraw
from aidledger.workflows.opening import Ledger, open_ledger

ROOT = Path(__file__).parents[2]
CASES: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "ledger" / "donors.yml").read_text(encoding="utf-8")
)
LATE = date(2026, 12, 31)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = open_ledger(tmp_path_factory.mktemp("burden") / "burden.aidledger")
    for folder in ("donors", "rates"):
        made.import_table(ROOT / "examples" / folder / "mapping.yml")
    return made


def rows(ledger: Ledger, on: date, into: str | None = None) -> tuple[BurdenRow, ...]:
    answer = ask_rows(ledger, "burden", Subject(recipient="UA", on=on, into=into))
    found = tuple(row for row in answer.rows if isinstance(row, BurdenRow))
    assert len(found) == len(answer.rows)
    return found


@pytest.mark.parametrize("case", CASES["burden"], ids=lambda case: f"{case['donor']}")
def test_places(ledger: Ledger, case: dict[str, Any]) -> None:
    (row,) = (
        row
        for row in rows(ledger, date(2024, 12, 31), "EUR")
        if (row.donor, row.stage, row.channel) == (case["donor"], case["stage"], ALL)
        and row.valuation == "money"
    )
    if not case.get("recorded", True):
        assert row.reached is None
    elif case["place"] is None:
        assert row.reached is not None
        assert (row.converted, row.first, row.last) == (None, None, None)
    else:
        assert [row.first, row.last] == case["place"]
        assert row.among == case["among"]


def test_currencies_and_valuations_are_lines_apart(ledger: Ledger) -> None:
    found = rows(ledger, LATE)
    names = [row.name for row in found]
    assert len(names) == len(set(names))
    for row in found:
        assert row.converted is None
        assert row.rate is None
    danish = {
        row.reached.currency
        for row in found
        if (row.donor, row.stage, row.channel) == ("DK", "allocated", ALL) and row.reached
    }
    assert danish == {"DKK", "USD"}
    finnish = {row.valuation for row in found if (row.donor, row.channel) == ("FI", "stocks")}
    assert {"as_announced", "replacement_cost"} <= finnish


def test_a_conversion_names_its_rate_and_rests_on_its_record(ledger: Ledger) -> None:
    for row in rows(ledger, date(2024, 12, 31), "EUR"):
        if row.rate is not None:
            assert "European Central Bank" in row.rate
            assert any(name.startswith("RATE-") for name in row.rests_on)


def test_what_stands_in_another_account_is_in_no_rank(ledger: Ledger) -> None:
    apart = [row for row in rows(ledger, LATE) if row.counted_elsewhere]
    assert {"EU", "FR", "G7", "NATO"} <= {row.donor for row in apart}
    for row in apart:
        assert (row.first, row.last) == (None, None)
        assert row.channel != ALL
    whole = {name for row in rows(ledger, LATE) if row.channel == ALL for name in row.rests_on}
    flagged = {
        record.key for record in ledger.view().entries if "counted_elsewhere" in record.entry.flags
    }
    assert flagged
    assert not whole & flagged


def test_every_line_is_explained(ledger: Ledger) -> None:
    for row in random.Random(3).sample(rows(ledger, LATE, "EUR"), 25):
        explained = ledger.why(row.name)
        assert bool(explained.because) is bool(row.rests_on)
        assert len(explained.because) == len(row.rests_on)


def told(found: tuple[BurdenRow, ...]) -> list[tuple[object, ...]]:
    return [(row.key, row.reached, row.first, row.last, row.counted_elsewhere) for row in found]


def test_without_any_one_entry_the_answer_changes(tmp_path: Path) -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    with open_ledger(tmp_path / "less.aidledger") as own:
        own.import_table(ROOT / "examples" / "donors" / "mapping.yml")
        entries = sorted(record.key for record in own.view().entries)
        resting = {name for row in rows(own, LATE) for name in row.rests_on}
        # Every entry is in a line; a sample of them is taken out one by one.
        assert resting == set(entries)
        before = told(rows(own, LATE))
        for name in random.Random(5).sample(entries, 8):
            withdraw(own.book, name, WithdrawalReason.UNDONE, "a reviewer", now)
            after = told(rows(own, LATE))
            assert after != before, name
            before = after


def test_the_order_of_import_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "other.aidledger") as own:
        mapping = ROOT / "examples" / "donors" / "mapping.yml"
        own.import_table(ROOT / "examples" / "rates" / "mapping.yml")
        for table in ("balances.csv", "packages.csv", "figures.csv", "envelopes.csv"):
            own.import_table(mapping, mapping.parent / table)
        assert told(rows(own, LATE, "EUR")) == told(rows(ledger, LATE, "EUR"))
