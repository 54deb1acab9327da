"""Find dates and resolve them to days, months, seasons, years.

In: a sentence and the day of publication. Out: date marks in order of place. Without a day
of publication, dates that need one stay unresolved (`first` is None). The year left out is
chosen by the words: after "since" or a past verb the last such day, after "by", "avant",
"dès" the next one, else the one nearest to publication. Words: `languages/*/dates.yml`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import DateMark, DateRelation, Granularity, Sentence, Word
from aidledger.reading.phrases import Phrases, phrase_set

_WORDS_OF_MONTH_AT = small_words("dates", "month_at")
_WORDS_OF_MONTH = small_words("dates", "month")
_WORDS_OF_IS_MONTH_2 = small_words("dates", "is_month_2")
_WORDS_OF_IS_MONTH = small_words("dates", "is_month")
_WORDS_OF_YEAR = small_words("dates", "year")
_WORDS_OF_MARK = small_words("dates", "mark")
_WORDS_OF_WITH_FIRST_DAY = small_words("dates", "with_first_day")

_AHEAD = frozenset({DateRelation.BY, DateRelation.BEFORE, DateRelation.UNTIL, DateRelation.FROM})
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of dates in one language."""

    months: dict[str, int]
    weekdays: dict[str, int]
    day_parts: frozenset[str]
    next: frozenset[str]
    last: frozenset[str]
    seasons: dict[str, tuple[int, int]]
    season_before: frozenset[str]
    relative_days: Phrases[int]
    relative_spans: Phrases[tuple[str, int]]
    loose: Phrases[bool]
    parts: Phrases[str]
    year_ends: Phrases[bool]
    month_ends: Phrases[bool]
    fiscal: Phrases[bool]
    relations: Phrases[DateRelation]
    on: frozenset[str]
    to: frozenset[str]


@cache
def _lexicon(language: str) -> DateWords:
    data = load_words(language, "dates")
    return DateWords(
        months={str(word): number for word, number in data["months"].items()},
        weekdays=dict(data["weekdays"]),
        day_parts=frozenset(data["day_parts"]),
        next=frozenset(data["next"]),
        last=frozenset(data["last"]),
        seasons={word: (pair[0], pair[1]) for word, pair in data["seasons"].items()},
        season_before=frozenset(data["season_before"]),
        relative_days=Phrases(data["relative_days"]),
        relative_spans=Phrases({k: (v[0], v[1]) for k, v in data["relative_spans"].items()}),
        loose=phrase_set(data["loose"]),
        parts=Phrases(data["parts"]),
        year_ends=phrase_set(data["year_ends"]),
        month_ends=phrase_set(data["month_ends"]),
        fiscal=phrase_set(data["fiscal"]),
        relations=Phrases(
            {
                words: DateRelation(name)
                for name, rows in data["relations"].items()
                for words in rows
            }
        ),
        on=frozenset(map(str, data["on"])),
        to=frozenset(data["to"]),
    )


@dataclass(frozen=True, slots=True)
class _Core:
    """A date without its preposition: words `first:last`.

    Args:
        year, month, day: as printed; None = left out. weekday: 0 = Monday.
        part: first, middle or last part of the month or year.
        days: resolved already; loose: no bounds at all.
    """

    first: int
    last: int
    granularity: Granularity
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    shift: int = 0
    span: tuple[int, int] | None = None


def find_dates(sentence: Sentence, published: date | None) -> tuple[DateMark, ...]:
    """All dates of the sentence, in order of place."""
    words = sentence.words
    lexicon = _lexicon(sentence.language)
    found: list[DateMark] = []
    place = 0
    while place < len(words):
        core = _core(words, place, lexicon, sentence.language)
        if core is None:
            place += 1
            continue
        mark = _mark(sentence, core, published, lexicon)
        if mark is not None:
            found.append(mark)
        place = core.last
    return tuple(_ranges(sentence, found, lexicon))


# Cores ---------------------------------------------------------------------------------


def _core(words: Sequence[Word], place: int, lexicon: DateWords, language: str) -> _Core | None:
    return (
        _iso(words, place)
        or _ends(words, place, lexicon)
        or _weekday(words, place, lexicon, language)
        or _day_month(words, place, lexicon, language)
        or _month(words, place, lexicon, language)
        or _relative(words, place, lexicon)
        or _season(words, place, lexicon)
        or _fiscal(words, place, lexicon)
        or _year(words, place)
    )


def _iso(words: Sequence[Word], place: int) -> _Core | None:
    pieces = words[place : place + 5]
    if (
        len(pieces) == 5
        and pieces[1].text == pieces[3].text == "-"
        and pieces[4].end - pieces[0].start == 10
    ):
        try:
            day = date.fromisoformat("".join(word.text for word in pieces))
        except ValueError:
            return None
        return _Core(place, place + 5, Granularity.DAY, day.year, day.month, day.day)
    return None


def _ends(words: Sequence[Word], place: int, lexicon: DateWords) -> _Core | None:
    """ "la fin de l'année", "the end of the month"."""
    found = lexicon.year_ends.starting(words, place)
    if found is not None:
        return _Core(place, found[0], Granularity.DAY, month=12, day=31)
    found = lexicon.month_ends.starting(words, place)
    return _Core(place, found[0], Granularity.MONTH) if found is not None else None


def _weekday(words: Sequence[Word], place: int, lexicon: DateWords, language: str) -> _Core | None:
    word = words[place]
    number = lexicon.weekdays.get(word.lower)
    if number is None or (language == "en" and not word.text[0].isupper()):
        return None
    at = place + 1
    shift = 0
    if place and words[place - 1].lower in lexicon.next | lexicon.last and language == "en":
        shift = 1 if words[place - 1].lower in lexicon.next else -1
    while at < len(words) and (words[at].lower in lexicon.day_parts or words[at].text == ","):
        if words[at].text == "," and _day_month(words, at + 1, lexicon, language) is None:
            break
        if words[at].lower in lexicon.next:
            shift = 1
        elif words[at].lower in lexicon.last:
            shift = -1
        at += 1
    dated = _day_month(words, at, lexicon, language)
    if dated is not None:
        return replace(dated, first=place, weekday=number)
    return _Core(place, at, Granularity.DAY, weekday=number, shift=shift)


def _number(word: Word, low: int, high: int) -> int | None:
    text = word.lower.removesuffix("er")
    if not text.isdigit() or len(text) > 4:
        return None
    return int(text) if low <= int(text) <= high else None


def _year_at(words: Sequence[Word], place: int) -> int | None:
    return _number(words[place], _FIRST_YEAR, _LAST_YEAR) if place < len(words) else None


def _month_at(
    words: Sequence[Word], place: int, lexicon: DateWords, language: str
) -> tuple[int, int] | None:
    """Month and the word after it, its abbreviation point included."""
    if place >= len(words):
        return None
    word = words[place]
    month = lexicon.months.get(word.lower)
    if month is None or (language == "en" and not word.text[0].isupper()):
        return None
    after = place + 1
    if (
        len(word.text) <= 4
        and after < len(words)
        and words[after].text == "."
        and word.lower not in _WORDS_OF_MONTH_AT
    ):
        after += 1
    return month, after


def _day_month(
    words: Sequence[Word], place: int, lexicon: DateWords, language: str
) -> _Core | None:
    """ "20 janvier 2025", "1er mars", "January 20, 2025", "20 January"."""
    if place >= len(words):
        return None
    day = _number(words[place], 1, 31)
    if day is not None:
        at = place + 1
        if at < len(words) and words[at].lower in {"er", "st", "nd", "rd", "th"}:
            at += 1
        if at < len(words) and words[at].lower == "of":
            at += 1
        month = _month_at(words, at, lexicon, language)
        if month is None:
            return None
        year = _year_at(words, month[1])
        return _Core(place, month[1] + (year is not None), Granularity.DAY, year, month[0], day)
    month = _month_at(words, place, lexicon, language)
    if month is None or language != "en" or month[1] >= len(words):
        return None
    day = _number(words[month[1]], 1, 31)
    if day is None:
        return None
    at = month[1] + 1
    if at < len(words) and words[at].lower in {"st", "nd", "rd", "th"}:
        at += 1
    year_at = at + 1 if at < len(words) and words[at].text == "," else at
    year = _year_at(words, year_at)
    return _Core(place, year_at + 1 if year else at, Granularity.DAY, year, month[0], day)


def _month(words: Sequence[Word], place: int, lexicon: DateWords, language: str) -> _Core | None:
    """ "février 2022", "fin avril", "in late June", "mi-novembre"."""
    part, at = None, place
    found = lexicon.parts.starting(words, place)
    if found is not None:
        at, part = found
        if at < len(words) and words[at].text == "-":
            at += 1
        if at < len(words) and words[at].lower in {"de", "du", "d'"}:
            at += 1
    hyphened = words[place].lower.partition("-")
    if (
        found is None
        and hyphened[1]
        and hyphened[0] in {"mi", "mid"}
        and hyphened[2] in lexicon.months
    ):
        month: tuple[int, int] | None = (lexicon.months[hyphened[2]], place + 1)
        part = "middle"
    else:
        month = _month_at(words, at, lexicon, language)
    if month is None:
        year = _year_at(words, at) if part is not None else None
        return _Core(place, at + 1, Granularity.YEAR, year, part=part) if year else None
    year_at = month[1] + (month[1] < len(words) and words[month[1]].lower in {"de", ","})
    year = _year_at(words, year_at)
    if language == "en" and year is None and part is None and not _is_month(words, place):
        return None
    if language == "fr" and year is None and part is None and words[place].lower in {"mai", "mars"}:
        if (
            words[place].text[0].isupper()
            or not place
            or words[place - 1].lower not in _WORDS_OF_MONTH
        ):
            return None
    return _Core(
        place, year_at + 1 if year else month[1], Granularity.MONTH, year, month[0], part=part
    )


def _is_month(words: Sequence[Word], place: int) -> bool:
    """ "may" the verb and "March" the name are no months: a preposition or a comma tells."""
    word = words[place].lower
    if word not in _WORDS_OF_IS_MONTH_2:
        return True
    before = words[place - 1].lower if place else ""
    return before in _WORDS_OF_IS_MONTH


def _relative(words: Sequence[Word], place: int, lexicon: DateWords) -> _Core | None:
    loose = lexicon.loose.starting(words, place)
    if loose is not None:
        return _Core(place, loose[0], Granularity.LOOSE)
    span = lexicon.relative_spans.starting(words, place)
    if span is not None:
        unit, shift = span[1]
        return _Core(place, span[0], Granularity(unit), shift=shift, span=(0, 0))
    day = lexicon.relative_days.starting(words, place)
    if day is not None:
        return _Core(place, day[0], Granularity.DAY, shift=day[1], span=(day[1], day[1]))
    return None


def _season(words: Sequence[Word], place: int, lexicon: DateWords) -> _Core | None:
    word = words[place].lower
    if word not in lexicon.seasons or not place:
        return None
    before = words[place - 1].lower
    year = _year_at(words, place + 1)
    if before not in lexicon.season_before and year is None:
        return None
    first, last = lexicon.seasons[word]
    shift = 1 if before in lexicon.next else -1 if before in lexicon.last else 0
    end = place + 2 if year else place + 1
    if end < len(words) and words[end].lower in lexicon.last | lexicon.next and year is None:
        shift = -1 if words[end].lower in lexicon.last else 1
        end += 1
    return _Core(place, end, Granularity.SEASON, year, first, last, shift=shift)


def _fiscal(words: Sequence[Word], place: int, lexicon: DateWords) -> _Core | None:
    found = lexicon.fiscal.starting(words, place)
    if found is not None:
        year = _year_at(words, found[0])
        return _Core(place, found[0] + 1, Granularity.FISCAL_YEAR, year) if year else None
    text = words[place].text
    if text.startswith("FY") and text[2:].isdigit() and len(text) in (4, 6):
        year = int(text[2:]) + (2000 if len(text) == 4 else 0)
        return _Core(place, place + 1, Granularity.FISCAL_YEAR, year)
    if text == "FY" and place + 1 < len(words):
        year = _year_at(words, place + 1)
        return _Core(place, place + 2, Granularity.FISCAL_YEAR, year) if year else None
    return None


def _year(words: Sequence[Word], place: int) -> _Core | None:
    year = _year_at(words, place)
    if year is None or len(words[place].text) != 4 or not place:
        return None
    before = words[place - 1].lower
    after = words[place + 1] if place + 1 < len(words) else None
    if after is not None and after.start == words[place].end and after.text in {"%", "-", "/"}:
        if after.text == "%" or (place + 2 < len(words) and not words[place + 2].text.isdigit()):
            return None
    heads = _WORDS_OF_YEAR
    return _Core(place, place + 1, Granularity.YEAR, year) if before in heads else None


# Marks ---------------------------------------------------------------------------------


def _mark(
    sentence: Sentence, core: _Core, published: date | None, lexicon: DateWords
) -> DateMark | None:
    words = sentence.words
    first, relation = core.first, DateRelation.ON
    found = None
    for end in (core.first, core.first - 1):
        if end < core.first and (end < 1 or words[end].lower not in _WORDS_OF_MARK):
            break
        found = lexicon.relations.ending(words, end)
        if found is not None:
            break
    if found is not None:
        first, relation = found
    elif first and words[first - 1].lower in lexicon.on:
        first -= 1
    days = _days(core, published, relation)
    return DateMark(
        start=words[first].start,
        end=words[core.last - 1].end,
        core_start=words[core.first].start,
        first=days[0] if days else None,
        last=days[1] if days else None,
        granularity=core.granularity,
        relation=relation,
    )


def _days(core: _Core, published: date | None, relation: DateRelation) -> tuple[date, date] | None:
    if core.granularity is Granularity.LOOSE:
        return None
    if core.granularity is Granularity.FISCAL_YEAR and core.year:
        return date(core.year - 1, 10, 1), date(core.year, 9, 30)
    if core.granularity is Granularity.SEASON:
        return _season_days(core, published, relation)
    if core.year is not None:
        return _dated(core, core.year)
    if published is None:
        return None
    if core.span is not None:
        return _shifted(core, published)
    if core.month is None and core.weekday is not None:
        day = _nearest_weekday(published, core.weekday, core.shift, relation)
        return day, day
    if core.month is None:
        return published.replace(day=1), _month_end(published.year, published.month)
    return _with_year(core, published, relation)


def _dated(core: _Core, year: int) -> tuple[date, date] | None:
    try:
        if core.month is None:
            return _part_of_year(core, year)
        if core.day is not None:
            day = date(year, core.month, core.day)
            return day, day
    except ValueError:
        return None
    first, last = date(year, core.month, 1), _month_end(year, core.month)
    if core.part == "first":
        return first, date(year, core.month, 10)
    if core.part == "middle":
        return date(year, core.month, 10), date(year, core.month, 20)
    if core.part == "last":
        return date(year, core.month, 20), last
    return first, last


def _part_of_year(core: _Core, year: int) -> tuple[date, date]:
    if core.part == "first":
        return date(year, 1, 1), date(year, 3, 31)
    if core.part == "middle":
        return date(year, 5, 1), date(year, 8, 31)
    if core.part == "last":
        return date(year, 10, 1), date(year, 12, 31)
    return date(year, 1, 1), date(year, 12, 31)


def _with_year(core: _Core, published: date, relation: DateRelation) -> tuple[date, date] | None:
    """The year left out: by weekday, by relation, else nearest to publication."""
    options = []
    for year in (published.year - 1, published.year, published.year + 1):
        days = _dated(core, year)
        if days is not None:
            options.append(days)
    if not options:
        return None
    if core.weekday is not None:
        fitting = [days for days in options if days[0].weekday() == core.weekday]
        options = fitting or options
    if relation in _AHEAD:
        ahead = [days for days in options if days[1] >= published]
        return ahead[0] if ahead else options[-1]
    if relation is DateRelation.SINCE:
        past = [days for days in options if days[0] <= published]
        return past[-1] if past else options[0]
    return min(options, key=lambda days: _distance(days[0], published))


def _distance(day: date, published: date) -> int:
    """A date without a year is past twice as readily as it is to come."""
    gap = (day - published).days
    return 2 * gap if gap > 0 else -gap


def _season_days(
    core: _Core, published: date | None, relation: DateRelation
) -> tuple[date, date] | None:
    assert core.month is not None
    assert core.day is not None
    year = core.year
    if year is None:
        if published is None:
            return None
        year = published.year + core.shift
        starts = date(year, core.month, 1)
        if core.shift == 0 and starts > published + timedelta(days=60) and relation not in _AHEAD:
            year -= 1
    end_year = year + 1 if core.day < core.month else year
    return date(year, core.month, 1), _month_end(end_year, core.day)


def _shifted(core: _Core, published: date) -> tuple[date, date]:
    if core.granularity is Granularity.DAY:
        day = published + timedelta(days=core.shift)
        return day, day
    if core.granularity is Granularity.WEEK:
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=core.shift)
        return monday, monday + timedelta(days=6)
    if core.granularity is Granularity.MONTH:
        index = published.year * 12 + published.month - 1 + core.shift
        year, month = divmod(index, 12)
        return date(year, month + 1, 1), _month_end(year, month + 1)
    year = published.year + core.shift
    return date(year, 1, 1), date(year, 12, 31)


def _nearest_weekday(published: date, weekday: int, shift: int, relation: DateRelation) -> date:
    """ "mercredi": the day of publication or the last one; the next after "avant", "d'ici"."""
    back = (published.weekday() - weekday) % 7
    if shift > 0 or (relation in _AHEAD and back):
        return published + timedelta(days=(weekday - published.weekday()) % 7 or 7)
    return published - timedelta(days=back)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


# Ranges --------------------------------------------------------------------------------


def _ranges(sentence: Sentence, marks: Sequence[DateMark], lexicon: DateWords) -> list[DateMark]:
    """ "le 7 et le 8 novembre", "from 12 to 14 March": a day number before a full date."""
    found: list[DateMark] = []
    for mark in marks:
        widened = _with_first_day(sentence, mark, lexicon)
        found.append(widened if widened is not None else mark)
    return found


def _with_first_day(sentence: Sentence, mark: DateMark, lexicon: DateWords) -> DateMark | None:
    if mark.granularity is not Granularity.DAY or mark.first is None:
        return None
    words = [word for word in sentence.words if word.end <= mark.core_start][-4:]
    while words and words[-1].lower in {"le", "the", "les"}:
        words.pop()
    if len(words) < 2 or words[-1].lower not in lexicon.to:
        return None
    if words[-1].lower == "à" and len(words) > 2 and words[-3].lower not in {"du", "le"}:
        return None
    day = _number(words[-2], 1, 31)
    if day is None or day >= mark.first.day:
        return None
    begin = words[-2]
    before = [word for word in sentence.words if word.end <= begin.start][-1:]
    start = (
        before[0].start if before and before[0].lower in _WORDS_OF_WITH_FIRST_DAY else begin.start
    )
    return replace(
        mark,
        start=start,
        core_start=begin.start,
        first=mark.first.replace(day=day),
        granularity=Granularity.SPAN,
    )
