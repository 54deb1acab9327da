"""Posting: entries become movements, movements become balances.

Pure: the same entries give the same balances in whatever order they come. Posting finds
what an entry leaves open (the change behind "raised to 7.8 billion", the remainder that
lapses) and what nobody recorded (a pot from which packages are drawn though no source
says how it was filled: the ledger infers that it held at least them, and flags it).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from aidledger.model.accounts import Account, AccountStage, Place, World, passed_between
from aidledger.model.entries import Entry, EntryType, Extent
from aidledger.model.money import NOTHING, Money

INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """An amount that moved from one place to another by a day.

    Args:
        entry: the entry that moved it.
        source, target: its ends; those of the entry, but for an inferred movement.
        money: what moved.
        is_inferred: True where no source states it.
        empties: True where all that was left moved, whatever it was.
    """

    entry: Entry
    source: Place
    target: Place
    money: Money
    is_inferred: bool = False
    empties: bool = False


@dataclass(slots=True)
class Balance:
    """What stands on one account, in one currency, and by which movements."""

    money: Money
    movements: list[tuple[int, Movement]] = field(default_factory=list)

    def copy(self) -> Balance:
        """The same, to go on from."""
        return Balance(self.money, list(self.movements))

    def put(self, movement: Movement) -> None:
        """Add what arrived."""
        self.money = self.money + movement.money
        self.movements.append((1, movement))

    def take(self, movement: Movement) -> None:
        """Subtract what left; all that was left leaves exactly nothing."""
        self.money = (
            Money.nothing(self.money.currency) if movement.empties else self.money - movement.money
        )
        self.movements.append((-1, movement))


Books = Mapping[tuple[Place, str], Balance]


Levels = Mapping[tuple[Place, str], Money]


@dataclass(frozen=True, slots=True)
class Posted:
    """The book at the end of a day.

    Args:
        on: the day in the world.
        movements: what moved by then, in order of time.
        books: balances by place and currency.
        levels: what ceilings were raised to, last.
    """

    on: date
    movements: tuple[Movement, ...]
    books: Books
    levels: Levels = field(default_factory=dict)


def post(entries: Iterable[Entry], on: date, before: Posted | None = None) -> Posted:
    """The book at the end of a day.

    Args:
        entries: those that are known; order does not matter.
        on: the day in the world.
        before: the book of the same entries on an earlier day, to go on from; None = from the
            first entry. The result is the same.
    """
    ordered = sorted(entries, key=_order)
    filled = {entry.target for entry in ordered}
    start = None if before is None or not _goes_on(ordered, before.on, on) else before
    levels = {} if start is None else dict(start.levels)
    books = {} if start is None else {key: held.copy() for key, held in start.books.items()}
    moved = [] if start is None else list(start.movements)
    for entry in ordered:
        if entry.begins > on:
            break
        if start is not None and entry.begins <= start.on:
            continue
        for movement in _movements_of(entry, on, filled, levels, books):
            _balance(books, movement.target, movement.money.currency).put(movement)
            _balance(books, movement.source, movement.money.currency).take(movement)
            moved.append(movement)
    return Posted(on, tuple(moved), books, levels)


def _goes_on(ordered: Iterable[Entry], earlier: date, later: date) -> bool:
    """False where an entry was under way on the earlier day and is done by the later one."""
    return earlier <= later and not any(
        entry.begins <= earlier < entry.ends <= later for entry in ordered
    )


def _order(entry: Entry) -> tuple[date, bool, date, str]:
    """By day; what lapses lapses at the end of its day."""
    return entry.begins, entry.extent is Extent.REMAINDER, entry.ends, entry.id


def _movements_of(
    entry: Entry,
    on: date,
    filled: set[Place],
    levels: dict[tuple[Place, str], Money],
    books: dict[tuple[Place, str], Balance],
) -> Iterable[Movement]:
    if entry.extent is Extent.REMAINDER:
        yield from _remainders(entry, books)
        return
    assert entry.money is not None
    money = entry.money
    if entry.extent is Extent.LEVEL:
        key = (entry.target, money.currency)
        money = money - levels.get(key, Money.nothing(money.currency))
        levels[key] = entry.money
    if entry.ends > on:
        money = money.at_most_this()
    # A decision that takes away says nothing of how the account was filled.
    if entry.source not in filled and entry.type is not EntryType.ADJUST:
        yield from _filling(entry, money)
    yield from _ascent(entry, money)


def _filling(entry: Entry, money: Money) -> Iterable[Movement]:
    """What must have come into an account from which an entry draws: at least as much."""
    account = entry.source
    if not isinstance(account, Account):
        return
    place: Place = World.PROMISES if account.stage.is_memo else World.LEGISLATURE
    for stage in (*passed_between(None, account.stage, account.channel), account.stage):
        step = replace(account, stage=stage, basis=_basis(account, stage))
        yield Movement(entry=entry, source=place, target=step, money=money, is_inferred=True)
        place = step


def _ascent(entry: Entry, money: Money) -> Iterable[Movement]:
    """The movement of an entry, by way of the stages that it skips (those are inferred)."""
    place = entry.source
    for step in _skipped(entry):
        yield Movement(entry=entry, source=place, target=step, money=money, is_inferred=True)
        place = step
    yield Movement(entry=entry, source=place, target=entry.target, money=money)


def _skipped(entry: Entry) -> tuple[Account, ...]:
    """Accounts that the money of an entry passes though no source says so."""
    source, target = entry.source, entry.target
    if entry.type not in _ASCENDING:
        return ()
    if isinstance(target, Account):
        start = source.stage if isinstance(source, Account) else None
        skipped = passed_between(start, target.stage, target.channel)
        return tuple(replace(target, stage=stage, basis=_basis(target, stage)) for stage in skipped)
    if isinstance(source, Account) and target is World.RECIPIENT:
        skipped = passed_between(source.stage, AccountStage.DELIVERED, source.channel)
        return tuple(replace(source, stage=stage) for stage in skipped)
    return ()


def _basis(account: Account, stage: AccountStage) -> str | None:
    """Authority and appropriations are no goods: nothing is priced there yet."""
    return None if stage.is_unallocated else account.basis


_ASCENDING = frozenset({EntryType.ALLOCATE, EntryType.CONTRACT, EntryType.SHIP, EntryType.DELIVER})


def _remainders(entry: Entry, books: dict[tuple[Place, str], Balance]) -> Iterable[Movement]:
    left = [
        balance.money
        for (place, _), balance in books.items()
        if place == entry.source and _may_be_left(balance.money)
    ]
    for money in left:
        yield Movement(
            entry=entry, source=entry.source, target=entry.target, money=money, empties=True
        )


def _may_be_left(money: Money) -> bool:
    """An overdrawn account has nothing to lapse: its debt stays visible."""
    if money.face is not None:
        return money.face > 0
    return money.lenient != NOTHING and (money.lenient.high is None or money.lenient.high > 0)


def _balance(books: dict[tuple[Place, str], Balance], place: Place, currency: str) -> Balance:
    key = (place, currency)
    if key not in books:
        books[key] = Balance(Money.nothing(currency))
    return books[key]


def is_undoing(movement: Movement) -> bool:
    """True for a movement by which a stage loses what it had, as if it had never come.

    What moves on, or lapses, did reach the stage; what is revalued, cancelled or reduced
    did not.
    """
    return movement.entry.type in _UNDOING and not movement.is_inferred


_UNDOING = frozenset(
    {EntryType.REVALUE, EntryType.CANCEL, EntryType.REDUCE, EntryType.RECLASSIFY, EntryType.ADJUST}
)
