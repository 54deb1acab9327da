"""The burn-down of the worked US record: its steps are the answers of the days they name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from aidledger.questions.burndown import burndown
from aidledger.workflows.opening import Ledger, open_ledger

MAPPING = Path(__file__).parents[2] / "examples" / "us-ukraine" / "mapping.yml"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("burndown") / "us.aidledger") as opened:
        opened.import_table(MAPPING)
        yield opened


@pytest.mark.parametrize("on", [date(2024, 5, 1), date(2024, 11, 13), date(2025, 1, 13)])
def test_the_last_step_is_what_remains(ledger: Ledger, on: date) -> None:
    (steps,) = burndown(ledger.view(on), "US", "UA", on)
    (total,) = ledger.remaining("US", "UA", on=on, known=on).totals
    assert steps.steps[-1].remaining == total


def test_every_step_is_what_remained_that_day(ledger: Ledger) -> None:
    on = date(2024, 11, 13)
    (answer,) = burndown(ledger.view(on), "US", "UA", on)
    for step in answer.steps[1:]:
        (total,) = ledger.remaining("US", "UA", on=step.day, known=on).totals
        assert step.remaining == total, step.day


def test_money_goes_back_up_by_a_revaluation(ledger: Ledger) -> None:
    on = date(2024, 11, 13)
    (answer,) = burndown(ledger.view(on), "US", "UA", on)
    up = [event for event in answer.events if event.sign > 0 and event.type.value == "revalue"]
    assert [event.day for event in up] == [date(2024, 11, 12)]
    assert answer.steps[-1].remaining.face > answer.steps[-2].remaining.face
