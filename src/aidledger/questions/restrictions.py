"""Restrictions: what was forbidden, eased, lifted, and which state was in force on a day.

One row a state: a ban that was eased and later lifted is three rows, and the earlier ones stay,
marked by what took their place. Two claims speak of one restriction where the same issuer limits
the same thing on the same soil; the thing is the same where its words share a long one, in
whichever of the two languages ("long-range missiles", "missiles de longue portée").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aidledger.ledger.view import View
from aidledger.model.claims import RestrictionClaim, RestrictionStatus
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

# Shorter words ("with", "pour") say nothing of the thing.
_LONG = 6


class RestrictionState(StrEnum):
    """Whether a state is the last one known on the day."""

    IN_FORCE = "in_force"
    LIFTED = "lifted"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionRow(Row):
    """One state of a restriction.

    Args:
        issuer, target: names; None = not said.
        object: what is limited, in the words of the first source; territory: where.
        status: as said. since: the day it was first said.
        until: the day the next state was said; None = it is the last.
        state: see `RestrictionState`.
        superseded_by: name of the row that took its place, or None.
        told: who says so.
    """

    issuer: str | None
    target: str | None
    object: str
    territory: str | None
    status: RestrictionStatus
    since: date | None
    until: Derived[date | None]
    state: Derived[RestrictionState]
    superseded_by: Derived[str | None]
    told: tuple[Told, ...]


def restrictions(view: View, subject: Subject) -> tuple[RestrictionRow, ...]:
    """Answer: states of restrictions said by the day, those in force first."""
    said = [
        record
        for record in sorted(view.claims((RestrictionClaim.kind,)), key=by_time)
        if subject.on is None or record.asserted_on is None or record.asserted_on <= subject.on
    ]
    rows = [row for group in _things(said) for row in _states(view, subject, group)]
    order = list(RestrictionState)
    return tuple(
        sorted(
            rows,
            key=lambda row: (order.index(row.state), row.since or date.max, row.object, row.key),
        )
    )


def _claim(record: ClaimRecord) -> RestrictionClaim:
    assert isinstance(record.claim, RestrictionClaim)
    return record.claim


def _things(said: Sequence[ClaimRecord]) -> list[list[ClaimRecord]]:
    """Claims about one restriction together, each group in order of time."""
    things: list[list[ClaimRecord]] = []
    for record in said:
        same = [group for group in things if any(_is_one(record, one) for one in group)]
        merged = [one for group in same for one in group]
        things = [group for group in things if group not in same]
        things.append(sorted([*merged, record], key=by_time))
    return things


def _is_one(first: ClaimRecord, second: ClaimRecord) -> bool:
    one, other = _claim(first), _claim(second)
    return (
        name_id(one.issuer) == name_id(other.issuer)
        and (
            one.target is None
            or other.target is None
            or name_id(one.target) == name_id(other.target)
        )
        and (one.territory is None or other.territory is None or one.territory == other.territory)
        and bool(_thing_words(one) & _thing_words(other))
    )


def _thing_words(claim: RestrictionClaim) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", claim.object.casefold())
    letters = "".join(mark if mark.isalpha() else " " for mark in plain if not _is_accent(mark))
    words = {word for word in letters.split() if len(word) >= _LONG}
    place = set((claim.territory or "").casefold().split())
    return frozenset(words - place) or frozenset({letters.strip()})


def _is_accent(mark: str) -> bool:
    return unicodedata.combining(mark) != 0


def _states(view: View, subject: Subject, group: Sequence[ClaimRecord]) -> Iterator[RestrictionRow]:
    """One row for each stretch of claims that say the same status."""
    stretches: list[list[ClaimRecord]] = []
    for record in group:
        if stretches and _status(stretches[-1][0]) is _status(record):
            stretches[-1].append(record)
        else:
            stretches.append([record])
    names = [
        f"{prefix('restrictions', subject, pin_of(view))}/{key_of(stretch[0].key)}"
        for stretch in stretches
    ]
    for place, stretch in enumerate(stretches):
        follower = stretches[place + 1][0] if place + 1 < len(stretches) else None
        yield _row(
            view, stretch, names[place], follower, None if follower is None else names[place + 1]
        )


def _status(record: ClaimRecord) -> RestrictionStatus:
    """A request that was refused leaves the ban as it is."""
    status = _claim(record).status
    return RestrictionStatus.IN_FORCE if status is RestrictionStatus.REFUSED else status


def _row(
    view: View,
    stretch: Sequence[ClaimRecord],
    name: str,
    follower: ClaimRecord | None,
    follower_name: str | None,
) -> RestrictionRow:
    claims = [_claim(record) for record in stretch]
    told = tuple(told_of(view, record) for record in stretch)
    state = RestrictionState.IN_FORCE
    if follower is not None:
        state = RestrictionState.SUPERSEDED
    elif claims[0].status is RestrictionStatus.LIFTED:
        state = RestrictionState.LIFTED
    return RestrictionRow(
        name=name,
        rests_on=tuple(one.record for one in told),
        issuer=next((claim.issuer.name for claim in claims if claim.issuer), None),
        target=next((claim.target.name for claim in claims if claim.target), None),
        object=claims[0].object,
        territory=next((claim.territory for claim in claims if claim.territory), None),
        status=claims[0].status,
        since=stretch[0].asserted_on,
        until=None if follower is None else follower.asserted_on,
        state=state,
        superseded_by=follower_name,
        told=told,
    )
