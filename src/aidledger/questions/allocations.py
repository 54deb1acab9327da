"""Packages: what was allocated to a recipient, day by day, from what waited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from aidledger.ledger.posting import Movement
from aidledger.model.accounts import Account
from aidledger.model.entries import EntryType
from aidledger.model.money import Money, total
from aidledger.questions.scopes import KnownBooks

_ALLOCATING = frozenset({EntryType.ALLOCATE, EntryType.CONTRACT, EntryType.SHIP, EntryType.DELIVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocated:
    """What was allocated over a stretch of days.

    Args:
        money: the sum; of a package whose day is not known, nothing to all of it.
        entries: ids of the packages, in order of time.
    """

    money: Money
    entries: tuple[str, ...]


def allocated_between(
    books: KnownBooks,
    pair: tuple[str, str],
    after: date,
    until: date,
    currency: str,
    channels: tuple[str, ...] | None = None,
) -> Allocated:
    """What was allocated after a day, up to another.

    Args:
        pair: donor and recipient.
        channels: only these; None = all.
    """
    sums, entries = [], []
    for movement in packages(books, pair, until, currency, channels):
        first, last = movement.entry.begins, movement.entry.ends
        if last <= after or first > until:
            continue
        is_inside = first > after and last <= until
        sums.append(movement.money if is_inside else movement.money.at_most_this())
        entries.append(movement.entry.id)
    return Allocated(money=total(sums, currency), entries=tuple(dict.fromkeys(entries)))


def packages(
    books: KnownBooks,
    pair: tuple[str, str],
    until: date,
    currency: str,
    channels: tuple[str, ...] | None = None,
) -> Iterator[Movement]:
    """Movements by which money that waited, or came from outside, became a package."""
    for movement in books.posted(until).movements:
        target, source = movement.target, movement.source
        if (
            movement.entry.type in _ALLOCATING
            and isinstance(target, Account)
            and (target.donor, target.recipient) == pair
            and not (target.stage.is_unallocated or target.stage.is_memo)
            and (channels is None or target.channel in channels)
            and movement.money.currency == currency
            and not (isinstance(source, Account) and not source.stage.is_unallocated)
        ):
            yield movement
