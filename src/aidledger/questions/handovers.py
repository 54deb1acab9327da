"""Handovers: a function passes from one party to another, decided, started, effective.

Claims with the same giver and taker are one handover. A claim that the handover is done is
*challenged on timing* where another source puts it later, and *on scope* where one calls it
whole and another partial. Both stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aidledger.ledger.view import View
from aidledger.model.claims import HandoverClaim, HandoverScope, HandoverStatus
from aidledger.model.records import ClaimRecord
from aidledger.questions.remaining import pin_of
from aidledger.questions.rows import (
    Derived,
    Row,
    Subject,
    Told,
    by_time,
    key_of,
    name_id,
    prefix,
    told_of,
)


class ChallengeKind(StrEnum):
    """What of a claim another source contests."""

    TIMING = "timing"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldHandover(Told):
    """What one source says of a handover; days as ISO text."""

    status: HandoverStatus
    scope: HandoverScope | None
    decided: str | None
    started: str | None
    effective: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """One source's word contested by another's.

    Args:
        kind: timing or scope.
        claim, by: ids of the claims; claim_words, by_words: what they say.
        claim_day: the day by which the first has it done; by_day: the later day.
    """

    kind: ChallengeKind
    claim: str
    claim_words: str
    claim_day: str | None
    by: str
    by_words: str
    by_day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow(Row):
    """One handover.

    Args:
        function: in the words of the first source.
        giver, taker: names; None = not said.
        decided, started, effective: ISO days as sources give them, earliest first.
        status: how far it was on the day, by those days; else as first said.
        scope: as said, where any source says it.
        contested: on what other sources contest a claim about it; challenges: which claims.
        told: who says what of it.
    """

    function: str
    giver: str | None
    taker: str | None
    decided: tuple[str, ...]
    started: tuple[str, ...]
    effective: tuple[str, ...]
    scope: HandoverScope | None
    status: Derived[HandoverStatus]
    contested: Derived[tuple[str, ...]]
    challenges: Derived[tuple[Challenge, ...]]
    told: tuple[ToldHandover, ...]


def handovers(view: View, subject: Subject) -> tuple[HandoverRow, ...]:
    """Answer: what passes from whom to whom, and which claims about it are contested."""
    groups: dict[tuple[str, str], list[ClaimRecord]] = {}
    for record in sorted(view.claims((HandoverClaim.kind,)), key=by_time):
        if subject.on is None or record.asserted_on is None or record.asserted_on <= subject.on:
            claim = _claim(record)
            groups.setdefault((name_id(claim.from_), name_id(claim.to)), []).append(record)
    rows = [_row(view, subject, key, group) for key, group in groups.items()]
    return tuple(sorted(rows, key=lambda row: (row.told[0].asserted_on or date.max, row.key)))


def _claim(record: ClaimRecord) -> HandoverClaim:
    assert isinstance(record.claim, HandoverClaim)
    return record.claim


def _row(
    view: View, subject: Subject, key: tuple[str, str], group: Sequence[ClaimRecord]
) -> HandoverRow:
    claims = [_claim(record) for record in group]
    told = tuple(_told(view, record) for record in group)
    challenges = tuple(_challenges(group))
    kinds = {challenge.kind for challenge in challenges}
    return HandoverRow(
        name=f"{prefix('handovers', subject, pin_of(view))}/{key_of(*key)}",
        rests_on=tuple(one.record for one in told),
        function=claims[0].function,
        giver=next((claim.from_.name for claim in claims if claim.from_), None),
        taker=next((claim.to.name for claim in claims if claim.to), None),
        decided=_days(claim.decided for claim in claims),
        started=_days(claim.started for claim in claims),
        effective=_days(claim.effective for claim in claims),
        scope=next((claim.scope for claim in claims if claim.scope), None),
        status=_status(claims, subject.on or view.knowledge.known),
        contested=tuple(kind.value for kind in ChallengeKind if kind in kinds),
        challenges=challenges,
        told=told,
    )


def _days(said: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(sorted({day for day in said if day is not None}))


def _told(view: View, record: ClaimRecord) -> ToldHandover:
    told, claim = told_of(view, record), _claim(record)
    return ToldHandover(
        record=told.record,
        asserted_on=told.asserted_on,
        said_by=told.said_by,
        publisher=told.publisher,
        words=told.words,
        reviewed=told.reviewed,
        status=claim.status,
        scope=claim.scope,
        decided=claim.decided,
        started=claim.started,
        effective=claim.effective,
    )


def _status(claims: Sequence[HandoverClaim], on: date | None) -> HandoverStatus:
    """By the days that sources give; where none gives any, as first said."""
    reached = [
        status
        for status, days in (
            (HandoverStatus.EFFECTIVE, [claim.effective for claim in claims]),
            (HandoverStatus.STARTED, [claim.started for claim in claims]),
            (HandoverStatus.DECIDED, [claim.decided for claim in claims]),
        )
        if any(day is not None and (on is None or day <= on.isoformat()) for day in days)
    ]
    return reached[0] if reached else claims[0].status


def _challenges(group: Sequence[ClaimRecord]) -> Iterator[Challenge]:
    for record in group:
        for other in group:
            yield from _contested(record, other)


def _contested(record: ClaimRecord, other: ClaimRecord) -> Iterator[Challenge]:
    claim, against = _claim(record), _claim(other)
    done_by, later = _done_by(record), _not_before(other)
    if done_by is not None and later is not None and later > done_by:
        yield _challenge(ChallengeKind.TIMING, record, done_by, other, later)
    if claim.scope is HandoverScope.FULL and against.scope is HandoverScope.PARTIAL:
        yield _challenge(ChallengeKind.SCOPE, record, done_by, other, later)


def _done_by(record: ClaimRecord) -> str | None:
    """The day by which a claim has the handover done: the day it names, else its own."""
    claim = _claim(record)
    if claim.status is not HandoverStatus.EFFECTIVE:
        return None
    said = None if record.asserted_on is None else record.asserted_on.isoformat()
    return claim.effective or said


def _not_before(record: ClaimRecord) -> str | None:
    """The day before which a claim does not have it done: the day it names, or, where it is
    only decided or started, the day it was said."""
    claim = _claim(record)
    if claim.effective is not None:
        return claim.effective
    if claim.status is HandoverStatus.EFFECTIVE or record.asserted_on is None:
        return None
    return record.asserted_on.isoformat()


def _challenge(
    kind: ChallengeKind,
    record: ClaimRecord,
    done_by: str | None,
    other: ClaimRecord,
    later: str | None,
) -> Challenge:
    return Challenge(
        kind=kind,
        claim=record.key,
        claim_words=record.claim.quote,
        claim_day=done_by,
        by=other.key,
        by_words=other.claim.quote,
        by_day=later,
    )
