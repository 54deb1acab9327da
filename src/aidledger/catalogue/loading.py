"""Load the catalogue: the rows that ship with the program, and a person's own.

In: a folder with tables of the same names, or nothing. Out: a `Catalogue`. A row of the
folder replaces the shipped row of the same id. A row that cannot be read raises
`AidledgerError` with file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from aidledger.catalogue.actors import Actor, actor_of
from aidledger.catalogue.fiscal_years import FiscalYear, fiscal_year_of
from aidledger.catalogue.offices import (
    Office,
    Person,
    Tenure,
    office_of,
    person_of,
    tenure_of,
)
from aidledger.catalogue.pots import Channel, Envelope, Event, channel_of, envelope_of, event_of
from aidledger.model.errors import AidledgerError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """What things are called; compared by identity, so that look-ups can be cached by it."""

    actors: tuple[Actor, ...]
    offices: tuple[Office, ...]
    persons: tuple[Person, ...]
    tenures: tuple[Tenure, ...]
    envelopes: tuple[Envelope, ...]
    channels: tuple[Channel, ...]
    events: tuple[Event, ...]
    fiscal_years: tuple[FiscalYear, ...]
    _actors: dict[str, Actor]
    _offices: dict[str, Office]
    _persons: dict[str, Person]
    _by_office: dict[str, list[Tenure]]
    _by_person: dict[str, list[Tenure]]

    def actor(self, identifier: str) -> Actor | None:
        """The actor of that id, or None."""
        return self._actors.get(identifier)

    def office(self, identifier: str) -> Office | None:
        """The office of that id, or None."""
        return self._offices.get(identifier)

    def person(self, identifier: str) -> Person | None:
        """The person of that id, or None."""
        return self._persons.get(identifier)

    def fiscal_year(self, donor: str) -> FiscalYear:
        """The fiscal year of a donor; the calendar year where no row gives another."""
        found = (year for year in self.fiscal_years if year.id == donor)
        return next(found, FiscalYear(donor, 1, 1, is_named_by_end=False))

    def holder(self, office: str, on: date, known: date | None = None) -> Tenure | None:
        """Who holds an office on a day, by what was public on `known` (None = by all rows)."""
        rows = [
            tenure
            for tenure in self._by_office.get(office, ())
            if tenure.covers(on) and (known is None or tenure.public_from <= known)
        ]
        return max(rows, key=lambda tenure: tenure.start, default=None)

    def offices_of(self, person: str, on: date) -> tuple[Tenure, ...]:
        """The offices that a person holds on a day."""
        return tuple(tenure for tenure in self._by_person.get(person, ()) if tenure.covers(on))

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """All tenures of a person."""
        return tuple(self._by_person.get(person, ()))


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The shipped catalogue, with the rows of `folder` over it."""
    return _shipped() if folder is None else _assemble(folder)


@cache
def _shipped() -> Catalogue:
    return _assemble(None)


def _assemble(folder: Path | None) -> Catalogue:
    actors = _table("actors", actor_of, folder)
    offices = _table("offices", office_of, folder)
    persons = _table("persons", person_of, folder)
    tenures = _table("tenures", tenure_of, folder, key=None)
    by_office: dict[str, list[Tenure]] = {}
    by_person: dict[str, list[Tenure]] = {}
    for tenure in tenures:
        by_office.setdefault(tenure.office, []).append(tenure)
        by_person.setdefault(tenure.person, []).append(tenure)
    return Catalogue(
        actors,
        offices,
        persons,
        tenures,
        _table("envelopes", envelope_of, folder),
        _table("channels", channel_of, folder),
        _table("events", event_of, folder),
        _table("fiscal_years", fiscal_year_of, folder),
        {actor.id: actor for actor in actors},
        {office.id: office for office in offices},
        {person.id: person for person in persons},
        by_office,
        by_person,
    )


def _table(
    name: str,
    make: Callable[[dict[str, str]], T],
    folder: Path | None,
    key: str | None = "id",
) -> tuple[T, ...]:
    shipped = files("aidledger.catalogue") / "data" / f"{name}.csv"
    rows = list(_rows(shipped, make))
    own = folder / f"{name}.csv" if folder is not None else None
    if own is not None and own.exists():
        added = list(_rows(own, make))
        replaced = {row[key] for row, _ in added} if key else set()
        rows = [(row, item) for row, item in rows if not key or row[key] not in replaced] + added
    return tuple(item for _, item in rows)


def _rows(
    place: Traversable, make: Callable[[dict[str, str]], T]
) -> Iterator[tuple[dict[str, str], T]]:
    with place.open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines, restval="")
        for row in reader:
            try:
                yield row, make(row)
            except (KeyError, ValueError) as problem:
                raise AidledgerError(
                    "CATALOGUE_ROW",
                    file=str(place),
                    line=str(reader.line_num),
                    problem=str(problem),
                ) from problem
