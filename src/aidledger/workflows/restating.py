"""A source restates a figure: the new one is a record, the old one no longer stands from that day.

What was known before the day of the restatement is answered as before, for ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from aidledger.ledger.book import RecordBook
from aidledger.model.entries import Extent
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.money import Money
from aidledger.model.records import (
    BalanceRecord,
    EntryRecord,
    WithdrawalReason,
    WithdrawalRecord,
)
from aidledger.workflows.word import Word, find_named, next_number

_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """What a source says instead.

    Args:
        amount: the new figure, in whole units of the old currency.
        on: the day on which the source said so.
        url: where it says so; None = where it said the old one.
    """

    amount: Decimal
    on: date
    url: str | None = None


def plain_amount(text: str) -> Decimal:
    """A number written in digits, in whole units: "425000000".

    Raises:
        AidledgerError: AMOUNT_BAD.
    """
    if not _PLAIN_NUMBER.fullmatch(text):
        raise AidledgerError("AMOUNT_BAD", ExitStatus.USAGE, value=text)
    return Decimal(text)


def restate(book: RecordBook, name: str, new: Restatement, word: Word) -> str:
    """Record the new figure of an entry or balance; the name under which it stands.

    Raises:
        AidledgerError: NAME_UNKNOWN; NOT_RESTATABLE for another record, for one that states no
            amount, and for one that is replaced already; RESTATED_TOO_EARLY for a day before
            the old figure was said.
    """
    found = find_named(book, name)
    old = found.record
    if not isinstance(old, EntryRecord | BalanceRecord) or _is_gone(book, old):
        raise AidledgerError("NOT_RESTATABLE", ExitStatus.USAGE, name=name, type=old.type)
    if new.on < found.known_on:
        raise AidledgerError(
            "RESTATED_TOO_EARLY", ExitStatus.USAGE, name=name, day=found.known_on.isoformat()
        )
    number = next_number(book)
    made = _restated(old, f"{name}~{number}", new, word)
    withdrawal = WithdrawalRecord(
        asserted_on=new.on,
        id=f"W-{number}",
        target_type=old.type,
        target=old.key,
        replacement=made.key,
        reason=WithdrawalReason.RESTATED_BY_SOURCE,
        by=word.by,
        note=word.reason,
    )
    book.append([made, withdrawal], word.now)
    return made.key


def _is_gone(book: RecordBook, old: EntryRecord | BalanceRecord) -> bool:
    return (old.type, old.key) in book.view().withdrawals


def _restated(
    old: EntryRecord | BalanceRecord, key: str, new: Restatement, word: Word
) -> EntryRecord | BalanceRecord:
    citation = replace(old.citation, url=new.url or old.citation.url)
    if isinstance(old, BalanceRecord):
        money = Money.exactly(new.amount, old.balance.money.currency)
        balance = replace(old.balance, id=key, money=money, note=word.reason)
        return BalanceRecord(asserted_on=new.on, balance=balance, citation=citation)
    if old.entry.money is None or old.entry.extent is Extent.REMAINDER:
        raise AidledgerError("NOT_RESTATABLE", ExitStatus.USAGE, name=old.key, type=old.type)
    money = Money.exactly(new.amount, old.entry.money.currency)
    entry = replace(old.entry, id=key, money=money, note=word.reason)
    return EntryRecord(asserted_on=new.on, entry=entry, citation=citation)
