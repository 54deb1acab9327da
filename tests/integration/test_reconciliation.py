"""The worked US record against its table of facts, row by row, and what would make it fail."""

from __future__ import annotations

import csv
import os
import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from aidledger.cli.program import run
from aidledger.model.errors import AidledgerError
from aidledger.model.records import EntryRecord, WithdrawalReason, WithdrawalRecord
from aidledger.questions.reconciling import Compares, Reconciliation, reconcile
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.reconciling import reconcile_folder

EXAMPLE = Path(__file__).parents[2] / "examples" / "us-ukraine"
FOLDER = EXAMPLE / "reconciliation"
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "record.aidledger"


@pytest.fixture(scope="module")
def reconciliation(kept: Path) -> Reconciliation:
    return reconcile_folder(FOLDER, kept)


@pytest.fixture
def own_copy(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "us-ukraine")
    return tmp_path / "us-ukraine"


def test_every_row_of_the_table_is_asked_and_met(reconciliation: Reconciliation) -> None:
    rows = [row for row in reconciliation.rows if row.row.fact is not None]
    with (FOLDER / "reconcile.csv").open(encoding="utf-8") as table:
        assert len(rows) == len(list(csv.DictReader(table)))
    assert reconciliation.not_asked == ()
    assert {row.row.name: row.deviations for row in reconciliation.differing} == {}


def test_figures_stand_alone_before_any_decision_helps_them(
    reconciliation: Reconciliation,
) -> None:
    for row in reconciliation.rows:
        anchored = row.answer.flows
        for anchor in row.answer.anchors:
            anchored = anchored + anchor.money
        assert anchored.face == row.answer.anchored.face
        assert (row.answer.flows == row.answer.anchored) is (row.answer.anchors == ())
    helped = [row.row.name for row in reconciliation.rows if row.answer.anchors]
    assert len(helped) == 6


def test_comparisons_of_two_sources_are_labelled(reconciliation: Reconciliation) -> None:
    figures = {
        row.answer.anchored.face / Decimal(10**9)
        for row in reconciliation.rows
        if row.row.asked.compares is Compares.SOURCES and row.answer.anchored.face is not None
    }
    assert figures == {Decimal("31.7"), Decimal("174.25"), Decimal("32.67")}


def test_the_same_record_explains_the_figures_afterwards(
    kept: Path, reconciliation: Reconciliation
) -> None:
    with open_ledger(kept, create=False) as ledger:
        for row in reconciliation.rows:
            for name in (
                *(anchor.decision for anchor in row.answer.anchors),
                *(said.id for said in row.answer.compared),
            ):
                assert ledger.why(name).evidence is not None
    again = reconcile_folder(FOLDER, kept)
    assert [row.answer for row in again.rows] == [row.answer for row in reconciliation.rows]


def test_the_formulas_are_never_read(own_copy: Path, reconciliation: Reconciliation) -> None:
    _rewrite(own_copy / "reconciliation" / "reconcile.csv", lambda row: row | {"formula": ""})
    blank = reconcile_folder(own_copy / "reconciliation")
    assert blank.is_met
    assert [row.answer.anchored for row in blank.rows] == [
        row.answer.anchored for row in reconciliation.rows
    ]


def test_without_any_one_package_a_result_is_another(
    tmp_path: Path, reconciliation: Reconciliation
) -> None:
    path = tmp_path / "record.aidledger"
    before = reconcile_folder(FOLDER, path)
    # The questions that count most come first: most packages are missed by one of them.
    rows = sorted(before.rows, key=lambda row: -abs(row.answer.flows.face or 0))
    with open_ledger(path) as ledger:
        packages = _packages(ledger)
        assert len(packages) >= 99
        for package in packages:
            _withdraw(ledger, package.key)
            assert any(
                reconcile(ledger.view(row.row.asked.known), row.row.asked).flows.face
                != row.answer.flows.face
                for row in rows
                if row.row.asked.known >= package.entry.begins
            ), package.key
            _undo(ledger, package.key)


def test_a_package_gone_from_the_table_fails_the_run_and_names_the_rows(
    own_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packages = own_copy / "us_packages.csv"
    _rewrite(packages, lambda row: None if row["package_id"] == "PDA-68" else row)
    assert run(["reconcile", str(own_copy / "reconciliation")]) == 1
    shown = capsys.readouterr().out
    assert "2024-11-12, PDA remaining (law part)" in shown
    assert "expected 4300000000, found 4700000000" in shown


def test_another_expectation_fails_the_run(
    own_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = own_copy / "reconciliation" / "reconcile.csv"
    changed = table.read_text(encoding="utf-8").replace("disjoint, conflict kept", "consistent")
    table.write_text(changed + "2025-02-01,PDA remaining,1,,about 1,1,1,0,consistent,\n", "utf-8")
    assert run(["--lang", "fr", "reconcile", str(own_copy / "reconciliation")]) == 1
    shown = capsys.readouterr().out
    assert "non demandé : 2025-02-01, PDA remaining" in shown
    assert "verdict : attendu consistent, trouvé disjoint_kept" in shown


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("aidledger.reconciliation/1", "something/2", "RECONCILIATION_BAD"),
        ("kind: remaining, channels", "kind: left, channels", "RECONCILIATION_BAD"),
        ('"on": 2022-09-15', '"on": 2022-09-31', "RECONCILIATION_BAD"),
        ("known: 2024-11-12", "known: 2024-11-11", "NOT_KNOWN_YET"),
        ("anchors: [D-2024-11-12-USAI]", "anchors: [D-NONE]", "NOT_KNOWN_YET"),
        ("[2023-01-06, PDA cumulative]", "[2023-01-07, PDA cumulative]", "FACT_MISSING"),
    ],
)
def test_bad_questions_are_refused_with_their_place(
    own_copy: Path, old: str, new: str, code: str
) -> None:
    path = own_copy / "reconciliation" / "questions.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(AidledgerError) as raised:
        reconcile_folder(own_copy / "reconciliation")
    assert raised.value.code == code


def test_the_table_is_the_shared_one() -> None:
    shared = os.environ.get("AIDLEDGER_SHARED")
    if not shared:
        pytest.skip("AIDLEDGER_SHARED names no folder: the copy is not compared")
    for name in ("reconcile.csv",):
        copy = (FOLDER / name).read_text(encoding="utf-8")
        assert copy == (Path(shared) / "data" / name).read_text(encoding="utf-8")


def _rewrite(path: Path, change) -> None:  # type: ignore[no-untyped-def]
    with path.open(encoding="utf-8", newline="") as table:
        reader = csv.DictReader(table)
        rows = [changed for row in reader if (changed := change(row)) is not None]
        columns = reader.fieldnames or ()
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _packages(ledger: Ledger) -> list[EntryRecord]:
    return [
        record
        for record in ledger.view().entries
        if record.key.startswith(("PDA-", "USAI-")) and record.entry.type.value == "allocate"
    ]


def _withdraw(ledger: Ledger, name: str) -> None:
    _append(ledger, f"W-{name}", EntryRecord.type, name)


def _undo(ledger: Ledger, name: str) -> None:
    _append(ledger, f"W-W-{name}", WithdrawalRecord.type, f"W-{name}")


def _append(ledger: Ledger, name: str, kind: str, target: str) -> None:
    record = WithdrawalRecord(
        asserted_on=date(2021, 1, 1), id=name, target_type=kind, target=target,
        replacement=None, reason=WithdrawalReason.UNDONE, by="a test",
    )  # fmt: skip
    ledger.book.append([record], NOW)
