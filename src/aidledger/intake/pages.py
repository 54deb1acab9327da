"""Take the article out of an HTML page, in a process of its own with bounds.

In: a page as text. Out: its article's text, title, publisher and day, or None where the page
holds no article. The work is done by trafilatura and htmldate in a child process that may
use so much time and memory and no more: a hostile page costs a message, not the program.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date

from aidledger.model.errors import AidledgerError

SECONDS = 20
MEGABYTES = 1024
_LEAST_CHARACTERS = 80
# Elements inside one another. Pages of the press stay under 60; parsers give up at 256.
MOST_DEPTH = 250
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*+)([^<>]*+)>")
# Elements that hold nothing, or that the next of their kind closes.
_FLAT = frozenset(
    {
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
        "meta", "option", "p", "param", "source", "td", "th", "tr", "track", "wbr",
    }
)  # fmt: skip
# What stands between these is no markup, whatever it looks like.
_OPAQUE = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))


@dataclass(frozen=True, slots=True)
class Page:
    """An article as extracted; None where the page does not say."""

    text: str
    title: str | None
    publisher: str | None
    url: str | None
    published: date | None


def extract_page(html: str, url: str | None) -> Page | None:
    """The article of a page.

    Raises:
        AidledgerError: PAGE_TOO_DEEP, elements lie too deep in one another; PAGE_TOO_HARD,
            time or memory ran out.
    """
    if _depth(html) > MOST_DEPTH:
        raise AidledgerError("PAGE_TOO_DEEP", depth=str(MOST_DEPTH))
    try:
        run = subprocess.run(
            [sys.executable, "-m", "aidledger.intake.extracting"],
            input=json.dumps({"html": html, "url": url, "megabytes": MEGABYTES}).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise AidledgerError("PAGE_TOO_HARD", seconds=str(SECONDS)) from error
    if run.returncode != 0:
        raise AidledgerError("PAGE_TOO_HARD", seconds=str(SECONDS))
    found = json.loads(run.stdout)
    text = found.get("text") or ""
    if len(text) < _LEAST_CHARACTERS:
        return None
    day = found.get("published")
    return Page(
        text=text,
        title=found.get("title"),
        publisher=found.get("publisher"),
        url=found.get("url"),
        published=date.fromisoformat(day) if day else None,
    )


def _depth(html: str) -> int:
    """How deep elements lie in one another at most, by their tags alone."""
    depth = deepest = 0
    for closing, name, rest in _TAG.findall(_markup(html.lower())):
        if name in _FLAT or rest.endswith("/"):
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _markup(html: str) -> str:
    for opening, closing in _OPAQUE:
        first, *others = html.split(opening)
        html = first + "".join(other.partition(closing)[2] for other in others)
    return html
