"""Read deadlines: days by which something is due, or after which it lapses.

In: the text with its dates. Out: deadline claims from dates behind "d'ici à", "avant", "by",
"until" that are still to come on the day of publication, and from terms that an event names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from aidledger.model.claims import Confidence, DeadlineClaim, Modality
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import governing_verb, words_after, words_before
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import DateMark, DateRelation, Granularity, Sentence, Tense
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.terms import event_on, event_terms
from aidledger.reading.text import ReadText

RULE = "deadlines.{}/1"
# "mi-avril", "mid-April" as days (see `days`), and the day by which such a term ends.
_MIDDLE_FROM, _MIDDLE_TO, _MIDDLE = 10, 20, 15
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
            day = _due(text, mark) or _lapses(text, sentence, mark)
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


def _due(text: ReadText, mark: DateMark) -> str | None:
    """The last day, when the date is a term still to come."""
    if mark.last is None or mark.first is None:
        return None
    if text.published is not None and mark.last < text.published:
        return None
    if mark.relation is DateRelation.FROM:
        known = event_on(text, mark.first) if mark.granularity is Granularity.DAY else None
        return mark.first.isoformat() if known is not None else None
    if mark.relation not in _DUE or mark.granularity in _NO_TERMS:
        return None
    return _last_day(mark.first, mark.last).isoformat()


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """The words of one language; what each heading holds is said in its file."""

    lapsing: frozenset[str]
    ending: frozenset[str]
    terms: frozenset[str]
    before: Phrases[bool]
    after: Phrases[bool]


@cache
def _lexicon(language: str) -> DeadlineWords:
    data = load_words(language, "deadlines")
    return DeadlineWords(
        lapsing=frozenset(data["lapsing"]),
        ending=frozenset(data["ending"]),
        terms=frozenset(map(str, data["terms"])),
        before=phrase_set(data["before"]),
        after=phrase_set(data["after"]),
    )


def _lapses(text: ReadText, sentence: Sentence, mark: DateMark) -> str | None:
    """ "expires on March 1", "no later than 31 December", "le 20 janvier au plus tard"."""
    if mark.last is None or mark.first is None or mark.relation is not DateRelation.ON:
        return None
    if mark.granularity not in (Granularity.DAY, Granularity.MONTH, Granularity.SPAN):
        return None
    if text.published is not None and mark.last < text.published:
        return None
    words = _lexicon(sentence.language)
    before = words_before(sentence, mark.start, 6)
    inside = words_before(sentence, mark.core_start, 4)
    told = (
        words.before.ending(before, len(before)) is not None
        or words.before.ending(inside, len(inside)) is not None
        or words.after.starting(words_after(sentence, mark.end, 4), 0) is not None
    )
    if not (told or _expires(sentence, mark, words)):
        return None
    return _last_day(mark.first, mark.last).isoformat()


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
    verb = governing_verb(sentence, mark.start, mark.end)
    if verb is None:
        return False
    if mark.relation is DateRelation.BEFORE and verb.negated and verb.end <= mark.start:
        return True
    own = sentence.text[verb.start - sentence.start : verb.end - sentence.start].lower()
    return mark.relation is DateRelation.BY and own.startswith("had ")


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
