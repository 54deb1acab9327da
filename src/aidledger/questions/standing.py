"""Where money stands on a day: what waits, what moved on and how far, what nobody can say.

Each sum stands in one place only, so the lines of an answer overlap nowhere. Lines of different
channels, valuations or currencies are not added. *Unknown* is what entered a pot whose flows no
source follows: it may be anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aidledger.ledger.posting import Movement
from aidledger.ledger.view import View
from aidledger.model.accounts import Account, AccountStage, World
from aidledger.model.money import Money, total
from aidledger.model.scopes import Scope
from aidledger.questions.answers import Pin
from aidledger.questions.remaining import booked_entries, line_prefix, pin_of
from aidledger.questions.scopes import (
    MONEY,
    KnownBooks,
    known_books,
    not_itemised_accounts,
    pots_within,
    waiting_accounts,
)


class Where(StrEnum):
    """Where a sum stands, beside the stages that it reached.

    REMAINING: waits for a package. UNKNOWN: entered a pot that no source follows further.
    OVERDRAWN: drawn from a pot beyond what any source says it held (less than nothing).
    LAPSED: fell back unused.
    """

    REMAINING = "remaining"
    UNKNOWN = "unknown"
    OVERDRAWN = "overdrawn"
    LAPSED = "lapsed"


# In the names of lines, in place of a pot.
WHOLE = "-"
# The channel of pots that no source tells apart by channel; their lines come last.
ALL = "all"

# The order of lines: what waits, then the ladder upwards, then what is out of reach.
_ORDER = (
    Where.REMAINING.value,
    *(stage.value for stage in AccountStage if not stage.is_memo and not stage.is_unallocated),
    Where.UNKNOWN.value,
    Where.OVERDRAWN.value,
    Where.LAPSED.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """One place where money stands.

    Args:
        id: name of the line, for `why`.
        channel: how it flows; where: a `Where` or a stage; valuation: `money` needs none.
        money: the sum.
        entries: ids of the entries that brought it there or took from it, in order of time.
    """

    id: str
    channel: str
    where: str
    valuation: str
    money: Money
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAnswer:
    """Where a donor's aid for a recipient stands on a day.

    Args:
        donor, recipient: catalogue ids; envelope: one pot with all drawn from it, None = all.
        rows: by channel, then from what waits up the ladder.
        unrecorded: stages above the highest that any money reached, of which nothing is
            recorded: not the same as nothing.
    """

    question: str = "standing"
    donor: str
    recipient: str
    envelope: str | None
    on: date
    pin: Pin
    rows: tuple[StandingRow, ...]
    unrecorded: tuple[str, ...]


Kind = tuple[str, str, str, str]


def standing(
    view: View, donor: str, recipient: str, on: date, envelope: str | None = None
) -> StandingAnswer:
    """Answer: where the money stands."""
    books = known_books(booked_entries(view, donor, recipient))
    pin = pin_of(view)
    scope = Scope(
        donor=donor, recipient=recipient, envelopes=None if envelope is None else (envelope,)
    )
    found = _found(books, scope, on)
    start = line_prefix("standing", donor, recipient, on, pin)
    start += f"/{envelope or WHOLE}"
    rows = tuple(
        StandingRow(
            id="/".join((start, *kind)),
            channel=kind[0],
            where=kind[1],
            valuation=kind[2],
            money=total(moneys, kind[3]),
            entries=tuple(dict.fromkeys(item.entry.id for item in movements)),
        )
        for kind, (moneys, movements) in sorted(found.items(), key=lambda item: _place(item[0]))
    )
    return StandingAnswer(
        donor=donor,
        recipient=recipient,
        envelope=envelope,
        on=on,
        pin=pin,
        rows=tuple(row for row in rows if not _is_nothing(row.money)),
        unrecorded=_unrecorded(rows),
    )


def _found(
    books: KnownBooks, scope: Scope, on: date
) -> dict[Kind, tuple[list[Money], list[Movement]]]:
    posted = books.posted(on)
    waiting = set(waiting_accounts(books, scope, on))
    silent = not_itemised_accounts(books)
    within = pots_within(books, scope)
    found: dict[Kind, tuple[list[Money], list[Movement]]] = {}

    def add(account: Account, where: str, currency: str, money: Money, item: Movement) -> None:
        kind = (account.channel, where, account.basis or MONEY, currency)
        moneys, movements = found.setdefault(kind, ([], []))
        moneys.append(money)
        movements.append(item)

    for (place, currency), balance in posted.books.items():
        if not isinstance(place, Account) or place.stage.is_memo or not within(place):
            continue
        where = (
            Where.REMAINING.value
            if place in waiting
            else _where(place, balance.money, is_silent=place in silent)
        )
        for sign, movement in balance.movements:
            add(place, where, currency, movement.money if sign > 0 else -movement.money, movement)
            if sign < 0 and movement.target is World.LAPSED:
                add(place, Where.LAPSED.value, currency, movement.money, movement)
    return found


def _where(account: Account, money: Money, *, is_silent: bool) -> str:
    if not account.stage.is_unallocated:
        return account.stage.value
    if not is_silent and money.lenient.high is not None and money.lenient.high < 0:
        return Where.OVERDRAWN.value
    return Where.UNKNOWN.value


def _place(kind: Kind) -> tuple[bool, str, int, str, str]:
    channel, where, valuation, currency = kind
    return channel == ALL, channel, _ORDER.index(where), valuation, currency


def _is_nothing(money: Money) -> bool:
    return money.lenient.is_point and money.face == 0


def _unrecorded(rows: tuple[StandingRow, ...]) -> tuple[str, ...]:
    stages = [stage for stage in AccountStage if not stage.is_memo and not stage.is_unallocated]
    reached = [AccountStage(row.where) for row in rows if row.where in tuple(AccountStage)]
    highest = max((stage.rung for stage in reached), default=-1)
    return tuple(stage.value for stage in stages if stage.rung > highest)
