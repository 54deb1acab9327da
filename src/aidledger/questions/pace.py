"""The pace that a deadline asks for, and the pace seen so far.

Seen is counted from the packages: the year before the day of the question is cut into twelve
windows of thirty days, and each window's sum is set on its days. What is told of them is the
least, the quartiles and the most; a window without a package counts as nothing. Windows from
before the first package are left out. A forecast is made only where it is asked for, and it
says no more than what would be left if every day brought what the slowest to the fastest
window brought.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from aidledger.ledger.view import View
from aidledger.model.amounts import Interval
from aidledger.model.money import Money
from aidledger.model.scopes import Scope
from aidledger.questions.allocations import allocated_between, packages
from aidledger.questions.answers import Deadline
from aidledger.questions.deadlines import deadlines_ahead, pace
from aidledger.questions.remaining import booked_entries, pin_of
from aidledger.questions.rows import Derived, Row, Subject, prefix
from aidledger.questions.scopes import KnownBooks, balance_of, known_books, waiting_accounts

WINDOW_DAYS = 30
WINDOWS = 12
ALL_CHANNELS = "all"


class Measure(StrEnum):
    """Which of the windows' paces, put in order."""

    LEAST = "least"
    LOWER_QUARTILE = "lower_quartile"
    MEDIAN = "median"
    UPPER_QUARTILE = "upper_quartile"
    MOST = "most"


_SHARES = {
    Measure.LEAST: Decimal(0),
    Measure.LOWER_QUARTILE: Decimal("0.25"),
    Measure.MEDIAN: Decimal("0.5"),
    Measure.UPPER_QUARTILE: Decimal("0.75"),
    Measure.MOST: Decimal(1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPace:
    """One measure of the paces seen: so much a day."""

    measure: Measure
    a_day: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceRow(Row):
    """The pace to one deadline, of one channel or of all.

    Args:
        due: the deadline; event: what ends then; days: left until it.
        channel: `all`, or how the money flows.
        remaining: what remains on the day.
        needed: what each day would have to bring; None with no day left.
        windows: number of windows counted, each of `window_days`.
        seen: paces of the windows in order; empty where no window is whole.
        forecast_left: what would be left at the deadline if every day brought what the slowest
            to the fastest window brought; None unless asked for.
    """

    due: date
    event: str
    days: Derived[int]
    channel: str
    remaining: Derived[Money]
    needed: Derived[Money | None]
    window_days: Derived[int]
    windows: Derived[int]
    seen: Derived[tuple[SeenPace, ...]]
    forecast_left: Derived[Money | None]


def paces(view: View, subject: Subject) -> tuple[PaceRow, ...]:
    """Answer: for each deadline ahead, the pace needed and the pace seen, channel by channel."""
    assert subject.donor is not None
    assert subject.recipient is not None
    assert subject.on is not None
    books = known_books(booked_entries(view, subject.donor, subject.recipient))
    return tuple(
        row
        for due in deadlines_ahead(view, subject.donor, subject.recipient, subject.on, ())
        for row in _rows(view, books, subject, due)
    )


def _rows(view: View, books: KnownBooks, subject: Subject, due: Deadline) -> Iterator[PaceRow]:
    assert subject.on is not None
    scope = Scope(donor=subject.donor or "", recipient=subject.recipient or "")
    waiting = waiting_accounts(books, scope, subject.on)
    currencies = sorted({currency for _, currency in books.posted(subject.on).books})
    for currency in currencies:
        channels = sorted({account.channel for account in waiting})
        for channel in (ALL_CHANNELS, *channels):
            only = None if channel == ALL_CHANNELS else (channel,)
            yield _row(view, books, subject, due, currency, only)


def _row(
    view: View,
    books: KnownBooks,
    subject: Subject,
    due: Deadline,
    currency: str,
    channels: tuple[str, ...] | None,
) -> PaceRow:
    assert subject.donor is not None
    assert subject.recipient is not None
    assert subject.on is not None
    pair = subject.donor, subject.recipient
    scope = Scope(donor=pair[0], recipient=pair[1], channels=channels)
    left = balance_of(books, scope, subject.on, currency)
    seen, entries = _seen(books, pair, subject.on, currency, channels)
    channel = channels[0] if channels else ALL_CHANNELS
    name = prefix("pace", subject, pin_of(view))
    return PaceRow(
        name=f"{name}/{due.due.isoformat()}:{channel}:{currency}",
        rests_on=(*due.sources, *entries),
        due=due.due,
        event=due.event,
        days=due.days,
        channel=channel,
        remaining=left,
        needed=pace(left, due.days),
        window_days=WINDOW_DAYS,
        windows=len(seen),
        seen=tuple(SeenPace(measure=one, a_day=_quantile(seen, _SHARES[one])) for one in Measure)
        if seen
        else (),
        forecast_left=_left(left, seen, due.days) if subject.forecast and seen else None,
    )


def _seen(
    books: KnownBooks,
    pair: tuple[str, str],
    on: date,
    currency: str,
    channels: tuple[str, ...] | None,
) -> tuple[list[Money], tuple[str, ...]]:
    """The sum of each whole window, and the packages in them, oldest first."""
    first = min(
        (item.entry.begins for item in packages(books, pair, on, currency, channels)), default=None
    )
    sums: list[Money] = []
    entries: list[str] = []
    for number in reversed(range(WINDOWS)):
        until = on - timedelta(days=WINDOW_DAYS * number)
        after = until - timedelta(days=WINDOW_DAYS)
        if first is not None and after + timedelta(days=1) >= first:
            found = allocated_between(books, pair, after, until, currency, channels)
            sums.append(found.money)
            entries += found.entries
    return sums, tuple(dict.fromkeys(entries))


def _quantile(sums: list[Money], share: Decimal) -> Money:
    """A quantile of windows' sums as so much a day; between two windows, along the line.

    Bounds of a quantile of intervals are the quantiles of their bounds.
    """
    faces = [money.face for money in sums]
    return Money(
        face=None
        if None in faces
        else _a_day(_between([face for face in faces if face is not None], share), ROUND_HALF_UP),
        strict=_bounds([money.strict for money in sums], share),
        lenient=_bounds([money.lenient for money in sums], share),
        currency=sums[0].currency,
    )


def _bounds(intervals: list[Interval], share: Decimal) -> Interval:
    lows, highs = [one.low for one in intervals], [one.high for one in intervals]
    low = None if None in lows else _between([one for one in lows if one is not None], share)
    high = None if None in highs else _between([one for one in highs if one is not None], share)
    return Interval(
        None if low is None else _a_day(low, ROUND_FLOOR),
        None if high is None else _a_day(high, ROUND_CEILING),
    )


def _between(values: list[Decimal], share: Decimal) -> Decimal:
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    lower = int(place)
    if lower + 1 == len(ordered):
        return ordered[lower]
    return ordered[lower] + (ordered[lower + 1] - ordered[lower]) * (place - lower)


def _a_day(value: Decimal, rounding: str) -> Decimal:
    return (value / WINDOW_DAYS).quantize(Decimal(1), rounding)


def _left(left: Money, seen: list[Money], days: int) -> Money:
    """What would be left; never less than nothing, and no single figure."""
    slowest, fastest = _quantile(seen, Decimal(0)), _quantile(seen, Decimal(1))
    return Money(
        face=None,
        strict=_less(left.strict, slowest.strict, fastest.strict, days),
        lenient=_less(left.lenient, slowest.lenient, fastest.lenient, days),
        currency=left.currency,
    )


def _less(left: Interval, slowest: Interval, fastest: Interval, days: int) -> Interval:
    return Interval(_after(left.low, fastest.high, days), _after(left.high, slowest.low, days))


def _after(left: Decimal | None, a_day: Decimal | None, days: int) -> Decimal | None:
    if left is None or a_day is None:
        return None
    return max(left - a_day * days, Decimal(0))
