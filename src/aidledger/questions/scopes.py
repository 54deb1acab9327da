"""What a scope counts: the balance of a pattern of accounts on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from aidledger.ledger.posting import Movement, Posted, is_undoing, post
from aidledger.model.accounts import Account, AccountStage, Place, World
from aidledger.model.entries import Entry, EntryType, Extent
from aidledger.model.money import Money, total
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.envelopes import Parents, family, parents_of, revalued_envelopes

# A flag of the entry that fills a pot whose flows the record does not follow.
NOT_ITEMISED = "not_itemised"

# The valuation of what needs none.
MONEY = "money"


@dataclass(frozen=True, slots=True)
class KnownBooks:
    """Known entries, and the book that they give on any day.

    Args:
        entries: those of one donor and recipient.
        parents: the pots from which each pot is drawn.
        posted: the book at the end of a day (remembered).
        waiting, sums, lattices, pots, revalued: what was found out before, because the same
            figure is printed many times.
    """

    entries: tuple[Entry, ...]
    parents: Parents
    posted: Callable[[date], Posted]
    waiting: dict[tuple[Scope, date], tuple[Account, ...]] = field(default_factory=dict)
    sums: dict[tuple[Scope, date, str], Money] = field(default_factory=dict)
    lattices: dict[tuple[Scope, date], tuple[Scope, ...]] = field(default_factory=dict)
    pots: dict[date, tuple[Account, ...]] = field(default_factory=dict)
    revalued: dict[date, frozenset[str]] = field(default_factory=dict)


def known_books(entries: Iterable[Entry]) -> KnownBooks:
    """The books that some known entries give."""
    known = tuple(entries)
    remembered: dict[date, Posted] = {}

    def posted(on: date) -> Posted:
        if on not in remembered:
            earlier = max((day for day in remembered if day < on), default=None)
            before = None if earlier is None else remembered[earlier]
            remembered[on] = post(known, on, before)
        return remembered[on]

    return KnownBooks(known, parents_of(known), posted)


def concerns(entry: Entry, donor: str, recipient: str) -> bool:
    """True when an end of the entry is an account of this donor for this recipient."""
    return any(
        isinstance(place, Account) and place.donor == donor and place.recipient == recipient
        for place in (entry.source, entry.target)
    )


def waiting_accounts(books: KnownBooks, scope: Scope, on: date) -> tuple[Account, ...]:
    """Accounts in scope where money or authority waits for a package, open on the day.

    A pot that only inference filled holds nothing that a source speaks of.
    """
    if (scope, on) not in books.waiting:
        books.waiting[scope, on] = _waiting_accounts(books, scope, on)
    return books.waiting[scope, on]


def _waiting_accounts(books: KnownBooks, scope: Scope, on: date) -> tuple[Account, ...]:
    matches = _matcher(books, scope, books.posted(on))
    return tuple(account for account in _pots(books, on) if matches(account))


def _pots(books: KnownBooks, on: date) -> tuple[Account, ...]:
    """Every account where something could wait on the day, in order of name."""
    if on not in books.pots:
        posted = books.posted(on)
        filled = {movement.target for movement in posted.movements if _fills(movement)}
        found = {
            place
            for place, _ in posted.books
            if isinstance(place, Account) and place.stage.is_unallocated and place in filled
        }
        out = closed_accounts(books, on) | not_itemised_accounts(books)
        books.pots[on] = tuple(sorted(found - out, key=str))
    return books.pots[on]


def _fills(movement: Movement) -> bool:
    """False for what inference put there, and for what a donor got back from another."""
    return not movement.is_inferred and movement.entry.type is not EntryType.REIMBURSE


def balance_of(books: KnownBooks, scope: Scope, on: date, currency: str) -> Money:
    """What a scope counts on a day, in one currency."""
    key = (scope, on, currency)
    if key not in books.sums:
        books.sums[key] = _balance_of(books, scope, on, currency)
    return books.sums[key]


def _balance_of(books: KnownBooks, scope: Scope, on: date, currency: str) -> Money:
    if scope.kind is BalanceKind.REMAINING:
        balances = books.posted(on).books
        return total(
            (
                balances[account, currency].money
                for account in waiting_accounts(books, scope, on)
                if (account, currency) in balances
            ),
            currency,
        )
    if scope.kind is BalanceKind.RESTORED:
        return _restored(books, scope, on, currency)
    return reached(books, scope, on, currency)


def reached(books: KnownBooks, scope: Scope, on: date, currency: str) -> Money:
    """Everything that came to a stage or beyond, less what was taken back.

    With `revaluations` off, drawdowns count as they were announced.
    """
    return total(
        (
            movement.money if sign > 0 else -movement.money
            for sign, movement in _counted(books, scope, on, currency)
        ),
        currency,
    )


def valuations_of(books: KnownBooks, scope: Scope, on: date, currency: str) -> tuple[str, ...]:
    """How what a cumulative scope counts was priced, where in more than one way.

    `money` stands for sums that are money; empty = one valuation, or no cumulative scope.
    """
    if scope.kind is not BalanceKind.CUMULATIVE:
        return ()
    bases = {
        MONEY if place.basis is None else place.basis
        for sign, movement in _counted(books, scope, on, currency)
        for place in (movement.target if sign > 0 else movement.source,)
        if isinstance(place, Account)
    }
    return tuple(sorted(bases)) if len(bases) > 1 else ()


def _counted(
    books: KnownBooks, scope: Scope, on: date, currency: str
) -> Iterator[tuple[int, Movement]]:
    """Movements that a cumulative scope counts, 1 for what came, -1 for what was taken back."""
    assert scope.stage is not None
    posted = books.posted(on)
    matches = _matcher(books, scope, posted)
    for movement in posted.movements:
        if (
            movement.money.currency == currency
            and (scope.revaluations or movement.entry.type is not EntryType.REVALUE)
            and (scope.since is None or movement.entry.ends >= scope.since)
        ):
            for sign in _crossings(movement, scope.stage, matches):
                yield sign, movement


def _crossings(
    movement: Movement, stage: AccountStage, matches: Callable[[Account], bool]
) -> tuple[int, ...]:
    """1 where a movement brings money to the stage or beyond, -1 where it takes it back."""
    if movement.entry.type is EntryType.REIMBURSE:
        # Who paid changes, not what was given: a gift paid back by a fund counts once.
        return ()
    inside = [
        isinstance(place, Account)
        and not place.stage.is_memo
        and _is_at_least(place.stage, stage)
        and matches(place)
        for place in (movement.source, movement.target)
    ]
    if inside[1] and not inside[0] and not _comes_down(movement):
        return (1,)
    if not inside[0] and _is_handed_over(movement, stage, matches):
        return (1,)
    if inside[0] and not inside[1] and is_undoing(movement):
        return (-1,)
    return ()


def _is_handed_over(
    movement: Movement, stage: AccountStage, matches: Callable[[Account], bool]
) -> bool:
    """What leaves the donor's accounts for the recipient has been delivered."""
    return (
        movement.target is World.RECIPIENT
        and isinstance(movement.source, Account)
        and stage in (AccountStage.DELIVERED, AccountStage.DISBURSED)
        and matches(movement.source)
    )


def _comes_down(movement: Movement) -> bool:
    """A cancelled allocation gives its money back to a pot that had it before."""
    return (
        isinstance(movement.source, Account)
        and isinstance(movement.target, Account)
        and movement.source.stage.rung > movement.target.stage.rung
    )


def _is_at_least(stage: AccountStage, wanted: AccountStage) -> bool:
    """What moved on counts too, except that a pot counts only what came into it."""
    if wanted.is_unallocated:
        return stage is wanted
    return stage is wanted or stage.rung > wanted.rung


def _restored(books: KnownBooks, scope: Scope, on: date, currency: str) -> Money:
    posted = books.posted(on)
    matches = _matcher(books, scope, posted)
    return total(
        (
            movement.money
            for movement in posted.movements
            if movement.entry.type is EntryType.REVALUE
            and movement.money.currency == currency
            and isinstance(movement.target, Account)
            and matches(movement.target)
        ),
        currency,
    )


def _matcher(books: KnownBooks, scope: Scope, posted: Posted) -> Callable[[Account], bool]:
    leaves_out = scope.kind is BalanceKind.REMAINING and not scope.revaluations
    left_out = _revalued(books, posted) if leaves_out else frozenset()
    within = pots_within(books, scope)

    def matches(account: Account) -> bool:
        return within(account) and account.envelope not in left_out

    return matches


def pots_within(books: KnownBooks, scope: Scope) -> Callable[[Account], bool]:
    """Tells accounts of a scope's donor, recipient, channels and pots from others."""
    envelopes: frozenset[str] | None = None
    if scope.envelopes is not None:
        envelopes = frozenset().union(*(family(name, books.parents) for name in scope.envelopes))

    def is_within(account: Account) -> bool:
        return (
            account.donor == scope.donor
            and account.recipient == scope.recipient
            and (scope.channels is None or account.channel in scope.channels)
            and (envelopes is None or account.envelope in envelopes)
        )

    return is_within


def _revalued(books: KnownBooks, posted: Posted) -> frozenset[str]:
    if posted.on not in books.revalued:
        books.revalued[posted.on] = revalued_envelopes(posted)
    return books.revalued[posted.on]


def closed_accounts(books: KnownBooks, on: date) -> frozenset[Place]:
    """Accounts whose authority has lapsed by a day, with something left in them or not."""
    return frozenset(
        entry.source
        for entry in books.entries
        if entry.extent is Extent.REMAINDER and entry.ends <= on
    )


def not_itemised_accounts(books: KnownBooks) -> frozenset[Place]:
    """Pots whose flows the record does not follow."""
    return frozenset(entry.target for entry in books.entries if NOT_ITEMISED in entry.flags)
