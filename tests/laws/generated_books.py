"""Small random books: what laws are tried on.

A book is a list of rows. A row says when it was said, when it happened, what moved between
which stages of which pot, and how much, in millions; some rows are withdrawn later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from aidledger.model.accounts import Account, AccountStage, Place, World
from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.entries import Entry, EntryType, Extent
from aidledger.model.money import Money
from aidledger.model.records import (
    BalanceRecord,
    Citation,
    EntryRecord,
    Record,
    WithdrawalReason,
    WithdrawalRecord,
)
from aidledger.model.scopes import BalanceAssertion, BalanceKind, Scope

FIRST = date(2024, 1, 1)
DAYS = 10
POTS = ("P", "Q")
NOWHERE = "-"

# Moves of the trade: type, stage it leaves, stage it comes to ("-" = a root of the world).
MOVES = (
    ("enact", NOWHERE, "appropriated"),
    ("enact", NOWHERE, "appropriated"),
    ("allocate", "appropriated", "allocated"),
    ("allocate", "appropriated", "allocated"),
    ("contract", "allocated", "contracted"),
    ("ship", "contracted", "shipped"),
    ("deliver", "shipped", "delivered"),
    ("deliver", "appropriated", "delivered"),
    ("cancel", "allocated", "appropriated"),
    ("reduce", "allocated", "appropriated"),
    ("revalue", "allocated", NOWHERE),
    ("revalue", NOWHERE, "appropriated"),
    ("lapse", "appropriated", NOWHERE),
    ("pledge", NOWHERE, "pledged"),
)
ROOTS = {
    "enact": World.LEGISLATURE,
    "revalue": World.REVALUATION,
    "lapse": World.LAPSED,
    "pledge": World.PROMISES,
}


@dataclass(frozen=True)
class Row:
    """One row; `withdrawn` = the day its source took it back, or None."""

    said: int
    on: int
    pot: str
    move: tuple[str, str, str]
    sum: int
    slack: int = 0
    withdrawn: int | None = None


rows = st.builds(
    Row,
    said=st.integers(0, DAYS),
    on=st.integers(0, DAYS),
    pot=st.sampled_from(POTS),
    move=st.sampled_from(MOVES),
    sum=st.integers(1, 50),
    withdrawn=st.none() | st.integers(0, DAYS),
)
books = st.lists(rows, min_size=1, max_size=14)
# Rows whose sums are intervals: "about", on both sides of the figure.
vague_books = st.lists(
    st.builds(
        Row,
        said=st.just(0),
        on=st.integers(0, DAYS),
        pot=st.sampled_from(POTS),
        move=st.sampled_from(MOVES),
        sum=st.integers(20, 50),
        slack=st.integers(0, 15),
    ),
    min_size=1,
    max_size=14,
)
days = st.integers(-1, DAYS + 1)


def day(number: int) -> date:
    """The day of a number."""
    return FIRST + timedelta(days=number)


def entry_of(row: Row, number: int) -> Entry:
    """The entry of a row; what lapses is all that is left."""
    kind, source, target = row.move
    lapses = kind == "lapse"
    begins = day(row.on)
    return Entry(
        id=f"E-{number}",
        type=EntryType(kind),
        source=_place(row.pot, source, kind),
        target=_place(row.pot, target, kind),
        extent=Extent.REMAINDER if lapses else Extent.CHANGE,
        money=None if lapses else money_of(row),
        begins=begins,
        ends=begins,
    )


def money_of(row: Row) -> Money:
    """The sum of a row, with its slack on both sides."""
    low, high = Decimal(row.sum - row.slack), Decimal(row.sum + row.slack)
    around = Interval(low, high)
    return Money(face=Decimal(row.sum), strict=around, lenient=around, currency="USD")


def _place(pot: str, stage: str, kind: str) -> Place:
    if stage == NOWHERE:
        return ROOTS[kind]
    return Account(
        donor="A", recipient="B", envelope=pot, channel="procurement", stage=AccountStage(stage)
    )


def records_of(book: list[Row]) -> list[list[Record]]:
    """The records of each row: its entry, and its withdrawal where it has one."""
    return [_records(row, number) for number, row in enumerate(book)]


def _records(row: Row, number: int) -> list[Record]:
    found: list[Record] = [
        EntryRecord(
            asserted_on=day(row.said),
            entry=entry_of(row, number),
            citation=Citation(document="table", start=0, end=0),
        )
    ]
    if row.withdrawn is not None:
        found.append(
            WithdrawalRecord(
                asserted_on=day(row.withdrawn), id=f"W-{number}", target_type=EntryRecord.type,
                target=f"E-{number}", replacement=None,
                reason=WithdrawalReason.RETRACTED_BY_SOURCE, by="its source",
            )
        )  # fmt: skip
    return found


def balance_record(number: int, said: int, total: int) -> BalanceRecord:
    """Somebody says that a sum remained."""
    return BalanceRecord(
        asserted_on=day(said),
        balance=BalanceAssertion(
            id=f"B-{number}",
            scope=Scope(donor="A", recipient="B", kind=BalanceKind.REMAINING),
            as_of=day(said),
            money=Money.exactly(Decimal(total), "USD"),
            qualifier=Qualifier.EXACT,
            speaker="somebody",
        ),
        citation=Citation(document="table", start=0, end=0),
    )
