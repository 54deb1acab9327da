"""Which page a path names, without a server: for citing a page and for writing the site out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from starlette.convertors import Convertor
from starlette.routing import compile_path

from aidledger.web.page import Route


def route_of(path: str, routes: Iterable[Route]) -> tuple[Route, dict[str, str]] | None:
    """The page that a path behind the language names, with the parts of its path.

    None where no page has such a path; "" is the first page.
    """
    for route in routes:
        pattern, convertors = _compiled(route.path)
        found = pattern.match(f"/{path}")
        if found is not None:
            parts = found.groupdict()
            return route, {name: str(convertors[name].convert(parts[name])) for name in parts}
    return None


@cache
def _compiled(path: str):  # type: ignore[no-untyped-def]
    pattern, _, convertors = compile_path(f"/{path}")
    named: dict[str, Convertor] = convertors  # type: ignore[type-arg]
    return pattern, named
