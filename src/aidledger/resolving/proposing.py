"""Which reports are the same thing: the rules of each kind over many reports at once.

In: reports and booked entries. Out: proposals that the rules are certain of. Reports that can
be one thing are first brought together by what they share, then set side by side in order of
time, each with the next: links in a chain say as much as links between all, and cost less.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from aidledger.model.accounts import Account
from aidledger.model.claims import Claim, MeetingClaim, TenureClaim, TenureStatus
from aidledger.model.entries import Entry
from aidledger.resolving import meetings, packages, tenures
from aidledger.resolving.likeness import Likeness, key_of, keys_of
from aidledger.resolving.packages import ReportedFlow


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One claim that may be the same thing as others.

    Args:
        name: its id; document: of the document that holds it; said_on: the day it was said.
        flow: the claim as a reported flow, where it is one that a judgement may settle.
    """

    name: str
    document: str
    said_on: date | None
    claim: Claim
    flow: ReportedFlow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two records are the same thing, a rule says.

    Args:
        left, right: their names; the rule: its name and version.
    """

    left: str
    right: str
    score: Decimal
    reasons: tuple[str, ...]
    rule: str


def certain(reports: Iterable[Report], entries: Iterable[Entry]) -> tuple[Proposal, ...]:
    """What the rules are certain of, in order of the names."""
    every = sorted(reports, key=lambda report: (report.said_on or date.max, report.name))
    found = [*_meetings(every), *_tenures(every), *_flows(every), *_booked(every, entries)]
    return tuple(sorted(found, key=lambda proposal: (proposal.left, proposal.right)))


def alike(left: Report, right: Report) -> Likeness | None:
    """How alike two reports are, by the rule of their kind; None where they cannot be one thing."""
    first, second = left.claim, right.claim
    if isinstance(first, MeetingClaim) and isinstance(second, MeetingClaim):
        return meetings.alike(first, left.said_on, second, right.said_on)
    if isinstance(first, TenureClaim) and isinstance(second, TenureClaim):
        return tenures.alike(first, left.said_on, second, right.said_on)
    # Two sums of one text are two sums, unless the reader says that one restates the other.
    if left.flow is None or right.flow is None or left.document == right.document:
        return None
    return packages.alike(left.flow, right.flow)


def _meetings(reports: list[Report]) -> Iterator[Proposal]:
    def block(report: Report) -> Hashable | None:
        claim = report.claim
        if not isinstance(claim, MeetingClaim) or claim.date is None:
            return None
        return keys_of(claim.participants), claim.format, claim.date

    return _chains(reports, block, meetings.RULE)


def _tenures(reports: list[Report]) -> Iterator[Proposal]:
    def block(report: Report) -> Hashable | None:
        claim = report.claim
        if not isinstance(claim, TenureClaim):
            return None
        is_former = claim.status is TenureStatus.FORMER
        return key_of(claim.person), key_of(claim.office), is_former

    return _chains(reports, block, tenures.RULE)


def _flows(reports: list[Report]) -> Iterator[Proposal]:
    def block(report: Report) -> Hashable | None:
        flow = report.flow
        if flow is None or flow.money is None or flow.channels is None:
            return None
        return (
            frozenset(flow.donors), frozenset(flow.recipients), frozenset(flow.channels),
            flow.money.face, flow.money.currency,
        )  # fmt: skip

    return _chains(reports, block, packages.RULE)


def _chains(
    reports: list[Report], block: Callable[[Report], Hashable | None], rule: str
) -> Iterator[Proposal]:
    blocks: dict[Hashable, list[Report]] = {}
    for report in reports:
        key = block(report)
        if key is not None:
            blocks.setdefault(key, []).append(report)
    for together in blocks.values():
        for first, second in pairwise(together):
            found = alike(first, second)
            if found is not None and found.is_certain:
                left, right = sorted((first.name, second.name))
                yield Proposal(
                    left=left, right=right, score=found.score, reasons=found.reasons, rule=rule
                )


def _booked(reports: list[Report], entries: Iterable[Entry]) -> Iterator[Proposal]:
    """Reported flows that are a booked entry, where one entry only can be meant."""
    by_figure: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        account = entry.target
        if isinstance(account, Account) and entry.money is not None:
            key = (account.donor, account.recipient, entry.money.face, entry.money.currency)
            by_figure.setdefault(key, []).append(entry)
    for report in reports:
        flow = report.flow
        if flow is None or flow.money is None or (len(flow.donors), len(flow.recipients)) != (1, 1):
            continue
        key = (flow.donors[0], flow.recipients[0], flow.money.face, flow.money.currency)
        near = packages.candidates(flow, by_figure.get(key, ()))
        sure = [candidate for candidate in near if candidate.is_certain]
        if len(sure) == 1:
            yield Proposal(
                left=report.name, right=sure[0].entry, score=sure[0].score,
                reasons=sure[0].reasons, rule=packages.RULE,
            )  # fmt: skip
