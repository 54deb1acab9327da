"""When a donor's fiscal year begins, and by which year it is called.

Source: the budget laws of the donors, one row each in `data/fiscal_years.csv`. A donor
without a row keeps the calendar year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A donor's fiscal year.

    Args:
        id: catalogue id of the donor.
        month, day: its first day.
        is_named_by_end: True where the year in which it ends names it (fiscal year 2023 of
            the United States began on 1 October 2022).
    """

    id: str
    month: int
    day: int
    is_named_by_end: bool

    def year_of(self, on: date) -> int:
        """The fiscal year of a day.

        >>> FiscalYear("US", 10, 1, True).year_of(date(2022, 10, 4))
        2023
        """
        began = on.year if (on.month, on.day) >= (self.month, self.day) else on.year - 1
        begins_the_calendar_year = (self.month, self.day) == (1, 1)
        return began + (self.is_named_by_end and not begins_the_calendar_year)


def fiscal_year_of(row: dict[str, str]) -> FiscalYear:
    """The fiscal year of one row of `fiscal_years.csv`."""
    return FiscalYear(
        row["id"],
        int(row["month"]),
        int(row["day"]),
        {"end": True, "start": False}[row["named_by"]],
    )
