"""Machine-read flows: which wait for a judgement, and which a judgement has booked.

A flow that a text reports enters no total until it is judged new or the same as a booked
entry. It can be judged at all only if it is actual, affirmed, and neither restates nor
is part of another; a new one is booked only when donor, recipient, envelope and channel
are all known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from aidledger.ledger.topics import AMOUNT_FLOW
from aidledger.ledger.view import View
from aidledger.model.accounts import Account, AccountStage
from aidledger.model.claims import DOUBTFUL_SCALE, AmountClaim, Modality, Polarity, Stage
from aidledger.model.entries import Entry, EntryType
from aidledger.model.money import Money
from aidledger.model.parties import Named
from aidledger.model.records import ClaimRecord, SameThing
from aidledger.questions.answers import WaitingFlow
from aidledger.questions.things import Things
from aidledger.resolving.packages import NEAR_DAYS, Candidate, ReportedFlow, candidates
from aidledger.resolving.proposing import Report
from aidledger.resolving.sources import SourceCount

# Counting sources compares texts: for more flows than anybody reads, it is not done.
_COUNTED = 50
MEMO_STAGES = frozenset({Stage.RUMOURED, Stage.REQUESTED, Stage.PROPOSED})
_NO_FLOW_STAGES = frozenset({Stage.REMAINING, Stage.LAPSED, Stage.CANCELLED})


def waiting_flows(
    view: View, entries: Iterable[Entry], donor: str, recipient: str, on: date
) -> tuple[WaitingFlow, ...]:
    """Reported flows by a day that no judgement has settled, in order of record.

    Several reports of one flow wait as one.

    Args:
        entries: booked entries, among which candidates are sought.
    """
    booked = tuple(entries)
    found = [
        record
        for record in _unsettled(view, booked, donor, recipient)
        if may_be_booked(record) and (record.asserted_on is None or record.asserted_on <= on)
    ]
    things = Things(view, (record.claim.same_as or record.key for record in found))
    reports: dict[str, list[ClaimRecord]] = {}
    for record in found:
        reports.setdefault(things.thing(record), []).append(record)
    by_day = sorted(booked, key=_begins)
    return tuple(
        _waiting(
            view, records, _around(by_day, records[0].asserted_on),
            things.sources(records) if place < _COUNTED else None,
        )
        for place, records in enumerate(reports.values())
    )  # fmt: skip


def _begins(entry: Entry) -> date:
    return entry.begins


def _around(by_day: list[Entry], on: date | None) -> tuple[Entry, ...]:
    """Of entries in order of their day, those near enough to a day to be the same flow."""
    if on is None:
        return ()
    near = timedelta(days=NEAR_DAYS)
    first = bisect_left(by_day, on - near, key=_begins)
    return tuple(by_day[first : bisect_right(by_day, on + near, key=_begins)])


def _unsettled(
    view: View, booked: tuple[Entry, ...], donor: str, recipient: str
) -> Iterator[ClaimRecord]:
    """Flows of a pair that no judgement has settled.

    Most flows of a large record are judged to be a booked entry, straight. Those are left out
    by the links of the entries alone, and only from the others are links followed further.
    Where something was called different, links may be refused, and all are weighed together.
    """
    if view.judged(SameThing.DIFFERENT):
        settled = settled_flows(view, Things(view), booked)
        yield from view.claims_of((AMOUNT_FLOW,), donor, recipient, without=settled)
        return
    done = _done(view, booked)
    straight = done | view.linked_with(done)
    for record in view.claims_of((AMOUNT_FLOW,), donor, recipient, without=straight):
        if not _leads_to(view, record.key, straight):
            yield record


def _leads_to(view: View, name: str, settled: frozenset[str]) -> bool:
    """True when links lead from a record to one of these."""
    reached: set[str] = set()
    ahead = {name}
    while ahead:
        if ahead & settled:
            return True
        reached |= ahead
        ahead = set(view.linked_with(ahead)) - reached
    return False


def may_be_booked(record: ClaimRecord) -> bool:
    """True for a flow that a judgement could bring into totals.

    A sum under an authority is none: it says what may be given, not what is. Nor is one whose
    scale may be a slip (a French "billion"), before a person has said what it should read.
    """
    claim = record.claim
    return (
        isinstance(claim, AmountClaim)
        and claim.authority is None
        and claim.modality is Modality.ACTUAL
        and claim.polarity is Polarity.AFFIRMED
        and claim.stage not in MEMO_STAGES | _NO_FLOW_STAGES
        and not claim.heading
        and claim.restates is None
        and claim.part_of is None
        and DOUBTFUL_SCALE not in claim.flags
        and claim.same_as is None
    )


def concerns(record: ClaimRecord, donor: str, recipient: str) -> bool:
    """True when the claim names this donor and this recipient."""
    claim = record.claim
    return (
        isinstance(claim, AmountClaim)
        and donor in ids(claim.donor)
        and recipient in ids(claim.recipient)
    )


def ids(names: tuple[Named, ...] | None) -> tuple[str, ...]:
    """The catalogue ids of some names; those without one are left out."""
    return tuple(name.id for name in names or () if name.id is not None)


def stated_money(claim: AmountClaim) -> Money | None:
    """What an amount says; None without currency or figure."""
    if claim.currency is None or claim.strict is None or claim.lenient is None:
        return None
    return Money(
        face=claim.stated, strict=claim.strict, lenient=claim.lenient, currency=claim.currency
    )


def judged_new(view: View) -> tuple[Entry, ...]:
    """Entries for the flows that a judgement has called new."""
    things = Things(view)
    new = _called_new(view, things)
    if not new:
        return ()
    found = (item for item in view.claims((AMOUNT_FLOW,)) if item.key in new)
    return _booked_among(view, things, found)


def judged_new_of(view: View, donor: str, recipient: str) -> tuple[Entry, ...]:
    """The same, for one donor and recipient."""
    things = Things(view)
    new = _called_new(view, things)
    if not new:
        return ()
    found = view.claims_of((AMOUNT_FLOW,), donor, recipient, among=new)
    return _booked_among(view, things, found)


def _called_new(view: View, things: Things) -> frozenset[str]:
    """Flows that are called new, and all that is the same thing.

    Where the text that was judged has gone, the one that says the same now stands in for it.
    """
    new = view.judged(SameThing.NEW)
    return frozenset(other for name in new for other in things.clusters.all_of(name))


def _booked_among(view: View, things: Things, records: Iterable[ClaimRecord]) -> tuple[Entry, ...]:
    """One entry a thing: several reports of one flow are booked once, by the most exact.

    A flow that is also the same as a booked entry, or about which reviewers disagree, is not
    booked.
    """
    reports: dict[str, list[tuple[ClaimRecord, Entry]]] = {}
    for record in records:
        entry = _booked(record) if may_be_booked(record) else None
        if entry is not None and record.key not in view.contested:
            reports.setdefault(things.thing(record), []).append((record, entry))
    return tuple(
        min(found, key=lambda pair: _exactness(pair[0]))[1]
        for thing, found in reports.items()
        if things.booked_in(thing) is None
    )


def _exactness(record: ClaimRecord) -> tuple[bool, Decimal, date, str]:
    """The narrowest figure first, then what was said first, then the name."""
    claim = record.claim
    assert isinstance(claim, AmountClaim)
    width = None if claim.lenient is None else claim.lenient.width
    return width is None, width or Decimal(0), record.asserted_on or date.max, record.key


def settled_flows(view: View, things: Things, entries: Iterable[Entry]) -> frozenset[str]:
    """Flows that a judgement has settled: new, or the same as something new or booked."""
    settled = set(_done(view, entries))
    for members in things.clusters.members.values():
        if not settled.isdisjoint(members):
            settled.update(members)
    return frozenset(settled)


def _done(view: View, entries: Iterable[Entry]) -> frozenset[str]:
    """What is booked, or called new, and not contested."""
    return (view.judged(SameThing.NEW) | {entry.id for entry in entries}) - view.contested


def _waiting(
    view: View,
    reports: list[ClaimRecord],
    entries: tuple[Entry, ...],
    sources: SourceCount | None,
) -> WaitingFlow:
    record = reports[0]
    claim = record.claim
    assert isinstance(claim, AmountClaim)
    return WaitingFlow(
        claim=claim.id,
        document=record.document,
        words=claim.quote,
        asserted_on=record.asserted_on,
        stated=stated_money(claim),
        reviewed=view.reviewed(record),
        sources=sources,
        candidates=tuple(item.entry for item in suggestions_for(record, entries)),
    )


def suggestions_for(record: ClaimRecord, entries: Iterable[Entry]) -> tuple[Candidate, ...]:
    """Booked entries that a read flow may be, best first, with what speaks for each."""
    return candidates(reported_flow(record), entries)


def reported_flow(record: ClaimRecord) -> ReportedFlow:
    """A read flow as resolving compares it."""
    claim = record.claim
    assert isinstance(claim, AmountClaim)
    return ReportedFlow(
        donors=ids(claim.donor),
        recipients=ids(claim.recipient),
        channels=ids(claim.channel) or None,
        money=stated_money(claim),
        on=record.asserted_on,
    )


def reports_of(view: View, records: Iterable[ClaimRecord]) -> Iterator[Report]:
    """Claims as resolving compares them; what one document says twice comes once."""
    for record in records:
        if record.claim.same_as is None and record.key not in view.contested:
            yield report_of(record)


def report_of(record: ClaimRecord) -> Report:
    """One claim as resolving compares it."""
    return Report(
        name=record.key,
        document=record.document,
        said_on=record.asserted_on,
        claim=record.claim,
        flow=reported_flow(record) if may_be_booked(record) else None,
    )


def _booked(record: ClaimRecord) -> Entry | None:
    claim = record.claim
    assert isinstance(claim, AmountClaim)
    money, on = stated_money(claim), record.asserted_on
    donors, recipients, channels = ids(claim.donor), ids(claim.recipient), ids(claim.channel)
    envelope = None if claim.envelope is None else claim.envelope.id
    if money is None or on is None or envelope is None:
        return None
    if not len(donors) == len(recipients) == len(channels) == 1:
        return None

    def account(stage: AccountStage) -> Account:
        return Account(
            donor=donors[0],
            recipient=recipients[0],
            envelope=envelope,
            channel=channels[0],
            stage=stage,
        )

    return Entry(
        id=claim.id,
        type=EntryType.ALLOCATE,
        source=account(AccountStage.APPROPRIATED),
        target=account(AccountStage.ALLOCATED),
        money=money,
        begins=on,
        ends=on,
        flags=("machine_read",),
    )
