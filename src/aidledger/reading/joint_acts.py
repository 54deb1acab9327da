"""Read meetings told by what two people do together, without a verb of meeting.

In: a sentence. Out: encounters. Two who sit down or sign together; one who says something to
another by telephone; one who acts beside another or in their presence; an ambassador who is
summoned; a guest awaited at the foot of the plane; "Reçu dimanche par le roi, il ...".
Words: `together`, `signing`, `beside_people`, `summoning`, `awaiting` of
`languages/*/meetings.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.model.claims import MeetingFormat, MeetingStatus
from aidledger.reading.clauses import is_finite, subject_of, words_after
from aidledger.reading.encounters import (
    Encounter,
    MeetingWords,
    format_of,
    meeting_words,
    modality_of,
    status_of,
)
from aidledger.reading.marks import MentionForm, MentionKind, Sentence, Tense, VerbGroup, Voice
from aidledger.reading.meeting_parties import (
    PEOPLE,
    REACH,
    Party,
    acting,
    names_of,
    party_at,
    person_behind,
    role_alone,
)

_CLOSE = 30  # characters behind a person in which a telephone is told
_NEXT = 14  # words behind a verb in which "beside X" stands
_MOST_SPAN = 220


def by_joint_acts(sentence: Sentence) -> Iterator[Encounter]:
    """The encounters that common acts tell in a sentence."""
    words = meeting_words(sentence.language)
    if not sentence.mentions and not sentence.roles:
        return
    told = not words.joint_triggers.isdisjoint([word.lower for word in sentence.words])
    for verb in sentence.verbs:
        if not (told or verb.lemma in words.acting) or verb.negated:
            continue
        if sentence.is_quoted(verb.start, verb.end):
            continue
        found = _act(sentence, verb, words)
        if found is None:
            continue
        one, other, form = found
        names = names_of(one, other)
        starts = [verb.start, *(p.start for p in one if 0 <= verb.start - p.end < 80)]
        ends = [verb.end, *(p.end for p in other), *(p.end for p in one)]
        start, end = min(starts), max(ends)
        if not names or end - start > _MOST_SPAN:
            continue
        yield Encounter(
            sentence, start, end, names, _status(sentence, verb, words),
            modality_of(sentence, verb), form or format_of(sentence, verb, words, start, end),
            "joint", verb=verb,
        )  # fmt: skip


Found = tuple[list[Party], list[Party], MeetingFormat | None]


def _act(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    if verb.lemma in words.summoning:
        return _summoned(sentence, verb) if _is_set(sentence) else None
    if verb.tense is Tense.PAST_PARTICIPLE:
        return _received_first(sentence, verb, words)
    if verb.voice is Voice.PASSIVE:
        return None
    if verb.lemma in words.signing and is_finite(verb) and _is_set(sentence):
        signed = _signed(sentence, verb)
        if signed is not None:
            return signed
    if verb.lemma in words.awaiting:
        return _awaited(sentence, verb)
    return (
        _sat_down(sentence, verb, words)
        or _by_phone(sentence, verb, words)
        or _beside(sentence, verb, words)
        or _along_with(sentence, verb, words)
    )


def _is_set(sentence: Sentence) -> bool:
    """A day or a place is told: an act of its own, no mention of one."""
    return bool(sentence.dates) or any(m.place_only for m in sentence.mentions)


def _status(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> MeetingStatus:
    if verb.tense is Tense.PAST_PARTICIPLE or verb.lemma in words.summoning:
        return MeetingStatus.HELD
    return status_of(sentence, verb, words)


def _sat_down(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "will sit down with X", "s'est assis à la table de X"."""
    if verb.lemma not in words.sit:
        return None
    behind = words_after(sentence, verb.end, 4)
    at = words.sitting.starting(behind, 0) if behind else None
    if at is None:
        return None
    one, other = acting(sentence, verb), party_at(sentence, behind[at[0] - 1].end)
    return ([one], [other], None) if one is not None and other is not None else None


def _by_phone(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "assured Biden by telephone", "X and Y agreed by phone": any verb, told on the telephone."""
    if not is_finite(verb) or verb.lemma in words.talk | words.meet | words.call:
        return None
    place = _told_on_phone(sentence, verb, words)
    if place is None:
        return None
    subjects = [m for m in subject_of(sentence, verb) if m.kind in PEOPLE and m.who is not None]
    if len(subjects) == 2 and place - verb.end < _CLOSE:
        return [Party(m.who, m.start, m.end) for m in subjects], [], MeetingFormat.CALL
    hearers = [
        m
        for m in sentence.mentions
        if verb.end <= m.start < m.end <= max(place + 1, verb.end + REACH)
        and m.kind is MentionKind.PERSON
        and m.who is not None
    ]  # fmt: skip
    one = acting(sentence, verb)
    if one is None or not hearers or hearers[0].start - verb.end > 4:
        return None
    if place >= verb.end and place - hearers[0].end > _CLOSE:
        return None
    hearer = hearers[0]
    return [one], [Party(hearer.who, hearer.start, hearer.end)], MeetingFormat.CALL


def _told_on_phone(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> int | None:
    """Where the sentence says that its verb was done on the telephone; None where it does not."""
    if verb.lemma in {"be", "être"}:
        return None
    behind = words_after(sentence, verb.end, _NEXT)
    phone = words.by_phone.first_in(behind, 0, len(behind))
    if phone is not None:
        apart = any(w.text in ";:" for w in behind[: phone[0]])
        return None if apart else behind[phone[0]].start
    opening = sentence.words[:8]
    phone = words.by_phone.first_in(opening, 0, len(opening))
    first = next((v for v in sentence.verbs if is_finite(v)), None)
    return opening[phone[0]].start if phone is not None and verb is first else None


def _beside(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "a inauguré la ligne en présence de X", "sitting beside X, Trump agreed"."""
    near = words_after(sentence, verb.end, _NEXT)
    found = words.beside_people.first_in(near, 0, len(near))
    if found is None or any(
        v.start >= verb.end and v.end <= near[found[0]].start and is_finite(v)
        for v in sentence.verbs
    ):
        return None
    other = party_at(sentence, near[found[1] - 1].end)
    if other is None or other.name is None or other.start - near[found[1] - 1].end > 60:
        return None
    if not _is_person(sentence, other):
        return None
    one = acting(sentence, verb) or _first_behind(sentence, other.end)
    return ([one], [other], None) if one is not None and not one.thing else None


def _along_with(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "is to tour the camp on Thursday with X", "stood in the courtyard with X"."""
    if verb.lemma not in words.together or verb.tense is Tense.PRESENT_PARTICIPLE:
        return None
    for word in words_after(sentence, verb.end, _NEXT):
        if word.text in {",", ";", ":", "."}:
            return None
        if any(v.start <= word.start < v.end for v in sentence.verbs):
            return None
        if word.lower not in {"with", "avec", "alongside", "côtés"}:
            continue
        one, other = acting(sentence, verb), party_at(sentence, word.end)
        if one is None or other is None or one.thing or not _is_person(sentence, other):
            return None
        return [one], [other], None
    return None


def _signed(sentence: Sentence, verb: VerbGroup) -> Found | None:
    """ "X and Y signed the document": a subject of two who each have a name."""
    people = [
        m for m in subject_of(sentence, verb)
        if m.kind is MentionKind.PERSON and m.who is not None
    ]  # fmt: skip
    if len(people) != 2 or people[0].who == people[1].who:
        return None
    return [Party(m.who, m.start, m.end) for m in people], [], None


def _summoned(sentence: Sentence, verb: VerbGroup) -> Found | None:
    """ "a convoqué le chargé d'affaires britannique", "summoned the Israeli ambassador"."""
    if verb.voice is Voice.PASSIVE or not is_finite(verb):
        return None
    one = acting(sentence, verb)
    other = person_behind(sentence, verb) or role_alone(sentence, verb.end)
    return ([one], [other], None) if one is not None and other is not None else None


def _awaited(sentence: Sentence, verb: VerbGroup) -> Found | None:
    """ "X attendait Y au pied de l'avion": one person awaits another."""
    one, other = acting(sentence, verb), person_behind(sentence, verb)
    if one is None or other is None or one.thing or other.start - verb.end > 4:
        return None
    both = _is_person(sentence, one) and _is_person(sentence, other)
    return ([one], [other], None) if both else None


def _received_first(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> Found | None:
    """ "Reçu dimanche par X à Y, il repart": the guest is the subject of the main clause."""
    if verb.lemma not in words.hosting or verb.start - sentence.start > 2:
        return None
    agent = next((w for w in words_after(sentence, verb.end, 12) if w.lower in {"par", "by"}), None)
    host = party_at(sentence, agent.end) if agent is not None else None
    main = next((v for v in sentence.verbs if v.start > verb.end and is_finite(v)), None)
    guest = acting(sentence, main) if main is not None else None
    if host is None or guest is None or guest.thing:
        return None
    return [guest], [host], None


def _first_behind(sentence: Sentence, place: int) -> Party | None:
    """ "Sitting beside X, Trump agrees": the first actor behind."""
    for mention in sentence.mentions:
        if 0 <= mention.start - place < 8 and mention.kind is MentionKind.PERSON and mention.who:
            return Party(mention.who, mention.start, mention.end)
    return None


def _is_person(sentence: Sentence, party: Party) -> bool:
    """A person by name, or one with a role beside the name."""
    if any(party.start <= r.name_start < party.end for r in sentence.roles):
        return True
    return any(
        m.kind in (MentionKind.PERSON, MentionKind.PRONOUN)
        and party.start <= m.start < party.end
        and m.form is not MentionForm.ADJECTIVE
        for m in sentence.mentions
    )
