"""Everything by day: entries, balances, meetings, offices, bans, handovers, terms, words.

Two axes: the day in the world (a meeting stands on its day, a deadline on the day it falls
due), or the day on which a source said it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from aidledger.ledger.view import View
from aidledger.model.accounts import Account
from aidledger.model.claims import (
    AmountClaim,
    Claim,
    DeadlineClaim,
    DenialClaim,
    HandoverClaim,
    ItemClaim,
    MeetingClaim,
    PromiseClaim,
    RestrictionClaim,
    StatementClaim,
    TenureClaim,
)
from aidledger.model.money import Money
from aidledger.model.parties import Named
from aidledger.model.records import BalanceRecord, ClaimRecord, EntryRecord, TermRecord
from aidledger.questions.flows import stated_money
from aidledger.questions.rows import Derived, Row, Subject, chain_of

_TOPICS = (
    "amount/flow", "amount/balance", "item", "statement", "denial", "meeting", "tenure",
    "restriction", "handover", "deadline", "promise",
)  # fmt: skip
Parties = tuple[Named | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow(Row):
    """One thing on its day.

    Args:
        day: ISO day or month in the world; said_on: the day its source said it.
        kind: of record or claim; status: in the words of that kind.
        parties: who is concerned.
        what: the words, or what the table says.
        money: the sum, where it has one.
        source: the chain of speakers, else the publisher.
    """

    day: Derived[str]
    said_on: date | None
    kind: str
    status: str | None
    parties: tuple[str, ...]
    what: str
    money: Money | None
    source: str | None


def timeline(view: View, subject: Subject) -> tuple[TimelineRow, ...]:
    """Answer: everything in order of days.

    Args:
        subject: `on` is the last day, `days` how many before it; `said` takes the days of the
            sources instead of those of the world; donor and recipient keep what concerns them.
    """
    rows = [row for row in _all(view, subject) if _is_within(row, subject)]
    return tuple(sorted(rows, key=lambda row: (_axis(row, subject), row.kind, row.name)))


def _axis(row: TimelineRow, subject: Subject) -> str:
    if not subject.said:
        return row.day
    return "9999" if row.said_on is None else row.said_on.isoformat()


def _is_within(row: TimelineRow, subject: Subject) -> bool:
    if subject.on is None:
        return True
    day = _axis(row, subject)
    if day > subject.on.isoformat():
        return False
    if subject.days is None:
        return True
    first = subject.on - timedelta(days=subject.days)
    return day >= first.isoformat()[: len(day)]


def _all(view: View, subject: Subject) -> Iterator[TimelineRow]:
    pair = (subject.donor, subject.recipient)
    yield from (_of_entry(record) for record in view.entries if _is_between(record, pair))
    yield from (_of_balance(record) for record in view.balances if _is_about(record, pair))
    yield from (_of_term(record) for record in view.terms if pair[0] in (None, record.donor))
    about: dict[str, bool] = {}
    for record in view.claims(_TOPICS):
        if subject.donor is not None and subject.recipient is not None:
            if record.document not in about:
                found = view.is_about(record.document, subject.donor, subject.recipient)
                about[record.document] = found
            if not about[record.document] and record.citation is None:
                continue
        yield _of_claim(view, record)


def _is_between(record: EntryRecord, pair: tuple[str | None, str | None]) -> bool:
    return any(
        isinstance(place, Account)
        and pair[0] in (None, place.donor)
        and pair[1] in (None, place.recipient)
        for place in (record.entry.source, record.entry.target)
    )


def _is_about(record: BalanceRecord, pair: tuple[str | None, str | None]) -> bool:
    scope = record.balance.scope
    if scope is None:
        return pair == (None, None)
    return pair[0] in (None, scope.donor) and pair[1] in (None, scope.recipient)


def _of_entry(record: EntryRecord) -> TimelineRow:
    entry = record.entry
    accounts = [place for place in (entry.source, entry.target) if isinstance(place, Account)]
    parties = dict.fromkeys(name for place in accounts for name in (place.donor, place.recipient))
    return TimelineRow(
        name=record.key,
        rests_on=(record.key,),
        day=entry.begins.isoformat(),
        said_on=record.asserted_on,
        kind=EntryRecord.type,
        status=entry.type.value,
        parties=tuple(parties),
        what=entry.note or record.key,
        money=entry.money,
        source=_host(record.citation.url),
    )


def _of_balance(record: BalanceRecord) -> TimelineRow:
    balance = record.balance
    scope = balance.scope
    return TimelineRow(
        name=record.key,
        rests_on=(record.key,),
        day=balance.as_of.isoformat(),
        said_on=record.asserted_on,
        kind=BalanceRecord.type,
        status=None if scope is None else scope.kind.value,
        parties=() if scope is None else (scope.donor, scope.recipient),
        what=balance.words or balance.id,
        money=balance.money,
        source=balance.speaker,
    )


def _of_term(record: TermRecord) -> TimelineRow:
    return TimelineRow(
        name=record.key,
        rests_on=(record.key,),
        day=record.due.isoformat(),
        said_on=record.asserted_on,
        kind=TermRecord.type,
        status=None,
        parties=tuple(name for name in (record.donor, record.recipient) if name),
        what=record.event,
        money=None,
        source=_host(record.citation.url),
    )


def _host(url: str | None) -> str | None:
    """The site of an address; None for none."""
    if url is None:
        return None
    return url.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")


def _of_claim(view: View, record: ClaimRecord) -> TimelineRow:
    claim = record.claim
    day, status, parties = _FORMS[type(claim)](claim)
    said = None if record.asserted_on is None else record.asserted_on.isoformat()
    document = view.document(record.document)
    publisher = None if document is None or record.citation is not None else document.publisher
    return TimelineRow(
        name=record.key,
        rests_on=(record.key,),
        day=day or said or "9999",
        said_on=record.asserted_on,
        kind=claim.kind,
        status=status,
        parties=tuple(dict.fromkeys(name.name for name in parties if name is not None)),
        what=claim.quote,
        money=stated_money(claim) if isinstance(claim, AmountClaim) else None,
        source=chain_of(claim.attributed_to) or publisher,
    )


Form = tuple[str | None, str | None, Parties]


def _amount(claim: Claim) -> Form:
    assert isinstance(claim, AmountClaim)
    stage = None if claim.stage is None else claim.stage.value
    return None, stage, (*(claim.donor or ()), *(claim.recipient or ()))


def _item(claim: Claim) -> Form:
    assert isinstance(claim, ItemClaim)
    stage = None if claim.stage is None else claim.stage.value
    return None, stage, (*(claim.donor or ()), *(claim.recipient or ()))


def _statement(claim: Claim) -> Form:
    assert isinstance(claim, StatementClaim)
    return None, claim.act.value, (claim.speaker,)


def _denial(claim: Claim) -> Form:
    assert isinstance(claim, DenialClaim)
    return None, claim.scope.value, (claim.denied_by,)


def _meeting(claim: Claim) -> Form:
    assert isinstance(claim, MeetingClaim)
    return claim.date, claim.status.value, claim.participants


def _tenure(claim: Claim) -> Form:
    assert isinstance(claim, TenureClaim)
    return claim.from_, claim.status.value, (claim.person, claim.organisation)


def _restriction(claim: Claim) -> Form:
    assert isinstance(claim, RestrictionClaim)
    return None, claim.status.value, (claim.issuer, claim.target)


def _handover(claim: Claim) -> Form:
    assert isinstance(claim, HandoverClaim)
    day = claim.effective or claim.started or claim.decided
    return day, claim.status.value, (claim.from_, claim.to)


def _deadline(claim: Claim) -> Form:
    assert isinstance(claim, DeadlineClaim)
    return claim.date, None, ()


def _promise(claim: Claim) -> Form:
    assert isinstance(claim, PromiseClaim)
    return None, claim.deadline, (claim.by,)


_FORMS: Mapping[type[Claim], Callable[[Claim], Form]] = {
    AmountClaim: _amount,
    ItemClaim: _item,
    StatementClaim: _statement,
    DenialClaim: _denial,
    MeetingClaim: _meeting,
    TenureClaim: _tenure,
    RestrictionClaim: _restriction,
    HandoverClaim: _handover,
    DeadlineClaim: _deadline,
    PromiseClaim: _promise,
}
