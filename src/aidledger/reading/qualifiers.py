"""The words that qualify a figure, before and after it.

In: the words of a sentence and where the bare figure stands. Out: the widened place, the
width that the words name (a row of the table in `intervals`), and whether the figure adds to
what was there. Data: `languages/*/qualifiers.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Word
from aidledger.reading.numerals import number_words
from aidledger.reading.phrases import Phrases, phrase_set

_INCREMENTAL = "incremental"
_EACH_REACH = 6  # words before a figure in which "chacun", "each" stand
_NO_ARTICLE = frozenset({"the", "le", "la", "les", "l'"})


@dataclass(frozen=True, slots=True)
class Qualified:
    """A figure with the words that qualify it.

    Args:
        first, last: index of the first word, and one past the last.
        width: row of the interval table; "exact" for a bare number.
    """

    first: int
    last: int
    width: str = "exact"
    incremental: bool = False
    each: bool = False
    negated: bool = False


@cache
def _before(language: str) -> Phrases[str]:
    data = load_words(language, "qualifiers")
    values = {phrase: width for width, rows in data["before"].items() for phrase in rows}
    values.update(dict.fromkeys(data["incremental_before"], _INCREMENTAL))
    values.update({phrase: width for width, rows in data["verbs"].items() for phrase in rows})
    return Phrases(values)


@cache
def _verbs(language: str) -> Phrases[str]:
    """Verbs that qualify, between which and the figure an article may stand."""
    rows = load_words(language, "qualifiers")["verbs"].items()
    return Phrases({phrase: width for width, phrases in rows for phrase in phrases})


@cache
def _not_after(language: str) -> dict[str, frozenset[str]]:
    rows = load_words(language, "qualifiers")["not_after"].items()
    return {phrase: frozenset(words) for phrase, words in rows}


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(map(str, load_words(language, "qualifiers")[name]))


@cache
def _after(language: str) -> Phrases[str]:
    data = load_words(language, "qualifiers")
    values = {phrase: width for width, rows in data["after"].items() for phrase in rows}
    values.update(dict.fromkeys(data["incremental_after"], _INCREMENTAL))
    return Phrases(values)


@cache
def _scales(language: str) -> frozenset[str]:
    return frozenset(number_words(language).scales)


@cache
def _each(language: str) -> Phrases[bool]:
    return phrase_set(load_words(language, "qualifiers")["each"])


def qualify(words: Sequence[Word], first: int, last: int, language: str) -> Qualified:
    """The figure at words `first:last` with its qualifiers."""
    width, incremental = "exact", False
    start, end = first, last
    for _ in range(3):
        found = _before(language).ending(words, start)
        if found is None:
            found = _verb_before(words, start, language)
        if found is None:
            break
        at, value = found
        phrase = " ".join(word.lower for word in words[at:start]).replace("' ", "'")
        if at and words[at - 1].lower in _not_after(language).get(phrase, ()):
            break
        if value == _INCREMENTAL:
            incremental = True
        elif width == "exact":
            width = value
        if phrase in _words(language, "outside"):
            break
        start = at
    after = _after(language).starting(words, end)
    if after is not None and (after[1] == _INCREMENTAL or width == "exact"):
        if after[1] == _INCREMENTAL:
            incremental = True
            if language == "en" or words[end - 1].lower in _scales(language):
                end = after[0]  # "200 millions supplémentaires", but "200 euros" without the rest
        else:
            end, width = after
    while start < first and words[start].lower in _NO_ARTICLE and not incremental:
        start += 1
    return Qualified(
        start,
        end,
        width,
        incremental,
        _counts_each(words, start, end, language),
        start > 0 and words[start - 1].lower in _words(language, "negations"),
    )


def _verb_before(words: Sequence[Word], start: int, language: str) -> tuple[int, str] | None:
    """ "dépasse ainsi", "frôle désormais les": a verb that qualifies, at a small distance."""
    end = start
    if end > 1 and words[end - 1].lower in _NO_ARTICLE:
        end -= 1
    if end > 1 and words[end - 1].lower in _words(language, "adverbs"):
        end -= 1
    return _verbs(language).ending(words, end) if end < start else None


def is_and_some(words: Sequence[Word], place: int, language: str) -> int | None:
    """Where "et quelques" behind a number ends; None without it."""
    found = _after(language).starting(words, place)
    return found[0] if found is not None and found[1] == "and_some" else None


def _counts_each(words: Sequence[Word], start: int, end: int, language: str) -> bool:
    """ "50 millions chacun", "each country will give 5 million", but not "each year"."""
    if _each(language).first_in(words, end, end + 3) is not None:
        return True
    for place in range(max(0, start - _EACH_REACH), start):
        if words[place].lower in _words(language, "each_before"):
            return words[place + 1].lower not in _words(language, "not_each")
    return False
