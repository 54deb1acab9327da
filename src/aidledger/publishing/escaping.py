"""Words from sources, made safe for a terminal: control marks are shown, not obeyed."""

from __future__ import annotations

import unicodedata

_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def safe(text: str) -> str:
    """`text` on one line, its control characters written out.

    >>> safe("a\\x1b[31mb\\nc")
    'a\\\\x1b[31mb c'
    """
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t\r":
        return " "
    if character in _DIRECTION or unicodedata.category(character) == "Cc":
        return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"
    return character
