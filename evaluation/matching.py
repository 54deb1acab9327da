"""Pair what was read with what was annotated, kind by kind.

In: annotated records of one text, each with its `span`, and claims as objects of the reading
contract. Out: pairs (record, claim or None), and the claims that no record asks for. Each
record takes the claim that fits best, and no claim serves twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

Record = Mapping[str, Any]
Found = Mapping[str, Any]
Span = tuple[int, int]
Fit = Callable[[Record, Found], float]

_AMOUNT_SHARE = 0.5
_LOOSE_SHARE = 0.3
_STATEMENT_SHARE = 0.8
_NEAR_CHARACTERS = 400
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of one kind in one text, and the claims left over."""

    pairs: tuple[tuple[Record, Found | None], ...]
    extra: tuple[Found, ...]


def pair(records: Sequence[Record], claims: Sequence[Found], fit: Fit) -> Pairing:
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


# Spans and numbers ---------------------------------------------------------------------


def place_of(claim: Found) -> Span:
    """Where a claim stands in its text."""
    return claim["start"], claim["end"]


def _common(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def union_share(one: Span, other: Span) -> float:
    """Common characters over all characters of two spans."""
    common = _common(one, other)
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common else 0.0


def overlap_f1(one: Span, other: Span) -> float:
    """Harmonic mean of the shares of each span that is common."""
    common = _common(one, other)
    return 2 * common / (one[1] - one[0] + other[1] - other[0]) if common else 0.0


def number(value: object) -> Decimal | None:
    """A number however it is written; None for none."""
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


# The fits, kind by kind ----------------------------------------------------------------


def _amount_fit(record: Record, claim: Found) -> float:
    """Same stated number (or both vague) on at least half of the common span."""
    point = number(record.get("point"))
    if point is None:
        same = claim.get("qualifier") in ("vague", "at_least")
    else:
        same = number(claim.get("stated")) == point
    share = union_share(record["span"], place_of(claim))
    return share if same and share >= _AMOUNT_SHARE else 0.0


def _loose_fit(record: Record, claim: Found) -> float:
    share = union_share(record["span"], place_of(claim))
    return share if share >= _LOOSE_SHARE else 0.0


def _statement_fit(record: Record, claim: Found) -> float:
    share = overlap_f1(record["span"], place_of(claim))
    return share if share >= _STATEMENT_SHARE else 0.0


def _meeting_fit(record: Record, claim: Found) -> float:
    """Overlapping words and at least half of the participants."""
    if not _common(record["span"], place_of(claim)):
        return 0.0
    wanted, found = record["participants"], claim.get("participants") or []
    if len(found) > len(wanted) + 3:
        return 0.0
    shared = sum(any(same_name(one, name) for one in found) for name in wanted)
    return 0.1 + shared if not wanted or shared * 2 >= len(wanted) else 0.0


def _tenure_fit(record: Record, claim: Found) -> float:
    """Overlapping words and the same person."""
    if not _common(record["span"], place_of(claim)):
        return 0.0
    same = same_name(claim.get("person"), record["person"])
    return 0.1 + union_share(record["span"], place_of(claim)) if same else 0.0


def _near(record: Record, place: Span) -> bool:
    return abs(place[0] - record["span"][0]) < _NEAR_CHARACTERS


def _deadline_fit(record: Record, claim: Found) -> float:
    """The same day, near by."""
    if claim.get("date") != record["date"] or not _near(record, place_of(claim)):
        return 0.0
    return 0.1 + union_share(record["span"], place_of(claim))


def _denial_fit(claims: Sequence[Found]) -> Fit:
    """The same denier, near by: the denial or the claim that it denies."""
    places = {claim["id"]: place_of(claim) for claim in claims}

    def fit(record: Record, claim: Found) -> float:
        if not same_name(claim.get("denied_by"), record["denied_by"]):
            return 0.0
        own = place_of(claim)
        target = places.get(claim.get("denies"), own)
        return 1.0 if _near(record, target) or _near(record, own) else 0.0

    return fit


# Annotated kind: kind of claim, fit.
_KINDS: Mapping[str, tuple[str, Fit | None]] = {
    "amounts": ("amount", _amount_fit),
    "items": ("item", _loose_fit),
    "statements": ("statement", _statement_fit),
    "meetings": ("meeting", _meeting_fit),
    "roles": ("tenure", _tenure_fit),
    "deadlines": ("deadline", _deadline_fit),
    "denials": ("denial", None),
    "restrictions": ("restriction", _loose_fit),
    "handovers": ("handover", _loose_fit),
}


def pairings(
    records: Mapping[str, Sequence[Record]], claims: Sequence[Found]
) -> Iterator[tuple[str, Pairing]]:
    """The pairs of each kind."""
    for kind, (name, fit) in _KINDS.items():
        mine = [claim for claim in claims if claim["kind"] == name]
        yield kind, pair(records.get(kind, ()), mine, fit or _denial_fit(claims))


# Names ---------------------------------------------------------------------------------

# Common short forms, capitals and seats of government, as they come out of `plain_name`.
_SHORT = {
    "us": "united states", "usa": "united states",
    "etats-unis": "united states", "united states of america": "united states",
    "biden administration": "united states", "washington": "united states",
    "white house": "united states", "maison blanche": "united states",
    "maison-blanche": "united states", "pentagon": "united states", "pentagone": "united states",
    "uk": "united kingdom", "royaume-uni": "united kingdom", "londres": "united kingdom",
    "london": "united kingdom", "kremlin": "russia", "le kremlin": "russia", "moscou": "russia",
    "moscow": "russia", "kiev": "ukraine", "kyiv": "ukraine", "paris": "france",
    "berlin": "germany", "allemagne": "germany", "european union": "eu",
    "union europeenne": "eu", "ue": "eu", "european commission": "eu", "otan": "nato",
}  # fmt: skip
_TITLE = re.compile(r"^(?:the|le|la|les|l'|president|m\.|mme|mr|mrs|ms)\s*")


def plain_name(name: str) -> str:
    """A name for comparing: no accents, case, article or title; common short forms."""
    decomposed = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = _TITLE.sub("", decomposed.casefold().strip()).strip(" .,'\"")
    return _SHORT.get(plain, plain)


def same_name(found: object, wanted: str | None) -> bool:
    """Both silent, or one of the found actors is one of those annotated (joined by ";").

    A list of everybody names nobody.
    """
    if wanted is None or found in (None, [], ""):
        return wanted is None and found in (None, [], "")
    actors = found if isinstance(found, list) else [found]
    names = {plain_name(part) for part in re.split(r"\s*;\s*", wanted)}
    if len(actors) > len(names) + 1:
        return False
    return any(
        _one_name(mine, name) for actor in actors for mine in _forms(actor) for name in names
    )


def _forms(actor: object) -> set[str]:
    """An actor's possible names: canonical, as printed, and its identifier."""
    if isinstance(actor, Mapping):
        forms = {plain_name(str(actor[key])) for key in ("name", "mention", "id") if actor.get(key)}
    else:
        forms = {plain_name(part) for part in re.split(r"\s*;\s*", str(actor))}
    return {form for form in forms if form and len(form) <= _LONGEST_NAME}


def _one_name(one: str, other: str) -> bool:
    if one == other:
        return True
    first = [word for word in re.split(r"[^a-z0-9]+", one) if word]
    second = [word for word in re.split(r"[^a-z0-9]+", other) if word]
    if not first or not second:
        return False
    if first == second:
        return True
    if first[-1] == second[-1] and len(first[-1]) > 2 and 1 in (len(first), len(second)):
        return True
    both = min(len(first), len(second)) > 1
    return both and (set(first) <= set(second) or set(second) <= set(first))
