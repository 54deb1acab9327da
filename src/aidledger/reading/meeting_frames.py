"""Read meetings in frames of verbs beyond "X met Y": who was received, called, or dined with.

In: a sentence. Out: encounters. A guest received by a host; a call to a person;
two who speak or meet each other; a meal with somebody; somebody whom one is to see; "after
meeting X", whose subject is the sentence's own. A party never seen is known by the shape of
its name or by the role beside it. Words: `languages/*/meetings.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.model.claims import MeetingFormat, MeetingStatus
from aidledger.reading.appositions import role_words
from aidledger.reading.clauses import (
    is_finite,
    preposition_of,
    subject_of,
    words_after,
    words_before,
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
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import (
    MentionForm,
    MentionKind,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
)
from aidledger.reading.meeting_parties import (
    PEOPLE,
    REACH,
    Party,
    acting,
    crowd_at,
    names_of,
    parties_in_row,
    party_at,
    person_behind,
    role_alone,
)

_PARTICLES = small_words("meetings", "particles")
_ARTICLES = small_words("event_parties", "articles")


def by_frames(sentence: Sentence) -> Iterator[Encounter]:
    """The encounters of the wider frames in a sentence."""
    words = meeting_words(sentence.language)
    for verb in sentence.verbs:
        if verb.negated or sentence.is_quoted(verb.start, verb.end) or _is_noun(sentence, verb):
            continue
        found = _frame(sentence, verb, words)
        if found is None:
            continue
        subject, other, call = found
        names = names_of(subject, other)
        if not names:
            continue
        starts = [verb.start, *(p.start for p in subject if verb.start - p.end < 80)]
        ends = [verb.end, *(p.end for p in other), *(p.end for p in subject if not other)]
        start, end = min(starts), max(ends)
        form = MeetingFormat.CALL if call else format_of(sentence, verb, words, start, end)
        status = status_of(sentence, verb, words)
        yield Encounter(
            sentence, start, end, names, _status(sentence, end, status, words),
            modality_of(sentence, verb), form, "frame", verb=verb,
        )  # fmt: skip


def _is_noun(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "La visite du ministre": a noun that is written like a verb."""
    before = words_before(sentence, verb.start, 2)
    return len(before) == 1 and before[0].lower in _ARTICLES


def _status(
    sentence: Sentence, end: int, status: MeetingStatus, words: MeetingWords
) -> MeetingStatus:
    """Called off where the sentence says so behind."""
    behind = words_between(sentence, end, sentence.end)
    off = words.called_off.first_in(behind, 0, len(behind)) is not None
    return MeetingStatus.CANCELLED if off else status


Found = tuple[list[Party], list[Party], bool]


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
    if verb.lemma in words.meet | words.talk | words.meet_reflexive | words.meals:
        return _each_other(sentence, verb, words) or _met(sentence, verb, words)
    return None


def _received(sentence: Sentence, verb: VerbGroup) -> Found | None:
    """ "X a été reçu jeudi à Berlin par Y", "was received by Y"."""
    agent = next((w for w in words_after(sentence, verb.end, 16) if w.lower in {"par", "by"}), None)
    host = party_at(sentence, agent.end) if agent is not None else None
    guest = acting(sentence, verb)
    if guest is None or host is None or guest.name is None or guest.thing:
        return None
    return [guest], [host], False


def _received_at(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "X sera reçu vendredi à l'Elysée": the house, or the country of the capital, is the host."""
    guest = acting(sentence, verb)
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
            host = Party(mention.who, mention.start, mention.end)
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
    person = person_behind(sentence, verb)
    if person is None or not _is_known(sentence, person):
        return False
    if person.start - verb.end > 4:
        # "a vu jeudi à Riyad l'ambassadeur X": the day stands between.
        return any(verb.end <= d.start < person.start for d in sentence.dates)
    behind = words_after(sentence, person.end, 2)
    if not behind or behind[0].text in {",", "."}:
        return True
    placed = any(m.place_only and 0 <= m.start - person.end < 12 for m in sentence.mentions)
    return placed or any(0 <= d.start - person.end < 6 for d in sentence.dates)


def _receiving(sentence: Sentence, verb: VerbGroup) -> Found | None:
    """ "recevra lundi au Palais la directrice X": a person stands behind days and places."""
    host = acting(sentence, verb)
    guest = person_behind(sentence, verb) or _office_behind(sentence, verb)
    if guest is not None and guest.start - verb.end > 4 and not _is_known(sentence, guest):
        return None  # "welcomes adoption of the Growth Facility"
    if guest is not None and any(
        m.start == guest.start and m.kind not in (MentionKind.PERSON, MentionKind.GROUP)
        for m in sentence.mentions
    ):
        return None
    return ([host], [guest], False) if host is not None and guest is not None else None


def _office_behind(sentence: Sentence, verb: VerbGroup) -> Party | None:
    """ "retrouvera le gouverneur du Nord": an office right behind the verb, past days."""
    place = verb.end
    for date in sentence.dates:
        if 0 <= date.start - place < 3:
            place = date.end
    return role_alone(sentence, place)


def _is_known(sentence: Sentence, party: Party) -> bool:
    """An actor of the text, a name with a role, an office: more than the shape of a name."""
    words = words_between(sentence, party.start, party.end)
    crowd = meeting_words(sentence.language).people
    offices = role_words(sentence.language).nouns
    if offices.first_in(words, 0, len(words)) or any(word.lower in crowd for word in words):
        return True
    return any(party.start <= m.start < party.end for m in sentence.mentions) or any(
        party.start <= r.name_start < party.end for r in sentence.roles
    )


def _is_call(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> bool:
    """A person is called, and nothing is said of what they are called or asked."""
    if verb.voice is not Voice.ACTIVE or verb.tense in (Tense.PAST_PARTICIPLE, Tense.IMPERATIVE):
        return False
    person = person_behind(sentence, verb)
    if person is None or person.start - verb.end > 40:
        return False
    if verb.lemma not in {"call", "appeler"}:
        return True
    if {word.lower for word in words_after(sentence, verb.end, 1)} & _PARTICLES:
        return False
    after = [word.lower for word in words_after(sentence, person.end, 2)]
    dated = any(0 <= d.start - person.end <= 3 for d in sentence.dates)
    return dated or not after or after[0] in words.after_call


def _is_to_come(verb: VerbGroup) -> bool:
    """ "will see", "devait voir", "is to see": an appointment, no sight."""
    return verb.tense in (Tense.FUTURE, Tense.INFINITIVE, Tense.CONDITIONAL) or verb.modal in {
        "devoir", "aller", "expect", "plan", "go",
    }  # fmt: skip


def _with_object(sentence: Sentence, verb: VerbGroup, *, call: bool) -> Found | None:
    one = acting(sentence, verb)
    other = person_behind(sentence, verb) or _office_behind(sentence, verb)
    return ([one], [other], call) if one is not None and other is not None else None


def _with_companion(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "dined with X", "spoke by telephone with X", "s'est entretenu à Paris avec X"."""
    joint = next(
        (w for w in words_after(sentence, verb.end, 14) if w.lower in words.with_ - {"to"}), None
    )
    if joint is None or joint.start - verb.end > REACH:
        return None
    between = words_between(sentence, verb.end, joint.start)
    if any(v.start >= verb.end and v.end <= joint.start for v in sentence.verbs) or any(
        w.text in ";:" for w in between
    ):
        return None
    one = acting(sentence, verb)
    other = party_at(sentence, joint.end) or crowd_at(sentence, joint.end)
    other = other or role_alone(sentence, joint.end)
    return ([one], [other], False) if one is not None and other is not None else None


def _each_other(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "X et Y se sont parlé", "X and Y met in Doha": a subject of two and no object."""
    if verb.voice is Voice.PASSIVE or not is_finite(verb):
        return None
    subject = _two_before(sentence, verb)
    if len(subject) < 2:
        return None
    if verb.lemma in _ABOUT_SOMETHING:
        # "X et Y ont discuté mercredi à Berlin de l'aide": a day or a place makes it a meeting.
        placed = any(m.place_only and 0 <= m.start - verb.end < REACH for m in sentence.mentions)
        dated = any(0 <= d.start - verb.end < REACH for d in sentence.dates)
        return (subject, [], False) if (placed or dated) and verb.lemma in words.talk else None
    if sentence.language == "fr" and verb.voice is not Voice.REFLEXIVE:
        return None
    if person_behind(sentence, verb) is not None and verb.lemma not in words.talk:
        return None
    return subject, [], False


def _two_before(sentence: Sentence, verb: VerbGroup) -> list[Party]:
    """The subject of two: as marked, else two parties in a row that open the sentence."""
    marked = [m for m in subject_of(sentence, verb) if m.kind in PEOPLE and m.who is not None]
    if len(marked) >= 2:
        return [Party(m.who, m.start, m.end) for m in marked]
    row = parties_in_row(sentence, sentence.start)
    near = len(row) == 2 and 0 <= verb.start - row[1].end < _NEAR
    return row if near else []


_NEAR = 30  # characters between the second of two subjects and their verb
_ABOUT_SOMETHING = frozenset({"discuss", "negotiate", "discuter", "échanger", "visit", "visiter"})


def _met(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """The plain verb, with a party known by the shape of its name or by a role."""
    if verb.lemma not in words.meet or verb.voice is Voice.PASSIVE:
        return None
    if verb.tense is Tense.PAST_PARTICIPLE:
        return None
    if {word.lower for word in sentence.words} & words.sport:
        return None
    one = acting(sentence, verb)
    other = person_behind(sentence, verb) or _office_behind(sentence, verb)
    return ([one], [other], False) if one is not None and other is not None else None
