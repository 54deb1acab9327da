"""Laws of intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidledger.model.amounts import Interval

numbers = st.integers(-(10**13), 10**13).map(Decimal)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(st.none() | numbers)
    high = draw(st.none() | numbers)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
        if low == high:
            return Interval(low, high)
    return Interval(
        low,
        high,
        low is not None and draw(st.booleans()),
        high is not None and draw(st.booleans()),
    )


@given(intervals(), intervals())
def test_a_sum_does_not_depend_on_order(first: Interval, second: Interval) -> None:
    assert first + second == second + first


@given(intervals(), intervals(), numbers, numbers)
def test_a_sum_holds_the_sum_of_what_the_parts_hold(
    first: Interval, second: Interval, one: Decimal, other: Decimal
) -> None:
    if first.contains(one) and second.contains(other):
        assert (first + second).contains(one + other)


@given(intervals(), intervals())
def test_a_sum_never_narrows(first: Interval, second: Interval) -> None:
    width = (first + second).width
    if width is not None:
        assert first.width is not None and second.width is not None
        assert width == first.width + second.width
    else:
        assert first.width is None or second.width is None


@given(intervals(), intervals())
def test_overlap_is_symmetric_and_seen_by_the_hull(first: Interval, second: Interval) -> None:
    assert first.overlaps(second) == second.overlaps(first)
    hull = first.hull(second)
    assert hull.encloses(first) and hull.encloses(second)


@given(intervals(), intervals(), numbers)
def test_a_common_amount_means_overlap(first: Interval, second: Interval, value: Decimal) -> None:
    if first.contains(value) and second.contains(value):
        assert first.overlaps(second)
    if first.encloses(second) and second.contains(value):
        assert first.contains(value)


@given(intervals(), numbers)
def test_scaling_keeps_what_is_inside(interval: Interval, value: Decimal) -> None:
    for factor in (Decimal(-3), Decimal(0), Decimal("0.5"), Decimal(7)):
        if interval.contains(value):
            assert interval.scaled(factor).contains(value * factor)


@given(intervals())
def test_negation_undoes_itself(interval: Interval) -> None:
    assert -(-interval) == interval
    assert (
        (interval - interval).contains(Decimal(0)) or interval.width is None or interval.width > 0
    )


def test_empty_intervals_are_refused() -> None:
    with pytest.raises(ValueError, match="interval_empty"):
        Interval(Decimal(2), Decimal(1))
    with pytest.raises(ValueError, match="point_open"):
        Interval(Decimal(1), Decimal(1), low_open=True)
