"""Does a promise speak of everything that is there ("every dollar"), not of a sum of its own?

The words are data: `languages/<language>/whole_sums.yml`.
"""

from __future__ import annotations

from functools import cache

from aidledger.reading.lexicons import LANGUAGES, load_words


def is_whole(content: str) -> bool:
    """True where the words of a promise mean everything.

    >>> is_whole("«chaque dollar» serait engagé"), is_whole("ten more tanks")
    (True, False)
    """
    plain = content.casefold().replace("\u2019", "'")
    return any(f" {words} " in f" {_spaced(plain)} " for words in _everything())


def _spaced(text: str) -> str:
    """Letters and apostrophes as they are, every other mark as a space."""
    kept = "".join(mark if mark.isalnum() or mark == "'" else " " for mark in text)
    return " ".join(kept.split())


@cache
def _everything() -> frozenset[str]:
    return frozenset(
        str(words)
        for language in LANGUAGES
        for words in load_words(language, "whole_sums")["everything"]
    )
