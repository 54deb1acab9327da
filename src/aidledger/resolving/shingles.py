"""Is one text a copy of another? Runs of five words that both hold.

A wire story is printed under several names, cut from the end, with another heading. Two
reports of one event share facts, and hardly any run of five words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

_RUN = 5
_WORD = re.compile(r"[^\W_]+")
# Share of the shorter text's runs that the longer one holds. docs/benchmarks.md tells how far
# reports of one event and copies lie from it.
COPIED_SHARE = 0.25
# Fewer runs say nothing: a title, a line of a table.
_LEAST_RUNS = 8


def runs_of(text: str) -> frozenset[str]:
    """The runs of five words of a text; case and accents do not matter.

    >>> len(runs_of("One two three, four five six."))
    2
    """
    plain = "".join(
        char
        for char in unicodedata.normalize("NFD", text.casefold())
        if not unicodedata.combining(char)
    )
    words = _WORD.findall(plain)
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def shared(first: Set[str], second: Set[str]) -> float:
    """Share of the smaller set that the other holds, 0 to 1; 0 where too little is there."""
    least = min(len(first), len(second))
    return len(first & second) / least if least >= _LEAST_RUNS else 0.0


def is_copy(first: Set[str], second: Set[str]) -> bool:
    """True where one text is, for the most part, the other's words."""
    return shared(first, second) >= COPIED_SHARE
