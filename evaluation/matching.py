"""Pair what was read with what was annotated, kind by kind.

In: annotated records and claims of one text. Out: pairs (record, claim or None), and the
claims that no record asks for. Two spans fit when they share enough of their union; each
record takes the claim that fits best, and no claim serves twice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from aidledger.model.claims import (
    AmountClaim,
    Claim,
    DeadlineClaim,
    DenialClaim,
    HandoverClaim,
    ItemClaim,
    MeetingClaim,
    RestrictionClaim,
    StatementClaim,
    TenureClaim,
)
from aidledger.model.parties import Named

Record = Mapping[str, Any]
Fit = Callable[[Record, Any], float]

_SPAN_SHARE = 0.5
_LOOSE_SHARE = 0.3
_STATEMENT_SHARE = 0.8
_NEAR_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of one kind in one text, and the claims left over."""

    pairs: tuple[tuple[Record, Claim | None], ...]
    extra: tuple[Claim, ...]


def pair(records: Sequence[Record], claims: Sequence[Claim], fit: Fit) -> Pairing:
    """Give each record the free claim that fits it best (0 = no fit), best pairs first."""
    scores = [
        (fit(record, claim), -place, -at)
        for place, record in enumerate(records)
        for at, claim in enumerate(claims)
    ]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for score, place, at in sorted(scores, reverse=True):
        if score > 0 and -place not in taken and -at not in used:
            taken[-place] = -at
            used.add(-at)
    return Pairing(
        tuple(
            (record, claims[taken[place]] if place in taken else None)
            for place, record in enumerate(records)
        ),
        tuple(claim for at, claim in enumerate(claims) if at not in used),
    )


def span_of(text: str, record: Record, key: str = "quote") -> tuple[int, int]:
    """Where an annotated quote stands; `occurrence` counts from 1.

    Raises:
        ValueError: the text does not hold the quote that often.
    """
    start = -1
    for _ in range(record.get("occurrence", 1)):
        start = text.find(record[key], start + 1)
        if start < 0:
            raise ValueError(f"the text does not hold {record[key]!r}")
    return start, start + len(record[key])


def union_share(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Common characters over all characters of two spans."""
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common else 0.0


def overlap_f1(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Harmonic mean of the shares of each span that is common."""
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return 2 * common / (one[1] - one[0] + other[1] - other[0]) if common else 0.0


# The fits, kind by kind ----------------------------------------------------------------


def amount_fit(record: Record, claim: AmountClaim) -> float:
    """Same stated number (or both vague) on at least half of the common span."""
    point = record.get("point")
    same = claim.stated is None if point is None else claim.stated == Decimal(str(point))
    share = union_share(record["span"], (claim.start, claim.end))
    return share if same and share >= _SPAN_SHARE else 0.0


def loose_fit(record: Record, claim: Claim) -> float:
    """At least three tenths of the common span."""
    share = union_share(record["span"], (claim.start, claim.end))
    return share if share >= _LOOSE_SHARE else 0.0


def statement_fit(record: Record, claim: StatementClaim) -> float:
    """Span F1 of at least 0.8."""
    share = overlap_f1(record["span"], (claim.start, claim.end))
    return share if share >= _STATEMENT_SHARE else 0.0


def meeting_fit(record: Record, claim: MeetingClaim) -> float:
    """Overlapping words and at least half of the participants."""
    if not union_share(record["span"], (claim.start, claim.end)):
        return 0.0
    wanted = record["participants"]
    if len(claim.participants) > len(wanted) + 3:
        return 0.0
    shared = sum(any(same_name(found, name) for found in claim.participants) for name in wanted)
    return 0.1 + shared if not wanted or shared * 2 >= len(wanted) else 0.0


def tenure_fit(record: Record, claim: TenureClaim) -> float:
    """Overlapping words and the same person."""
    share = union_share(record["span"], (claim.start, claim.end))
    return 0.1 + share if share and same_name(claim.person, record["person"]) else 0.0


def deadline_fit(record: Record, claim: DeadlineClaim) -> float:
    """The same day, near by."""
    near = abs(claim.start - record["span"][0]) < _NEAR_CHARACTERS
    share = union_share(record["span"], (claim.start, claim.end))
    return 0.1 + share if claim.date == record["date"] and near else 0.0


def denial_fit(record: Record, claim: DenialClaim) -> float:
    """The same denier, near by."""
    near = abs(claim.start - record["span"][0]) < _NEAR_CHARACTERS
    return 1.0 if near and same_party(claim.denied_by, record["denied_by"]) else 0.0


KINDS: dict[str, tuple[type[Claim], Fit]] = {
    "amounts": (AmountClaim, amount_fit),
    "items": (ItemClaim, loose_fit),
    "statements": (StatementClaim, statement_fit),
    "denials": (DenialClaim, denial_fit),
    "meetings": (MeetingClaim, meeting_fit),
    "roles": (TenureClaim, tenure_fit),
    "deadlines": (DeadlineClaim, deadline_fit),
    "restrictions": (RestrictionClaim, loose_fit),
    "handovers": (HandoverClaim, loose_fit),
}


# Names ---------------------------------------------------------------------------------

_SHORT = {
    "us": "united states", "usa": "united states", "uk": "united kingdom", "kremlin": "russia",
    "kiev": "ukraine", "kyiv": "ukraine", "moscow": "russia", "european union": "eu",
    "european commission": "eu", "white house": "united states", "pentagon": "united states",
}  # fmt: skip
_TITLES = ("president ", "mr ", "mrs ", "ms ", "m. ", "mme ", "the ", "le ", "la ", "les ", "l'")


def plain_name(name: str) -> str:
    """A name for comparing: no accents, case, article or title; common short forms."""
    decomposed = unicodedata.normalize("NFD", name.replace("\u2019", "'").casefold())
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark)).strip(" .,")
    for title in _TITLES:
        plain = plain.removeprefix(title)
    return _SHORT.get(plain, plain)


def same_name(found: Named, wanted: str) -> bool:
    """True when a found actor is the one annotated, by name, mention or id."""
    names = {plain_name(name) for name in (found.name, found.mention, found.id) if name}
    return any(_one_name(name, plain_name(part)) for name in names for part in wanted.split(";"))


def _one_name(one: str, other: str) -> bool:
    if one == other:
        return True
    first, second = one.split(), other.split()
    if not first or not second:
        return False
    if first[-1] == second[-1] and len(first[-1]) > 2 and 1 in (len(first), len(second)):
        return True
    both = min(len(first), len(second)) > 1
    return both and (set(first) <= set(second) or set(second) <= set(first))


def same_party(found: Named | None, wanted: str | None) -> bool:
    """Both silent, or the same actor."""
    if found is None or wanted is None:
        return found is None and wanted is None
    return same_name(found, wanted)


def same_parties(found: tuple[Named, ...] | None, wanted: str | None) -> bool:
    """Both silent, or one of the found actors is annotated; a list of everybody names nobody."""
    if not found or wanted is None:
        return not found and wanted is None
    if len(found) > len(wanted.split(";")) + 1:
        return False
    return any(same_name(name, wanted) for name in found)
