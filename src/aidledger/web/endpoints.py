"""The addresses that programs ask: each page as what it answers, what it takes, its forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aidledger.web.page import Route
from aidledger.wording.loading import page_phrase

# What every page can be asked, in order.
MOMENT = ("on", "known", "known_by", "vintage")
# Values that show what a part takes; any other is as good.
_EXAMPLES = {
    "language": "en", "on": "2024-11-13", "known": "2024-11-13", "known_by": "asserted",
    "vintage": "1", "donor": "US", "recipient": "UA", "document": "1c9e7ab2f0d4",
    "name": "PDA-69", "q": "amount:>1e9", "kind": "amount", "into": "EUR", "first": "0",
    "question": "timeline", "from_on": "2024-11-01", "from_known": "2024-11-01",
    "from_vintage": "1", "page": "e/US/UA", "at": "0", "waits": "unreviewed",
    "chart": "stages", "envelope": "USSAA-2024",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPart:
    """A part of an address.

    Args:
        name: as asked; in_path: True where it stands in the path, False in the query.
        told: what it means, in words; example: a value.
    """

    name: str
    in_path: bool
    told: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A page as programs ask it.

    Args:
        name: of the page; path: with its parts in braces, without a form.
        told: what it answers, in words; forms: its twins; parts: of its path and query.
    """

    name: str
    path: str
    told: str
    forms: tuple[str, ...]
    parts: tuple[AskedPart, ...]


def endpoints(routes: Sequence[Route], language: str) -> tuple[Endpoint, ...]:
    """The endpoints of some pages, in words of a language."""
    return tuple(_endpoint(route, language) for route in routes)


def bare(path: str) -> str:
    """A route's path without the converters of its parts: "r/{name:path}" as "r/{name}"."""
    return re.sub(r":[a-z]+}", "}", path)


def _endpoint(route: Route, language: str) -> Endpoint:
    in_path = ("language", *re.findall(r"{([a-z_]+)}", bare(route.path)))
    asked = (*MOMENT, *(name for name in route.asks if name not in MOMENT))
    asked += ("chart",) if route.has_chart else ()
    return Endpoint(
        name=route.name,
        path=f"/{{language}}/{bare(route.path)}".rstrip("/"),
        told=page_phrase(f"api.page.{route.name}", language),
        forms=("json", "csv", "svg") if route.has_chart else ("json", "csv"),
        parts=tuple(
            AskedPart(
                name=name,
                in_path=place < len(in_path),
                told=page_phrase(f"api.asked.{name}", language),
                example=_EXAMPLES[name],
            )
            for place, name in enumerate((*in_path, *asked))
        ),
    )
