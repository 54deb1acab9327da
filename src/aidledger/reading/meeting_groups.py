"""Read meetings whose parties have no name in the sentence: "the two", "EU foreign ministers".

In: a sentence, for two named before also the text. Out: encounters; `by_the_two` leaves its
parties open, for they are those of the meeting before, else the two people named last.
Words: `the_two`, `bodies`, `body_meets` of `languages/*/meetings.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.model.claims import MeetingFormat, MeetingStatus, Modality
from aidledger.model.parties import Named
from aidledger.reading.clauses import is_finite, words_between
from aidledger.reading.encounters import (
    Encounter,
    format_of,
    meeting_words,
    modality_of,
    status_of,
)
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Granularity, MentionKind, Sentence, Tense, VerbGroup, Voice
from aidledger.reading.phrases import Phrases
from aidledger.reading.text import ReadText

# "dément que les deux hommes se soient parlé", "whether the two met": not said to be so.
_DOUBTFUL = small_words("meetings", "doubtful")
_FINE = (Granularity.DAY, Granularity.SPAN, Granularity.MONTH)  # "about the winter" dates nothing
_NEAR = 40  # characters from the group to its verb, its place or its day


def by_the_two(sentence: Sentence) -> Iterator[Encounter]:
    """ "Les deux hommes se sont parlé vendredi", "the two met in Doha"."""
    words = meeting_words(sentence.language)
    for place in words.the_two.openings(sentence.words):
        found = words.the_two.starting(sentence.words, place)
        if found is None or (place and sentence.words[place - 1].lower in _DOUBTFUL):
            continue
        start, end = sentence.words[place].start, sentence.words[found[0] - 1].end
        verb = next((v for v in sentence.verbs if v.start >= end), None)
        if verb is None or verb.start - end > _NEAR or verb.negated or not is_finite(verb):
            continue
        meets = verb.lemma in words.meet | words.talk | words.meals | words.meet_reflexive
        if not meets or verb.voice is Voice.PASSIVE:
            continue
        if sentence.language == "fr" and verb.voice is not Voice.REFLEXIVE:
            continue
        last = _end(sentence, verb.end)
        status, form = (
            status_of(sentence, verb, words), format_of(sentence, verb, words, start, last),
        )  # fmt: skip
        held = status is MeetingStatus.HELD and form is MeetingFormat.IN_PERSON
        if held and last == verb.end:
            continue  # "the two spoke about the winter": still the meeting told before
        yield Encounter(
            sentence, start, last, (), status, modality_of(sentence, verb), form,
            "again", of_two=True,
        )  # fmt: skip


def two_before(text: ReadText, sentence: Sentence) -> tuple[Named, ...]:
    """The two people named last in the two sentences before, or none where there are more."""
    named: dict[str, Named] = {}
    for earlier in text.sentences[max(0, sentence.index - 2) : sentence.index]:
        for mention in earlier.mentions:
            if mention.kind is MentionKind.PERSON and mention.who is not None:
                named.setdefault(mention.who.name, mention.who)
    return tuple(named.values()) if len(named) == 2 else ()


def by_bodies(sentence: Sentence) -> Iterator[Encounter]:
    """ "Les ministres des Affaires étrangères de l'UE, réunis lundi à Luxembourg"."""
    words = meeting_words(sentence.language)
    for place in words.bodies.openings(sentence.words):
        found = words.bodies.starting(sentence.words, place)
        if found is None:
            continue
        behind = sentence.words[found[0] : found[0] + 6]
        meets = words.body_meets.first_in(behind, 0, len(behind))
        if meets is None:
            continue
        met = behind[meets[1] - 1].end
        last = _end(sentence, met)
        if last == met:
            continue  # no place and no day: a habit, or another sense of the verb
        start = sentence.words[place].start
        will = words.body_will.first_in(behind, 0, len(behind)) is not None
        yield Encounter(
            sentence, start, last, (Named(found[1], None, None),),
            MeetingStatus.PLANNED if will else MeetingStatus.HELD,
            Modality.PLANNED if will else Modality.ACTUAL,
            MeetingFormat.IN_PERSON, "body",
            verb=_verb_of(sentence, behind[meets[0]].start, met, words.body_now),
        )  # fmt: skip


def _verb_of(sentence: Sentence, start: int, end: int, present: Phrases[bool]) -> VerbGroup | None:
    """The verb of the body; "ministers meet on Thursday" is one though a noun stands before it."""
    marked = next((v for v in sentence.verbs if start <= v.start < end), None)
    words = words_between(sentence, start, end)
    if marked is not None or present.starting(words, 0) is None:
        return marked
    return VerbGroup(
        start=start, end=end, head_start=start, head_end=end, lemma="meet", tense=Tense.PRESENT
    )


def _end(sentence: Sentence, end: int) -> int:
    """Up to the places and days that follow closely."""
    last = end
    marks = sorted(
        [(m.start, m.end) for m in sentence.mentions if m.place_only]
        + [(d.start, d.end) for d in sentence.dates if d.granularity in _FINE]
    )
    for start, stop in marks:
        if 0 <= start - last < _NEAR // 2 and len(words_between(sentence, last, start)) <= 3:
            last = stop
    return last
