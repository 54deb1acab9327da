"""Every type of entry over small books, from a file of cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from aidledger.model.accounts import Account, AccountStage, Place, World, parse_place
from aidledger.model.entries import Entry, EntryType
from aidledger.model.money import Money
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.scopes import KnownBooks, balance_of, known_books

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "ledger" / "entries.yml").read_text(encoding="utf-8")
)
END = date(2025, 1, 1)


def place(text: str) -> Place:
    if f"world:{text}" in set(World):
        return World(f"world:{text}")
    return parse_place(text if text.count(":") > 2 else f"A:UA:{text}")


def entry(line: str, number: int = 0, *, decided: bool = True) -> Entry:
    day, kind, source, target, millions = str(line).split()
    return Entry(
        id=f"E-{number}",
        type=EntryType(kind),
        source=place(source),
        target=place(target),
        money=Money.exactly(Decimal(millions), "USD"),
        begins=date.fromisoformat(day),
        ends=date.fromisoformat(day),
        decision="D-1" if kind == "adjust" and decided else None,
    )


def reached(books: KnownBooks, stage: str) -> Decimal | None:
    scope = Scope(donor="A", recipient="UA", kind=BalanceKind.CUMULATIVE, stage=AccountStage(stage))
    return balance_of(books, scope, END, "USD").face


@pytest.mark.parametrize("case", CASES["books"], ids=lambda case: case["name"])
def test_what_an_entry_does(case: dict[str, Any]) -> None:
    books = known_books(entry(line, number) for number, line in enumerate(case["entries"]))
    posted = books.posted(END)
    remaining = balance_of(books, Scope(donor="A", recipient="UA"), END, "USD")
    assert remaining.face == case["remaining"]
    for stage, wanted in case["reached"].items():
        assert reached(books, stage) == wanted, stage
    standing: dict[str, Decimal] = {}
    memos: dict[str, Decimal] = {}
    for (where, _), balance in posted.books.items():
        if isinstance(where, Account) and where.donor == "A":
            into = memos if where.stage.is_memo else standing
            into[where.stage.value] = into.get(where.stage.value, Decimal(0)) + (
                balance.money.face or 0
            )
    for stage, wanted in case.get("standing", {}).items():
        assert standing.get(stage, 0) == wanted, stage
    assert memos == case.get("memos", {})
    passed = {
        item.target.stage.value
        for item in posted.movements
        if item.is_inferred and isinstance(item.source, Account)
        if isinstance(item.target, Account)
    }
    assert passed == set(case["passed"])
    unexplained = posted.books.get((World.UNEXPLAINED, "USD"))
    assert -(unexplained.money.face or 0) == case.get("unexplained", 0) if unexplained else True
    # Nothing appears or disappears: all accounts and roots together hold nothing.
    assert sum(balance.money.face or 0 for balance in posted.books.values()) == 0


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["entry"])
def test_an_entry_between_the_wrong_places_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=case["says"]):
        entry(case["entry"], decided=case.get("decided", True))
