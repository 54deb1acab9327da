"""Find dates and resolve them to days, months, seasons, years.

In: a sentence with its verbs, and the day of publication. Out: date marks in order of place.
Without a day of publication, dates that need one stay unresolved (`first` is None). The year
or week left out is chosen by the words: after "since" the last such day, after "by", "avant",
"dès" the next one; else the side on which the clause's verb puts it, else the one nearest to
publication. Words: `languages/*/dates.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from aidledger.reading.clauses import governing_verb
from aidledger.reading.date_forms import form_at, may_open_date
from aidledger.reading.date_words import DateWords, date_words, number_of
from aidledger.reading.days import DateForm, Side, days_of
from aidledger.reading.marks import DateMark, DateRelation, Granularity, Sentence, Tense

_AHEAD = frozenset({DateRelation.BY, DateRelation.BEFORE})
_DUE = _AHEAD | {DateRelation.UNTIL}
_COMING = frozenset({Tense.FUTURE, Tense.SUBJUNCTIVE})
_PAST = frozenset({Tense.PAST, Tense.IMPERFECT, Tense.CONDITIONAL_PAST, Tense.PAST_PARTICIPLE})


def find_dates(sentence: Sentence, published: date | None) -> tuple[DateMark, ...]:
    """All dates of the sentence, in order of place; relative ones open without `published`."""
    lexicon = date_words(sentence.language)
    return tuple(
        _mark(sentence, found, published, lexicon)
        for found in _joined(sentence, _forms(sentence, lexicon), lexicon)
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A form with the preposition before it: the whole begins at word `opening`.

    Args:
        until: the second date of a range; None for a single date.
    """

    form: DateForm
    opening: int
    relation: DateRelation
    until: DateForm | None = None


def _forms(sentence: Sentence, lexicon: DateWords) -> list[_Found]:
    words = sentence.words
    opening_words = may_open_date(sentence.language)
    found: list[_Found] = []
    place = 0
    while place < len(words):
        word = words[place]
        if word.lower not in opening_words and not word.text[0].isdigit():
            place += 1
            continue
        form = form_at(words, place, lexicon)
        if form is None:
            place += 1
            continue
        opening, relation = _opening(sentence, form, lexicon)
        if not (form.held and opening == form.first):
            found.append(_Found(form, opening, relation))
        place = form.last
    return found


def _opening(sentence: Sentence, form: DateForm, lexicon: DateWords) -> tuple[int, DateRelation]:
    """The first word of the preposition, and what it says."""
    words = sentence.words
    first = form.first
    if form.part == "within":
        return first, DateRelation.BY
    if form.part == "since":
        return first, DateRelation.SINCE
    while first and lexicon.capitals and words[first - 1].lower in lexicon.last | lexicon.next:
        first -= 1
    bare = first - 1 if first and words[first - 1].lower in lexicon.articles else first
    for end in (first, bare):
        found = lexicon.relations.ending(words, end)
        if found is not None:
            return found
    for end in (bare, first):
        held = lexicon.on.ending(words, end)
        if held is not None:
            return held[0], DateRelation.ON
    return bare, DateRelation.ON


# Ranges --------------------------------------------------------------------------------


def _joined(sentence: Sentence, found: Sequence[_Found], lexicon: DateWords) -> list[_Found]:
    """ "du 28 octobre au 2 novembre", "between January and March": two dates as one span."""
    joined: list[_Found] = []
    for item in found:
        before = joined[-1] if joined else None
        if before is not None and _is_range(sentence, before, item, lexicon):
            joined[-1] = replace(before, until=item.form, relation=DateRelation.ON)
        else:
            joined.append(_with_first_day(sentence, item, lexicon))
    return joined


def _is_range(sentence: Sentence, first: _Found, second: _Found, lexicon: DateWords) -> bool:
    words = sentence.words
    if first.until is not None or first.form.granularity is not second.form.granularity:
        return False
    if first.form.relative or second.form.relative or first.form.weekday is not None:
        return False
    between = [word.lower for word in words[first.form.last : second.form.first]]
    while len(between) > 1 and between[-1] in lexicon.articles:
        between.pop()
    if len(between) != 1:
        return False
    opener = words[first.opening].lower
    return between[0] in {"-", "–"} or (opener, between[0]) in lexicon.ranges


def _with_first_day(sentence: Sentence, item: _Found, lexicon: DateWords) -> _Found:
    """ "le 7 et le 8 novembre", "from 12 to 14 March": a day number before a full date."""
    form, words = item.form, sentence.words
    if form.granularity is not Granularity.DAY or form.day is None or form.weekday is not None:
        return item
    at = form.first - 1
    while at > 0 and words[at].lower in lexicon.articles - lexicon.to:
        at -= 1
    if at < 1 or words[at].lower not in lexicon.to:
        return item
    day = number_of(words[at - 1], 1, 31)
    opener = words[at - 2].lower if at > 1 else ""
    if day is None or day >= form.day or (words[at].lower == "à" and opener not in {"de", "du"}):
        return item
    span = replace(form, first=at - 1, day=day, last_day=form.day, granularity=Granularity.SPAN)
    opening, _ = _opening(sentence, span, lexicon)
    return _Found(span, opening, DateRelation.ON)


# Marks ---------------------------------------------------------------------------------


def _mark(
    sentence: Sentence, found: _Found, published: date | None, lexicon: DateWords
) -> DateMark:
    form, words = found.form, sentence.words
    last = (found.until or form).last
    start, end = words[found.opening].start, words[last - 1].end
    side = _side(sentence, found.relation, start, end, lexicon)
    days = days_of(form, published, side)
    granularity = form.granularity
    if found.until is not None:
        closing = days_of(found.until, published, side)
        opened = _opened(form, found.until, published, side)
        days = (opened[0], closing[1]) if opened and closing else None
        granularity = Granularity.SPAN
    elif form.part == "end":
        granularity = Granularity.DAY if found.relation in _DUE else granularity
        days = (days[1], days[1]) if days and found.relation in _DUE else days
    if days is not None and days[0] > days[1]:
        days = None
    return DateMark(
        start=start,
        end=end,
        core_start=words[form.first].start,
        first=days[0] if days else None,
        last=days[1] if days else None,
        granularity=granularity,
        relation=found.relation,
    )


def _opened(
    form: DateForm, until: DateForm, published: date | None, side: Side
) -> tuple[date, date] | None:
    """The first date of a range takes the year of the second, or the year before it."""
    closing = days_of(until, published, side)
    if form.year is not None or closing is None or form.month is None:
        return days_of(form, published, side)
    for year in (closing[0].year, closing[0].year - 1):
        days = days_of(replace(form, year=year), published, side)
        if days is not None and days[0] <= closing[0]:
            return days
    return None


def _side(
    sentence: Sentence, relation: DateRelation, start: int, end: int, lexicon: DateWords
) -> Side:
    """Where the words put the date: by its preposition, else by the tense of its verb."""
    if relation in _AHEAD:
        return Side.COMING
    if relation is DateRelation.SINCE:
        return Side.PAST
    verb = governing_verb(sentence, start, end)
    if verb is None:
        return Side.COMING if relation is DateRelation.FROM else Side.OPEN
    ahead = {verb.lemma, verb.modal} & lexicon.ahead_verbs
    tense = verb.modal_tense if verb.modal in lexicon.ahead_verbs else verb.tense
    if tense in _COMING or (ahead and tense not in _PAST - {Tense.PAST_PARTICIPLE}):
        return Side.COMING
    if tense in _PAST:
        ends = relation in (DateRelation.UNTIL, DateRelation.FROM)
        return Side.OPEN if ends or ahead else Side.PAST
    return Side.COMING if relation in (DateRelation.UNTIL, DateRelation.FROM) else Side.OPEN
