"""Which days a printed date means: the arithmetic of the calendar.

In: a `DateForm` (what is printed), the day of publication, and the side of publication on
which the words put it. Out: first and last day possible, or None when that cannot be told.
Conventions: "early" is the first ten days of a month or the first quarter of a year, "mid"
the 10th to the 20th or May to August, "late" the last ten days or the last quarter.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from aidledger.reading.marks import Granularity

Days = tuple[date, date]


# A year ahead, by `_distance`, which counts days to come twice.
_FAR = 2 * 366


class Side(IntEnum):
    """On which side of the day of publication the words of a sentence put a date."""

    PAST = -1
    OPEN = 0
    COMING = 1


@dataclass(frozen=True, slots=True)
class DateForm:
    """A date without its preposition: words `first:last` of the sentence.

    Args:
        year, month, day: as printed; None = left out. weekday: 0 = Monday.
        months: first and last month of a season, quarter or half year; its last month
            lies in the next year when it is the smaller number.
        part: "first", "middle", "last" or "end" of the month, year or week.
        shift: -1 for "last", 1 for "next"; 0 otherwise.
        relative: counted in its own unit from the day of publication, by `shift`.
        last_day: (for a span of days or years) the number with which it closes.
        back: (for "the last two years") how many units of which granularity.
        year_shift: (for "3 March last year") years from that of publication.
        held: a date only behind a preposition ("before Christmas").
    """

    first: int
    last: int
    granularity: Granularity
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    months: tuple[int, int] | None = None
    part: str | None = None
    shift: int = 0
    relative: bool = False
    last_day: int | None = None
    last_year: int | None = None
    back: tuple[int, Granularity] | None = None
    held: bool = False
    year_shift: int | None = None


def days_of(form: DateForm, published: date | None, side: Side) -> Days | None:
    """First and last day that the form can mean; None when that stays open.

    >>> form = DateForm(0, 1, Granularity.MONTH, month=12)
    >>> [str(day) for day in days_of(form, date(2024, 11, 13), Side.PAST)]
    ['2023-12-01', '2023-12-31']
    """
    if form.granularity is Granularity.LOOSE:
        return None
    try:
        return _days(form, published, side)
    except (ValueError, OverflowError):  # 31 November, or the year 0
        return None


def _days(form: DateForm, published: date | None, side: Side) -> Days | None:
    if form.year is not None:
        return _in_year(form, form.year)
    if published is None:
        return None
    if form.year_shift is not None:
        return _in_year(form, published.year + form.year_shift)
    if form.part == "weekend":
        return _weekend(published, form.shift, side)
    if form.back is not None:
        return _back(published, *form.back), published
    if form.relative:
        return _counted(form, published)
    if form.weekday is not None and form.month is None:
        day = _weekday(published, form.weekday, form.shift, side)
        return day, day
    return _chosen(form, published, side)


# With a year ---------------------------------------------------------------------------


def _in_year(form: DateForm, year: int) -> Days:
    if form.months is not None and form.last_year is not None:
        return _of_exercise(form.months, year, form.last_year)
    if form.months is not None:
        first, last = form.months
        start = date(year, first, 1)
        return start, month_end(year + 1 if last < first else year, last)
    if form.last_year is not None:
        return date(year, 1, 1), date(form.last_year, 12, 31)
    if form.month is None:
        return _part_of_year(form.part, year)
    if form.day is None:
        return _part_of_month(form.part, year, form.month)
    first_day = date(year, form.month, form.day)
    return first_day, first_day.replace(day=form.last_day or form.day)


def _of_exercise(months: tuple[int, int], year: int, closing: int) -> Days:
    """ "l'exercice 2024-2025", "fiscal year 2024-25": from its first month to its last."""
    first, last = months
    if first == 1:
        return date(year, 1, 1), date(closing, 12, 31)
    return date(year, first, 1), month_end(closing, last)


def _part_of_month(part: str | None, year: int, month: int) -> Days:
    first, last = date(year, month, 1), month_end(year, month)
    if part == "first":
        return first, first.replace(day=10)
    if part == "middle":
        return first.replace(day=10), first.replace(day=20)
    if part in ("last", "end"):
        return first.replace(day=20), last
    return first, last


def _part_of_year(part: str | None, year: int) -> Days:
    first, last = {"first": (1, 3), "middle": (5, 8), "last": (10, 12), "end": (10, 12)}.get(
        part or "", (1, 12)
    )
    return date(year, first, 1), month_end(year, last)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


# From the day of publication -----------------------------------------------------------


def _counted(form: DateForm, published: date) -> Days:
    """ "last week", "this year", "tomorrow", "two days ago"."""
    if form.granularity is Granularity.DAY:
        day = published + timedelta(days=form.shift)
        return day, day
    if form.granularity is Granularity.WEEK:
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=form.shift)
        return monday, monday + timedelta(days=6)
    if form.granularity is Granularity.MONTH:
        month = _months_on(published, form.shift)
        return _part_of_month(form.part, month.year, month.month)
    return _part_of_year(form.part, published.year + form.shift)


def _back(published: date, count: int, unit: Granularity) -> date:
    if unit is Granularity.DAY:
        return published - timedelta(days=count)
    if unit is Granularity.WEEK:
        return published - timedelta(weeks=count)
    months = count if unit is Granularity.MONTH else 12 * count
    month = _months_on(published, -months)
    return month.replace(day=min(published.day, month_end(month.year, month.month).day))


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _weekday(published: date, weekday: int, shift: int, side: Side) -> date:
    """ "mercredi": the day of publication or the last one; the next when it is to come."""
    back = (published.weekday() - weekday) % 7
    if shift > 0:
        return published + timedelta(days=7 - back)
    if side is Side.COMING:
        return published + timedelta(days=(7 - back) % 7)
    if shift < 0:
        return published - timedelta(days=back or 7)
    return published - timedelta(days=back)


def _weekend(published: date, shift: int, side: Side) -> Days:
    """Saturday and Sunday of the week, or of the one before where the words look back."""
    saturday = published + timedelta(days=5 - published.weekday() + 7 * shift)
    if shift == 0 and side is Side.PAST and saturday > published:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def _chosen(form: DateForm, published: date, side: Side) -> Days | None:
    """The year left out: by weekday, by "last" and "next", by side, else the nearest."""
    options = list(_options(form, published.year))
    if form.weekday is not None:
        named = [days for days in options if days[0].weekday() == form.weekday]
        # A day whose name fits no year around is dated wrongly, not years ahead.
        options = [days for days in named if _distance(days, published) <= _FAR] or options
    if form.shift < 0:
        return _last(options, lambda days: days[1] < published)
    if form.shift > 0:
        return _first(options, lambda days: days[0] > published)
    if side is Side.COMING:
        return _first(options, lambda days: days[1] >= published)
    if side is Side.PAST:
        return _last(options, lambda days: days[0] <= published)
    return min(options, key=lambda days: _distance(days, published), default=None)


def _options(form: DateForm, year: int) -> list[Days]:
    found = []
    for candidate in range(year - 2, year + 5):
        try:
            found.append(_in_year(form, candidate))
        except ValueError:  # 29 February
            continue
    return found


def _first(options: list[Days], fits: Callable[[Days], bool]) -> Days | None:
    return next((days for days in options if fits(days)), None)


def _last(options: list[Days], fits: Callable[[Days], bool]) -> Days | None:
    return _first(options[::-1], fits)


def _distance(days: Days, published: date) -> int:
    """A date without a year is past twice as readily as it is to come."""
    if days[0] <= published <= days[1]:
        return 0
    if days[0] > published:
        return 2 * (days[0] - published).days
    return (published - days[1]).days
