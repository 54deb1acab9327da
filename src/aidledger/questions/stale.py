"""Stale balances: pots of which nobody has said for long what is left.

For each pot that still holds something, the last balance that somebody stated and that counts
it, how old it is, and what flowed since. A pot of which nobody ever stated a balance is stale
too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from aidledger.ledger.view import View
from aidledger.model.accounts import Account
from aidledger.model.money import Money
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.burndown import days_of_change, events_on
from aidledger.questions.envelopes import family
from aidledger.questions.pairs import recorded_pairs
from aidledger.questions.remaining import booked_entries, pin_of
from aidledger.questions.rows import Derived, Row, Subject, prefix
from aidledger.questions.said import Statement, stated_balances
from aidledger.questions.scopes import KnownBooks, balance_of, known_books, waiting_accounts

STALE_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleRow(Row):
    """A pot whose last stated balance is old, or which never had one.

    Args:
        donor, recipient, envelope, channel: the pot.
        stated_on: the day of which the last balance speaks; None = never stated.
        stated: what it said; stated_by: who; words: how, or None.
        days: its age on the day asked for.
        flows_since: entries that moved the pot since; computed: what the record gives now.
    """

    donor: str
    recipient: str
    envelope: str
    channel: str
    stated_on: date | None
    stated: Money | None
    stated_by: str | None
    words: str | None
    days: Derived[int | None]
    flows_since: Derived[int]
    computed: Derived[Money]


def stale(view: View, subject: Subject) -> tuple[StaleRow, ...]:
    """Answer: pots whose last balance is older than `subject.days` on the day, oldest first."""
    assert subject.on is not None
    limit = STALE_DAYS if subject.days is None else subject.days
    rows = [
        row
        for donor, recipient in recorded_pairs(view)
        if subject.donor in (None, donor) and subject.recipient in (None, recipient)
        for row in _pots(view, subject, donor, recipient)
        if row.days is None or row.days > limit
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.days or 10**6), row.envelope, row.key)))


def _pots(view: View, subject: Subject, donor: str, recipient: str) -> Iterator[StaleRow]:
    assert subject.on is not None
    books = known_books(booked_entries(view, donor, recipient))
    said = [
        item
        for item in stated_balances(view, donor, recipient)
        if item.as_of <= subject.on and item.kind is BalanceKind.REMAINING
    ]
    waiting = waiting_accounts(books, Scope(donor=donor, recipient=recipient), subject.on)
    for account in waiting:
        for place, currency in sorted(books.posted(subject.on).books, key=str):
            left = books.posted(subject.on).books[place, currency].money
            if place == account and not _is_nothing(left):
                yield _pot(view, subject, books, account, currency, said)


def _is_nothing(money: Money) -> bool:
    return money.lenient.low == 0 and money.lenient.high == 0


def _pot(
    view: View,
    subject: Subject,
    books: KnownBooks,
    account: Account,
    currency: str,
    said: Iterable[Statement],
) -> StaleRow:
    assert subject.on is not None
    counting = [
        item
        for item in said
        if item.stated.currency == currency and _counts(books, item.scope, account)
    ]
    last = max(counting, key=lambda item: (item.as_of, item.id), default=None)
    scope = Scope(
        donor=account.donor,
        recipient=account.recipient,
        envelopes=(account.envelope,),
        channels=(account.channel,),
    )
    since = date.min if last is None else last.as_of
    days = days_of_change(books, since, subject.on) if last is not None else []
    events = tuple(events_on(books, scope, currency, days))
    entries = tuple(entry for event in events for entry in event.entries)
    return StaleRow(
        name=f"{prefix('stale', subject, pin_of(view))}/"
        f"{account.donor}:{account.recipient}:{account.envelope}:{account.channel}:{currency}",
        rests_on=(*(() if last is None else (last.id,)), *entries),
        donor=account.donor,
        recipient=account.recipient,
        envelope=account.envelope,
        channel=account.channel,
        stated_on=None if last is None else last.as_of,
        stated=None if last is None else last.stated,
        stated_by=None if last is None else last.speaker or last.publisher,
        words=None if last is None else last.words,
        days=None if last is None else (subject.on - last.as_of).days,
        flows_since=len(entries),
        computed=balance_of(books, scope, subject.on, currency),
    )


def _counts(books: KnownBooks, scope: Scope | None, account: Account) -> bool:
    """True where a stated balance, by its own words, counts the pot."""
    if scope is None:
        return False
    if scope.channels is not None and account.channel not in scope.channels:
        return False
    if scope.envelopes is None:
        return True
    return any(account.envelope in family(root, books.parents) for root in scope.envelopes)
