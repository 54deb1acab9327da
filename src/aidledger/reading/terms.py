"""Terms named by an event instead of a date: "avant la fin de son mandat".

In: a sentence. Out: places of such terms with the day of the event, as the catalogue has it
and as it was public on the day of publication. Words: `languages/*/terms.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from aidledger.catalogue import Event
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Sentence
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.text import ReadText

_REACH = 9  # words after "avant" in which an event is named


@dataclass(frozen=True, slots=True)
class Term:
    """Words that name a term, and its day."""

    start: int
    end: int
    event: Event
    start_word: str


@cache
def _before(language: str) -> Phrases[bool]:
    return phrase_set(load_words(language, "terms")["before"])


@cache
def _while_in_office(language: str) -> Phrases[bool]:
    return phrase_set(load_words(language, "terms")["while_in_office"])


def event_terms(text: ReadText, sentence: Sentence) -> tuple[Term, ...]:
    """The terms of a sentence that an event names."""
    words, language = sentence.words, sentence.language
    if not (_while_in_office(language).openings(words) or _before(language).openings(words)):
        return ()
    found: list[Term] = []
    place = 0
    while place < len(words):
        held = _while_in_office(sentence.language).starting(words, place)
        if held is not None:
            event = _next_event(text, "US-INAUG")
            if event is not None:
                found.append(
                    Term(words[place].start, words[held[0] - 1].end, event, words[place].lower)
                )
            place = held[0]
            continue
        opening = _before(sentence.language).starting(words, place)
        term = _named(text, sentence, place, opening[0]) if opening is not None else None
        if term is not None:
            found.append(term)
        place += 1
    return tuple(found)


def _named(text: ReadText, sentence: Sentence, place: int, after: int) -> Term | None:
    words = sentence.words
    for row in load_words(sentence.language, "terms")["events"]:
        for at in range(after, min(after + 4, len(words))):
            if words[at].text in ",.;":
                break
            if words[at].lower not in row["heads"]:
                continue
            end = _near(sentence, at, row["near"])
            event = _next_event(text, row["event"])
            if end is not None and event is not None:
                return Term(words[place].start, end, event, words[place].lower)
    return None


def _near(sentence: Sentence, head: int, near: list[str]) -> int | None:
    words = sentence.words
    if not near:
        end = words[head].end
        for mention in sentence.mentions:
            if 0 <= mention.start - end <= 5:
                end = mention.end
        return end
    for at in range(head + 1, min(head + _REACH, len(words))):
        if words[at].text in ",.;":
            return None
        if words[at].lower in near:
            last = at
            follows = words[at + 1].lower if at + 1 < len(words) else ""
            if words[at].lower in {"maison", "white"} and follows in {"blanche", "house"}:
                last = at + 1
            return words[last].end
    return None


def _next_event(text: ReadText, prefix: str) -> Event | None:
    """The next such event after publication, when it was public by then."""
    if text.published is None:
        return None
    coming = [
        event
        for event in text.catalogue.events
        if event.id.startswith(prefix) and event.day >= text.published >= event.public_from
    ]
    return min(coming, key=lambda event: event.day, default=None)


def event_on(text: ReadText, day: date) -> Event | None:
    """The catalogue's event of a day, when it was public on the day of publication."""
    for event in text.catalogue.events:
        if event.day == day and (text.published is None or event.public_from <= text.published):
            return event
    return None


def term_in(text: ReadText, sentence: Sentence, start: int, end: int) -> str | None:
    """The day of the first event term inside a stretch, as an ISO date; None without one."""
    for term in event_terms(text, sentence):
        if start <= term.start and term.end <= end + 1:
            return term.event.day.isoformat()
    for date_mark in sentence.dates:
        inside = start <= date_mark.start and date_mark.end <= end
        if inside and date_mark.relation in ("by", "before", "until") and date_mark.last:
            return date_mark.last.isoformat()
    return None
