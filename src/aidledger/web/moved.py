"""Addresses that were written for another time: without a language, or by an earlier name.

They lead on to the page as it is named now. What no table knows stays unknown and is told so.
"""

from __future__ import annotations

from collections.abc import Iterable

from aidledger.web.addresses import LANGUAGES
from aidledger.web.page import Route
from aidledger.web.routing import route_of
from aidledger.web.site_files import split_form

# Earlier and shorter first words of paths, and the word that stands there now.
NAMES = {"s": "search", "t": "timeline", "denials": "claims", "lanes": "who-met-whom"}


def moved(path: str, wanted: str, routes: Iterable[Route]) -> str | None:
    """Where a path leads now; None where no page stands behind it.

    Args:
        path: as asked, from the first slash.
        wanted: the language of the reader, for an address that names none.
    """
    place, form = split_form(path.strip("/"))
    first, _, rest = place.partition("/")
    language, place = (first, rest) if first in LANGUAGES else (wanted, place)
    word, slash, rest = place.partition("/")
    place = NAMES.get(word, word) + slash + rest
    ending = "" if form == "html" else f".{form}"
    now = f"/{language}/{place}{ending}"
    return now if place and now != path and route_of(place, routes) is not None else None
