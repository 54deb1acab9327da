"""Normalise typography without losing places: the shadow text and its offset map.

In: the document's text, never altered. Out: a `Shadow`, in which curly apostrophes,
no-break spaces and odd dashes are the plain ones, accents are composed, and zero-width
characters are gone; `Shadow.origin` leads each place back to the document.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from aidledger.model.evidence import Span

# One character for one: places do not move. Sources: Unicode general punctuation; the
# French spaces U+00A0 and U+202F stand inside numbers and before : ; ! ? and in quotes.
PLAIN = str.maketrans(
    {
        "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'",
        "\u201e": "\u201c", "\u201f": "\u201c",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2008": " ",
        "\u2002": " ", "\u2003": " ", "\u2004": " ", "\u2005": " ", "\u2006": " ", "\u200a": " ",
        "\u3000": " ", "\t": " ", "\u000b": " ", "\u000c": " ", "\u0085": "\n", "\u2028": "\n",
        "\u2029": "\n", "\r": "\n",
        "\u2010": "-", "\u2011": "-", "\u2012": "\u2013", "\u2015": "\u2014", "\u2212": "-",
        "\ufe58": "\u2014", "\uff0d": "-",
    }
)  # fmt: skip
# An opening single quotation mark right after a letter is an apostrophe set wrong.
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\u2018")


@dataclass(frozen=True, slots=True)
class Shadow:
    """Normalised text and, where places moved, the way back.

    Args:
        text: the normalised text.
        origin: offset in the document of each shadow character, and the document's length
            as last element; None when no place moved.
    """

    text: str
    origin: tuple[int, ...] | None = None

    def to_document(self, start: int, end: int) -> Span:
        """The document's span for a non-empty stretch of the shadow text."""
        if self.origin is None:
            return Span(start, end)
        return Span(self.origin[start], self.origin[end - 1] + self._width(end - 1))

    def from_document(self, start: int, end: int) -> tuple[int, int]:
        """The shadow stretch that covers a document span."""
        if self.origin is None:
            return start, end
        return bisect_left(self.origin, start), bisect_left(self.origin, end)

    def _width(self, index: int) -> int:
        # A composed character covers its base and the accents after it; characters that
        # were dropped right after it do not belong to it.
        assert self.origin is not None
        gap = self.origin[index + 1] - self.origin[index]
        return gap if len(unicodedata.normalize("NFD", self.text[index])) > 1 else min(gap, 1)


def normalise(text: str) -> Shadow:
    """The shadow of a text.

    >>> normalise("l\u2019aide").text
    "l'aide"
    >>> shadow = normalise("9\u200b milliards")
    >>> shadow.text, shadow.to_document(0, 11)
    ('9 milliards', Span(start=0, end=12))
    """
    plain = _APOSTROPHE.sub("'", text.translate(PLAIN))
    if plain.isascii() or not any(map(_moves, set(plain))):
        return Shadow(plain)
    kept: list[str] = []
    origin: list[int] = []
    last = -1  # place of the last character that was kept or composed
    for place, character in enumerate(plain):
        if unicodedata.category(character) == "Cf":
            continue
        if kept and last == place - 1 and unicodedata.combining(character):
            composed = unicodedata.normalize("NFC", kept[-1] + character)
            if len(composed) == 1:
                kept[-1] = composed
                last = place
                continue
        kept.append(character)
        origin.append(place)
        last = place
    origin.append(len(text))
    return Shadow("".join(kept), tuple(origin))


def _moves(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or bool(unicodedata.combining(character))
