"""Where the money of the worked US record stands: every sum in one place, each with its why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aidledger.questions.remaining import remaining
from aidledger.questions.standing import StandingRow, Where, standing
from aidledger.questions.totals import By, totals
from aidledger.workflows.opening import Ledger, open_ledger

MAPPING = Path(__file__).parents[2] / "examples" / "us-ukraine" / "mapping.yml"
DAYS = [date(2022, 6, 1), date(2024, 5, 1), date(2024, 11, 13), date(2025, 1, 13)]
POTS = ["USSAA-2024", "USAI-FY2024", "DIR-2024-09-26"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("standing") / "us.aidledger") as opened:
        opened.import_table(MAPPING)
        yield opened


def _summed(rows: Iterator[StandingRow]) -> dict[tuple[str, str], Decimal]:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.channel, row.valuation] += row.money.face or 0
    return {kind: total for kind, total in sums.items() if total}


@pytest.mark.parametrize("on", DAYS)
def test_every_sum_stands_in_one_place(ledger: Ledger, on: date) -> None:
    """What stands, channel by channel, is what the accounts hold; nothing is lost or doubled."""
    answer = standing(ledger.view(), "US", "UA", on)
    held: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in totals(ledger.view(), "US", "UA", on, By.CHANNEL).rows:
        held[row.channel or "", row.basis or "money"] += row.standing.face or 0
    assert _summed(row for row in answer.rows if row.where != Where.LAPSED) == {
        kind: total for kind, total in held.items() if total
    }


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("pot", [None, *POTS])
def test_what_waits_is_what_remains(ledger: Ledger, on: date, pot: str | None) -> None:
    rows = standing(ledger.view(), "US", "UA", on, pot).rows
    waits = sum(row.money.face or 0 for row in rows if row.where == Where.REMAINING)
    left = remaining(ledger.view(), "US", "UA", on, pot).totals
    assert waits == sum(total.face or 0 for total in left)


@pytest.mark.parametrize("pot", [None, "USSAA-2024"])
def test_each_line_and_part_tells_why(ledger: Ledger, pot: str | None) -> None:
    on = date(2024, 11, 13)
    answer = standing(ledger.view(on), "US", "UA", on, pot)
    for row in answer.rows:
        assert {step.name for step in ledger.why(row.id).because} == set(row.entries)
    for part in remaining(ledger.view(on), "US", "UA", on, pot).parts:
        explained = ledger.why(part.id)
        assert explained.line == part


def test_what_nobody_follows_is_unknown_and_not_nothing(ledger: Ledger) -> None:
    answer = standing(ledger.view(), "US", "UA", date(2024, 11, 13))
    unknown = [row for row in answer.rows if row.where == Where.UNKNOWN]
    assert {row.channel for row in unknown} == {"all", "financing"}
    assert answer.unrecorded == ("contracted", "shipped", "delivered", "disbursed")


def test_a_pot_has_only_what_was_drawn_from_it(ledger: Ledger) -> None:
    on = date(2024, 11, 13)
    whole = remaining(ledger.view(on), "US", "UA", on)
    directive = remaining(ledger.view(on), "US", "UA", on, "DIR-2024-09-26")
    assert [part.envelopes for part in directive.parts] == [("DIR-2024-09-26",)]
    assert directive.totals[0].face < whole.totals[0].face
    assert not remaining(ledger.view(on), "US", "UA", on, "NO-SUCH-POT").is_recorded
