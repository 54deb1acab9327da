"""Read deadlines: days by which something is due, or after which it lapses.

In: the text with its dates. Out: deadline claims from dates behind "d'ici à", "avant", "by",
"until" that are still to come on the day of publication, and from terms that an event names.
"""

from __future__ import annotations

from datetime import date

from aidledger.model.claims import Confidence, DeadlineClaim, Modality
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import governing_verb
from aidledger.reading.marks import DateMark, DateRelation, Granularity, Sentence
from aidledger.reading.terms import event_on, event_terms
from aidledger.reading.text import ReadText

RULE = "deadlines.{}/1"
# "mi-avril", "mid-April" as days (see `days`), and the day by which such a term ends.
_MIDDLE_FROM, _MIDDLE_TO, _MIDDLE = 10, 20, 15
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
            day = _due(text, mark)
            if day is None:
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
    if mark.relation not in _DUE:
        return None
    return _last_day(mark.first, mark.last).isoformat()


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
