"""Traps of the trade: texts that fall into them, and what the ledger does (a file of cases)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from aidledger.catalogue import load_catalogue
from aidledger.intake.files import Told
from aidledger.ledger.topics import AMOUNT_BALANCE
from aidledger.model.accounts import AccountStage
from aidledger.model.claims import AmountClaim
from aidledger.model.evidence import Document
from aidledger.model.records import ClaimRecord
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.flows import suggestions_for
from aidledger.questions.remaining import booked_entries
from aidledger.questions.scopes import balance_of, known_books
from aidledger.reading.pipeline import read_document
from aidledger.workflows.asking import AsKnown, ask_contradictions
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.reading import read_file

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "ledger" / "traps.yml").read_text(encoding="utf-8")
)
EVERY = [
    pytest.param(case, language, id=f"{language}: {case['trap']}")
    for case in CASES
    for language in ("en", "fr")
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "us.aidledger"
    with open_ledger(path) as ledger:
        ledger.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
    return path


@pytest.fixture
def own(record: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(record, tmp_path / "own.aidledger")
    with open_ledger(tmp_path / "own.aidledger") as ledger:
        yield ledger


def allocated(ledger: Ledger, on: date) -> Decimal | None:
    books = known_books(booked_entries(ledger.view(on), "US", "UA"))
    scope = Scope(
        donor="US", recipient="UA", kind=BalanceKind.CUMULATIVE, stage=AccountStage.ALLOCATED,
        revaluations=False,
    )  # fmt: skip
    return balance_of(books, scope, on, "USD").face


@pytest.mark.parametrize(("case", "language"), EVERY)
def test_a_trap_is_no_trap(own: Ledger, case: dict[str, Any], language: str) -> None:
    day = case["published"]
    before = own.remaining("US", "UA", on=day, known=day)
    were = {item.first.id for item in conflicts(own, day)}
    sums = allocated(own, day)
    document = Document(text=case[language], language=language, published=day)
    reading = read_document(document, load_catalogue())
    own.add(reading)
    after = own.remaining("US", "UA", on=day, known=day)
    assert after.totals == before.totals
    assert allocated(own, day) == sums
    if "waiting" in case:
        found = {
            int(flow.stated.face): list(flow.candidates)
            for flow in after.waiting
            if flow.stated and flow.stated.face
        }
        assert found == case["waiting"]
    for entry, reason in case.get("reasons", {}).items():
        assert reason in reasons_of(own, after.waiting[0].claim, entry)
    if "conflicts" in case:
        assert contradicted(own, day, reading.claims, were) == set(case["conflicts"])
    assert [issue.code for issue in reading.issues] == case.get("issues", [])
    amounts = [claim for claim in reading.claims if isinstance(claim, AmountClaim)]
    if "channels" in case:
        assert [claim.channel for claim in amounts] == [case["channels"]]
    if "allocated_that_day" in case:
        eve = allocated(own, day - timedelta(days=1))
        assert sums is not None
        assert eve is not None
        assert sums - eve == case["allocated_that_day"]
    if "since" in case:
        assert sorted(claim.since or "" for claim in amounts) == [str(s) for s in case["since"]]
        mine = {record.key for record in own.view().claims((AMOUNT_BALANCE,))}
        assert not any(
            item.second is not None and {item.first.id, item.second.id} <= mine
            for item in conflicts(own, day)
        )


def conflicts(ledger: Ledger, day: date) -> tuple[Any, ...]:
    return ask_contradictions(
        ledger, donor="US", recipient="UA", on=day, as_known=AsKnown(known=day)
    ).conflicts


def contradicted(ledger: Ledger, day: date, claims: Any, were: set[str]) -> set[str]:
    """The kinds and other sides of what the claims of a text contradict."""
    answer = ask_contradictions(
        ledger, donor="US", recipient="UA", on=day, as_known=AsKnown(known=day)
    )
    mine = {claim.id for claim in claims}
    found = set()
    for item in answer.conflicts:
        sides = [item.first.id, "record" if item.second is None else item.second.id]
        if mine & set(sides):
            (other,) = [side for side in sides if side not in mine]
            found.add(f"{item.kind.value} {other}")
    found |= {f"{item.kind.value} {item.second}" for item in answer.claims if item.first in mine}
    return found


def reasons_of(ledger: Ledger, claim: str, entry: str) -> tuple[str, ...]:
    found = ledger.book.find(ClaimRecord.type, claim)
    assert found is not None
    assert isinstance(found.record, ClaimRecord)
    entries = booked_entries(ledger.view(), "US", "UA")
    return next(
        item.reasons for item in suggestions_for(found.record, entries) if item.entry == entry
    )


def test_the_source_article_contradicts_itself_and_others_and_both_sides_stay(own: Ledger) -> None:
    shared = os.environ.get("AIDLEDGER_SHARED")
    if not shared:
        pytest.skip("AIDLEDGER_SHARED names no folder: the source article is not read")
    day = date(2024, 11, 13)
    (path,) = (Path(shared) / "articles").glob("2024-11-13-*.txt")
    reading = read_file(path, Told(published=day, publisher="a daily"), date(2026, 1, 1))
    before = own.remaining("US", "UA", on=day, known=day)
    own.add(reading)
    after = own.remaining("US", "UA", on=day, known=day)
    assert after.totals == before.totals
    mine = {claim.id for claim in reading.claims}
    said = {
        " ".join((item.words or "").split()): item.verdict.value
        for item in after.said
        if item.id in mine
    }
    # Each sum is printed twice and counts once: as the heading's and as the intention's, not.
    assert len(said) == 2
    assert said["Environ 9 milliards de dollars"] == "consistent"
    answer = ask_contradictions(
        own, donor="US", recipient="UA", on=day, as_known=AsKnown(known=day)
    )
    kinds = [item.kind.value for item in answer.claims]
    # The call that the Kremlin denies; the talk with a colleague, to come and already held.
    assert sorted(kinds) == ["denied", "status"]
    status = next(item for item in answer.claims if item.kind.value == "status")
    assert "entretiendra" in status.first_words
    assert "rencontr" in status.second_words
