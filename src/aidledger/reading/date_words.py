"""The words of dates in one language: `languages/*/dates.yml`, typed and ready for look-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import DateRelation, Granularity, Word
from aidledger.reading.numerals import number_words
from aidledger.reading.phrases import Phrases, key_of, phrase_set

_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_MOST_COUNTED = 3  # digits of a number of days


@dataclass(frozen=True, slots=True)
class Counted:
    """ "{n} {unit} ago", "ces {n} dernières {unit}": a form counted from publication."""

    pattern: tuple[str, ...]
    meaning: str  # ago, back, ahead, within


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of dates in one language.

    Args:
        capitals: True where the names of days and months are written with a capital.
        short: abbreviated months; pointed: those that are months only with their point.
        ranges: pairs of words around a range ("du ... au"); to: the second of a pair.
        ahead_verbs: lemmas that put a date ahead whatever their tense ("prévoir").
    """

    language: str
    capitals: bool
    months: dict[str, int]
    doubtful_months: frozenset[str]
    short: frozenset[str]
    pointed: frozenset[str]
    month_of: Phrases[bool]
    year_of: Phrases[bool]
    weekdays: dict[str, int]
    day_parts: frozenset[str]
    next: frozenset[str]
    last: frozenset[str]
    seasons: dict[str, tuple[int, int]]
    season_before: frozenset[str]
    quarters: Phrases[tuple[int, int]]
    fixed_days: Phrases[tuple[int, int]]
    relative_days: Phrases[int]
    relative_spans: Phrases[tuple[str, int]]
    loose: Phrases[bool]
    units: dict[str, str]
    counted: tuple[Counted, ...]
    parts: Phrases[str]
    year_ends: Phrases[int]
    month_ends: Phrases[int]
    week_ends: Phrases[int]
    weekends: Phrases[int]
    fiscal: Phrases[tuple[int, int]]
    relations: Phrases[DateRelation]
    on: Phrases[bool]
    year_after: frozenset[str]
    articles: frozenset[str]
    of: frozenset[str]
    to: frozenset[str]
    ranges: frozenset[tuple[str, str]]
    ahead_verbs: frozenset[str]


@cache
def date_words(language: str) -> DateWords:
    """The words of `language`, read once."""
    data = load_words(language, "dates")
    return DateWords(
        language=language,
        capitals=bool(data["capitals"]),
        months={str(word): number for word, number in data["months"].items()},
        doubtful_months=frozenset(data["doubtful_months"]),
        short=frozenset(data["short"]),
        pointed=frozenset(data["pointed"]),
        month_of=phrase_set(data["month_of"]),
        year_of=phrase_set(data["year_of"]),
        weekdays=dict(data["weekdays"]),
        day_parts=frozenset(data["day_parts"]),
        next=frozenset(data["next"]),
        last=frozenset(data["last"]),
        seasons=_pairs(data["seasons"]),
        season_before=frozenset(data["season_before"]),
        quarters=Phrases(_pairs(data["quarters"])),
        fixed_days=Phrases(_pairs(data["fixed_days"])),
        relative_days=Phrases(data["relative_days"]),
        relative_spans=Phrases(_pairs(data["relative_spans"])),
        loose=phrase_set(data["loose"]),
        units=dict(data["units"]),
        counted=tuple(
            Counted(_pattern(phrase), meaning)
            for meaning, phrases in data["counted"].items()
            for phrase in phrases
        ),
        parts=Phrases(data["parts"]),
        year_ends=Phrases(data["year_ends"]),
        month_ends=Phrases(data["month_ends"]),
        week_ends=Phrases(data["week_ends"]),
        weekends=Phrases(data["weekends"]),
        fiscal=Phrases(_pairs(data["fiscal"])),
        relations=Phrases(
            {
                words: DateRelation(name)
                for name, rows in data["relations"].items()
                for words in rows
            }
        ),
        on=phrase_set(data["on"]),
        year_after=frozenset(data["year_after"]),
        articles=frozenset(data["articles"]),
        of=frozenset(data["of"]),
        to=frozenset(data["to"]),
        ranges=frozenset((first, second) for first, second in data["ranges"]),
        ahead_verbs=frozenset(data["ahead_verbs"]),
    )


def _pairs(rows: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {str(word): (pair[0], pair[1]) for word, pair in rows.items()}


def _pattern(phrase: str) -> tuple[str, ...]:
    """ "il y a {n} {unit}" as words, its two blanks kept."""
    parts: list[str] = []
    for piece in phrase.split():
        parts += [piece] if piece in ("{n}", "{unit}") else key_of(piece)
    return tuple(parts)


def number_of(word: Word, low: int, high: int) -> int | None:
    """A printed number between `low` and `high`, "1er" included; None for any other word."""
    text = word.lower.removesuffix("er")
    if not (text.isascii() and text.isdigit()) or len(text) > 4:
        return None
    return int(text) if low <= int(text) <= high else None


def year_at(words: Sequence[Word], place: int) -> int | None:
    """The year printed in four digits at a place."""
    if not 0 <= place < len(words) or len(words[place].text) != 4:
        return None
    return number_of(words[place], _FIRST_YEAR, _LAST_YEAR)


def small_number(word: Word, language: str) -> int | None:
    """How many days or years: "30", "deux", "twelve"."""
    if word.text.isascii() and word.text.isdigit() and len(word.text) <= _MOST_COUNTED:
        return int(word.text)
    value = number_words(language).units.get(word.lower)
    return int(value) if value is not None and value >= 1 else None


def iso_day(words: Sequence[Word], place: int, day_first: bool) -> date | None:
    """ "2025-01-20" in five words, or "20/1/2025" where days are written first."""
    pieces = words[place : place + 5]
    if len(pieces) < 5 or not 8 <= pieces[4].end - pieces[0].start <= 10:
        return None
    marks = {pieces[1].text, pieces[3].text}
    try:
        if marks == {"-"}:
            return date.fromisoformat("".join(word.text for word in pieces))
        if marks in ({"/"}, {"."}) and len(pieces[4].text) == 4:
            first, second, year = (int(pieces[at].text) for at in (0, 2, 4))
            if day_first or first > 12:
                return date(year, second, first)
            return date(year, first, second) if second > 12 else None
    except ValueError:
        return None
    return None


def granularity_of(unit: str) -> Granularity:
    """The granularity of a unit of the word list; hours stay loose."""
    return Granularity.LOOSE if unit == "hour" else Granularity(unit)
