"""Claims and denials: who claims what by which chain, who denies which part, how it stands.

The status is worked out each time from what is known and never stored; nobody's side is taken.
Listed are claims that somebody denies, handovers that another source puts later or calls partial,
and meetings, handovers and restrictions that a text reports on another's word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aidledger.catalogue import Catalogue
from aidledger.ledger.view import View
from aidledger.model.claims import (
    Claim,
    DenialClaim,
    DenialScope,
    HandoverClaim,
    MeetingClaim,
    RestrictionClaim,
)
from aidledger.model.parties import Named
from aidledger.model.records import ClaimRecord, WithdrawalReason
from aidledger.questions.handovers import Challenge, handovers
from aidledger.questions.meetings import meeting_groups
from aidledger.questions.parties import sides_of
from aidledger.questions.remaining import pin_of
from aidledger.questions.rows import (
    Derived,
    Row,
    Subject,
    Told,
    by_time,
    chain_of,
    key_of,
    prefix,
    told_of,
)
from aidledger.questions.things import Things

# Topics of claims that a denial may be about: meetings, and others.
_OTHERS = (
    "statement", "amount/flow", "amount/balance", "amount/other", "item", "tenure",
    HandoverClaim.kind, RestrictionClaim.kind, "promise", "deadline",
)  # fmt: skip
DENIABLE = (MeetingClaim.kind, *_OTHERS)
_REPORTED = (HandoverClaim, RestrictionClaim, MeetingClaim)


class ClaimStatus(StrEnum):
    """How a claim stands, as known."""

    UNCHALLENGED = "unchallenged"
    CORROBORATED = "corroborated"
    CHALLENGED = "challenged"
    DENIED_BY_PARTY = "denied_by_party"
    DENIED_THEN_CONFIRMED = "denied_then_confirmed"
    RESTATED = "restated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDenial(Told):
    """One denial.

    Args:
        denied_by: who denies; scope: which part of the claim.
        by_party: True where the denier is, or speaks for, a party to what is claimed.
    """

    denied_by: str | None
    scope: DenialScope
    by_party: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(Row):
    """A claim and how it stands.

    Args:
        claim: the words of the first source; kind: of claim.
        claimed_by: the chain of that source, from the text outwards.
        first_said: the day it was first said.
        status: see `ClaimStatus`.
        sources: documents that make the claim; independent: how many lean on nothing common.
        told: who makes it; against: who denies it.
        challenges: for a handover, where another source puts it later or calls it partial.
    """

    claim: str
    kind: str
    claimed_by: str | None
    first_said: date | None
    status: Derived[ClaimStatus]
    sources: Derived[int]
    independent: Derived[int]
    told: tuple[Told, ...]
    against: tuple[ToldDenial, ...]
    challenges: Derived[tuple[Challenge, ...]]


def denials(view: View, subject: Subject, catalogue: Catalogue) -> tuple[ClaimRow, ...]:
    """Answer: claims on somebody's word or denied, first said first."""
    said = [
        record
        for record in sorted(view.claims((DenialClaim.kind,)), key=by_time)
        if subject.on is None or record.asserted_on is None or record.asserted_on <= subject.on
    ]
    challenged = [one for row in handovers(view, subject) for one in row.challenges]
    rows = []
    for group in _groups(view, subject):
        names = {record.key for record in group}
        against = [record for record in said if _denial(record).denies in names]
        challenges = tuple(one for one in challenged if one.claim in names)
        if against or challenges or _is_reported(group):
            rows.append(_row(view, subject, catalogue, group, against, challenges))
    return tuple(sorted(rows, key=lambda row: (row.first_said or date.max, row.claim, row.key)))


def _denial(record: ClaimRecord) -> DenialClaim:
    assert isinstance(record.claim, DenialClaim)
    return record.claim


def _groups(view: View, subject: Subject) -> Iterator[list[ClaimRecord]]:
    """Claims that say one thing together: one meeting, or what a text says twice."""
    for group in meeting_groups(view):
        yield _by(group, subject)
    others: dict[str, list[ClaimRecord]] = {}
    for record in sorted(view.claims(_OTHERS), key=by_time):
        others.setdefault(record.claim.same_as or record.key, []).append(record)
    for same in others.values():
        yield _by(same, subject)


def _by(group: Sequence[ClaimRecord], subject: Subject) -> list[ClaimRecord]:
    return [
        record
        for record in group
        if subject.on is None or record.asserted_on is None or record.asserted_on <= subject.on
    ]


def _is_reported(group: Sequence[ClaimRecord]) -> bool:
    return any(
        isinstance(record.claim, _REPORTED)
        and record.claim.attributed_to
        and record.citation is None
        for record in group
    )


def _row(
    view: View,
    subject: Subject,
    catalogue: Catalogue,
    group: Sequence[ClaimRecord],
    against: Sequence[ClaimRecord],
    challenges: tuple[Challenge, ...],
) -> ClaimRow:
    first = next((record for record in group if record.claim.attributed_to), group[0])
    parties = _parties(group, catalogue)
    told_denials = tuple(_told_denial(view, record, parties, catalogue) for record in against)
    told = tuple(told_of(view, record) for record in group)
    count = Things(view).sources(group)
    return ClaimRow(
        name=f"{prefix('denials', subject, pin_of(view))}/{key_of(group[0].key)}",
        rests_on=(*(one.record for one in told), *(one.record for one in told_denials)),
        claim=first.claim.quote,
        kind=first.claim.kind,
        claimed_by=chain_of(first.claim.attributed_to),
        first_said=group[0].asserted_on,
        status=(
            ClaimStatus.CHALLENGED
            if challenges and not told_denials
            else _status(view, catalogue, group, told_denials, against, count.independent)
        ),
        sources=count.sources,
        independent=count.independent,
        told=told,
        against=told_denials,
        challenges=challenges,
    )


def _told_denial(
    view: View, record: ClaimRecord, parties: frozenset[str], catalogue: Catalogue
) -> ToldDenial:
    told, claim = told_of(view, record), _denial(record)
    on = record.asserted_on or date.max
    return ToldDenial(
        record=told.record,
        asserted_on=told.asserted_on,
        said_by=told.said_by,
        publisher=told.publisher,
        words=told.words,
        reviewed=told.reviewed,
        denied_by=None if claim.denied_by is None else claim.denied_by.name,
        scope=claim.scope,
        by_party=bool(sides_of(claim.denied_by, on, catalogue) & parties),
    )


def _parties(group: Sequence[ClaimRecord], catalogue: Catalogue) -> frozenset[str]:
    """Sides of those whom the claim is about."""
    return frozenset(
        side
        for record in group
        for name in _named(record.claim)
        for side in sides_of(name, record.asserted_on or date.max, catalogue)
    )


def _named(claim: Claim) -> tuple[Named, ...]:
    if isinstance(claim, MeetingClaim):
        return claim.participants
    names = (
        getattr(claim, field, None)
        for field in ("donor", "recipient", "from_", "to", "issuer", "target", "person", "by",
                      "speaker", "organisation")
    )  # fmt: skip
    return tuple(
        name
        for value in names
        for name in (value if isinstance(value, tuple) else (value,))
        if isinstance(name, Named)
    )


def _status(
    view: View,
    catalogue: Catalogue,
    group: Sequence[ClaimRecord],
    told_denials: Sequence[ToldDenial],
    against: Sequence[ClaimRecord],
    sources: int,
) -> ClaimStatus:
    if not told_denials:
        if _is_restated(view, group):
            return ClaimStatus.RESTATED
        return ClaimStatus.CORROBORATED if sources > 1 else ClaimStatus.UNCHALLENGED
    deniers = [
        record
        for record, told in zip(against, told_denials, strict=True)
        if told.by_party and told.scope is DenialScope.WHOLE
    ]
    if not deniers:
        return ClaimStatus.CHALLENGED
    if all(_is_confirmed(denier, group, catalogue) for denier in deniers):
        return ClaimStatus.DENIED_THEN_CONFIRMED
    return ClaimStatus.DENIED_BY_PARTY


def _is_confirmed(denier: ClaimRecord, group: Sequence[ClaimRecord], catalogue: Catalogue) -> bool:
    """True where the denier's own side says it after all, later."""
    said = denier.asserted_on
    if said is None:
        return False
    sides = sides_of(_denial(denier).denied_by, said, catalogue)
    return any(
        record.asserted_on is not None
        and record.asserted_on > said
        and any(
            sides & sides_of(name, record.asserted_on, catalogue)
            for name in record.claim.attributed_to
        )
        for record in group
    )


def _is_restated(view: View, group: Sequence[ClaimRecord]) -> bool:
    names = {record.key for record in group}
    return any(
        item.reason is WithdrawalReason.RESTATED_BY_SOURCE and item.replacement in names
        for item in view.withdrawals.values()
    )
