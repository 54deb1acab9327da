"""Names of the files of a published site, and links between them that work from a disk."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

_SAFE = re.compile(r"[^A-Za-z0-9_=@,-]|\.(?=\.|$)|^\.")
_LONGEST = 120
_LINK = re.compile(r' (href|src|action)="(/[^"]*)"')


def file_of(address: str) -> str:
    """The file that an address of the site stands in, its query in the name.

    >>> file_of("/fr/e/US/UA"), file_of("/fr/e/US/UA.csv")
    ('fr/e/US/UA.html', 'fr/e/US/UA.csv')
    >>> file_of("/en/claims?donor=US")
    'en/claims~3f~donor=US.html'
    """
    if address.startswith("/static/"):
        return address.removeprefix("/")
    place, _, query = address.partition("?")
    place, ending = split_form(place)
    names = [_named(unquote(part)) for part in place.strip("/").split("/")]
    if query:
        names[-1] = _named(f"{unquote(place.rsplit('/', 1)[-1])}?{query}")
    return "/".join(names) + f".{ending}"


def split_form(place: str) -> tuple[str, str]:
    """An address without query as its page and form."""
    for form in ("json", "csv", "svg"):
        if place.endswith(f".{form}"):
            return place.removesuffix(f".{form}"), form
    return place, "html"


def _named(part: str) -> str:
    """A part of a path as a name that every file system takes."""
    safe = _SAFE.sub(lambda sign: f"~{ord(sign[0]):x}~", part)
    if len(safe) <= _LONGEST:
        return safe
    digest = hashlib.sha256(part.encode()).hexdigest()[:16]
    return f"{safe[:_LONGEST]}~{digest}"


def relinked(page: str, stands_in: str, target_of: Callable[[str], str | None]) -> str:
    """A page whose links lead from file to file.

    Args:
        page: HTML of our own templates, where attributes stand in double quotes and text is
            escaped, so that nothing else looks like a link.
        stands_in: its file.
        target_of: from an address without fragment to its file; None = not in the site, the
            words stay and are no link.
    """
    folder = posixpath.dirname(stands_in)

    def link(found: re.Match[str]) -> str:
        address, mark, fragment = unescape(found[2]).partition("#")
        target = target_of(address)
        if target is None:
            return ""
        relative = posixpath.relpath(target, folder or ".")
        return f' {found[1]}="{escape(relative + mark + fragment)}"'

    return _LINK.sub(link, page)
