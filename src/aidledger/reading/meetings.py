"""Read meetings and calls: who met whom, where, when, held or only planned.

In: the text with its mentions, verbs and dates. Out: meeting claims. A meeting needs two
named parties, or an event with a name of its own. A verb of meeting gives its subject and
object; a noun of meeting the parties behind "avec", "entre", "with"; an event those whom it
gathers. A place or a day that the sentence leaves out comes from the sentences before.
Words: `languages/*/meetings.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from aidledger.model.claims import (
    MeetingClaim,
    MeetingFormat,
    MeetingStatus,
    Modality,
)
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import (
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
from aidledger.reading.joint_acts import by_joint_acts
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    DateRelation,
    Granularity,
    Mention,
    MentionForm,
    MentionKind,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
)
from aidledger.reading.meeting_frames import by_frames
from aidledger.reading.meeting_groups import by_bodies, by_the_two, two_before
from aidledger.reading.meeting_parties import Party, parties_in_row, role_alone
from aidledger.reading.meeting_scene import Scene
from aidledger.reading.meeting_states import (
    is_announced,
    is_called_off_next,
    state_before,
    state_behind,
)
from aidledger.reading.speakers import source_of
from aidledger.reading.text import ReadText

_WORDS_OF_JOINED = small_words("meetings", "joined")
_ENGLISH_PLACES: dict[str, str] = dict(load_words(None, "place_names"))
_WORDS_OF_FURTHER = small_words("meetings", "further")
_WORDS_OF_ON = small_words("meetings", "on_subject")
_WORDS_OF_AT = small_words("meetings", "at_place")
_WORDS_OF_WITH_DETERMINER = small_words("meetings", "with_determiner")
_WORDS_OF_EVENT_STATUS = small_words("meetings", "event_status")
_WORDS_OF_EVENT_START = small_words("meetings", "event_start")

RULE = "meetings.{}/1"
_PARTY = (MentionKind.PERSON, MentionKind.PRONOUN, MentionKind.GROUP)
_MOST_SPAN = 220
_FAR = 14  # words behind a noun of meeting in which "entre X et Y" may stand


def read_meetings(text: ReadText, maker: ClaimMaker) -> tuple[MeetingClaim, ...]:
    """The meetings of the text, in order of place."""
    scene = Scene(text)
    claims: list[MeetingClaim] = []
    last: Encounter | None = None
    for sentence in text.sentences:
        scene.enter(sentence)
        for encounter in _encounters(text, sentence):
            if encounter.rule == "again":
                if last is None or sentence.index - last.sentence.index > 2:
                    parties = two_before(text, sentence) if encounter.of_two else ()
                else:
                    parties = last.parties
                if not parties:
                    continue
                encounter = replace(encounter, parties=parties)
            if _is_told_twice(last, encounter):
                continue
            encounter = _in_state(text, scene, encounter)
            place = scene.place(encounter)
            if encounter.rule == "event" and not encounter.parties:
                encounter = replace(encounter, parties=_those_of_place(scene, encounter))
            if place is None and encounter.rule == "verb" and encounter.talk:
                encounter = replace(encounter, format=MeetingFormat.CALL)
            last = encounter if encounter.parties else last
            dated = scene.dated(encounter)
            source = source_of(encounter.sentence, encounter.start, encounter.end)
            claims.append(
                maker.make(
                    MeetingClaim,
                    encounter.sentence,
                    encounter.start,
                    encounter.end,
                    rule=RULE.format(encounter.rule),
                    modality=encounter.modality,
                    attributed_to=(source,) if source is not None else (),
                    flags=("hearsay",) if source is not None else (),
                    participants=encounter.parties,
                    place=place,
                    date=dated[0],
                    date_end=dated[1],
                    status=encounter.status,
                    format=encounter.format,
                )
            )
    return _with_repeats(claims)


def _is_told_twice(last: Encounter | None, encounter: Encounter) -> bool:
    """ "... a lunch with X. The lunch was cancelled": one meeting, its end told behind."""
    return (
        last is not None
        and encounter.rule == "again"
        and encounter.status is MeetingStatus.CANCELLED is last.status
        and encounter.sentence.index - last.sentence.index <= 1
    )


def _those_of_place(scene: Scene, encounter: Encounter) -> tuple[Named, ...]:
    """ "Une conférence s'est tenue mardi": at the place told last."""
    place = scene.last_place(encounter.sentence)
    words = encounter.sentence.text[
        encounter.start - encounter.sentence.start : encounter.end - encounter.sentence.start
    ].lower()
    return (Named(f"participants of the {place} {kind_of_event(words)}", None),) if place else ()


def _in_state(text: ReadText, scene: Scene, encounter: Encounter) -> Encounter:
    """The state by all that the text says of it: behind the meeting, and in the next sentence."""
    sentence = encounter.sentence
    words = meeting_words(sentence.language)
    status = None
    if encounter.rule == "noun":
        status = state_before(sentence, encounter.start, words)
        if status is not MeetingStatus.CANCELLED:
            status = state_behind(sentence, encounter.end, words) or status
    if status is None and encounter.status is not MeetingStatus.CANCELLED:
        if is_called_off_next(text, sentence, words):
            status = MeetingStatus.CANCELLED
        elif encounter.verb is not None and is_announced(
            text, sentence, encounter.verb, scene.mark(encounter)
        ):
            status = MeetingStatus.PLANNED
    if status is None or status is encounter.status:
        return encounter
    modality = Modality.PLANNED if status is MeetingStatus.PLANNED else encounter.modality
    return replace(encounter, status=status, modality=modality)


def _with_repeats(claims: Sequence[MeetingClaim]) -> tuple[MeetingClaim, ...]:
    """A meeting said again in the same state is the same one."""
    known: dict[tuple[object, ...], str] = {}
    marked = []
    for claim in claims:
        key = (
            frozenset(p.name for p in claim.participants),
            claim.date,
            claim.status,
            claim.format,
        )
        first = known.setdefault(key, claim.id)
        marked.append(claim if first == claim.id else replace(claim, same_as=first))
    return tuple(marked)


def _encounters(text: ReadText, sentence: Sentence) -> list[Encounter]:
    found = [
        *_by_verb(text, sentence),
        *by_frames(sentence),
        *by_joint_acts(sentence),
        *_by_noun(text, sentence),
        *_by_event(sentence),
        *by_the_two(sentence),
        *by_bodies(sentence),
    ]
    found = _without_doubles(text, found)
    found.sort(key=lambda encounter: (encounter.start, -encounter.end))
    kept: list[Encounter] = []
    found = [e for e in found if not _is_scene_of(e, found)]
    for encounter in found:
        names = {party.name for party in encounter.parties}
        if any(
            encounter.start < other.end and names <= {p.name for p in other.parties}
            for other in kept
        ):
            continue
        kept.append(encounter)
    return kept


def _is_scene_of(event: Encounter, found: Sequence[Encounter]) -> bool:
    """ "will meet Xi at the G20 summit in Rio": the event is where the two meet."""
    if event.rule != "event":
        return False
    words = meeting_words(event.sentence.language)
    before = words_before(event.sentence, event.start, 5)
    beside = words.beside.first_in(before, 0, len(before)) is not None
    return any(
        other.rule in {"verb", "frame", "joint", "noun"}
        and (beside or 0 <= event.start - other.end < 14)
        for other in found
    )


def _without_doubles(text: ReadText, found: list[Encounter]) -> list[Encounter]:
    """Of the plain verb and a wider frame on the same words, the one that names more people."""

    def people(encounter: Encounter) -> int:
        names = encounter.parties
        return sum(1 for n in names if n.id is None or text.catalogue.actor(n.id) is None)

    frames = [e for e in found if e.rule in {"frame", "joint"}]
    plain = [e for e in found if e.rule == "verb"]
    doubled = [(f, p) for f in frames for p in plain if f.start < p.end and p.start < f.end]
    dropped = {id(p if people(f) > people(p) else f) for f, p in doubled}
    return [e for e in found if id(e) not in dropped]


# Verbs of meeting ----------------------------------------------------------------------


def _by_verb(text: ReadText, sentence: Sentence) -> Iterator[Encounter]:
    words = meeting_words(sentence.language)
    if {word.lower for word in sentence.words} & words.sport:
        return
    for number, verb in enumerate(sentence.verbs):
        if not _is_meeting(sentence, verb, words) or verb.tense in (
            Tense.PAST_PARTICIPLE,
            Tense.PRESENT_PARTICIPLE,
        ):
            continue
        subject = _subject(sentence, verb) or _subject_before(text, sentence, verb)
        following = sentence.verbs[number + 1] if number + 1 < len(sentence.verbs) else None
        groups = _objects(sentence, verb, words, following)
        if not subject or not groups:
            continue
        for order, objects in enumerate(groups):
            parties = _parties((*subject, *objects))
            if len(parties) < 2:
                continue
            first, last = _stretch(sentence, verb, subject, objects, order)
            yield Encounter(
                sentence, first, last, parties,
                status_of(sentence, verb, words), modality_of(sentence, verb),
                format_of(sentence, verb, words, first, last), "verb",
                verb.lemma in words.talk and verb.tense in (Tense.PAST, Tense.CONDITIONAL_PAST),
                verb=verb,
            )  # fmt: skip


def _is_meeting(sentence: Sentence, verb: VerbGroup, words: MeetingWords) -> bool:
    if verb.negated:
        return False
    if verb.lemma in words.meet_reflexive and verb.voice is Voice.REFLEXIVE:
        return True
    if verb.lemma in words.talk:
        follows = [word.lower for word in words_after(sentence, verb.end, 4)]
        return bool(words.with_.intersection(follows[:4]))
    if verb.lemma in words.call and sentence.language == "fr":
        return verb.lemma == "téléphoner"
    if verb.lemma in words.call:
        return False
    if verb.lemma in words.hosting:
        # "recevoir une aide", "host a fair": only a person is received, met as a guest.
        guests = [m for m in sentence.mentions if 0 <= m.start - verb.end < 12]
        return bool(guests) and guests[0].kind is MentionKind.PERSON
    return verb.lemma in words.meet and verb.voice is not Voice.PASSIVE


def _subject(sentence: Sentence, verb: VerbGroup) -> tuple[Mention, ...]:
    direct = [m for m in subject_of(sentence, verb) if _may_meet(m)]
    if direct:
        return tuple(direct)
    before = [m for m in sentence.mentions if m.end <= verb.start and _may_meet(m)]
    free = [m for m in before if not preposition_of(sentence, m)]
    if free:
        return (free[0],)
    return ()


def _subject_before(text: ReadText, sentence: Sentence, verb: VerbGroup) -> tuple[Mention, ...]:
    """ "Puis devait s'entretenir avec ...": the subject of the sentence before."""
    if any(m.end <= verb.start and _may_meet(m) for m in sentence.mentions) or not sentence.index:
        return ()
    earlier = text.sentences[sentence.index - 1]
    free = [
        m
        for m in earlier.mentions
        if m.kind in (MentionKind.PERSON, MentionKind.PRONOUN)
        and m.who is not None
        and not preposition_of(earlier, m)
    ]
    return (free[0],) if free and earlier.block == sentence.block else ()


def _may_meet(mention: Mention) -> bool:
    return (
        mention.kind in (*_PARTY, MentionKind.STATE, MentionKind.INSTITUTION)
        and mention.form is not MentionForm.ADJECTIVE
        and mention.who is not None
        and not mention.place_only
    )


def _objects(
    sentence: Sentence, verb: VerbGroup, words: MeetingWords, following: VerbGroup | None
) -> list[tuple[Mention, ...]]:
    """Whom the subject meets: one group, or several where "mais également" parts them."""
    limit = sentence.end
    if following is not None and following.tense is not Tense.PAST_PARTICIPLE:
        limit = following.start
    after = [
        mention
        for mention in sentence.mentions
        if verb.end <= mention.start < limit
        and mention.kind in (*_PARTY, MentionKind.STATE, MentionKind.INSTITUTION)
        and mention.form is not MentionForm.ADJECTIVE
        and not mention.place_only
        and mention.who is not None
        and not preposition_of(sentence, mention).endswith(("selon", "according to", "d' après"))
    ]
    reflexive = verb.voice is Voice.REFLEXIVE or verb.lemma in words.talk
    groups: list[list[Mention]] = []
    at = verb.end
    for mention in after:
        held = preposition_of(sentence, mention).rsplit(" ", 1)[-1]
        between = [word.lower for word in words_between(sentence, at, mention.start)]
        opens = bool(words.with_.intersection(between[-4:]))
        apart = any(at <= v.start and v.end <= mention.start for v in sentence.verbs)
        if opens and groups and (apart or not _WORDS_OF_FURTHER.intersection(between)):
            break  # "met X and raised relations with Egypt": another object
        coordinated = bool(groups) and _joined(between)
        direct = not reflexive and not groups and not held
        if opens and (reflexive or groups or verb.lemma in words.meet):
            groups.append([mention])
        elif direct or coordinated or (groups and _is_apposed(between, mention)):
            if groups:
                groups[-1].append(mention)
            else:
                groups.append([mention])
        elif (groups and held not in {"de", "d'", "du", "of"}) or (
            not groups and mention.start - verb.end > 90
        ):
            break
        at = mention.end
    return [tuple(group) for group in groups]


def _joined(between: Sequence[str]) -> bool:
    small = _WORDS_OF_JOINED
    return (
        bool(between)
        and set(between) <= small
        and bool(set(between) & {"et", "and", ",", "ainsi", ":"})
    )


def _is_apposed(between: Sequence[str], mention: Mention) -> bool:
    """ "des responsables de l'UE: Josep Borrell, actuel chef ...": named after the group."""
    return (
        mention.kind is MentionKind.PERSON
        and bool(between)
        and between[0] in {":", ","}
        and len(between) <= 3
        and not {"qui", "who", "whom"} & set(between)
    )


def _stretch(
    sentence: Sentence,
    verb: VerbGroup,
    subject: Sequence[Mention],
    objects: Sequence[Mention],
    order: int,
) -> tuple[int, int]:
    """From the subject to the last object; a further group begins at its own "avec"."""
    end = max(mention.end for mention in objects)
    if order:
        start = objects[0].start
        for word in reversed(words_before(sentence, start, 3)):
            start = word.start
            if word.lower in {"avec", "with"}:
                break
        return start, end
    start = verb.start
    first = min((m.start for m in subject if m.end <= verb.start), default=verb.start)
    if verb.start - first < 60 and not _verb_between(sentence, first, verb):
        start = first
        before = words_before(sentence, start, 1)
        if before and before[0].lower in {"le", "la", "l'", "the"}:
            start = before[0].start
    return start, end


def _verb_between(sentence: Sentence, start: int, verb: VerbGroup) -> bool:
    return any(start <= other.start and other.end <= verb.start for other in sentence.verbs)


# Nouns of meeting ----------------------------------------------------------------------


def _by_noun(text: ReadText, sentence: Sentence) -> Iterator[Encounter]:
    """ "un entretien avec Volodymyr Zelensky", "talks between X and Y"."""
    words = meeting_words(sentence.language)
    after = 0
    for first in words.nouns.openings(sentence.words):
        found = words.nouns.starting(sentence.words, first) if first >= after else None
        if found is None:
            continue
        after = last = found[0]
        noun = sentence.words[first]
        parties = _parties_of_noun(sentence, sentence.words[last - 1].end, words)
        if not parties:
            again = _again(sentence, first, last, words)
            if again is not None:
                yield again
            continue
        owner = _owner(sentence, noun.start, parties) or _owner_before(text, sentence, parties)
        everyone = _parties((*owner, *parties))
        if len(everyone) < 2:
            continue
        verb = _verb_of_noun(sentence, noun.start, sentence.words[last - 1].end)
        end = max(mention.end for mention in parties)
        start = _with_determiner(sentence, noun.start)
        yield Encounter(
            sentence, start, end, everyone,
            _event_status(sentence, verb, words, start), Modality.ACTUAL,
            format_of(sentence, None, words, start, end), "noun",
        )  # fmt: skip


def _again(sentence: Sentence, first: int, last: int, words: MeetingWords) -> Encounter | None:
    """ "Une rencontre est prévue mercredi à Chisinau": between those who met before."""
    start = _with_determiner(sentence, sentence.words[first].start)
    end = _event_end(sentence, sentence.words[last - 1].end)
    noun = sentence.words[first]
    verb = _verb_of_noun(sentence, noun.start, sentence.words[last - 1].end)
    status = state_behind(sentence, sentence.words[last - 1].end, words)
    status = status or _event_status(sentence, verb, words, start)
    dated = any(start <= d.start < end for d in sentence.dates)
    if status is MeetingStatus.HELD or _is_of_press(sentence, end):
        return None
    if not dated and (status is not MeetingStatus.CANCELLED or start == noun.start):
        return None
    return Encounter(
        sentence, start, end, (), status, Modality.PLANNED, MeetingFormat.IN_PERSON, "again"
    )


def _owner_before(
    text: ReadText, sentence: Sentence, parties: Sequence[Mention]
) -> tuple[Mention, ...]:
    """ "... a annoncé X. L'accord a été signé lors d'un entretien avec Y": the one spoken of."""
    if len(parties) > 1 or not sentence.index or parties[0].kind is not MentionKind.PERSON:
        return ()
    for earlier in reversed(text.sentences[max(0, sentence.index - 3) : sentence.index]):
        free = [
            m
            for m in earlier.mentions
            if m.kind is MentionKind.PERSON
            and m.who is not None
            and m.who != parties[0].who
            and not preposition_of(earlier, m)
        ]
        if free:
            return (free[0],)
    return ()


def _parties_of_noun(sentence: Sentence, end: int, words: MeetingWords) -> tuple[Mention, ...]:
    """The parties behind "avec" or "entre" right after the noun."""
    joints = [
        word for word in words_after(sentence, end, 6) if word.lower in words.with_ | words.between
    ]
    joints = [word for word in joints if word.lower != "to"]
    if not joints:
        joints = [w for w in words_after(sentence, end, _FAR) if w.lower in words.between][:1]
    found: list[Mention] = []
    direct = sentence.language == "en" and any(
        m.kind is MentionKind.PERSON and 0 <= m.start - end <= 6 for m in sentence.mentions
    )
    if not joints and not direct:
        return ()
    at = end if direct else joints[0].end
    for mention in sentence.mentions:
        if mention.start < at:
            continue
        between = [word.lower for word in words_between(sentence, at, mention.start)]
        if not found and _is_title(mention) and len(between) <= 3:
            at = mention.end  # "avec le Président du Sénégal, M. X": the name follows
            continue
        if not _may_meet(mention):
            continue
        if not found and len(between) > 3:
            break
        if found and not _joined(between) and not _is_apposed(between, mention):
            break
        found.append(mention)
        at = mention.end
    of_two = any(word.lower in words.between for word in joints)
    if joints and len(found) < (2 if of_two else 1):
        row = parties_in_row(sentence, joints[0].end)
        if len(row) > len(found):
            return tuple(map(_as_mention, row))
    if not found and joints:
        alone = role_alone(sentence, joints[0].end)
        return (_as_mention(alone),) if alone is not None else ()
    return tuple(found)


def _as_mention(party: Party) -> Mention:
    return Mention(
        start=party.start, end=party.end, kind=MentionKind.PERSON,
        form=MentionForm.PERIPHRASIS, who=party.name,
    )  # fmt: skip


def _is_title(mention: Mention) -> bool:
    return mention.form is MentionForm.TITLE and mention.who is None


def _owner(sentence: Sentence, start: int, parties: Sequence[Mention]) -> tuple[Mention, ...]:
    """Who has the meeting: "his meeting with X", "Macron ... un entretien avec X"."""
    if len(parties) > 1 and any(
        word.lower in {"entre", "between"} for word in words_before(sentence, parties[0].start, 3)
    ):
        return ()
    before = [m for m in sentence.mentions if m.end <= start and _may_meet(m)]
    people = [m for m in before if m.kind in (MentionKind.PERSON, MentionKind.PRONOUN)]
    free = [m for m in people if not preposition_of(sentence, m)]
    if free:
        return (free[-1],)
    states = [m for m in before if not preposition_of(sentence, m)]
    after = [
        m for m in sentence.mentions if m.start >= parties[-1].end and m.kind is MentionKind.PERSON
    ]
    return (states[-1],) if states else (after[0],) if after else ()


def _with_determiner(sentence: Sentence, start: int) -> int:
    for word in reversed(words_before(sentence, start, 3)):
        if word.lower in _WORDS_OF_WITH_DETERMINER:
            return word.start
        if not word.text.isalpha():
            break
    return start


def _verb_of_noun(sentence: Sentence, start: int, end: int) -> VerbGroup | None:
    left = [verb for verb in sentence.verbs if verb.end <= start]
    right = [verb for verb in sentence.verbs if verb.start >= end]
    if left and start - left[-1].end < 60:
        return left[-1]
    return right[0] if right else (left[-1] if left else None)


def _event_status(
    sentence: Sentence, verb: VerbGroup | None, words: MeetingWords, start: int
) -> MeetingStatus:
    around = (*words_before(sentence, start, 3), *words_after(sentence, start, 8))
    if words.planned.first_in(around, 0, len(around)) is not None:
        return MeetingStatus.PLANNED
    if verb is None:
        return MeetingStatus.HELD
    if verb.lemma in words.cancelled:
        return MeetingStatus.CANCELLED
    if verb.tense in (Tense.FUTURE, Tense.CONDITIONAL) or verb.modal in _WORDS_OF_EVENT_STATUS:
        return MeetingStatus.PLANNED
    return MeetingStatus.HELD


# Events --------------------------------------------------------------------------------


def _by_event(sentence: Sentence) -> Iterator[Encounter]:
    """ "deux sommets européens, qui se sont déroulés à Budapest", "Réunis à Paris"."""
    words = meeting_words(sentence.language)
    if not (words.events.openings(sentence.words) or words.gathered.openings(sentence.words)):
        return
    place = 0
    while place < len(sentence.words):
        found = words.events.starting(sentence.words, place)
        if found is None:
            gathering = _gathering(sentence, place, words)
            if gathering is not None:
                yield gathering
            place += 1
            continue
        first, last = sentence.words[place], sentence.words[found[0] - 1]
        place = found[0]
        if (
            sentence.heading
            or _is_of_press(sentence, last.end)
            or not (
                _is_anchored(sentence, first.start, last.end)
                or _is_setting(sentence, first.start, words)
            )
        ):
            continue
        verb = _verb_of_noun(sentence, first.start, last.end)
        start = _event_start(sentence, first.start)
        end = _event_end(sentence, last.end)
        told = state_behind(sentence, last.end, words)
        status = told or _event_status(sentence, verb, words, first.start)
        yield Encounter(
            sentence, start, end, _event_parties(sentence, start, last.end, words),
            status, Modality.PLANNED if status is MeetingStatus.PLANNED else Modality.ACTUAL,
            MeetingFormat.IN_PERSON, "event", verb=verb,
        )  # fmt: skip


def _is_setting(sentence: Sentence, start: int, words: MeetingWords) -> bool:
    """ "lors de la conférence", "at the summit": what the sentence tells happened there."""
    before = words_before(sentence, start, 5)
    opening = words.settings.first_in(before, 0, len(before))
    return opening is not None and opening[1] >= len(before) - 1


def _is_of_press(sentence: Sentence, end: int) -> bool:
    """ "conférence de presse", "press conference" are no meetings of parties."""
    around = [
        word.lower for word in (*words_before(sentence, end, 3), *words_after(sentence, end, 2))
    ]
    return bool({"presse", "press", "news"} & set(around))


def _is_anchored(sentence: Sentence, start: int, end: int) -> bool:
    """An event counts where the sentence gives its place or its day beside it."""
    near = (start - 60, end + 110)
    placed = any(
        mention.place_only and near[0] <= mention.start <= near[1] for mention in sentence.mentions
    )
    dated = any(
        near[0] <= date.start <= near[1]
        and date.relation in (DateRelation.ON, DateRelation.FROM)
        and date.granularity in (Granularity.DAY, Granularity.SPAN, Granularity.MONTH)
        for date in sentence.dates
    )
    return placed or dated


def _event_start(sentence: Sentence, start: int) -> int:
    begin = start
    for word in reversed(words_before(sentence, start, 5)):
        if word.lower in _WORDS_OF_EVENT_START or word.text[0].isupper():
            begin = word.start
            continue
        break
    return begin


def _event_end(sentence: Sentence, end: int) -> int:
    """Up to the last place or day that follows closely."""
    last = end
    marks = [(m.start, m.end) for m in sentence.mentions if m.place_only or m.start - end < 12]
    for start, stop in sorted([*marks, *[(d.start, d.end) for d in sentence.dates]]):
        if 0 <= start - last < 60 and stop - end < _MOST_SPAN:
            last = max(last, stop)
    return last


def _event_parties(
    sentence: Sentence, start: int, end: int, words: MeetingWords
) -> tuple[Named, ...]:
    """Those whom the event's name or its sentence names."""
    opening = max(0, start - 12 - sentence.start)
    named = sentence.text[opening : end + 16 - sentence.start].lower()
    gathered = [
        Named(party, None, None)
        for cue, party in words.event_parties.items()
        if cue in named.split() or f" {cue}" in f" {named}"
    ][:1]
    people = [
        mention
        for mention in sentence.mentions
        if mention.kind in (MentionKind.PERSON, MentionKind.GROUP, MentionKind.INSTITUTION)
        and mention.who is not None
        and _joins(sentence, mention, words)
    ]
    if not gathered and not people:
        return _participants_of(sentence, end, named)
    return (*gathered, *_parties(people))


def _participants_of(sentence: Sentence, end: int, named: str) -> tuple[Named, ...]:
    """An event that names nobody: those who took part, by its place, else by its subject."""
    name = _own_name(sentence, end)
    if name is not None:
        return (Named(name, None, name),)
    kind = kind_of_event(named)
    place = _place_beside(sentence, end) or _subject_of_event(sentence, end)
    if place is None:
        far = [m for m in sentence.mentions if m.place_only and abs(m.start - end) < 110]
        place = _place_name(far[0]) if far else None
    return (Named(f"participants of the {place} {kind}", None),) if place else ()


def _own_name(sentence: Sentence, end: int) -> str | None:
    """ "the Pacific Islands Forum", "the Summit on Peace in Ukraine": an event with a name."""
    if sentence.language != "en":
        return None
    words = words_before(sentence, end + 1, 6)
    if not words or not words[-1].text[0].isupper():
        return None
    first = len(words) - 1
    while first and words[first - 1].text[0].isupper() and words[first - 1].text.isalpha():
        first -= 1
    if len(words) - first >= 3:
        return sentence.text[words[first].start - sentence.start : end - sentence.start]
    return None


def kind_of_event(named: str) -> str:
    """ "summit" or "conference": what those who take part are named by."""
    return "summit" if "summit" in named or "sommet" in named else "conference"


def _place_beside(sentence: Sentence, end: int) -> str | None:
    """ "à Londres d'une conférence", "the Paris meeting", "in Songdo": the place close by."""
    for mention in sentence.mentions:
        city = mention.form is MentionForm.CAPITAL
        if (mention.place_only or city) and -40 < mention.start - end < 45:
            if mention.kind is MentionKind.STATE or city:
                return _place_name(mention)
    named = words_after(sentence, end, 2)
    if len(named) == 2 and named[0].lower == "de" and named[1].text[0].isupper():
        return _ENGLISH_PLACES.get(named[1].lower, named[1].text)
    behind = words_after(sentence, end, 4)
    for word, name in pairwise(behind):
        if word.lower in _WORDS_OF_AT and name.text[0].isupper() and name.text.isalpha():
            if not any(d.start <= name.start < d.end for d in sentence.dates):
                return _ENGLISH_PLACES.get(name.lower, name.text)
    return None


def _subject_of_event(sentence: Sentence, end: int) -> str | None:
    """ "la conférence pour Gaza", "the summit on Ukraine"."""
    for mention in sentence.mentions:
        if 0 <= mention.start - end < 30 and mention.who is not None:
            held = {word.lower for word in words_between(sentence, end, mention.start)}
            if held & _WORDS_OF_ON:
                return mention.who.name
    return None


def _place_name(mention: Mention) -> str:
    """The capital's own name, where one stands for the place."""
    words = mention.who.mention if mention.who is not None and mention.who.mention else ""
    return _ENGLISH_PLACES.get(words.casefold(), words)


def _joins(sentence: Sentence, mention: Mention, words: MeetingWords) -> bool:
    held = preposition_of(sentence, mention).split(" ")
    if {"by", "par"} & set(held):
        return any(
            verb.lemma in words.joining and 0 <= mention.start - verb.end < 60
            for verb in sentence.verbs
        )
    return mention.kind is not MentionKind.INSTITUTION and any(
        verb.lemma in words.joining and mention in subject_of(sentence, verb)
        for verb in sentence.verbs
    )


def _gathering(sentence: Sentence, place: int, words: MeetingWords) -> Encounter | None:
    """ "Réunis à Paris lundi 15 avril, les bailleurs ...": a gathering by its participle."""
    found = words.gathered.starting(sentence.words, place)
    if found is None:
        return None
    first, last = sentence.words[place], sentence.words[found[0] - 1]
    placed = any(m.place_only and 0 <= m.start - last.end < 20 for m in sentence.mentions)
    if not placed:
        return None
    end = _event_end(sentence, last.end)
    groups = [
        mention
        for mention in sentence.mentions
        if mention.kind in (MentionKind.GROUP, MentionKind.PERSON) and mention.who is not None
    ][:3]
    groups_of = _leaders_before(sentence, first.start, end)
    verb = next((v for v in sentence.verbs if v.start <= first.start < v.end), None)
    status = (
        status_of(sentence, verb, words) if verb is not None and verb.modal else MeetingStatus.HELD
    )
    return Encounter(
        sentence, first.start, end, groups_of or _parties(groups), status, Modality.ACTUAL,
        MeetingFormat.IN_PERSON, "gathering", verb=verb,
    )  # fmt: skip


def _leaders_before(sentence: Sentence, start: int, end: int) -> tuple[Named, ...]:
    """ "Leaders gather in Brussels": those of the Union, whose seat it is."""
    before = [word for word in words_before(sentence, start, 6) if word.text != ","]
    behind = sentence.text[start - sentence.start : end - sentence.start]
    if not any(seat in behind for seat in ("Brussels", "Bruxelles", "Luxembourg")):
        return ()
    words = meeting_words(sentence.language).bodies_at_seat
    found = words.ending(before, len(before))
    if found is not None:
        return (Named(found[1], None, None),)
    after = words.first_in(words_after(sentence, end, 5), 0, 5)
    return (Named(after[2], None, None),) if after is not None else ()


# Parties, places and days --------------------------------------------------------------


def _parties(mentions: Sequence[Mention]) -> tuple[Named, ...]:
    """Each party once, in order; a group of which members are named gives way to them."""
    named: dict[str, Named] = {}
    people = [m for m in mentions if m.kind in (MentionKind.PERSON, MentionKind.PRONOUN)]
    for mention in mentions:
        if mention.who is None:
            continue
        if mention.kind is MentionKind.GROUP and len(people) > 1 and mention is not mentions[-1]:
            continue
        named.setdefault(mention.who.name, mention.who)
    return tuple(named.values())
