"""The parties of a meeting, by the words that name them: a name, a role beside it, a role alone.

In: a sentence, a verb or a place. Out: parties with their words. A party never seen is known
by the shape of its name; one of whom only the office is told ("le gouverneur du Nord") is
named by those words. Words: `people` of `languages/*/meetings.yml`, `titles.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.model.parties import Named
from aidledger.reading.appositions import role_words, shaped_name
from aidledger.reading.clauses import (
    is_finite,
    subject_of,
    words_after,
    words_before,
    words_between,
)
from aidledger.reading.encounters import meeting_words
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import (
    Mention,
    MentionForm,
    MentionKind,
    QuantityKind,
    Sentence,
    Tense,
    VerbGroup,
    Word,
)
from aidledger.reading.persons import is_capitalised, name_end
from aidledger.reading.speaker_words import phrase_at
from aidledger.reading.speakers import speaker_of

REACH = 90  # characters from the verb to the other party
PEOPLE = (MentionKind.PERSON, MentionKind.GROUP, MentionKind.PRONOUN)
_OF = small_words("meetings", "of")
_AT = small_words("meetings", "before_office")
_STARTS = small_words("meetings", "with_determiner")
_OPENING = 16  # characters before an infinitive that opens its sentence
_AS_SUBJECT = small_words("meetings", "as_subject")
_CLAUSES = small_words("meetings", "clauses")
_SIGNS = frozenset({",", ";", ":", ".", "«", "“", '"'})


@dataclass(frozen=True, slots=True)
class Party:
    """A party with its words."""

    name: Named | None
    start: int
    end: int
    thing: bool = False  # nobody known: a letter may be received too


# Parties -------------------------------------------------------------------------------


def acting(sentence: Sentence, verb: VerbGroup) -> Party | None:
    """The subject, in the text's words where it is nobody known; a pronoun may stay open."""
    if verb.tense is Tense.PRESENT_PARTICIPLE:
        main = [v for v in sentence.verbs if v.end <= verb.start and is_finite(v)]
        return acting(sentence, main[-1]) if main else _acting_later(sentence, verb)
    if verb.tense is Tense.INFINITIVE and verb.start - sentence.start < _OPENING:
        return _acting_later(sentence, verb)
    subjects = [
        m
        for m in subject_of(sentence, verb)
        if m.who is not None and m.form is not MentionForm.ADJECTIVE
    ]
    people = [m for m in subjects if m.kind in PEOPLE] or subjects
    if people:
        return Party(people[-1].who, people[-1].start, people[-1].end)
    speaker = speaker_of(sentence, verb)
    if speaker is None:
        return None
    words = words_between(sentence, speaker.start, speaker.end)
    crowd = meeting_words(sentence.language).people
    roles = role_words(sentence.language).nouns
    named = any(word.lower in crowd or roles.starting(words, at) for at, word in enumerate(words))
    return Party(speaker.name, speaker.start, speaker.end, not named)


def _acting_later(sentence: Sentence, verb: VerbGroup) -> Party | None:
    """ "Après s'être entretenu avec X, le président a pris l'avion": the main clause's subject."""
    main = next((v for v in sentence.verbs if v.start >= verb.end and is_finite(v)), None)
    comma = any(w.text == "," for w in words_between(sentence, verb.end, main.start if main else 0))
    return acting(sentence, main) if main is not None and comma else None


def person_behind(sentence: Sentence, verb: VerbGroup) -> Party | None:
    """The person behind a verb, past days and places."""
    for word in words_after(sentence, verb.end, 20):
        if word.start - verb.end > REACH or word.text in {";", ":", "."}:
            return None
        if any(v.start <= word.start < v.end and is_finite(v) for v in sentence.verbs):
            return None
        if word.lower in _AS_SUBJECT:
            return None
        party = party_starting(sentence, word)
        if party is not None:
            return None if _is_of_something(sentence, verb, party) else party
        crowd = _crowd(sentence, word)
        if crowd is not None:
            return crowd
        if word.lower in _CLAUSES or _is_counted(sentence, word):
            return None
    return None


def crowd_at(sentence: Sentence, place: int) -> Party | None:
    """ "avec une délégation de la Croix-Rouge": people without a name."""
    for word in words_after(sentence, place, 4):
        if word.text in _SIGNS:
            return None
        crowd = _crowd(sentence, word)
        if crowd is not None:
            return crowd
    return None


def _crowd(sentence: Sentence, word: Word) -> Party | None:
    if word.lower not in meeting_words(sentence.language).people:
        return None
    phrase = phrase_at(sentence, word.start)
    if phrase is None:
        return None
    text = sentence.text[phrase[0] - sentence.start : phrase[1] - sentence.start]
    return Party(Named(text, None, text), *phrase)


def role_alone(sentence: Sentence, place: int) -> Party | None:
    """ "avec le gouverneur du Nord": an office whose holder has no name."""
    words = words_after(sentence, place, 5)
    nouns = role_words(sentence.language).nouns
    found = nouns.first_in(words, 0, len(words))
    if found is None or any(w.text in _SIGNS for w in words[: found[0]]):
        return None
    first = found[0]
    while first and words[first - 1].lower not in _STARTS | _AT:
        first -= 1
    start = words[first].start
    phrase = phrase_at(sentence, words[found[0]].start)
    end = max(words[found[1] - 1].end, phrase[1] if phrase is not None else 0)
    text = sentence.text[start - sentence.start : end - sentence.start]
    return Party(Named(text, None, text), start, end)


def _is_of_something(sentence: Sentence, verb: VerbGroup, party: Party) -> bool:
    """ "welcomes adoption of the Growth Facility": the name belongs to a thing."""
    before = words_before(sentence, party.start, 2)
    held = any(word.lower in _OF for word in before) and party.start - verb.end > 4
    known = any(m.start == party.start for m in sentence.mentions)
    return held and not known and not any(r.start == party.start for r in sentence.roles)


def _is_counted(sentence: Sentence, word: Word) -> bool:
    """ "would meet a fifth of salaries, he said": past a figure stands no object but people."""
    people = meeting_words(sentence.language).people
    behind = words_after(sentence, word.start, 6)
    return not any(w.lower in people for w in behind) and any(
        q.start <= word.start < q.end and q.kind is not QuantityKind.OTHER
        for q in sentence.quantities
    )


def party_at(sentence: Sentence, place: int) -> Party | None:
    """The party whose words begin at `place`, past articles and titles."""
    for word in words_after(sentence, place, 9):
        party = party_starting(sentence, word)
        if party is not None:
            return party
        if word.text in {",", ";", ":", "."}:
            return None
    return None


def party_starting(sentence: Sentence, word: Word) -> Party | None:
    mention = next((m for m in sentence.mentions if m.start <= word.start < m.end), None)
    beside = next((r for r in sentence.roles if r.start <= word.start < r.end), None)
    if beside is not None and beside.name_start > word.start:
        return _named_beside(sentence, beside.name_start, beside.name_end, word.start)
    if mention is not None:
        usable = mention.who is not None and mention.form is not MentionForm.ADJECTIVE
        if usable and mention.form is MentionForm.TITLE and _is_longer(sentence, mention):
            return None
        if usable and mention.kind in PEOPLE and not mention.place_only:
            return Party(mention.who, mention.start, mention.end)
        return _titled(sentence, mention)
    at = next(i for i, w in enumerate(sentence.words) if w.start == word.start)
    name = shaped_name(sentence.words, at, role_words(sentence.language))
    if name is None or any(
        m.start < sentence.words[name[1] - 1].end and sentence.words[name[0]].start < m.end
        for m in sentence.mentions
    ):
        return None
    start, end = sentence.words[name[0]].start, sentence.words[name[1] - 1].end
    words = sentence.text[start - sentence.start : end - sentence.start]
    return Party(Named(words, None, words), start, end)


def _is_longer(sentence: Sentence, title: Mention) -> bool:
    """ "Minister of Territorial Administration": the title goes on, its holder is another."""
    behind = words_after(sentence, title.end, 2)
    return (
        len(behind) == 2
        and behind[0].lower in {"of", "for"}
        and behind[0].start - title.end <= 1
        and behind[1].text[0].isupper()
        and not any(m.start <= behind[1].start < m.end for m in sentence.mentions)
    )


def _titled(sentence: Sentence, title: Mention) -> Party | None:
    """ "by General Burhan": a name never seen behind a title."""
    if title.form is not MentionForm.TITLE or title.who is not None:
        return None
    behind = words_after(sentence, title.end, 1)
    if not behind or not is_capitalised(behind[0]) or behind[0].start - title.end > 1:
        return None
    at = sentence.words.index(behind[0])
    end = sentence.words[name_end(sentence.words, at) - 1].end
    words = sentence.text[behind[0].start - sentence.start : end - sentence.start]
    return Party(Named(words, None, words), title.start, end)


def _named_beside(sentence: Sentence, start: int, end: int, first: int) -> Party:
    mention = next((m for m in sentence.mentions if m.start <= start < m.end and m.who), None)
    words = sentence.text[start - sentence.start : end - sentence.start]
    who = mention.who if mention is not None else Named(words, None, words)
    return Party(who, first, max(end, mention.end if mention is not None else end))


def names_of(subject: list[Party], other: list[Party]) -> tuple[Named, ...]:
    """Each party once; one alone where the other is a pronoun that stays open."""
    named: dict[str, Named] = {}
    for party in (*subject, *other):
        if party.name is not None:
            named.setdefault(party.name.name, party.name)
    open_ = any(party.name is None for party in (*subject, *other))
    return tuple(named.values()) if len(named) > 1 or (open_ and named) else ()


def parties_in_row(sentence: Sentence, place: int) -> list[Party]:
    """ "entre X et Y", "with X": the parties that stand in a row from a place on."""
    row: list[Party] = []
    at = place
    while len(row) < 4:
        party = party_at(sentence, at)
        if party is None or party.name is None or (row and party.start - at > 60):
            return row
        row.append(party)
        behind = words_after(sentence, party.end, 1)
        if not behind or behind[0].lower not in {"et", "and", ","}:
            return row
        at = behind[0].end
    return row
