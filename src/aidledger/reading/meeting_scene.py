"""Where the people of a text are and on which day they met: as last said of each.

In: the sentences in order, and each meeting found in them. Out: the place and the first and
last day of a meeting. A place or a day that the sentence leaves out comes from the sentences
before: "la veille", "le lendemain", "the same day" count from the day told last, "ce jour"
from publication, "en marge du sommet" has the day of the summit.
Words: `day_before`, `day_after`, `same_day`, `this_day`, `beside` of `languages/*/meetings.yml`.
"""

from __future__ import annotations

from datetime import date, timedelta

from aidledger.model.claims import MeetingFormat, MeetingStatus
from aidledger.reading.clauses import words_between
from aidledger.reading.encounters import Encounter, meeting_words
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import (
    DateMark,
    DateRelation,
    Granularity,
    Mention,
    MentionForm,
    MentionKind,
    Sentence,
)
from aidledger.reading.meeting_states import is_weekday
from aidledger.reading.text import ReadText

_BESIDE = 40  # characters around a meeting in which its day is told
_RELATIVES = small_words("event_spans", "relatives")
_A_WEEK = timedelta(weeks=1)
_HALF_A_YEAR = 183  # days: a day and month of a meeting called off lie nearer than that


def _is_of_a_relative(encounter: Encounter, date: DateMark) -> bool:
    """ "X, dont le mandat s'achève en mars, a été reçu": the day of another clause."""
    verb = encounter.verb
    if verb is None or date.start >= verb.start:
        return False
    between = words_between(encounter.sentence, encounter.start, date.start)
    return any(word.lower in _RELATIVES for word in between)


def _distance(encounter: Encounter, date: DateMark) -> int:
    """How far a day stands from the act; one behind it is nearer than one before."""
    verb = encounter.verb
    at = verb.end if verb is not None and encounter.start <= verb.start else encounter.start
    return date.start - at if date.start >= at else 2 * (at - date.end)


def _year_on(day: date, years: int = 1) -> date:
    return day if (day.month, day.day) == (2, 29) else day.replace(year=day.year + years)


class Scene:
    """Where the people of the text are, and on which day: as last said of each."""

    def __init__(self, text: ReadText) -> None:
        self._text = text
        self._places: dict[str, str] = {}
        self._day: tuple[int, date] | None = None

    def enter(self, sentence: Sentence) -> None:
        """Take the place that a sentence names, for those whom it names."""
        places = [self._english(m) for m in sentence.mentions if m.place_only]
        named = [place for place in places if place is not None]
        if not named:
            return
        for mention in sentence.mentions:
            if (
                mention.kind in (MentionKind.PERSON, MentionKind.PRONOUN)
                and mention.who is not None
            ):
                self._places[mention.who.name] = named[0]

    def place(self, encounter: Encounter) -> str | None:
        """The place of a meeting: named in its sentence, else where its parties last were."""
        places = [m for m in encounter.sentence.mentions if m.place_only]
        for mention in sorted(places, key=lambda m: abs(m.start - encounter.start)):
            name = self._english(mention)
            if name is not None:
                return name
        if encounter.format is MeetingFormat.CALL:
            return None
        known = [self._places[p.name] for p in encounter.parties if p.name in self._places]
        return known[0] if known else None

    def last_place(self, sentence: Sentence) -> str | None:
        """The place told last in the sentences just before, by its English name."""
        for earlier in reversed(self._text.sentences[max(0, sentence.index - 3) : sentence.index]):
            for mention in earlier.mentions:
                name = self._english(mention) if mention.place_only else None
                if name is not None:
                    return name
        return None

    def _english(self, mention: Mention) -> str | None:
        if mention.who is None or mention.who.id is None:
            return None
        actor = self._text.catalogue.actor(mention.who.id)
        if actor is None:
            return None
        if mention.form is MentionForm.CAPITAL:
            capital = next(
                (n for n in actor.namings if n.form == "capital" and n.language == "en"), None
            )
            return capital.text if capital is not None else None
        return actor.name

    def dated(self, encounter: Encounter) -> tuple[str | None, str | None]:
        """First and last day of a meeting, as ISO date or month."""
        told = self._told(encounter)
        if told is not None:
            self._remember(encounter, told)
            return told.isoformat(), None
        mark = self.mark(encounter)
        if mark is None:
            return self._undated(encounter), None
        if mark.granularity is Granularity.SPAN and mark.first and mark.last:
            self._remember(encounter, mark.first)
            return mark.first.isoformat(), mark.last.isoformat()
        if mark.granularity is not Granularity.DAY or mark.first is None:
            return mark.iso, None
        day = self._to_come(encounter, mark, mark.first)
        self._remember(encounter, day)
        return day.isoformat(), None

    def _remember(self, encounter: Encounter, day: date) -> None:
        self._day = (encounter.sentence.block.start, day)

    def _told(self, encounter: Encounter) -> date | None:
        """ "ce jour", "la veille", "a day later": counted from a day that is known."""
        words = meeting_words(encounter.sentence.language)
        sentence = encounter.sentence
        near = words_between(
            sentence, max(sentence.start, encounter.start - _BESIDE), encounter.end + _BESIDE
        )
        published = self._text.published
        found = words.told_days.first_in(near, 0, len(near))
        if found is None:
            return None
        if found[2] == "this":
            return published
        known = self._day[1] if self._day is not None else self._day_of(sentence)
        if known is None:
            return published - timedelta(days=1) if published and found[2] == "before" else None
        return known + timedelta(days={"before": -1, "after": 1, "same": 0}[found[2]])

    def _day_of(self, sentence: Sentence) -> date | None:
        """The last day told in the sentences before."""
        for earlier in reversed(self._text.sentences[max(0, sentence.index - 3) : sentence.index]):
            for mark in reversed(earlier.dates):
                if mark.granularity is Granularity.DAY and mark.relation is DateRelation.ON:
                    return mark.first
        return None

    def _undated(self, encounter: Encounter) -> str | None:
        """The day of the meeting before, of the summit beside it, of the lead."""
        sentence = encounter.sentence
        words = meeting_words(sentence.language)
        if encounter.status is MeetingStatus.PLANNED:
            return self._next_to_come(encounter)
        if encounter.status is not MeetingStatus.HELD:
            return None
        beside = words.beside.first_in(sentence.words, 0, len(sentence.words)) is not None
        if self._day is not None and (beside or self._day[0] == sentence.block.start):
            if beside or not sentence.dates:
                return self._day[1].isoformat()
        if beside and self._text.published is not None:
            return (self._day_of(sentence) or self._text.published).isoformat()
        return self._by_lead(encounter)

    def _next_to_come(self, encounter: Encounter) -> str | None:
        """ "Mercredi, il a rencontré X. Puis, devait s'entretenir avec Y": on the same day."""
        sentence = encounter.sentence
        first = max(sentence.start, encounter.start - _BESIDE)
        before = words_between(sentence, first, encounter.start)
        follows = meeting_words(sentence.language).next_to_come
        if follows.first_in(before, 0, len(before)) is None:
            return None
        if any(mark.granularity is Granularity.DAY for mark in sentence.dates):
            return None
        if self._day is not None and self._day[0] == sentence.block.start:
            return self._day[1].isoformat()
        return self._by_lead(encounter)

    def _to_come(self, encounter: Encounter, mark: DateMark, first: date) -> date:
        """ "s'entretiendra lundi": a weekday of a planned meeting is the next one.

        A day and month of a meeting called off lie near: those of this year.
        """
        published = self._text.published
        if published is None:
            return first
        if encounter.status is MeetingStatus.PLANNED and first < published:
            if is_weekday(encounter.sentence, mark):
                return first + timedelta(weeks=1)
            return _year_on(first) if (published - first).days > _HALF_A_YEAR else first
        if encounter.status is MeetingStatus.HELD and published < first <= published + _A_WEEK:
            # "samedi ... ait eu lieu": what took place lies behind.
            return first - timedelta(weeks=1) if is_weekday(encounter.sentence, mark) else first
        far = (first - published).days > _HALF_A_YEAR
        if far and encounter.status is not MeetingStatus.PLANNED:
            return _year_on(first, -1)
        return first

    def mark(self, encounter: Encounter) -> DateMark | None:
        usable = [
            date
            for date in encounter.sentence.dates
            if date.granularity in (Granularity.DAY, Granularity.SPAN, Granularity.MONTH)
            and date.relation in (DateRelation.ON, DateRelation.FROM)
            and date.first is not None
            and not self._is_arrival(encounter, date)
            and not _is_of_a_relative(encounter, date)
        ]
        return min(usable, key=lambda date: _distance(encounter, date), default=None)

    def _is_arrival(self, encounter: Encounter, date: DateMark) -> bool:
        """ "Arrivé mardi soir ...": the day of another verb."""
        if encounter.status is MeetingStatus.PLANNED:
            return False
        before = [v for v in encounter.sentence.verbs if v.end <= date.start]
        return (
            bool(before)
            and date.end < encounter.start
            and before[-1].lemma in {"arriver", "arrive", "rendre"}
        )

    def _by_lead(self, encounter: Encounter) -> str | None:
        """In the lead, a meeting of the day is on the day of publication."""
        published = self._text.published
        if published is None or encounter.sentence.index > 0 or encounter.rule == "event":
            return None
        return published.isoformat()
