"""Read meetings in frames of verbs beyond "X met Y": who was received, called, or dined with.

In: a sentence. Out: encounters. A guest received by a host; a call to a person;
two who speak or meet each other; a meal with somebody; somebody whom one is to see; "after
meeting X", whose subject is the sentence's own. A party never seen is known by the shape of
its name or by the role beside it. Words: `languages/*/meetings.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aidledger.model.claims import MeetingFormat, MeetingStatus
from aidledger.model.parties import Named
from aidledger.reading.appositions import role_words, shaped_name
from aidledger.reading.clauses import (
    is_finite,
    preposition_of,
    subject_of,
    words_after,
    words_between,
)
from aidledger.reading.encounters import (
    Encounter,
    MeetingWords,
    format_of,
    meeting_words,
    modality_of,
    status_of,
)
from aidledger.reading.marks import (
    MentionForm,
    MentionKind,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
    Word,
)
from aidledger.reading.speaker_words import phrase_at
from aidledger.reading.speakers import speaker_of

_REACH = 90  # characters from the verb to the other party
_PEOPLE = (MentionKind.PERSON, MentionKind.GROUP, MentionKind.PRONOUN)


@dataclass(frozen=True, slots=True)
class _Party:
    """A party with its words."""

    name: Named | None
    start: int
    end: int
    thing: bool = False  # nobody known: a letter may be received too


def by_frames(sentence: Sentence) -> Iterator[Encounter]:
    """The encounters of the wider frames in a sentence."""
    words = meeting_words(sentence.language)
    for verb in sentence.verbs:
        if verb.negated or sentence.is_quoted(verb.start, verb.end):
            continue
        found = _frame(sentence, verb, words)
        if found is None:
            continue
        subject, other, call = found
        names = _names(subject, other)
        if not names:
            continue
        starts = [verb.start, *(p.start for p in subject if verb.start - p.end < 80)]
        ends = [verb.end, *(p.end for p in other), *(p.end for p in subject if not other)]
        start, end = min(starts), max(ends)
        form = MeetingFormat.CALL if call else format_of(sentence, verb, words, start, end)
        status = status_of(sentence, verb, words)
        yield Encounter(
            sentence, start, end, names, _status(sentence, end, status, words),
            modality_of(sentence, verb), form, "frame",
        )  # fmt: skip


def _status(
    sentence: Sentence, end: int, status: MeetingStatus, words: MeetingWords
) -> MeetingStatus:
    """Called off where the sentence says so behind."""
    behind = words_between(sentence, end, sentence.end)
    off = words.called_off.first_in(behind, 0, len(behind)) is not None
    return MeetingStatus.CANCELLED if off else status


Found = tuple[list[_Party], list[_Party], bool]


def _frame(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    if verb.lemma in words.hosting and verb.voice is Voice.PASSIVE:
        return _received(sentence, verb) or _received_at(sentence, verb, words)
    if verb.lemma in words.hosting and verb.voice is Voice.ACTIVE:
        return _receiving(sentence, verb)
    if verb.lemma in words.phone_verbs and _is_on_phone(sentence, verb, words):
        return _with_object(sentence, verb, call=True)
    if verb.lemma in words.call and _is_call(sentence, verb, words):
        return _with_object(sentence, verb, call=True)
    if verb.lemma in words.see and (_is_to_come(verb) or _is_seen(sentence, verb)):
        return _with_object(sentence, verb, call=False)
    if verb.lemma in words.meals or verb.lemma in words.talk:
        found = _with_companion(sentence, verb, words)
        if found is not None:
            return found
    if verb.lemma in words.meet | words.talk | words.meet_reflexive:
        return _each_other(sentence, verb, words) or _met(sentence, verb, words)
    return None


def _received(sentence: Sentence, verb: VerbGroup) -> Found | None:
    """ "X a été reçu jeudi à Berlin par Y", "was received by Y"."""
    agent = next((w for w in words_after(sentence, verb.end, 16) if w.lower in {"par", "by"}), None)
    host = _party_at(sentence, agent.end) if agent is not None else None
    guest = _subject(sentence, verb)
    if guest is None or host is None or guest.name is None or guest.thing:
        return None
    return [guest], [host], False


def _received_at(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "X sera reçu vendredi à l'Elysée": the house, or the country of the capital, is the host."""
    guest = _subject(sentence, verb)
    if guest is None or guest.name is None or guest.thing or verb.lemma == "visit":
        return None
    if not any(m.start == guest.start and m.kind is MentionKind.PERSON for m in sentence.mentions):
        return None
    for mention in sentence.mentions:
        if not 0 <= mention.start - verb.end < 60 or mention.who is None:
            continue
        held = preposition_of(sentence, mention).split(" ")
        capital = mention.place_only and mention.form is MentionForm.CAPITAL
        house = mention.kind is MentionKind.INSTITUTION
        named = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
        if words.seat_before.intersection(held) and named not in words.shared_seats:
            host = _Party(mention.who, mention.start, mention.end)
            return ([guest], [host], False) if capital or house else None
    return None


def _is_on_phone(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> bool:
    """ "a eu au téléphone son homologue X", "had X au bout du fil"."""
    behind = words_after(sentence, verb.end, 16)
    return words.on_phone.first_in(behind, 0, len(behind)) is not None


def _is_seen(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "saw Zelensky in Kyiv on Thursday", "a vu M. X à Davos": a person, then a place or a day."""
    if verb.voice is not Voice.ACTIVE or verb.tense is not Tense.PAST:
        return False
    person = _person_behind(sentence, verb)
    if person is None or person.start - verb.end > 4:
        return False
    placed = any(m.place_only and 0 <= m.start - person.end < 12 for m in sentence.mentions)
    return placed or any(0 <= d.start - person.end < 6 for d in sentence.dates)


def _receiving(sentence: Sentence, verb: VerbGroup) -> Found | None:
    """ "recevra lundi au Palais la directrice X": a person stands behind days and places."""
    host, guest = _subject(sentence, verb), _person_behind(sentence, verb)
    if guest is not None and any(
        m.start == guest.start and m.kind is not MentionKind.PERSON for m in sentence.mentions
    ):
        return None
    return ([host], [guest], False) if host is not None and guest is not None else None


def _is_call(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> bool:
    """A person is called, and nothing is said of what they are called or asked."""
    if verb.voice is not Voice.ACTIVE or verb.tense in (Tense.PAST_PARTICIPLE, Tense.IMPERATIVE):
        return False
    person = _person_behind(sentence, verb)
    if person is None or person.start - verb.end > 40:
        return False
    if verb.lemma not in {"call", "appeler"}:
        return True
    after = [word.lower for word in words_after(sentence, person.end, 2)]
    dated = any(0 <= d.start - person.end <= 3 for d in sentence.dates)
    return dated or not after or after[0] in words.after_call


def _is_to_come(verb: VerbGroup) -> bool:
    """ "will see", "devait voir", "is to see": an appointment, no sight."""
    return verb.tense in (Tense.FUTURE, Tense.INFINITIVE) or verb.modal in {
        "devoir", "aller", "expect", "plan", "go",
    }  # fmt: skip


def _with_object(sentence: Sentence, verb: VerbGroup, *, call: bool) -> Found | None:
    one, other = _subject(sentence, verb), _person_behind(sentence, verb)
    return ([one], [other], call) if one is not None and other is not None else None


def _with_companion(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "dined with X", "spoke by telephone with X", "s'est entretenu à Paris avec X"."""
    joint = next(
        (w for w in words_after(sentence, verb.end, 14) if w.lower in words.with_ - {"to"}), None
    )
    if joint is None or joint.start - verb.end > _REACH:
        return None
    between = words_between(sentence, verb.end, joint.start)
    if any(v.start >= verb.end and v.end <= joint.start for v in sentence.verbs) or any(
        w.text in ";:" for w in between
    ):
        return None
    one, other = _subject(sentence, verb), _party_at(sentence, joint.end)
    return ([one], [other], False) if one is not None and other is not None else None


def _each_other(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "X et Y se sont parlé", "X and Y met in Doha": a subject of two and no object."""
    if verb.voice is Voice.PASSIVE or not is_finite(verb) or verb.lemma in _ABOUT_SOMETHING:
        return None
    subject = [m for m in subject_of(sentence, verb) if m.kind in _PEOPLE and m.who is not None]
    if len(subject) < 2:
        return None
    if sentence.language == "fr" and verb.voice is not Voice.REFLEXIVE:
        return None
    if _person_behind(sentence, verb) is not None and verb.lemma not in words.talk:
        return None
    return [_Party(m.who, m.start, m.end) for m in subject], [], False


_ABOUT_SOMETHING = frozenset({"discuss", "negotiate", "discuter", "échanger", "visit", "visiter"})


def _met(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """The plain verb, with a party known by the shape of its name or by a role."""
    if verb.lemma not in words.meet or verb.voice is Voice.PASSIVE:
        return None
    if verb.tense is Tense.PAST_PARTICIPLE:
        return None
    if {word.lower for word in sentence.words} & words.sport:
        return None
    one, other = _subject(sentence, verb), _person_behind(sentence, verb)
    return ([one], [other], False) if one is not None and other is not None else None


# Parties -------------------------------------------------------------------------------


def _subject(sentence: Sentence, verb: VerbGroup) -> _Party | None:
    """The subject, in the text's words where it is nobody known; a pronoun may stay open."""
    if verb.tense is Tense.PRESENT_PARTICIPLE:
        main = [v for v in sentence.verbs if v.end <= verb.start and is_finite(v)]
        return _subject(sentence, main[-1]) if main else None
    subjects = [
        m
        for m in subject_of(sentence, verb)
        if m.who is not None and m.form is not MentionForm.ADJECTIVE
    ]
    people = [m for m in subjects if m.kind in _PEOPLE] or subjects
    if people:
        return _Party(people[-1].who, people[-1].start, people[-1].end)
    speaker = speaker_of(sentence, verb)
    if speaker is None:
        return None
    words = words_between(sentence, speaker.start, speaker.end)
    crowd = meeting_words(sentence.language).people
    roles = role_words(sentence.language).nouns
    named = any(word.lower in crowd or roles.starting(words, at) for at, word in enumerate(words))
    return _Party(speaker.name, speaker.start, speaker.end, not named)


def _person_behind(sentence: Sentence, verb: VerbGroup) -> _Party | None:
    """The person behind a verb, past days and places."""
    for word in words_after(sentence, verb.end, 20):
        if word.start - verb.end > _REACH or word.text in {";", ":", "."}:
            return None
        if any(v.start <= word.start < v.end and is_finite(v) for v in sentence.verbs):
            return None
        party = _party_starting(sentence, word)
        if party is not None:
            return party
        if word.lower in meeting_words(sentence.language).people:
            phrase = phrase_at(sentence, word.start)
            if phrase is not None:
                text = sentence.text[phrase[0] - sentence.start : phrase[1] - sentence.start]
                return _Party(Named(text, None, text), *phrase)
        if word.lower in {"que", "qu'", "that", "whether", "how", "what", "who"}:
            return None
    return None


def _party_at(sentence: Sentence, place: int) -> _Party | None:
    """The party whose words begin at `place`, past articles and titles."""
    for word in words_after(sentence, place, 9):
        party = _party_starting(sentence, word)
        if party is not None:
            return party
        if word.text in {",", ";", ":", "."}:
            return None
    return None


def _party_starting(sentence: Sentence, word: Word) -> _Party | None:
    mention = next((m for m in sentence.mentions if m.start <= word.start < m.end), None)
    beside = next((r for r in sentence.roles if r.start <= word.start < r.end), None)
    if beside is not None and beside.name_start > word.start:
        return _named_beside(sentence, beside.name_start, beside.name_end, word.start)
    if mention is not None:
        usable = mention.who is not None and mention.form is not MentionForm.ADJECTIVE
        if usable and mention.kind in _PEOPLE and not mention.place_only:
            return _Party(mention.who, mention.start, mention.end)
        return None
    at = next(i for i, w in enumerate(sentence.words) if w.start == word.start)
    name = shaped_name(sentence.words, at, role_words(sentence.language))
    if name is None or any(
        m.start < sentence.words[name[1] - 1].end and sentence.words[name[0]].start < m.end
        for m in sentence.mentions
    ):
        return None
    start, end = sentence.words[name[0]].start, sentence.words[name[1] - 1].end
    words = sentence.text[start - sentence.start : end - sentence.start]
    return _Party(Named(words, None, words), start, end)


def _named_beside(sentence: Sentence, start: int, end: int, first: int) -> _Party:
    mention = next((m for m in sentence.mentions if m.start <= start < m.end and m.who), None)
    words = sentence.text[start - sentence.start : end - sentence.start]
    who = mention.who if mention is not None else Named(words, None, words)
    return _Party(who, first, max(end, mention.end if mention is not None else end))


def _names(subject: list[_Party], other: list[_Party]) -> tuple[Named, ...]:
    """Each party once; one alone where the other is a pronoun that stays open."""
    named: dict[str, Named] = {}
    for party in (*subject, *other):
        if party.name is not None:
            named.setdefault(party.name.name, party.name)
    open_ = any(party.name is None for party in (*subject, *other))
    return tuple(named.values()) if len(named) > 1 or (open_ and named) else ()
