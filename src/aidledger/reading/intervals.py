"""What a qualified figure allows: strict by logic, lenient by press practice.

In: the printed number N, the size of its last digit, the width that its qualifier names.
Out: two intervals. Let g be the size of the last printed digit and h half of it; where
closing zeros make g doubtful (60), strict takes the finer reading, lenient the coarser.

The table is that of the trade's notes; its tolerances were set on seventeen printed
figures whose true value is known (strict held in 14, lenient in all), one donor only:
"environ 9" for 9.3, "nearly 4.3" for 4.35, "about 2" for 2.2 and the like.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from aidledger.model.amounts import Interval, Qualifier


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number N with half the size of its last digit, by both readings."""

    number: Decimal
    fine: Decimal
    coarse: Decimal


Pair = tuple[Interval, Interval]
_HALF = Decimal("0.5")


def _times(number: Decimal, factor: str) -> Decimal:
    return number * Decimal(factor)


def _exact(p: Printed) -> Pair:
    half = p.fine * _HALF
    bare = Interval(max(Decimal(0), p.number - half), p.number + half, high_open=True)
    return bare, bare


def _about(p: Printed) -> Pair:
    strict = max(p.fine * _HALF, min(_times(p.number, "0.05"), p.fine))
    lenient = max(p.coarse * _HALF, min(_times(p.number, "0.10"), p.coarse * 2), strict)
    return _around(p.number, strict), _around(p.number, lenient)


def _around(number: Decimal, reach: Decimal) -> Interval:
    return Interval(max(Decimal(0), number - reach), number + reach)


def _nearly(p: Printed) -> Pair:
    return (
        Interval(_times(p.number, "0.90"), p.number, high_open=True),
        Interval(_times(p.number, "0.85"), p.number + p.coarse * _HALF),
    )


def _over(p: Printed) -> Pair:
    return (
        Interval(p.number, None, low_open=True),
        Interval(_times(p.number, "0.99"), None),
    )


def _slightly_over(p: Printed) -> Pair:
    return (
        Interval(p.number, p.number + p.fine * _HALF, low_open=True),
        Interval(p.number, _times(p.number, "1.10"), low_open=True),
    )


def _well_over(p: Printed) -> Pair:
    return (
        Interval(p.number + p.fine * _HALF, None, low_open=True),
        Interval(_times(p.number, "1.10"), None, low_open=True),
    )


def _and_some(p: Printed) -> Pair:
    reach = Interval(p.number, p.number + p.fine * _HALF, low_open=True)
    return reach, reach


def _near(p: Printed) -> Pair:
    return (
        _around(p.number, _times(p.number, "0.10")),
        _around(p.number, max(_times(p.number, "0.10"), p.coarse * _HALF)),
    )


def _under(p: Printed) -> Pair:
    return (
        Interval(Decimal(0), p.number, high_open=True),
        Interval(_times(p.number, "0.5"), p.number, high_open=True),
    )


def _slightly_under(p: Printed) -> Pair:
    return (
        Interval(_times(p.number, "0.95"), p.number, high_open=True),
        Interval(_times(p.number, "0.90"), _times(p.number, "1.01"), high_open=True),
    )


def _at_least(p: Printed) -> Pair:
    return Interval(p.number, None), Interval(p.number - p.fine * _HALF, None)


def _at_most(p: Printed) -> Pair:
    return Interval(Decimal(0), p.number), Interval(Decimal(0), p.number + p.fine * _HALF)


def _up_to(p: Printed) -> Pair:
    return (
        Interval(Decimal(0), p.number, low_open=True),
        Interval(_times(p.number, "0.8"), p.number),
    )


def _dozen(p: Printed) -> Pair:
    return _around(p.number, _times(p.number, "0.10")), _around(p.number, _times(p.number, "0.30"))


# Width -> the qualifier of the reading contract, and its two intervals.
WIDTHS: dict[str, tuple[Qualifier, Callable[[Printed], Pair]]] = {
    "exact": (Qualifier.EXACT, _exact),
    "about": (Qualifier.ABOUT, _about),
    "nearly": (Qualifier.NEARLY, _nearly),
    "near": (Qualifier.NEARLY, _near),
    "over": (Qualifier.OVER, _over),
    "slightly_over": (Qualifier.OVER, _slightly_over),
    "and_some": (Qualifier.OVER, _and_some),
    "well_over": (Qualifier.OVER, _well_over),
    "under": (Qualifier.UNDER, _under),
    "slightly_under": (Qualifier.UNDER, _slightly_under),
    "at_least": (Qualifier.AT_LEAST, _at_least),
    "at_most": (Qualifier.AT_MOST, _at_most),
    "up_to": (Qualifier.UP_TO, _up_to),
    "dozen": (Qualifier.ABOUT, _dozen),
}


def intervals_of(width: str, printed: Printed) -> tuple[Qualifier, Interval, Interval]:
    """Qualifier, strict and lenient interval of one number.

    >>> nine = Printed(Decimal(9), Decimal(1), Decimal(1))
    >>> str(intervals_of("about", nine)[1].low), str(intervals_of("nearly", nine)[2].high)
    ('8.5', '9.5')
    """
    qualifier, widen = WIDTHS[width]
    if printed.number == 0:
        point = Interval.exactly(0)
        return Qualifier.EXACT, point, point
    strict, lenient = widen(printed)
    return qualifier, strict, lenient


def interval_between(
    low: Printed, high: Printed, *, even: bool = False
) -> tuple[Interval, Interval]:
    """Strict and lenient interval of a printed range: "between 2 and 3 billion".

    Args:
        even: "2, voire 3 milliards": press practice allows no more than the words do.
    """
    if even:
        both = Interval(low.number, high.number)
        return both, both
    reach = high.fine * _HALF
    return (
        Interval(low.number, high.number),
        Interval(max(Decimal(0), low.number - reach), high.number + reach),
    )


def interval_of_plural(unit: Decimal, least: Decimal) -> tuple[Interval, Interval]:
    """Strict and lenient interval of a plural without number: "hundreds of millions"."""
    return (
        Interval(unit * least, unit * 10, high_open=True),
        Interval(unit, unit * 20, high_open=True),
    )


def interval_of_several(unit: Decimal, low: Decimal, high: Decimal) -> tuple[Interval, Interval]:
    """Strict and lenient interval of "plusieurs milliards" (3 to 9), "a few" (3 to 7) of a unit."""
    return Interval(unit * low, unit * high), Interval(unit * 2, unit * 10)
