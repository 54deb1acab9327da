"""Find the scope under which a stated balance agrees with the record.

When a figure does not agree as asked, or as worded, other scopes are tried: every
combination of channels, with and without what revaluations gave back, every pot or one
act with all that is drawn from it, and for cumulative figures every stage. Days within a
fortnight before come last, and are called stale. What fits is offered, plainest first,
with the number of scopes tried; a figure at random fits some scope too (`chance_of_fit`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from aidledger.model.accounts import Account, AccountStage
from aidledger.model.amounts import Interval
from aidledger.model.money import Money
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.answers import Check, Verdict
from aidledger.questions.envelopes import family, roots
from aidledger.questions.scopes import (
    KnownBooks,
    balance_of,
    not_itemised_accounts,
    waiting_accounts,
)
from aidledger.questions.verdicts import check

# A background figure in the press is often some days old; older than this is another claim.
STALE_DAYS = 14

_CUMULATIVE_STAGES = (
    AccountStage.ALLOCATED,
    AccountStage.CONTRACTED,
    AccountStage.DELIVERED,
    AccountStage.DISBURSED,
    AccountStage.APPROPRIATED,
)


@dataclass(frozen=True, slots=True)
class Fits:
    """What was found.

    Args:
        checks: scopes that agree, plainest first.
        tried: number of scopes tried.
    """

    checks: tuple[Check, ...]
    tried: int


def fit(books: KnownBooks, stated: Money, plain: Scope, on: date) -> Fits:
    """Scopes under which a stated balance agrees with the record.

    Args:
        stated: what was said.
        plain: its scope without any restriction: donor, recipient and kind.
        on: the day that it speaks of.
    """
    tried = 0
    found: dict[tuple[Decimal | None, Interval], Check] = {}
    for scope in lattice(books, plain, on):
        tried += 1
        checked = check(books, stated, scope, on)
        if checked.verdict is not Verdict.DISJOINT:
            found.setdefault((checked.computed.face, checked.computed.strict), checked)
    if found:
        return Fits(tuple(found.values()), tried)
    for day in _earlier_days(books, on):
        for scope in lattice(books, plain, day):
            tried += 1
            checked = check(books, stated, scope, day)
            if checked.verdict is not Verdict.DISJOINT:
                found.setdefault((checked.computed.face, checked.computed.strict), checked)
    return Fits(tuple(found.values()), tried)


def lattice(books: KnownBooks, plain: Scope, on: date) -> tuple[Scope, ...]:
    """Every scope to try for a kind of balance, plainest first."""
    if (plain, on) not in books.lattices:
        books.lattices[plain, on] = _lattice(books, plain, on)
    return books.lattices[plain, on]


def _lattice(books: KnownBooks, plain: Scope, on: date) -> tuple[Scope, ...]:
    scopes = [
        replace(
            plain, channels=channels, envelopes=envelopes, stage=stage, revaluations=revaluations
        )
        for channels in _channel_choices(books, plain, on)
        for envelopes in _envelope_choices(books, plain, on)
        for stage in _stage_choices(books, plain, on)
        for revaluations in (True, False)
    ]
    return tuple(sorted(scopes, key=lambda scope: departures(scope, plain)))


def departures(scope: Scope, plain: Scope) -> tuple[int, int, str]:
    """How far a scope departs from the plain reading; less is plainer."""
    count = (
        (scope.channels is not None)
        + (scope.envelopes is not None)
        + (scope.stage is not plain.stage)
        + (scope.revaluations is not plain.revaluations)
    )
    named = len(scope.channels or ()) + len(scope.envelopes or ())
    return count, named, str(scope)


def chance_of_fit(
    books: KnownBooks, stated: Money, plain: Scope, on: date, figures: int = 100
) -> Decimal:
    """The share of figures as vague as this one, spread evenly, that some scope would fit.

    The control against scope-finding that explains everything: figures lie evenly from
    nothing to twice the plain balance, each with the width of the stated one.
    """
    assert stated.face is not None
    computed = balance_of(books, plain, on, stated.currency)
    greatest = 2 * (computed.face if computed.face is not None else stated.face)
    if greatest <= 0:
        return Decimal(0)
    # Many scopes hold the same sum: each is compared once.
    balances = {
        balance_of(books, scope, on, stated.currency).lenient for scope in lattice(books, plain, on)
    }
    fitting = 0
    for number in range(figures):
        shift = Interval.exactly(greatest * (2 * number + 1) / (2 * figures) - stated.face)
        lenient = stated.lenient + shift
        fitting += any(lenient.overlaps(balance) for balance in balances)
    return Decimal(fitting) / figures


def _channel_choices(books: KnownBooks, plain: Scope, on: date) -> Iterator[tuple[str, ...] | None]:
    channels = sorted({account.channel for account in _accounts(books, plain, on)})
    yield None
    for size in range(1, len(channels)):
        yield from combinations(channels, size)


def _envelope_choices(
    books: KnownBooks, plain: Scope, on: date
) -> Iterator[tuple[str, ...] | None]:
    yield None
    held = {account.envelope for account in _accounts(books, plain, on)}
    if len(held) < 2:
        return
    for root in sorted(roots(books.parents)):
        if family(root, books.parents) & held:
            yield (root,)


def _stage_choices(books: KnownBooks, plain: Scope, on: date) -> tuple[AccountStage | None, ...]:
    if plain.kind is not BalanceKind.CUMULATIVE:
        return (None,)
    reached = {account.stage for account in _accounts(books, plain, on)}
    return tuple(stage for stage in _CUMULATIVE_STAGES if stage in reached)


def _accounts(books: KnownBooks, plain: Scope, on: date) -> tuple[Account, ...]:
    """Accounts of this donor and recipient that a scope could tell apart on the day."""
    balances = books.posted(on).books
    if plain.kind is BalanceKind.REMAINING:
        held = {place for (place, _), balance in balances.items() if balance.money.face != 0}
        return tuple(place for place in waiting_accounts(books, plain, on) if place in held)
    silent = not_itemised_accounts(books)
    return tuple(
        place
        for place, _ in balances
        if isinstance(place, Account)
        and place.donor == plain.donor
        and place.recipient == plain.recipient
        and place not in silent
    )


def _earlier_days(books: KnownBooks, on: date) -> Iterator[date]:
    """Days of the fortnight before at whose end another balance stood, nearest first."""
    first = on - timedelta(days=STALE_DAYS)
    changes = {
        entry.begins - timedelta(days=1)
        for entry in books.entries
        if first <= entry.begins - timedelta(days=1) < on
    }
    yield from sorted(changes, reverse=True)
