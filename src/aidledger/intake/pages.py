"""Take the article out of an HTML page, in a process of its own with bounds.

In: a page as text. Out: its article's text, title, publisher and day, or None where the page
holds no article. The work is done by trafilatura and htmldate in a child process that may
use so much time and memory and no more: a hostile page costs a message, not the program.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date

from aidledger.model.errors import AidledgerError

SECONDS = 20
MEGABYTES = 1024
_LEAST_CHARACTERS = 80


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
        AidledgerError: PAGE_TOO_HARD, when time or memory ran out.
    """
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
