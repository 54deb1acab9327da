"""Where a known day stands among the days on which something became known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aidledger.ledger.known_days import KnownDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A known day among those days.

    Args:
        place: how many of the days before the one that counts last, from 0; the number of all
            days where everything counts.
        last: the last of them that counts; None = none does.
        earlier: the day before that one; None = there is none.
        later: the next day; None = there is none.
        everything: True where no day is the limit.
    """

    days: tuple[KnownDay, ...]
    place: int
    last: KnownDay | None
    earlier: KnownDay | None
    later: KnownDay | None
    everything: bool


def around(days: Sequence[KnownDay], known: date | None) -> Around:
    """The place of a known day (None = everything) among some days, the first first.

    >>> january = [KnownDay(day=date(2025, 1, day), records=1) for day in (3, 9, 20)]
    >>> found = around(january, date(2025, 1, 10))
    >>> found.last.day.day, found.earlier.day.day, found.later.day.day
    (9, 3, 20)
    """
    count = len(days)
    if known is not None:
        count = bisect_right(days, known, key=lambda item: item.day)
    # From "everything" the step back is to the last day, which limits the same records by name.
    before = count - 1 if known is None else count - 2
    return Around(
        days=tuple(days),
        place=len(days) if known is None else max(count - 1, 0),
        last=days[count - 1] if count else None,
        earlier=days[before] if before >= 0 else None,
        later=days[count] if count < len(days) else None,
        everything=known is None,
    )
