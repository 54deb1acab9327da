"""Sums of the donors' records against their table of facts, and the groups of figures."""

from __future__ import annotations

import csv
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from aidledger.model.errors import AidledgerError
from aidledger.questions.figure_groups import Reason
from aidledger.questions.scopes import balance_of, known_books
from aidledger.questions.sums import SumVerdict
from aidledger.workflows.checking_sums import SumsAndGroups, check_sums
from aidledger.workflows.opening import open_ledger

ROOT = Path(__file__).parents[2]
DONORS = ROOT / "examples" / "donors"


@pytest.fixture(scope="module")
def found() -> SumsAndGroups:
    return check_sums(DONORS / "reconciliation")


def changed(tmp_path: Path, table: str, change: Callable[[list[str]], list[str]]) -> SumsAndGroups:
    """The result with the rows of one table changed."""
    folder = tmp_path / "donors"
    shutil.copytree(DONORS, folder)
    path = folder / table
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *change(rows)]) + "\n", encoding="utf-8")
    return check_sums(folder / "reconciliation")


def test_every_row_of_the_table_is_met_and_five_stay_conflicts(found: SumsAndGroups) -> None:
    assert found.sums.not_asked == ()
    assert [row.checked.asked.name for row in found.sums.rows if not row.is_met] == []
    verdicts = Counter(row.checked.verdict for row in found.sums.rows)
    assert sum(verdicts.values()) == 61
    table = csv.DictReader(
        (DONORS / "reconciliation" / "reconcile_donors.csv").read_text("utf-8").splitlines()
    )
    told = Counter(row["verdict"].split(" ")[0] for row in table)
    assert verdicts[SumVerdict.CONFLICT] == told["conflict"] == 5
    assert {verdict.value: count for verdict, count in verdicts.items()} == dict(told)


def test_the_arithmetic_of_the_table_is_never_read(tmp_path: Path) -> None:
    def blank(rows: list[str]) -> list[str]:
        cells = list(csv.reader(rows))
        out = []
        for row in cells:
            row[1] = row[5] = "unread"
            out.append(",".join(f'"{cell}"' for cell in row))
        return out

    result = changed(tmp_path, "reconciliation/reconcile_donors.csv", blank)
    assert result.is_met


@pytest.mark.parametrize("package", ["EU-MFAP-07", "CA-P-2508c", "EU-EPF-3"])
def test_without_a_package_the_table_is_not_met(tmp_path: Path, package: str) -> None:
    result = changed(
        tmp_path,
        "packages.csv",
        lambda rows: [
            row for row in rows if f",{package}," not in row and package != row[: row.index(",")]
        ],
    )
    assert not result.is_met


def test_every_package_of_a_flow_changes_its_sum(found: SumsAndGroups, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "each.aidledger") as ledger:
        ledger.import_table(DONORS / "mapping.yml")
        view = ledger.view()
        counted = 0
        for row in found.sums.rows:
            for flows in (row.checked.asked.flows, row.checked.asked.less_flows):
                if flows is None:
                    continue
                entries = [item.entry for item in view.entries_of(flows.scope.donor, "UA")]
                currency = row.checked.asked.currency
                whole = balance_of(known_books(entries), flows.scope, flows.on, currency)
                for entry in entries:
                    left = [other for other in entries if other is not entry]
                    rest = balance_of(known_books(left), flows.scope, flows.on, currency)
                    counted += rest != whole
        assert counted > 60


def test_a_term_that_is_not_recorded_is_an_error_not_zero(tmp_path: Path) -> None:
    with pytest.raises(AidledgerError) as missing:
        changed(
            tmp_path,
            "packages.csv",
            lambda rows: [row for row in rows if not row.startswith("UK-ERA-2,")],
        )
    assert missing.value.code == "NOT_KNOWN_YET"


def test_the_order_of_rows_changes_nothing(found: SumsAndGroups, tmp_path: Path) -> None:
    def mixed(rows: list[str]) -> list[str]:
        return random.Random(7).sample(rows, len(rows))

    result = changed(tmp_path, "packages.csv", mixed)
    for before, after in zip(found.sums.rows, result.sums.rows, strict=True):
        assert [term.money for term in after.checked.terms] == [
            term.money for term in before.checked.terms
        ]
    assert [group.reasons for group in result.groups] == [group.reasons for group in found.groups]


def test_every_named_group_is_explained_or_kept(found: SumsAndGroups) -> None:
    rows = list(csv.DictReader((DONORS / "balances.csv").read_text("utf-8").splitlines()))
    named = {row["group"] for row in rows if row["group"]}
    assert {group.group.name for group in found.groups} == named
    assert len(named) == 26
    for group in found.groups:
        figures = {figure.asked.id for figure in group.figures}
        wanted = {r["id"] for r in rows if r["group"] == group.group.name}
        assert figures == wanted - {r["id"] for r in rows if r["booked_as"] == "share"}
        assert group.reasons
        for reason in group.reasons:
            assert reason.findings or reason.notes, (group.group.name, reason.reason)
    conflicts = {
        row.checked.asked.name
        for row in found.sums.rows
        if row.checked.verdict is SumVerdict.CONFLICT
    }
    for group in found.groups:
        assert group.group.is_kept or not conflicts & set(group.group.sums)


CASES = yaml.safe_load(
    (ROOT / "tests" / "cases" / "ledger" / "figure-groups.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['group']}-{case['found']}")
def test_what_arithmetic_finds(found: SumsAndGroups, case: dict[str, object]) -> None:
    group = next(item for item in found.groups if item.group.name == case["group"])
    reason = next(item for item in group.reasons if item.reason is Reason(case["reason"]))
    seen = {(item.found.value, item.figures) for item in reason.findings}
    assert (case["found"], tuple(case["figures"])) in seen  # type: ignore[arg-type]
