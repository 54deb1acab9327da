"""What a donor's aid for a recipient came to, stage by stage, up to a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from aidledger.ledger.posting import Movement, Posted, is_undoing
from aidledger.ledger.view import View
from aidledger.model.accounts import Account, Place
from aidledger.model.entries import EntryType
from aidledger.model.money import Money
from aidledger.model.scopes import Scope
from aidledger.questions.answers import TotalRow, TotalsAnswer
from aidledger.questions.findings import findings
from aidledger.questions.flows import waiting_flows
from aidledger.questions.remaining import booked_entries, line_prefix, pin_of
from aidledger.questions.scopes import known_books


class By(StrEnum):
    """What the rows of totals are told apart by, beside the stage."""

    STAGE = "stage"
    CHANNEL = "channel"
    ENVELOPE = "envelope"


def totals(view: View, donor: str, recipient: str, on: date, by: By = By.CHANNEL) -> TotalsAnswer:
    """Answer: what was authorised, appropriated, allocated, ... up to a day.

    Memo stages (pledged, requested, ...) are listed apart, in no total.
    """
    booked = booked_entries(view, donor, recipient)
    books = known_books(booked)
    posted = books.posted(on)
    pin = pin_of(view)
    rows = _rows(posted, donor, recipient, by, line_prefix("totals", donor, recipient, on, pin))
    accounts = {place for place, _ in posted.books if _belongs(place, donor, recipient)}
    return TotalsAnswer(
        donor=donor,
        recipient=recipient,
        on=on,
        by=by.value,
        pin=pin,
        is_recorded=bool(booked),
        rows=tuple(row for account, row in rows if not account.stage.is_memo),
        memos=tuple(row for account, row in rows if account.stage.is_memo),
        findings=tuple(findings(books, Scope(donor=donor, recipient=recipient), on, accounts)),
        waiting=waiting_flows(view, booked, donor, recipient, on),
    )


Key = tuple[int, str, str, str, str, str]


def _rows(
    posted: Posted, donor: str, recipient: str, by: By, prefix: str
) -> tuple[tuple[Account, TotalRow], ...]:
    reached: dict[Key, Money] = {}
    standing: dict[Key, Money] = {}
    examples: dict[Key, Account] = {}
    entries: dict[Key, list[str]] = {}
    for (place, currency), balance in posted.books.items():
        if not isinstance(place, Account) or not _belongs(place, donor, recipient):
            continue
        key = _key(place, currency, by)
        examples.setdefault(key, place)
        standing[key] = standing.get(key, Money.nothing(currency)) + balance.money
        for sign, movement in balance.movements:
            if counts(sign, movement, place):
                money = movement.money if sign > 0 else -movement.money
                reached[key] = reached.get(key, Money.nothing(currency)) + money
                entries.setdefault(key, []).append(movement.entry.id)
    return tuple(
        (
            examples[key],
            TotalRow(
                id="/".join((prefix, by.value, *key[1:])),
                channel=examples[key].channel if by is not By.STAGE else None,
                envelope=examples[key].envelope if by is By.ENVELOPE else None,
                stage=examples[key].stage.value,
                basis=examples[key].basis,
                reached=reached.get(key, Money.nothing(standing[key].currency)),
                standing=standing[key],
                entries=tuple(dict.fromkeys(entries.get(key, ()))),
            ),
        )
        for key in sorted(standing)
    )


def _key(account: Account, currency: str, by: By) -> Key:
    return (
        account.stage.rung,
        account.stage.value,
        account.channel if by is not By.STAGE else "",
        account.envelope if by is By.ENVELOPE else "",
        account.basis or "",
        currency,
    )


def counts(sign: int, movement: Movement, account: Account) -> bool:
    """True for what came to the stage from elsewhere, and for what took it back."""
    if movement.entry.type is EntryType.REIMBURSE:
        return False
    other = movement.source if sign > 0 else movement.target
    if isinstance(other, Account) and other.stage is account.stage:
        # Within a stage money only changes pots: seen where pots are told apart, it cancels
        # out where they are not.
        return True
    if sign < 0:
        return is_undoing(movement)
    return not (isinstance(other, Account) and other.stage.rung > account.stage.rung)


def _belongs(place: Place, donor: str, recipient: str) -> bool:
    return isinstance(place, Account) and (place.donor, place.recipient) == (donor, recipient)
