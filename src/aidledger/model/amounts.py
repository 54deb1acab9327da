"""Amounts as intervals: what a printed figure allows, in exact decimals.

In: numbers and qualifiers as printed. Out: `Interval` values and their arithmetic.
Units: whole currency units (9 milliards -> Decimal("9000000000")), never a float.
None as a bound means unbounded on that side. The table of qualifiers and the width
of each is in `aidledger.reading.intervals`; this module only holds the values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from aidledger.model.errors import Contradiction


class Qualifier(StrEnum):
    """The ten ways in which a text qualifies a figure (reading contract)."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    UP_TO = "up_to"
    BETWEEN = "between"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of possible amounts between two bounds.

    Args:
        low: lower bound in whole units; None = unbounded below.
        high: upper bound in whole units; None = unbounded above.
        low_open: True when `low` itself is excluded.
        high_open: True when `high` itself is excluded.

    Raises:
        ValueError: the bounds leave no amount at all.

    >>> Interval(Decimal(8), Decimal(9)) + Interval(Decimal(1), Decimal(2))
    Interval(low=Decimal('9'), high=Decimal('11'), low_open=False, high_open=False)
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            return
        if self.low > self.high:
            raise Contradiction("interval_empty", low=str(self.low), high=str(self.high))
        if self.low == self.high and (self.low_open or self.high_open):
            raise Contradiction("point_open", low=str(self.low))

    @classmethod
    def exactly(cls, value: Decimal | int) -> Interval:
        """The interval that holds one amount only."""
        point = Decimal(value)
        return cls(point, point)

    @property
    def is_point(self) -> bool:
        """True when one amount only is possible."""
        return self.low is not None and self.low == self.high

    @property
    def width(self) -> Decimal | None:
        """Upper bound less lower bound; None when a side is unbounded."""
        if self.low is None or self.high is None:
            return None
        return self.high - self.low

    def contains(self, value: Decimal) -> bool:
        """True when `value` is one of the possible amounts."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = (
            self.high is None or value < self.high or (value == self.high and not self.high_open)
        )
        return above and below

    def overlaps(self, other: Interval) -> bool:
        """True when some amount is possible under both (symmetric)."""
        return not self._lies_below(other) and not other._lies_below(self)

    def _lies_below(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low

    def encloses(self, other: Interval) -> bool:
        """True when every amount possible under `other` is possible here."""
        low_fits = self.low is None or (
            other.low is not None
            and (
                other.low > self.low
                or (other.low == self.low and (other.low_open or not self.low_open))
            )
        )
        high_fits = self.high is None or (
            other.high is not None
            and (
                other.high < self.high
                or (other.high == self.high and (other.high_open or not self.high_open))
            )
        )
        return low_fits and high_fits

    def __add__(self, other: Interval) -> Interval:
        """Every sum of one amount from each (a sum never narrows)."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def scaled(self, factor: Decimal) -> Interval:
        """Every amount times `factor` (negative factors swap the bounds)."""
        if factor < 0:
            return (-self).scaled(-factor)
        if factor == 0:
            return Interval.exactly(0)
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that encloses both."""
        low, low_open = _outer(self.low, self.low_open, other.low, other.low_open, least=True)
        high, high_open = _outer(
            self.high, self.high_open, other.high, other.high_open, least=False
        )
        return Interval(low, high, low_open, high_open)


def _outer(
    first: Decimal | None,
    first_open: bool,
    second: Decimal | None,
    second_open: bool,
    *,
    least: bool,
) -> tuple[Decimal | None, bool]:
    if first is None or second is None:
        return None, False
    if first == second:
        return first, first_open and second_open
    first_wins = first < second if least else first > second
    return (first, first_open) if first_wins else (second, second_open)
