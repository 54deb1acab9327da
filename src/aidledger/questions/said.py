"""Balances that somebody stated around a day, each set against the record.

A balance comes from a text (a machine-read claim) or from an imported table. It is
checked as asked (the scope of the question) and as worded (the accounts that its own
words name); where it disagrees as asked, other scopes that fit are offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from aidledger.ledger.reviewing import Reviewed
from aidledger.ledger.topics import AMOUNT_BALANCE, AMOUNT_FLOW, topic_of
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
from aidledger.questions.things import Things
from aidledger.questions.verdicts import check
from aidledger.resolving.sources import SourceCount

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
    confirmed: bool = True
    record: ClaimRecord | None = None
    since: date | None = None


def said_around(
    view: View, books: KnownBooks, donor: str, recipient: str, on: date
) -> tuple[SaidBalance, ...]:
    """Balances stated within some weeks of a day, texts first, then by day."""
    found = said_balances(view, books, donor, recipient, on)
    return tuple(
        sorted(found, key=lambda item: (item.reviewed is None, abs(item.as_of - on), item.as_of))
    )


def said_balances(
    view: View, books: KnownBooks, donor: str, recipient: str, on: date | None
) -> tuple[SaidBalance, ...]:
    """Stated balances, each set against the record.

    What judgements make one statement comes once, with the number of its sources.

    Args:
        on: only those of some weeks around this day; None = all.
    """
    statements = stated_balances(view, donor, recipient, on)
    near = [
        item
        for item in statements
        if on is None or abs(item.as_of - on) <= timedelta(days=AROUND_DAYS)
    ]
    things = Things(view, (item.record.key for item in near if item.record is not None))
    for day in sorted({item.as_of for item in near}):
        # In order of time, each book goes on from the one before.
        books.posted(day)
    weighed: dict[Weighing, Weighed] = {}
    found = []
    for items in _by_thing(things, near, on):
        asked = _weighing(items[0], donor, recipient)
        if asked not in weighed:
            weighed[asked] = _weigh(books, *asked)
        found.append(_said(items[0], weighed[asked], _sources(things, items)))
    return tuple(found)


def _by_thing(
    things: Things, statements: Iterable[Statement], on: date | None
) -> Iterator[list[Statement]]:
    """Statements of one thing together, the nearest to a day first."""
    found: dict[str, list[Statement]] = {}
    for item in statements:
        thing = item.id if item.record is None else things.thing(item.record)
        found.setdefault(thing, []).append(item)
    for items in found.values():
        yield sorted(items, key=lambda item: abs(item.as_of - (on or item.as_of)))


def _sources(things: Things, items: list[Statement]) -> SourceCount | None:
    records = [item.record for item in items if item.record is not None]
    return things.sources(records) if records else None


def stated_balances(
    view: View, donor: str, recipient: str, on: date | None = None
) -> tuple[Statement, ...]:
    """Balances that texts state (around a day, or all) and all that tables state, unchecked."""
    return (*_from_texts(view, donor, recipient, on), *_from_tables(view, donor, recipient))


# What decides how a balance stands to the record: two prints of one figure are weighed once.
Weighing = tuple[Money, Scope | None, Scope, date]


def _weighing(item: Statement, donor: str, recipient: str) -> Weighing:
    return item.stated, item.scope, _plain_scope(item, donor, recipient), item.as_of


@dataclass(frozen=True, slots=True)
class Weighed:
    """A stated balance set against the record; the fields are those of `SaidBalance`."""

    as_asked: Check
    as_worded: Check | None
    found: Fits
    chance: Decimal | None


def _weigh(
    books: KnownBooks, stated: Money, worded: Scope | None, plain: Scope, as_of: date
) -> Weighed:
    as_asked = check(books, stated, plain, as_of)
    as_worded = None
    if worded is not None:
        as_worded = as_asked if worded == plain else check(books, stated, worded, as_of)
    if any(
        tried is not None and tried.verdict is not Verdict.DISJOINT
        for tried in (as_asked, as_worded)
    ):
        return Weighed(as_asked, as_worded, Fits((), 0), None)
    chance = None if stated.face is None else chance_of_fit(books, stated, plain, as_of)
    return Weighed(as_asked, as_worded, fit(books, stated, plain, as_of), chance)


def _said(statement: Statement, weighed: Weighed, sources: SourceCount | None) -> SaidBalance:
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
        sources=sources,
        confirmed=statement.confirmed,
        as_asked=weighed.as_asked,
        as_worded=weighed.as_worded,
        fits=weighed.found.checks,
        tried=weighed.found.tried,
        chance=weighed.chance,
    )


def _plain_scope(statement: Statement, donor: str, recipient: str) -> Scope:
    """The scope of the question: no restriction but the kind, stage and start."""
    scope = statement.scope
    return Scope(
        donor=donor,
        recipient=recipient,
        kind=statement.kind,
        stage=_stage_asked(statement.kind, scope),
        since=statement.since if scope is None else scope.since,
    )


def _stage_asked(kind: BalanceKind, scope: Scope | None) -> AccountStage | None:
    if kind is not BalanceKind.CUMULATIVE:
        return None
    if scope is None or scope.stage is None:
        return AccountStage.ALLOCATED
    return scope.stage


def _from_tables(view: View, donor: str, recipient: str) -> Iterator[Statement]:
    for record in view.balances_of(donor, recipient):
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
        confirmed=balance.confirmed,
    )


def _from_texts(view: View, donor: str, recipient: str, on: date | None) -> Iterator[Statement]:
    for record in _near(view, donor, recipient, on):
        claim = record.claim
        assert isinstance(claim, AmountClaim)
        whole = _whole(view, claim) or record
        if (
            record.asserted_on is not None
            and not claim.heading
            and claim.polarity is Polarity.AFFIRMED
            and claim.same_as is None
            and _is_balance(whole)
            and concerns(whole, donor, recipient)
        ):
            yield from _from_text(view, record, whole, donor, recipient)


def _near(view: View, donor: str, recipient: str, on: date | None) -> Iterable[ClaimRecord]:
    """Amounts around the day (None = all) that name both, and those that restate them."""
    around = timedelta(days=AROUND_DAYS)
    naming = view.claims_of(
        (AMOUNT_BALANCE, AMOUNT_FLOW),
        donor,
        recipient,
        since=None if on is None else on - around,
        until=None if on is None else on + around,
    )
    balances = [record.key for record in naming if _is_balance(record)]
    known = {record.key: record for record in (*naming, *view.claims_restating(balances))}
    return known.values()


def _whole(view: View, claim: AmountClaim) -> ClaimRecord | None:
    """The balance or flow that a claim says again; None where it says its own."""
    found = None if claim.restates is None else view.claim(claim.restates)
    if found is None or topic_of(found) not in (AMOUNT_BALANCE, AMOUNT_FLOW):
        return None
    return found


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
    document = view.document(record.document)
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
        record=record,
        since=_day(said.since) if kind is BalanceKind.CUMULATIVE else None,
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
    """An ISO day, or the first day of an ISO month or year; None when nothing is said."""
    if text is None:
        return None
    return date.fromisoformat(text + "-01-01"[len(text) - len("2022") :])
