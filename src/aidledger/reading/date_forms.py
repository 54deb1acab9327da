"""Recognise the forms in which dates are printed, word by word.

In: the words of a sentence and a place among them. Out: the date that begins there, without
its preposition, or None. Nothing is resolved here; see `days`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from aidledger.reading.date_words import (
    Counted,
    DateWords,
    date_words,
    granularity_of,
    iso_day,
    number_of,
    small_number,
    year_at,
)
from aidledger.reading.days import DateForm
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Granularity, Word
from aidledger.reading.numerals import number_words

_BEFORE_MONTHS = small_words("dates", "before_months")
_WEAKLY_BEFORE_MONTHS = small_words("dates", "weakly_before_months")
_ORDINALS = small_words("dates", "ordinals")
_JOINS_YEARS = small_words("dates", "joins_years")

# Grown together with these, four digits are no year ("the 1990s").
_NO_YEAR_BEFORE = frozenset({"%", "-", "/", "s"})

Words = Sequence[Word]


def form_at(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    """The date whose first word stands at `place`."""
    for find in _forms_opening(words[place], lexicon.language):
        found = find(words, place, lexicon)
        if found is not None:
            return _with_shift(words, found, lexicon)
    return None


# Which forms a word may open ------------------------------------------------------------

_Finder = Callable[[Words, int, DateWords], DateForm | None]


def _forms_opening(word: Word, language: str) -> tuple[_Finder, ...]:
    if word.text[0].isdigit():
        return _forms_of_digits()
    return _forms_by_word(language).get(word.lower, ())


@cache
def may_open_date(language: str) -> frozenset[str]:
    """The words with which a date may begin; it may begin with a digit too."""
    return frozenset(_forms_by_word(language))


def _forms_of_digits() -> tuple[_Finder, ...]:
    return _full, _counted, _day_month, _year


@cache
def _forms_by_word(language: str) -> dict[str, tuple[_Finder, ...]]:
    """By word, the forms that it may open, in the order in which they are tried."""
    lexicon = date_words(language)
    ends = (lexicon.year_ends, lexicon.month_ends, lexicon.week_ends)
    relative = (lexicon.loose, lexicon.relative_spans, lexicon.relative_days)
    parts = lexicon.parts.first_words
    half_months = {f"{half}-{month}" for half in ("mi", "mid") for month in lexicon.months}
    openers: tuple[tuple[_Finder, Iterable[str]], ...] = (
        (_weekend, lexicon.weekends.first_words),
        (_ends, frozenset().union(*(phrases.first_words for phrases in ends))),
        (_counted, _counted_by_word(language)),
        (_weekday, lexicon.weekdays),
        (_day_month, lexicon.months if lexicon.capitals else ()),
        (_quarter, parts | lexicon.quarters.first_words),
        (_month, {*lexicon.months, *parts, *lexicon.month_of.first_words, *half_months}),
        (_relative, frozenset().union(*(phrases.first_words for phrases in relative))),
        (_season, lexicon.seasons),
        (_fixed, lexicon.fixed_days.first_words),
        (_fiscal, lexicon.fiscal.first_words),
        (_year, lexicon.year_of.first_words),
    )
    found: dict[str, tuple[_Finder, ...]] = {}
    for find, words in openers:
        for word in dict.fromkeys(words):
            found[word] = (*found.get(word, ()), find)
    return found


@cache
def _counted_by_word(language: str) -> dict[str, tuple[Counted, ...]]:
    """The forms counted from publication by their first word; "" for those of a digit."""
    lexicon = date_words(language)
    numbers = [word for word, value in number_words(language).units.items() if value >= 1]
    found: dict[str, tuple[Counted, ...]] = {}
    for counted in lexicon.counted:
        opening = counted.pattern[0]
        if opening == "{n}":
            words: Iterable[str] = ("", *numbers)
        else:
            words = lexicon.units if opening == "{unit}" else (opening,)
        for word in words:
            found[word] = (*found.get(word, ()), counted)
    return found


def _with_shift(words: Words, form: DateForm, lexicon: DateWords) -> DateForm:
    """ "vendredi prochain", "en juin dernier", "last Friday": one further on or back."""
    if form.year is not None or form.relative or form.back is not None:
        return form
    if form.month is not None:
        at = form.last + (form.last < len(words) and words[form.last].lower in lexicon.of)
        span = lexicon.relative_spans.starting(words, at)
        if span is not None and span[1][0] == Granularity.YEAR:
            return replace(form, last=span[0], year_shift=span[1][1])
    before = words[form.first - 1].lower if form.first else ""
    after = words[form.last].lower if form.last < len(words) else ""
    if lexicon.capitals and before in lexicon.last | lexicon.next:
        return replace(form, shift=1 if before in lexicon.next else -1)
    if not lexicon.capitals and after in lexicon.last | lexicon.next:
        return replace(form, shift=1 if after in lexicon.next else -1, last=form.last + 1)
    return form


def _full(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    day = iso_day(words, place, day_first=not lexicon.capitals)
    if day is None:
        return None
    return DateForm(place, place + 5, Granularity.DAY, day.year, day.month, day.day)


def _ends(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    """ "la fin de l'année", "the end of next month", "the end of the week"."""
    ends = (
        (lexicon.year_ends, Granularity.YEAR),
        (lexicon.month_ends, Granularity.MONTH),
        (lexicon.week_ends, Granularity.WEEK),
    )
    for phrases, granularity in ends:
        found = phrases.starting(words, place)
        if found is None or _names_month(words, found[0], lexicon):
            continue
        return DateForm(place, found[0], granularity, part="end", shift=found[1], relative=True)
    return None


def _names_month(words: Words, at: int, lexicon: DateWords) -> bool:
    """ "la fin du mois de juin": the month is named behind."""
    held = at < len(words) and words[at].lower in lexicon.of
    return held and _month_name(words, at + 1, lexicon) is not None


def _weekend(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    """ "ce week-end", "last weekend": Saturday and Sunday."""
    found = lexicon.weekends.starting(words, place)
    if found is None:
        return None
    return DateForm(
        place, found[0], Granularity.SPAN, part="weekend", shift=found[1], relative=True
    )


# Counted from publication --------------------------------------------------------------


def _counted(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    opening = "" if words[place].text[0].isdigit() else words[place].lower
    for counted in _counted_by_word(lexicon.language).get(opening, ()):
        found = _filled(words, place, counted.pattern, lexicon)
        if found is None:
            continue
        last, number, unit = found
        granularity = granularity_of(unit)
        if counted.meaning == "within":
            return DateForm(place, last, Granularity.LOOSE, part="within")
        if counted.meaning == "since" and granularity is not Granularity.LOOSE:
            return DateForm(place, last, granularity, part="since", shift=-number, relative=True)
        if counted.meaning == "ahead" or granularity is Granularity.LOOSE:
            return DateForm(place, last, Granularity.LOOSE)
        if counted.meaning == "back":
            return DateForm(place, last, Granularity.SPAN, back=(number, granularity))
        return DateForm(place, last, granularity, shift=-number, relative=True)
    return None


def _filled(
    words: Words, place: int, pattern: tuple[str, ...], lexicon: DateWords
) -> tuple[int, int, str] | None:
    """End, number and unit of a pattern that fits at a place."""
    number, unit = 1, ""
    if place + len(pattern) > len(words):
        return None
    for word, part in zip(words[place:], pattern, strict=False):
        if part == "{n}":
            value = small_number(word, lexicon.language)
            if value is None:
                return None
            number = value
        elif part == "{unit}":
            unit = lexicon.units.get(word.lower, "")
            if not unit:
                return None
        elif word.lower != part:
            return None
    return place + len(pattern), number, unit


def _relative(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    loose = lexicon.loose.starting(words, place)
    if loose is not None:
        return DateForm(place, loose[0], Granularity.LOOSE)
    span = lexicon.relative_spans.starting(words, place)
    if span is not None:
        unit, shift = span[1]
        return DateForm(place, span[0], Granularity(unit), shift=shift, relative=True)
    day = lexicon.relative_days.starting(words, place)
    if day is not None:
        return DateForm(place, day[0], Granularity.DAY, shift=day[1], relative=True)
    return None


# Days ----------------------------------------------------------------------------------


def _weekday(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    word = words[place]
    number = lexicon.weekdays.get(word.lower)
    if number is None or (lexicon.capitals and not word.text[0].isupper()):
        return None
    at = place + 1
    while at < len(words) and words[at].lower in lexicon.day_parts:
        at += 1
    dated_at = at + (at < len(words) and words[at].text == ",")
    dated = _day_month(words, dated_at, lexicon)
    if dated is not None:
        return replace(dated, first=place, weekday=number)
    return DateForm(place, at, Granularity.DAY, weekday=number)


def _day_month(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    """ "20 janvier 2025", "1er mars", "January 20, 2025", "20th of January"."""
    if place >= len(words):
        return None
    day = number_of(words[place], 1, 31)
    if day is None:
        return _month_day(words, place, lexicon) if lexicon.capitals else None
    at = _past_ordinal(words, place + 1)
    if lexicon.capitals and at < len(words) and words[at].lower in lexicon.of:
        at += 1
    month = _month_name(words, at, lexicon)
    if month is None:
        return None
    year = year_at(words, month[1])
    return DateForm(place, month[1] + (year is not None), Granularity.DAY, year, month[0], day)


def _month_day(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    """ "January 20, 2025", "January 20", "December 3-5"."""
    month = _month_name(words, place, lexicon)
    if month is None or month[1] >= len(words):
        return None
    day = number_of(words[month[1]], 1, 31)
    if day is None:
        return None
    at = _past_ordinal(words, month[1] + 1)
    last_day = None
    if at + 1 < len(words) and words[at].text in {"-", "–"}:
        last_day = number_of(words[at + 1], day + 1, 31)
        at += 2 if last_day is not None else 0
    comma = at < len(words) and words[at].text == ","
    year = year_at(words, at + comma)
    last = at + comma + 1 if year is not None else at
    return DateForm(
        place,
        last,
        Granularity.SPAN if last_day else Granularity.DAY,
        year,
        month[0],
        day,
        last_day=last_day,
    )


def _past_ordinal(words: Words, at: int) -> int:
    return at + (at < len(words) and words[at].lower in _ORDINALS)


# Months --------------------------------------------------------------------------------


def _month_name(words: Words, place: int, lexicon: DateWords) -> tuple[int, int] | None:
    """Month and the word after it, its abbreviation point included."""
    if place >= len(words):
        return None
    word = words[place]
    month = lexicon.months.get(word.lower)
    if month is None or (lexicon.capitals and not word.text[0].isupper()):
        return None
    point = place + 1 < len(words) and words[place + 1].text == "."
    if word.lower in lexicon.pointed and not point:
        return None
    if point and word.lower in lexicon.short:
        return month, place + 2
    return month, place + 1


def _month(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    """ "février 2022", "fin avril", "late June", "mi-novembre", "mois de mai"."""
    part, at, named = _part(words, place, lexicon)
    month = named or _month_name(words, at, lexicon)
    if month is None:
        year = year_at(words, at) if part is not None else None
        if year is not None and at + 1 < len(words) and words[at + 1].start == words[at].end:
            year = None if words[at + 1].text in _NO_YEAR_BEFORE else year
        return DateForm(place, at + 1, Granularity.YEAR, year, part=part) if year else None
    skips = month[1] < len(words) and words[month[1]].lower in lexicon.of | {","}
    year = year_at(words, month[1] + skips)
    if year is None and part is None and at == place and not _is_month(words, place, lexicon):
        return None
    last = month[1] + skips + 1 if year is not None else month[1]
    return DateForm(place, last, Granularity.MONTH, year, month[0], part=part)


def _part(
    words: Words, place: int, lexicon: DateWords
) -> tuple[str | None, int, tuple[int, int] | None]:
    """Part of the month, the word after it, and the month when one word holds both."""
    head, hyphen, name = words[place].lower.partition("-")
    if hyphen and head in {"mi", "mid"} and name in lexicon.months:
        return "middle", place, (lexicon.months[name], place + 1)
    part, at = None, place
    found = lexicon.parts.starting(words, place)
    if found is not None:
        at, part = found
        if at < len(words) and words[at].lower in lexicon.of | {"-"}:
            at += 1
    lead = lexicon.month_of.starting(words, at)
    if lead is not None:
        at = lead[0]
    return part, at, None


def _is_month(words: Words, place: int, lexicon: DateWords) -> bool:
    """ "may" the verb, "March" and "April" as names are no months: the word before tells."""
    word = words[place]
    if word.lower not in lexicon.doubtful_months:
        return True
    before = words[place - 1].lower if place else ""
    if not lexicon.capitals and word.text[0].isupper():
        return False
    if before in _WEAKLY_BEFORE_MONTHS:
        after = words[place + 1].text if place + 1 < len(words) else ""
        return not after[:1].isupper()
    return before in _BEFORE_MONTHS


# Longer spans --------------------------------------------------------------------------


def _quarter(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    """ "premier trimestre 2025", "the end of the first half"."""
    part, at = None, place
    opening = lexicon.parts.starting(words, place)
    if opening is not None and opening[1] == "end":
        at, part = opening
        at += at < len(words) and words[at].lower in lexicon.of
        at += at < len(words) and words[at].lower in lexicon.articles
    found = lexicon.quarters.starting(words, at)
    if found is None:
        return None
    last, year = _year_behind(words, found[0], lexicon)
    return DateForm(place, last, Granularity.SPAN, year, months=found[1], part=part)


def _season(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    word = words[place]
    if word.lower not in lexicon.seasons:
        return None
    last, year = _year_behind(words, place + 1, lexicon)
    before = words[place - 1].lower if place else ""
    if year is None and before not in lexicon.season_before:
        return None
    return DateForm(place, last, Granularity.SEASON, year, months=lexicon.seasons[word.lower])


def _year_behind(words: Words, at: int, lexicon: DateWords) -> tuple[int, int | None]:
    """End and year of "2024", "of 2024", "de l'année 2024"; (at, None) without one."""
    place = at + (at < len(words) and words[at].lower in lexicon.of)
    place += place < len(words) and words[place].lower in lexicon.articles
    lead = lexicon.year_of.starting(words, place)
    place = lead[0] if lead is not None else place
    year = year_at(words, place)
    return (place + 1, year) if year is not None else (at, None)


def _fixed(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    found = lexicon.fixed_days.starting(words, place)
    if found is None:
        return None
    month, day = found[1]
    year = year_at(words, found[0])
    last = found[0] + (year is not None)
    return DateForm(place, last, Granularity.DAY, year, month, day, held=True)


def _fiscal(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    found = lexicon.fiscal.starting(words, place)
    if found is None:
        return None
    at, (first, shift) = found
    year = year_at(words, at)
    closing = _last_year(words, at, year) if year is not None else None
    if closing is not None:
        shift, at = 0, at + 2
    elif year is None:
        year = _short_year(words, at)
    if year is None:
        return None
    months = (first, (first + 10) % 12 + 1)
    return DateForm(
        place, at + 1, Granularity.FISCAL_YEAR, year + shift, months=months, last_year=closing
    )


def _short_year(words: Words, at: int) -> int | None:
    """ "FY24": two digits grown together with the letters."""
    if at >= len(words) or words[at].start != words[at - 1].end or len(words[at].text) != 2:
        return None
    year = number_of(words[at], 0, 99)
    return 2000 + year if year is not None else None


def _year(words: Words, place: int, lexicon: DateWords) -> DateForm | None:
    """A bare year behind a word that years stand behind; "2024-2027" too."""
    lead = lexicon.year_of.starting(words, place)
    if lead is not None:
        year = year_at(words, lead[0])
        return DateForm(place, lead[0] + 1, Granularity.YEAR, year) if year else None
    year = year_at(words, place)
    if year is None or not place:
        return None
    last_year = _last_year(words, place, year)
    if last_year is not None:
        return DateForm(place, place + 3, Granularity.SPAN, year, last_year=last_year)
    after = words[place + 1] if place + 1 < len(words) else None
    if after is not None and after.start == words[place].end and after.text in _NO_YEAR_BEFORE:
        return None
    before = words[place - 1].lower
    held = before in lexicon.year_after or lexicon.relations.ending(words, place) is not None
    if before in _JOINS_YEARS and year_at(words, place - 2) is None:
        held = lexicon.relations.ending(words, place) is not None
    return DateForm(place, place + 1, Granularity.YEAR, year) if held else None


def _last_year(words: Words, place: int, year: int) -> int | None:
    """The second year of "2024-2027", "2024-25", "2024/25"."""
    if place + 2 >= len(words) or words[place + 1].text not in {"-", "–", "/"}:
        return None
    last = words[place + 2]
    if (
        len(last.text) == 2
        and number_of(last, 0, 99) is not None
        and last.start == words[place].end + 1
    ):
        found: int | None = year - year % 100 + int(last.text)
    else:
        found = year_at(words, place + 2)
    return found if found is not None and year < found <= year + 30 else None
