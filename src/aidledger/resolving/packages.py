"""Is a flow that a text reports a package that is booked already?

Candidates are booked allocations of the same donor, recipient and channel whose amount
may be the same and whose day lies within ten days. Candidates are offered for a
judgement; none is ever taken silently.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from aidledger.model.accounts import Account
from aidledger.model.entries import Entry, EntryType
from aidledger.model.money import Money

# A package is reported from some days before (leaks) to some days after it is announced.
NEAR_DAYS = 10

_ALLOCATING = frozenset({EntryType.ALLOCATE, EntryType.CONTRACT, EntryType.DELIVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFlow:
    """A flow as a text reports it; None = not said.

    Args:
        donors, recipients, channels: ids.
        money: what it says; None where vague.
        on: day of the report.
    """

    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    channels: tuple[str, ...] | None
    money: Money | None
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A booked entry that a reported flow may be.

    Args:
        entry: its id.
        score: 0 to 1: how near the day and the figure are.
        reasons: codes of what agrees.
    """

    entry: str
    score: Decimal
    reasons: tuple[str, ...]


def candidates(flow: ReportedFlow, entries: Iterable[Entry]) -> tuple[Candidate, ...]:
    """Booked entries that a reported flow may be, best first."""
    if flow.money is None or flow.on is None:
        return ()
    found = [
        _candidate(entry, flow, flow.money, flow.on)
        for entry in entries
        if _may_be(entry, flow, flow.money, flow.on)
    ]
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.entry)))


def _may_be(entry: Entry, flow: ReportedFlow, money: Money, on: date) -> bool:
    account = entry.target
    return (
        abs((entry.begins - on).days) <= NEAR_DAYS
        and entry.type in _ALLOCATING
        and entry.money is not None
        and isinstance(account, Account)
        and account.donor in flow.donors
        and account.recipient in flow.recipients
        and (flow.channels is None or account.channel in flow.channels)
        and entry.money.currency == money.currency
        and entry.money.lenient.overlaps(money.lenient)
    )


def _candidate(entry: Entry, flow: ReportedFlow, money: Money, on: date) -> Candidate:
    assert entry.money is not None
    days = abs((entry.begins - on).days)
    reasons = ["same_donor", "same_recipient", "near_day", "same_interval"]
    score = Decimal("0.5") + Decimal("0.02") * (NEAR_DAYS - days)
    if flow.channels is not None:
        reasons.append("same_channel")
        score += Decimal("0.1")
    if entry.money.face is not None and entry.money.face == money.face:
        reasons.append("same_figure")
        score += Decimal("0.2")
    return Candidate(entry=entry.id, score=score, reasons=tuple(sorted(reasons)))
