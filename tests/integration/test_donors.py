"""The donors' tables: one mapping, no code by donor; the same questions for each."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from aidledger.model.errors import AidledgerError
from aidledger.questions.answers import TotalsAnswer
from aidledger.workflows.asking import ask
from aidledger.workflows.importing import TableRefusedError
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.verifying import verify

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "donors"
CASES: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "ledger" / "donors.yml").read_text(encoding="utf-8")
)
MILLION = Decimal(10**6)
TABLES = ("envelopes.csv", "packages.csv", "figures.csv", "balances.csv")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = open_ledger(tmp_path_factory.mktemp("donors") / "donors.aidledger")
    assert made.import_table(FOLDER / "mapping.yml").issues == ()
    return made


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / table).read_text(encoding="utf-8").splitlines()))


def test_every_row_is_a_record_and_importing_again_changes_nothing(ledger: Ledger) -> None:
    again = ledger.import_table(FOLDER / "mapping.yml")
    assert again.added == 0
    assert again.known == len(TABLES) + sum(len(rows(table)) for table in TABLES)
    kept = {name for names in again.notes.values() for name in names}
    wanted = ("quantity", "no_amount", "share")
    assert set(again.notes) == set(wanted)
    assert kept == {row["id"] for t in TABLES for row in rows(t) if row.get("booked_as") in wanted}
    assert verify(ledger).differences == ()


@pytest.mark.parametrize("case", CASES["reached"], ids=lambda case: f"{case['donor']}")
def test_what_reached_a_stage(ledger: Ledger, case: dict[str, Any]) -> None:
    answer = ledger.totals(case["donor"], "UA", on=case["on"])
    found = {
        (row.stage, row.channel, row.basis, row.reached.currency): row.reached.face
        for row in answer.rows
    }
    wanted = Decimal(case["millions"]) * MILLION
    assert found[case["stage"], case["channel"], case.get("basis"), case["currency"]] == wanted


@pytest.mark.parametrize("donor", sorted({row["donor"] for row in rows("envelopes.csv")}))
def test_the_same_questions_for_each(ledger: Ledger, donor: str) -> None:
    day = max(row["date"] for row in rows("packages.csv") if len(row["date"]) == 10)
    on = yaml.safe_load(day)
    for question in ("remaining", "totals"):
        answer = ask(ledger, question, donor=donor, recipient="Ukraine", on=on)
        assert answer.is_recorded
        if isinstance(answer, TotalsAnswer):
            assert answer.rows or answer.memos
            assert donor not in CASES["promises_only"] or not answer.rows


@pytest.mark.parametrize("donor", CASES["nothing_booked"])
def test_what_nobody_recorded_is_not_recorded(ledger: Ledger, donor: str) -> None:
    assert not ledger.totals(donor, "UA", on=yaml.safe_load("2025-12-31")).is_recorded


def test_rounds_and_rows_without_amount_are_kept_with_their_reason(ledger: Ledger) -> None:
    for row in (*rows("envelopes.csv"), *rows("packages.csv")):
        found = ledger.book.find("note", row["id"])
        assert (found is not None) is (row["booked_as"] in ("quantity", "no_amount")), row["id"]
        if found is not None:
            assert ledger.why(row["id"]).evidence is not None


def test_a_count_of_shells_is_refused_as_money(tmp_path: Path) -> None:
    for table in (*TABLES, "mapping.yml"):
        text = (FOLDER / table).read_text(encoding="utf-8")
        (tmp_path / table).write_text(text.replace(",quantity,", ",entry,"), encoding="utf-8")
    with open_ledger(tmp_path / "shells.aidledger") as own:
        with pytest.raises(TableRefusedError) as refused:
            own.import_table(tmp_path / "mapping.yml")
        assert {issue.details["value"] for issue in refused.value.issues} == {"MROUNDS"}
        assert isinstance(refused.value, AidledgerError)
        assert own.view().head is None


def test_a_month_may_have_been_any_of_its_days(ledger: Ledger) -> None:
    answers = {
        day: {
            row.channel: row.reached
            for row in ledger.totals("CA", "UA", on=yaml.safe_load(day)).rows
            if row.stage == "disbursed"
        }
        for day in ("2024-02-29", "2024-03-15", "2024-03-31")
    }
    before, within, after = (answers[day]["loan"] for day in sorted(answers))
    assert before.face == 1950 * MILLION
    assert within.face is None
    assert (within.strict.low, within.strict.high) == (1950 * MILLION, 3950 * MILLION)
    assert after.face == 3950 * MILLION
