"""Offices, the persons who hold them, and since when that was public.

Source: public facts, one row each in `data/offices.csv`, `persons.csv`, `tenures.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a state or body.

    Args:
        organisation: id of the actor whose office it is.
        function: head_of_state, head_of_government, foreign_minister, head ...
        title: English title; titles: further full titles by language.
    """

    id: str
    organisation: str
    function: str
    title: str
    titles: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person who holds, held or will hold an office.

    Args:
        spellings: other spellings of the full name.
        nationality: id of a state, or None; party: camp by which the press calls them, or None.
    """

    id: str
    name: str
    surname: str
    gender: str | None
    spellings: tuple[str, ...]
    nationality: str | None
    party: str | None


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office from `start` until before `end` (None = not ended).

    Args:
        public_from: the day from which it was known that the person would hold it.
    """

    office: str
    person: str
    start: date
    end: date | None
    public_from: date

    def covers(self, day: date) -> bool:
        """True when the person holds the office on `day`."""
        return self.start <= day and (self.end is None or day < self.end)


def office_of(row: dict[str, str]) -> Office:
    """The office of one row of `offices.csv`."""
    titles = tuple(
        (language, tuple(text for text in row[f"titles_{language}"].split("|") if text))
        for language in ("en", "fr")
    )
    return Office(row["id"], row["organisation"], row["function"], row["title"], titles)


def person_of(row: dict[str, str]) -> Person:
    """The person of one row of `persons.csv`."""
    return Person(
        row["id"],
        row["name"],
        row["surname"],
        row["gender"] or None,
        tuple(text for text in row["spellings"].split("|") if text),
        row["nationality"] or None,
        row["party"] or None,
    )


def tenure_of(row: dict[str, str]) -> Tenure:
    """The tenure of one row of `tenures.csv`."""
    return Tenure(
        row["office"],
        row["person"],
        date.fromisoformat(row["start"]),
        date.fromisoformat(row["end"]) if row["end"] else None,
        date.fromisoformat(row["public_from"]),
    )
