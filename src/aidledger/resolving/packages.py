"""Is a flow that a text reports a package that is booked already, or that another text reports?

Candidates are booked allocations, or reported flows, of the same donor, recipient and channel
whose amount may be the same and whose day lies within ten days. They are offered for a
judgement. The rule judges by itself only where figure and channel are the same and the days
at most two apart: hardly two packages are so near (docs/benchmarks.md says how many).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from aidledger.model.accounts import Account
from aidledger.model.entries import Entry, EntryType
from aidledger.model.money import Money
from aidledger.resolving.likeness import Likeness, likeness

RULE = "same-package/1"
# A package is reported from some days before (leaks) to some days after it is announced.
NEAR_DAYS = 10

CERTAIN_DAYS = 2
# Below any candidate whose amount agrees.
_SLIP_SCORE = Decimal("0.3")
_ROUNDED_SCORE = Decimal("0.4")

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
        is_certain: True where the rule judges by itself; else it only suggests.
    """

    entry: str
    score: Decimal
    reasons: tuple[str, ...]
    is_certain: bool = False


def candidates(flow: ReportedFlow, entries: Iterable[Entry]) -> tuple[Candidate, ...]:
    """Booked entries that a reported flow may be, best first."""
    if flow.money is None or flow.on is None:
        return ()
    near = [entry for entry in entries if _is_near(entry, flow, flow.money, flow.on)]
    found = [
        _candidate(entry, flow, flow.money, flow.on)
        for entry in near
        if entry.money is not None and entry.money.lenient.overlaps(flow.money.lenient)
    ]
    found += [_slip(entry) for entry in near if _is_slip(entry, flow.money)]
    found += [_rounded(entry) for entry in near if _is_rounding(entry, flow.money)]
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.entry)))


def _is_near(entry: Entry, flow: ReportedFlow, money: Money, on: date) -> bool:
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
    )


def _is_slip(entry: Entry, money: Money) -> bool:
    """The same digits a thousand times too large or too small: "bn" printed for "m"."""
    booked = None if entry.money is None else entry.money.face
    if not booked or not money.face:
        return False
    return money.face in (booked * 1000, booked / 1000)


def _slip(entry: Entry) -> Candidate:
    return Candidate(
        entry=entry.id, score=_SLIP_SCORE, reasons=("near_day", "same_donor", "unit_slip")
    )


def _is_rounding(entry: Entry, money: Money) -> bool:
    """A figure printed with fewer digits than the package has: 800 for 775."""
    booked = None if entry.money is None else entry.money.face
    if not booked or not money.face or entry.money is None:
        return False
    digit = Decimal(1).scaleb(int(money.face.normalize().as_tuple().exponent))
    rounded = (booked / digit).to_integral_value(ROUND_HALF_UP) * digit
    return rounded == money.face and not entry.money.lenient.overlaps(money.lenient)


def _rounded(entry: Entry) -> Candidate:
    return Candidate(
        entry=entry.id, score=_ROUNDED_SCORE, reasons=("near_day", "rounded", "same_donor")
    )


def _candidate(entry: Entry, flow: ReportedFlow, money: Money, on: date) -> Candidate:
    assert entry.money is not None
    found = _likeness(
        days=abs((entry.begins - on).days),
        same_channel=flow.channels is not None,
        same_figure=entry.money.face is not None and entry.money.face == money.face,
    )
    return Candidate(
        entry=entry.id, score=found.score, reasons=found.reasons, is_certain=found.is_certain
    )


def alike(left: ReportedFlow, right: ReportedFlow) -> Likeness | None:
    """How alike two reported flows are; None where they cannot be the same package."""
    first, second = left.money, right.money
    if first is None or second is None or left.on is None or right.on is None:
        return None
    days = abs((left.on - right.on).days)
    if (
        days > NEAR_DAYS
        or set(left.donors) != set(right.donors)
        or set(left.recipients) != set(right.recipients)
        or first.currency != second.currency
        or not first.lenient.overlaps(second.lenient)
    ):
        return None
    is_channel_said = left.channels is not None and right.channels is not None
    if is_channel_said and set(left.channels or ()) != set(right.channels or ()):
        return None
    return _likeness(
        days=days,
        same_channel=is_channel_said,
        same_figure=first.face is not None and first.face == second.face,
    )


def _likeness(*, days: int, same_channel: bool, same_figure: bool) -> Likeness:
    near = Decimal("0.02") * (NEAR_DAYS - days)
    weights = {
        "same_donor": "0.2", "same_recipient": "0.1", "same_interval": "0.2",
        "near_day": str(near),
    }  # fmt: skip
    if same_channel:
        weights["same_channel"] = "0.1"
    if same_figure:
        weights["same_figure"] = "0.2"
    return likeness(weights, is_certain=same_channel and same_figure and days <= CERTAIN_DAYS)
