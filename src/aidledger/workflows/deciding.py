"""A person's decision to book what no source itemises: the only way to `world:unexplained`.

A decision names its grounds (records that stand), its reason and who decides. Its entry is
flagged nowhere else: every answer that rests on it shows the share as *unexplained*.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from aidledger.catalogue.currencies import load_currencies
from aidledger.ledger.book import RecordBook
from aidledger.model.accounts import Account, World, parse_place
from aidledger.model.entries import Entry, EntryType
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.money import Money
from aidledger.model.records import (
    BalanceRecord,
    Citation,
    ClaimRecord,
    DecisionRecord,
    EntryRecord,
    Recorded,
)
from aidledger.workflows.word import Word, find_named, next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Residual:
    """What is to be booked.

    Args:
        account: where, as `donor:recipient:envelope:channel:stage[:basis]`.
        amount: in whole units; negative takes away.
        currency: ISO 4217 code.
        grounds: names of the records that it rests on, at least one.
    """

    account: str
    amount: Decimal
    currency: str
    grounds: tuple[str, ...]


def decide(book: RecordBook, residual: Residual, word: Word) -> str:
    """Record a decision and its entry; the decision's name.

    It counts from the day from which all its grounds were known.

    Raises:
        AidledgerError: ACCOUNT_BAD; CURRENCY_UNKNOWN; DECISION_EMPTY for nothing to book, no
            ground or no reason; NAME_UNKNOWN, NOT_A_GROUND.
    """
    account = _account(residual.account)
    if residual.amount == 0 or not residual.grounds or not word.reason:
        raise AidledgerError("DECISION_EMPTY", ExitStatus.USAGE)
    if residual.currency not in {currency.code for currency in load_currencies()}:
        raise AidledgerError("CURRENCY_UNKNOWN", ExitStatus.USAGE, currency=residual.currency)
    grounds = [find_named(book, name) for name in residual.grounds]
    day = max(found.known_on for found in grounds)
    name = f"D-{next_number(book)}"
    citation = _citation(grounds[0])
    entry = Entry(
        id=f"{name}/entry",
        type=EntryType.ADJUST,
        source=World.UNEXPLAINED if residual.amount > 0 else account,
        target=account if residual.amount > 0 else World.UNEXPLAINED,
        money=Money.exactly(abs(residual.amount), residual.currency),
        begins=day,
        ends=day,
        decision=name,
        note=word.reason,
    )
    decision = DecisionRecord(
        asserted_on=day, id=name, by=word.by, decided_on=word.now.date(), reason=word.reason,
        grounds=residual.grounds, citation=citation,
    )  # fmt: skip
    book.append([decision, EntryRecord(asserted_on=day, entry=entry, citation=citation)], word.now)
    return name


def _account(text: str) -> Account:
    try:
        place = parse_place(text)
    except ValueError as problem:
        raise AidledgerError(
            "ACCOUNT_BAD", ExitStatus.USAGE, value=text, reason=str(problem)
        ) from problem
    if not isinstance(place, Account):
        raise AidledgerError("ACCOUNT_BAD", ExitStatus.USAGE, value=text, reason="world")
    return place


def _citation(ground: Recorded) -> Citation:
    """The place of the first ground: what the decision rests on is where it is read."""
    record = ground.record
    if isinstance(record, ClaimRecord):
        return Citation(document=record.document, start=record.claim.start, end=record.claim.end)
    if isinstance(record, EntryRecord | BalanceRecord):
        return record.citation
    raise AidledgerError("NOT_A_GROUND", ExitStatus.USAGE, name=record.key, type=record.type)
