"""What a meeting found in a sentence is, before it becomes a claim, and the words of meetings.

In: a language, a sentence, a verb. Out: the words of `languages/*/meetings.yml`; the state,
modality and form of a meeting by its verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import MeetingFormat, MeetingStatus, Modality
from aidledger.model.parties import Named
from aidledger.reading.clauses import words_between
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import DateRelation, Sentence, Tense, VerbGroup
from aidledger.reading.phrases import Phrases, phrase_set

PLANNED_TENSES = (Tense.FUTURE, Tense.CONDITIONAL, Tense.INFINITIVE)


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The words of one language."""

    meet: frozenset[str]
    meet_reflexive: frozenset[str]
    talk: frozenset[str]
    call: frozenset[str]
    call_words: Phrases[bool]
    nouns: Phrases[bool]
    events: Phrases[bool]
    event_parties: dict[str, str]
    held: frozenset[str]
    cancelled: frozenset[str]
    planned: Phrases[bool]
    with_: frozenset[str]
    between: frozenset[str]
    gathered: Phrases[bool]
    joining: frozenset[str]
    see: frozenset[str]
    meals: frozenset[str]
    after_call: frozenset[str]
    called_off: Phrases[bool]
    sport: frozenset[str]
    people: frozenset[str]
    hosting: frozenset[str]
    the_two: Phrases[bool]
    phone_verbs: frozenset[str]
    on_phone: Phrases[bool]
    seat_before: frozenset[str]
    shared_seats: frozenset[str]
    bodies: Phrases[str]
    body_meets: Phrases[bool]
    body_will: Phrases[bool]
    took_place: Phrases[bool]
    will_take_place: Phrases[bool]
    again_nouns: Phrases[bool]
    last: frozenset[str]
    told_days: Phrases[str]
    beside: Phrases[bool]
    next_to_come: Phrases[bool]
    sit: frozenset[str]
    sitting: Phrases[bool]
    together: frozenset[str]
    signing: frozenset[str]
    beside_people: Phrases[bool]
    by_phone: Phrases[bool]
    summoning: frozenset[str]
    awaiting: frozenset[str]
    bodies_at_seat: Phrases[str]
    settings: Phrases[bool]
    states_before: Phrases[str]
    body_now: Phrases[bool]
    motion: frozenset[str]
    joint_triggers: frozenset[str]
    acting: frozenset[str]


@cache
def meeting_words(language: str) -> MeetingWords:
    data = load_words(language, "meetings")
    return MeetingWords(
        meet=frozenset(data["meet"]),
        meet_reflexive=frozenset(data["meet_reflexive"]),
        talk=frozenset(data["talk"]),
        call=frozenset(data["call"]),
        call_words=phrase_set(data["call_words"]),
        nouns=phrase_set(data["nouns"]),
        events=phrase_set(data["events"]),
        event_parties=dict(data["event_parties"]),
        held=frozenset(data["held"]),
        cancelled=frozenset(data["cancelled"]),
        planned=phrase_set(data["planned_words"]),
        with_=frozenset(data["with"]),
        between=frozenset(data["between"]),
        gathered=phrase_set(data["gathered"]),
        joining=frozenset(data["joining"]),
        see=frozenset(data["see"]),
        meals=frozenset(data["meals"]),
        after_call=frozenset(data["after_call"]),
        called_off=phrase_set(data["called_off"]),
        sport=frozenset(data["sport"]),
        people=frozenset(data["people"]),
        hosting=frozenset(data["hosting"]),
        the_two=phrase_set(data["the_two"]),
        phone_verbs=frozenset(data["on_phone"]["verbs"]),
        on_phone=phrase_set(data["on_phone"]["words"]),
        seat_before=frozenset(data["seat_before"]),
        shared_seats=frozenset(data["shared_seats"]),
        bodies=Phrases(data["bodies"]),
        body_meets=phrase_set(data["body_meets"]),
        body_will=phrase_set(data["body_will"]),
        took_place=phrase_set(data["took_place"]),
        will_take_place=phrase_set(data["will_take_place"]),
        again_nouns=phrase_set(data["again_nouns"]),
        last=frozenset(data["last"]),
        told_days=Phrases(data["told_days"]),
        beside=phrase_set(data["beside"]),
        next_to_come=phrase_set(data["next_to_come"]),
        sit=frozenset(data["sit"]),
        sitting=phrase_set(data["sitting"]),
        together=frozenset(data["together"]),
        signing=frozenset(data["signing"]),
        beside_people=phrase_set(data["beside_people"]),
        by_phone=phrase_set(data["by_phone"]),
        summoning=frozenset(data["summoning"]),
        awaiting=frozenset(data["awaiting"]),
        bodies_at_seat=Phrases(data["bodies_at_seat"]),
        settings=phrase_set(data["settings"]),
        states_before=Phrases(
            {word: state for state, row in data["states_before"].items() for word in row}
        ),
        body_now=phrase_set(data["body_now"]),
        motion=frozenset(data["motion"]),
        joint_triggers=frozenset(data["joint_triggers"]),
        acting=frozenset(
            word
            for name in ("sit", "signing", "summoning", "awaiting", "hosting")
            for word in data[name]
        ),
    )


@dataclass(frozen=True, slots=True)
class Encounter:
    """A meeting found in a sentence, before it becomes a claim."""

    sentence: Sentence
    start: int
    end: int
    parties: tuple[Named, ...]
    status: MeetingStatus
    modality: Modality
    format: MeetingFormat
    rule: str
    talk: bool = False
    of_two: bool = False  # "les deux hommes": two who were named before
    verb: VerbGroup | None = None  # the verb of meeting, where one tells it


def status_of(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> MeetingStatus:
    if verb.lemma in words.cancelled:
        return MeetingStatus.CANCELLED
    if verb.modal is not None and verb.modal not in {"venir", "pouvoir", "continuer", "can"}:
        return MeetingStatus.PLANNED
    done = _is_perfect(sentence, verb) or _is_gone_for(sentence, verb, words)
    if verb.tense in PLANNED_TENSES and not done:
        return MeetingStatus.PLANNED
    if verb.tense is Tense.PRESENT and any(
        date.relation is DateRelation.BY for date in sentence.dates
    ):
        return MeetingStatus.PLANNED
    return MeetingStatus.HELD


def _is_perfect(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "après avoir reçu", "to have met": an infinitive of what is past."""
    if verb.tense is not Tense.INFINITIVE:
        return False
    words = sentence.text[verb.start - sentence.start : verb.end - sentence.start].split()
    return len(words) > 1 and words[0].lower() in {"avoir", "être", "having", "have", "s'être"}


def _is_gone_for(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> bool:
    """ "went to Odesa to meet X": who has gone there to meet somebody has met them."""
    if verb.tense is not Tense.INFINITIVE:
        return False
    before = [v for v in sentence.verbs if v.end <= verb.start]
    return bool(before) and (
        before[-1].lemma in words.motion
        and before[-1].tense is Tense.PAST
        and before[-1].modal is None
    )


def modality_of(sentence: Sentence, verb: VerbGroup) -> Modality:
    if verb.tense is Tense.CONDITIONAL_PAST:
        return Modality.RUMOURED
    if verb.tense is Tense.CONDITIONAL:
        return Modality.CONDITIONAL
    words = {word.lower for word in sentence.words}
    if status_of(sentence, verb, meeting_words(sentence.language)) is MeetingStatus.PLANNED:
        return Modality.PLANNED
    return Modality.RUMOURED if "reportedly" in words else Modality.ACTUAL


def format_of(
    sentence: Sentence, verb: VerbGroup | None, words: MeetingWords, start: int, end: int
) -> MeetingFormat:
    inside = words_between(sentence, start, min(sentence.end, end + 40))
    if words.call_words.first_in(inside, 0, len(inside)) is not None:
        return MeetingFormat.CALL
    if verb is not None and verb.lemma in words.call:
        return MeetingFormat.CALL
    return MeetingFormat.IN_PERSON
