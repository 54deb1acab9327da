"""How alike two reports are, with what speaks for it; shared by the rules of each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from aidledger.model.parties import Named

_WHOLE_DAY = len("2024-11-13")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two reports are.

    Args:
        score: 0 to 1; reasons: codes of what agrees, in order of name.
        is_certain: True where the rule judges by itself; else it only suggests.
    """

    score: Decimal
    reasons: tuple[str, ...]
    is_certain: bool


def likeness(weights: dict[str, str], *, is_certain: bool) -> Likeness:
    """The sum of what agrees.

    >>> likeness({"same_day": "0.4", "same_place": "0.1"}, is_certain=False).score
    Decimal('0.5')
    """
    return Likeness(
        score=min(Decimal(1), sum(map(Decimal, weights.values()), Decimal(0))),
        reasons=tuple(sorted(weights)),
        is_certain=is_certain,
    )


def key_of(name: Named) -> str:
    """What a name is compared by: its catalogue id, else its words."""
    return name.id if name.id is not None else name.name.casefold()


def keys_of(names: Iterable[Named]) -> frozenset[str]:
    """The same for several."""
    return frozenset(key_of(name) for name in names)


def whole_day(text: str | None) -> date | None:
    """A day named to the day; None for a month or for none."""
    return date.fromisoformat(text) if text is not None and len(text) == _WHOLE_DAY else None


def days_between(first: date | None, second: date | None) -> int | None:
    """Days between two days; None where one is not known."""
    return None if first is None or second is None else abs((first - second).days)
