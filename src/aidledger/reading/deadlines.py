"""Read deadlines: days by which something is due, or after which it lapses.

In: the text with its dates. Out: deadline claims from dates behind "d'ici à", "avant", "by",
"until" that are still to come on the day of publication, and from terms that an event names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from aidledger.model.claims import Confidence, DeadlineClaim, Modality
from aidledger.reading.appositions import role_words
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import governing_verb, words_after, words_before, words_between
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import DateMark, DateRelation, Granularity, Sentence, Tense, Word
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.terms import event_on, event_terms
from aidledger.reading.text import ReadText

RULE = "deadlines.{}/1"
# "mi-avril", "mid-April" as days (see `days`), and the day by which such a term ends.
_MIDDLE_FROM, _MIDDLE_TO, _MIDDLE = 10, 20, 15
_YEAR = 4  # digits of a year
_PARTS = small_words("deadlines", "parts")
_LAPSING = (Granularity.DAY, Granularity.MONTH, Granularity.SPAN)
_NO_TERMS = frozenset({Granularity.SEASON, Granularity.LOOSE, Granularity.FISCAL_YEAR})
_DUE = frozenset({DateRelation.BY, DateRelation.BEFORE, DateRelation.UNTIL})


def read_deadlines(text: ReadText, maker: ClaimMaker) -> tuple[DeadlineClaim, ...]:
    """The deadlines of the text, in order of place."""
    found: list[DeadlineClaim] = []
    for sentence in text.sentences:
        terms = event_terms(text, sentence)
        for term in terms:
            if term.start_word in {"tant", "while"}:
                continue  # it bounds a promise, it names no term
            found.append(
                maker.make(
                    DeadlineClaim, sentence, term.start, term.end,
                    rule=RULE.format("event"), modality=Modality.PLANNED,
                    confidence=Confidence.RESOLVED,
                    date=term.event.day.isoformat(), event=term.event.name,
                )
            )  # fmt: skip
        for mark in sentence.dates:
            if any(term.start <= mark.start < term.end for term in terms):
                continue
            day = _due(text, sentence, mark) or _lapses(text, sentence, mark)
            if day is None or _is_no_term(sentence, mark):
                continue
            found.append(
                maker.make(
                    DeadlineClaim, sentence, mark.start, mark.end,
                    rule=RULE.format("date"), modality=Modality.PLANNED,
                    date=day, event=_what(text, sentence, mark),
                )
            )  # fmt: skip
    return tuple(found)


def _due(text: ReadText, sentence: Sentence, mark: DateMark) -> str | None:
    """The last day, when the date is a term still to come."""
    if mark.last is None or mark.first is None:
        return None
    if text.published is not None and mark.last < text.published:
        alone = governing_verb(sentence, mark.start, mark.end) is None
        if mark.relation is DateRelation.UNTIL and alone and mark.granularity is Granularity.DAY:
            return _next_year(sentence, mark, mark.last, text.published)
        return None
    if mark.relation is DateRelation.FROM:
        known = event_on(text, mark.first) if mark.granularity is Granularity.DAY else None
        return mark.first.isoformat() if known is not None else None
    summer = mark.granularity is Granularity.SEASON and mark.relation is DateRelation.BY
    if mark.relation not in _DUE or (mark.granularity in _NO_TERMS and not summer):
        return None
    if mark.relation is DateRelation.BEFORE and _is_whole(sentence, mark):
        return (mark.first - timedelta(days=1)).isoformat()
    return _last_day(mark.first, mark.last).isoformat()


def _is_whole(sentence: Sentence, mark: DateMark) -> bool:
    """ "before November": a month or a year without a word on its end: the day before it."""
    if mark.granularity not in (Granularity.MONTH, Granularity.YEAR):
        return False
    if mark.first is not None and mark.first.day != 1:
        return False  # "mid-November", "the end of March"
    words = words_between(sentence, mark.start, mark.end)
    return not any(word.lower in _PARTS for word in words)


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """The words of one language; what each heading holds is said in its file."""

    lapsing: frozenset[str]
    ending: frozenset[str]
    terms: frozenset[str]
    before: Phrases[bool]
    after: Phrases[bool]
    end_forms: Phrases[bool]
    lasting: Phrases[bool]
    lapsed: Phrases[bool]


@cache
def _lexicon(language: str) -> DeadlineWords:
    data = load_words(language, "deadlines")
    return DeadlineWords(
        lapsing=frozenset(data["lapsing"]),
        ending=frozenset(data["ending"]),
        terms=frozenset(map(str, data["terms"])),
        before=phrase_set(data["before"]),
        after=phrase_set(data["after"]),
        end_forms=phrase_set(data["end_forms"]),
        lasting=phrase_set(data["lasting"]),
        lapsed=phrase_set(data["lapsed"]),
    )


def _lapses(text: ReadText, sentence: Sentence, mark: DateMark) -> str | None:
    """ "expires on March 1", "no later than 31 December", "le 20 janvier au plus tard"."""
    if mark.last is None or mark.first is None or mark.relation is not DateRelation.ON:
        return None
    words = _lexicon(sentence.language)
    before = words_before(sentence, mark.start, 6)
    if words.lapsed.ending(before, len(before)) is not None:
        return _last_day(mark.first, mark.last).isoformat()
    lasting = words.lasting.ending(before, len(before)) is not None
    if mark.granularity not in _LAPSING and not lasting:
        return None
    inside = words_before(sentence, mark.core_start, 4)
    told = (
        lasting
        or words.before.ending(before, len(before)) is not None
        or words.before.ending(inside, len(inside)) is not None
        or words.after.starting(words_after(sentence, mark.end, 4), 0) is not None
    )
    if not (told or _ends(sentence, before, words) or _expires(sentence, mark, words)):
        return None
    last = _last_day(mark.first, mark.last)
    if text.published is not None and last < text.published:
        return _next_year(sentence, mark, last, text.published)
    return last.isoformat()


def _ends(sentence: Sentence, before: Sequence[Word], words: DeadlineWords) -> bool:
    """ "whose tour ends next month", "the mandate ends on": forms that are nouns elsewhere."""
    found = words.end_forms.ending(before, len(before))
    if found is None:
        return False
    subject = words_before(sentence, before[found[0]].start, 8)
    return any(word.lower in words.terms for word in subject)


def _next_year(sentence: Sentence, mark: DateMark, last: date, published: date) -> str | None:
    """What "ends on October 2" is still to come: without a year, it is the next one."""
    dated = any(
        word.text.isdigit() and len(word.text) == _YEAR
        for word in words_between(sentence, mark.start, mark.end)
    )
    verb = governing_verb(sentence, mark.start, mark.end)
    past = verb is not None and verb.tense in (Tense.PAST, Tense.PAST_PARTICIPLE)
    if dated or past or (last.month, last.day) == (2, 29):
        return None
    coming = last.replace(year=last.year + 1)
    return coming.isoformat() if coming >= published else None


def _expires(sentence: Sentence, mark: DateMark, words: DeadlineWords) -> bool:
    near = [v for v in sentence.verbs if v.end <= mark.start and mark.start - v.end < 40]
    if not near or near[-1].tense in (Tense.PAST, Tense.IMPERFECT, Tense.PAST_PARTICIPLE):
        return False
    verb = near[-1]
    if verb.lemma in words.lapsing:
        return True
    subject = words_before(sentence, verb.start, 6)
    return verb.lemma in words.ending and any(word.lower in words.terms for word in subject)


def _is_no_term(sentence: Sentence, mark: DateMark) -> bool:
    """ "could not start before": a day from which; "had come ashore by": what is over."""
    if mark.relation is DateRelation.UNTIL and _is_of_an_office(sentence, mark):
        return True
    verb = governing_verb(sentence, mark.start, mark.end)
    if verb is None:
        return False
    if mark.relation is DateRelation.BEFORE and verb.negated and verb.end <= mark.start:
        return True
    own = sentence.text[verb.start - sentence.start : verb.end - sentence.start].lower()
    return mark.relation is DateRelation.BY and own.startswith("had ")


def _is_of_an_office(sentence: Sentence, mark: DateMark) -> bool:
    """ "ministre jusqu'au 11 janvier": how long an office was held, no term."""
    before = words_before(sentence, mark.start, 4)
    offices = role_words(sentence.language).nouns
    return offices.ending(before, len(before)) is not None


def _last_day(first: date, last: date) -> date:
    """The last day of the term; "by mid-April" is by the fifteenth."""
    middle = first.day == _MIDDLE_FROM and last.day == _MIDDLE_TO and first.month == last.month
    return last.replace(day=_MIDDLE) if middle else last


def _what(text: ReadText, sentence: Sentence, mark: DateMark) -> str:
    """What falls due: the event of that day, else the clause that the date closes."""
    known = event_on(text, mark.first) if mark.first is not None else None
    if known is not None and mark.granularity is Granularity.DAY:
        return known.name
    verb = governing_verb(sentence, mark.start, mark.end)
    if verb is None:
        return sentence.text.strip(" .")
    start, end = min(verb.start, mark.start), max(verb.end, mark.start)
    return sentence.text[start - sentence.start : end - sentence.start].strip(" ,")
