"""How what remained went down (and up again) day by day, to a deadline.

A step is a day at whose end another sum remained; nothing is drawn between two steps. What
remains may rise: a revaluation gives money back, a directive keeps it from lapsing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from aidledger.ledger.posting import Movement
from aidledger.ledger.view import View
from aidledger.model.accounts import Place
from aidledger.model.entries import EntryType
from aidledger.model.money import Money, total
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.answers import Deadline, Pin, SaidBalance
from aidledger.questions.deadlines import deadlines_ahead
from aidledger.questions.remaining import booked_entries, pin_of
from aidledger.questions.said import said_around
from aidledger.questions.scopes import KnownBooks, balance_of, known_books, waiting_accounts

# Long enough for a fiscal year's authority to be seen from its beginning.
WINDOW = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnStep:
    """What remained at the end of a day, and from then on."""

    day: date
    remaining: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnEvent:
    """What changed the sum on a day.

    Args:
        day: the day; type: what happened.
        sign: 1 where money came in, -1 where it left, 0 where it changed pots within.
        money: the sum, positive.
        entries: ids of the entries.
    """

    day: date
    type: EntryType
    sign: int
    money: Money
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnDownAnswer:
    """The steps of what remained over a window, in one currency.

    Args:
        donor, recipient: catalogue ids; envelope: one pot with all drawn from it, None = all.
        first, on: the window; on is the day in the world.
        steps: in order of time; events: in order of time.
        said: balances stated in the window.
        deadlines: days ahead of `on`.
    """

    question: str = "burndown"
    donor: str
    recipient: str
    envelope: str | None
    currency: str
    first: date
    on: date
    pin: Pin
    steps: tuple[BurnStep, ...]
    events: tuple[BurnEvent, ...]
    said: tuple[SaidBalance, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def is_recorded(self) -> bool:
        """True where something remained, or was said to, in the window."""
        return bool(self.steps) or bool(self.said)


def burndown(
    view: View, donor: str, recipient: str, on: date, envelope: str | None = None
) -> tuple[BurnDownAnswer, ...]:
    """The steps of what remained up to a day, one answer a currency."""
    books = known_books(booked_entries(view, donor, recipient))
    scope = Scope(
        donor=donor, recipient=recipient, envelopes=None if envelope is None else (envelope,)
    )
    said = said_around(view, books, donor, recipient, on)
    if envelope is not None:
        said = tuple(item for item in said if item.checks_of(envelope))
    return tuple(
        _burndown(view, books, scope, currency, on, said) for currency in _currencies(books, on)
    )


def _currencies(books: KnownBooks, on: date) -> tuple[str, ...]:
    return tuple(sorted({currency for _, currency in books.posted(on).books}))


def _burndown(
    view: View,
    books: KnownBooks,
    scope: Scope,
    currency: str,
    on: date,
    said: tuple[SaidBalance, ...],
) -> BurnDownAnswer:
    first = on - WINDOW
    days = [first, *days_of_change(books, first, on)]
    steps = tuple(_steps(books, scope, currency, days))
    left = (steps[-1].remaining,) if steps else ()
    return BurnDownAnswer(
        donor=scope.donor,
        recipient=scope.recipient,
        envelope=scope.envelopes[0] if scope.envelopes else None,
        currency=currency,
        first=first,
        on=on,
        pin=pin_of(view),
        steps=steps,
        events=tuple(_events(books, scope, currency, days[1:])),
        said=tuple(
            item
            for item in said
            if item.stated.currency == currency
            and item.as_asked.scope.kind is BalanceKind.REMAINING
            and item.as_of <= on
        ),
        deadlines=deadlines_ahead(view, scope.donor, scope.recipient, on, left),
    )


def days_of_change(books: KnownBooks, first: date, on: date) -> list[date]:
    """Days after the first, up to a day, on which some entry takes effect."""
    posted = books.posted(on)
    days = {item.entry.begins for item in posted.movements} | {
        item.entry.ends for item in posted.movements
    }
    return sorted(day for day in days if first < day <= on)


def _steps(books: KnownBooks, scope: Scope, currency: str, days: list[date]) -> Iterator[BurnStep]:
    before: Money | None = None
    for day in days:
        now = balance_of(books, scope, day, currency)
        if now != before:
            yield BurnStep(day=day, remaining=now)
        before = now


def _events(
    books: KnownBooks, scope: Scope, currency: str, days: list[date]
) -> Iterator[BurnEvent]:
    """What changed the sum, and what directives moved within it."""
    for day in days:
        yield from events_on(books, scope, currency, [day])
        inside = set(waiting_accounts(books, scope, day))
        directed = [
            (0, item)
            for item in books.posted(day).movements
            if item.entry.type is EntryType.DIRECT
            and item.entry.begins == day
            and item.money.currency == currency
            and {item.source, item.target} <= inside
        ]
        yield from _grouped(day, directed, currency)


def events_on(
    books: KnownBooks, scope: Scope, currency: str, days: list[date]
) -> Iterator[BurnEvent]:
    """What crossed the edge of the waiting accounts, by day, type and direction."""
    for day in days:
        inside: set[Place] = {
            *waiting_accounts(books, scope, day),
            *waiting_accounts(books, scope, day - timedelta(days=1)),
        }
        moved = [
            (1 if item.target in inside else -1, item)
            for item in books.posted(day).movements
            if item.entry.begins == day
            and item.money.currency == currency
            and (item.source in inside) != (item.target in inside)
        ]
        yield from _grouped(day, moved, currency)


def _grouped(day: date, moved: list[tuple[int, Movement]], currency: str) -> Iterator[BurnEvent]:
    def kind(item: tuple[int, Movement]) -> tuple[str, int]:
        return item[1].entry.type.value, item[0]

    for (entry_type, sign), group in groupby(sorted(moved, key=kind), key=kind):
        members = [item for _, item in group]
        yield BurnEvent(
            day=day,
            type=EntryType(entry_type),
            sign=sign,
            money=total((item.money for item in members), currency),
            entries=tuple(item.entry.id for item in members),
        )
