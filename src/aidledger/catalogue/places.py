"""Towns and regions of states that receive aid, by their names in French and English.

Source: gazetteers of the humanitarian response; one row a state in `data/places.csv`. A name
that means several places, or a person, is left out.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def load_places(language: str) -> dict[str, str]:
    """The id of the state or territory in which a town or region lies, by its name.

    >>> load_places("fr")["Nord-Kivu"]
    'CD'
    """
    place = files("aidledger.catalogue") / "data" / "places.csv"
    with place.open(encoding="utf-8") as lines:
        return {
            name: row["state"]
            for row in csv.DictReader(lines)
            for name in row[f"names_{language}"].split("|")
            if name
        }
