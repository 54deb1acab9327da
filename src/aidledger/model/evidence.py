"""Documents, and places in them.

Offsets are half-open Unicode code points into `Document.text`, which is the text as given
(for HTML: as extracted) and never altered. A document's id is the SHA-256 of its text in
UTF-8, so the same text read twice is the same document.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of code points, `start <= end`.

    >>> "about 9 billion"[Span(6, 7).start : Span(6, 7).end]
    '9'
    """

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True when at least one code point belongs to both."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An immutable captured text and what is known about it.

    Args:
        text: the text, as given.
        published: day of publication; None = unknown, relative dates stay unresolved.
        language: "fr", "en", another two-letter code, or None before it is detected.
        title, publisher, url: as given by the source; None = not given.
    """

    text: str
    published: date | None = None
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "id", digest)
