"""Balances that somebody stated around a day, each set against the record.

A balance comes from a text (a machine-read claim) or from an imported table. It is
checked as asked (the scope of the question) and as worded (the accounts that its own
words name); where it disagrees as asked, other scopes that fit are offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from aidledger.ledger.reviewing import Reviewed
from aidledger.ledger.topics import AMOUNT_BALANCE, AMOUNT_FLOW
from aidledger.ledger.view import View
from aidledger.model.accounts import AccountStage
from aidledger.model.claims import AmountClaim, Polarity, Stage
from aidledger.model.money import Money
from aidledger.model.records import BalanceRecord, ClaimRecord
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.answers import Check, SaidBalance, Verdict
from aidledger.questions.fitting import Fits, chance_of_fit, fit
from aidledger.questions.flows import concerns, ids, stated_money
from aidledger.questions.scopes import KnownBooks
from aidledger.questions.verdicts import check

# Balances that circulate together are printed within some weeks of each other.
AROUND_DAYS = 21

# "spent" in the press means allocated or beyond; a package from stocks is an allocation.
_STAGES = {
    Stage.APPROPRIATED: AccountStage.APPROPRIATED,
    Stage.AUTHORISED: AccountStage.AUTHORISED,
    Stage.ALLOCATED: AccountStage.ALLOCATED,
    Stage.SPENT: AccountStage.ALLOCATED,
    Stage.DRAWN_DOWN: AccountStage.ALLOCATED,
    Stage.CONTRACTED: AccountStage.CONTRACTED,
    Stage.DELIVERED: AccountStage.DELIVERED,
    Stage.DISBURSED: AccountStage.DISBURSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stated balance before it is checked; the fields are those of `SaidBalance`."""

    id: str
    document: str
    words: str | None
    speaker: str | None
    publisher: str | None
    as_of: date
    asserted_on: date | None
    stated: Money
    scope: Scope | None
    kind: BalanceKind
    reviewed: Reviewed | None


def said_around(
    view: View, books: KnownBooks, donor: str, recipient: str, on: date
) -> tuple[SaidBalance, ...]:
    """Balances stated within some weeks of a day, texts first, then by day."""
    statements = (
        *_from_texts(view, donor, recipient),
        *_from_tables(view, donor, recipient),
    )
    near = [item for item in statements if abs(item.as_of - on) <= timedelta(days=AROUND_DAYS)]
    near.sort(key=lambda item: (item.reviewed is None, abs(item.as_of - on), item.as_of))
    return tuple(_checked(item, books, donor, recipient) for item in near)


def _checked(statement: Statement, books: KnownBooks, donor: str, recipient: str) -> SaidBalance:
    plain = _plain_scope(statement, donor, recipient)
    as_asked = check(books, statement.stated, plain, statement.as_of)
    as_worded = _as_worded(statement, books, plain, as_asked)
    disagrees = all(
        tried is None or tried.verdict is Verdict.DISJOINT for tried in (as_asked, as_worded)
    )
    found = fit(books, statement.stated, plain, statement.as_of) if disagrees else Fits((), 0)
    chance = (
        chance_of_fit(books, statement.stated, plain, statement.as_of)
        if disagrees and statement.stated.face is not None
        else None
    )
    return SaidBalance(
        id=statement.id,
        document=statement.document,
        words=statement.words,
        speaker=statement.speaker,
        publisher=statement.publisher,
        as_of=statement.as_of,
        asserted_on=statement.asserted_on,
        stated=statement.stated,
        reviewed=statement.reviewed,
        as_asked=as_asked,
        as_worded=as_worded,
        fits=found.checks,
        tried=found.tried,
        chance=chance,
    )


def _plain_scope(statement: Statement, donor: str, recipient: str) -> Scope:
    """The scope of the question: no restriction but the kind, stage and start."""
    scope = statement.scope
    return Scope(
        donor=donor,
        recipient=recipient,
        kind=statement.kind,
        stage=_stage_asked(statement.kind, scope),
        since=None if scope is None else scope.since,
    )


def _stage_asked(kind: BalanceKind, scope: Scope | None) -> AccountStage | None:
    if kind is not BalanceKind.CUMULATIVE:
        return None
    if scope is None or scope.stage is None:
        return AccountStage.ALLOCATED
    return scope.stage


def _as_worded(
    statement: Statement, books: KnownBooks, plain: Scope, as_asked: Check
) -> Check | None:
    if statement.scope is None:
        return None
    if statement.scope == plain:
        return as_asked
    return check(books, statement.stated, statement.scope, statement.as_of)


def _from_tables(view: View, donor: str, recipient: str) -> Iterator[Statement]:
    for record in view.balances:
        yield from _from_table(record, donor, recipient)


def _from_table(record: BalanceRecord, donor: str, recipient: str) -> Iterator[Statement]:
    balance = record.balance
    scope = balance.scope
    if scope is None or (scope.donor, scope.recipient) != (donor, recipient):
        return
    yield Statement(
        id=balance.id,
        document=record.citation.document,
        words=balance.words,
        speaker=balance.speaker,
        publisher=None,
        as_of=balance.as_of,
        asserted_on=record.asserted_on,
        stated=balance.money,
        scope=scope,
        kind=scope.kind,
        reviewed=None,
    )


def _from_texts(view: View, donor: str, recipient: str) -> Iterator[Statement]:
    records = {record.key: record for record in view.claims((AMOUNT_BALANCE, AMOUNT_FLOW))}
    for record in records.values():
        claim = record.claim
        assert isinstance(claim, AmountClaim)
        whole = records.get(claim.restates or "", record)
        if (
            record.asserted_on is not None
            and not claim.heading
            and claim.polarity is Polarity.AFFIRMED
            and claim.same_as is None
            and _is_balance(whole)
            and concerns(whole, donor, recipient)
        ):
            yield from _from_text(view, record, whole, donor, recipient)


def _is_balance(record: ClaimRecord) -> bool:
    claim = record.claim
    return (
        isinstance(claim, AmountClaim)
        and claim.about_aid
        and claim.nature is not None
        and claim.nature.value == "balance"
    )


def _from_text(
    view: View, record: ClaimRecord, whole: ClaimRecord, donor: str, recipient: str
) -> Iterator[Statement]:
    claim, said = record.claim, whole.claim
    assert isinstance(claim, AmountClaim)
    assert isinstance(said, AmountClaim)
    money = stated_money(claim)
    if money is None or record.asserted_on is None:
        return
    document = view.documents.get(record.document)
    kind = _kind(said)
    yield Statement(
        id=claim.id,
        document=record.document,
        words=claim.quote,
        speaker=claim.attributed_to[-1].name if claim.attributed_to else None,
        publisher=None if document is None else document.publisher,
        as_of=record.asserted_on,
        asserted_on=record.asserted_on,
        stated=money,
        scope=_worded_scope(said, kind, donor, recipient),
        kind=kind,
        reviewed=view.reviewed(record),
    )


def _kind(claim: AmountClaim) -> BalanceKind:
    return BalanceKind.REMAINING if claim.stage is Stage.REMAINING else BalanceKind.CUMULATIVE


def _worded_scope(
    claim: AmountClaim, kind: BalanceKind, donor: str, recipient: str
) -> Scope | None:
    """The accounts that the words name; None when they fit several."""
    scope = Scope(donor=donor, recipient=recipient, kind=kind)
    channels = ids(claim.channel)
    if channels:
        scope = replace(scope, channels=tuple(sorted(channels)))
    if claim.envelope is not None:
        if claim.envelope.id is None:
            return None
        scope = replace(scope, envelopes=(claim.envelope.id,))
    if kind is BalanceKind.REMAINING:
        return scope
    if claim.stage is None or claim.stage not in _STAGES:
        return None
    return replace(scope, stage=_STAGES[claim.stage], since=_day(claim.since))


def _day(text: str | None) -> date | None:
    """An ISO day, or the first day of an ISO month; None when nothing is said."""
    if text is None:
        return None
    return date.fromisoformat(text if len(text) == len("2022-02-24") else f"{text}-01")
