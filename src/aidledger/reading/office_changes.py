"""Read offices that change hands or are sought, by words other than a title beside a name.

In: a sentence with its marks. Out: persons with an office and how they hold it. "Her
predecessor, X"; "son successeur désigné, Y"; "X would become chancellor if"; "X is tipped to
head the mission"; "X was sworn in as minister in place of Y"; "X heads the office in Gao".
Words: `changes` of `languages/*/successions.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import TenureStatus
from aidledger.model.parties import Named
from aidledger.reading.appositions import role_words
from aidledger.reading.clauses import is_finite, words_after, words_before, words_between
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import MentionForm, MentionKind, Sentence, Tense, VerbGroup
from aidledger.reading.meeting_parties import Party, party_at
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.text import ReadText

_OWN = small_words("tenures", "own")
_NEAR = 70  # characters between a person and what is told of the office
_OFFICE = 8  # words in which the office stands behind "would become"
_MOST = 9  # words of an office that is told by a verb


@dataclass(frozen=True, slots=True)
class Change:
    """A person and an office, with the words that tell it."""

    start: int
    end: int
    person: Named
    office: str
    status: TenureStatus
    condition: str | None = None
    kin: bool = False  # "her successor": no office by name


@dataclass(frozen=True, slots=True)
class _ChangeWords:
    """The words of one language."""

    kin: Phrases[str]
    designated: frozenset[str]
    sought: frozenset[str]
    leaving: frozenset[str]
    becoming: Phrases[str]
    tipped: Phrases[bool]
    taking: Phrases[str]
    instead: Phrases[bool]
    heading: dict[str, bool]
    no_office: frozenset[str]
    conditions: frozenset[str]
    triggers: frozenset[str]


@cache
def _words(language: str) -> _ChangeWords:
    data = load_words(language, "successions")
    rows = data["changes"]

    def by_status(name: str) -> Phrases[str]:
        return Phrases({word: status for status, row in rows[name].items() for word in row})

    becoming, taking, tipped = (
        by_status("becoming"),
        by_status("taking"),
        phrase_set(rows["tipped"]),
    )
    kin = by_status("kin")
    return _ChangeWords(
        kin=kin,
        designated=frozenset(rows["designated"]),
        sought=frozenset(rows["sought"]),
        leaving=frozenset(rows["leaving"]),
        becoming=becoming,
        tipped=tipped,
        taking=taking,
        instead=phrase_set(rows["instead"]),
        heading=dict.fromkeys(rows["heading"], True),
        no_office=frozenset(rows["no_office"]),
        conditions=frozenset(data["conditions"]),
        triggers=kin.first_words | becoming.first_words | tipped.first_words | taking.first_words,
    )


def office_changes(text: ReadText, sentence: Sentence) -> Iterator[Change]:
    """The changes that a sentence tells."""
    words = _words(sentence.language)
    if not words.triggers.isdisjoint([word.lower for word in sentence.words]):
        yield from _by_kin(text, sentence, words)
        yield from _by_becoming(sentence, words)
        yield from _by_tips(sentence, words)
        yield from _by_taking(sentence, words)
    yield from _by_heading(sentence, words)


# "Her predecessor, X" ------------------------------------------------------------------


def _by_kin(text: ReadText, sentence: Sentence, words: _ChangeWords) -> Iterator[Change]:
    for at in words.kin.openings(sentence.words):
        found = words.kin.starting(sentence.words, at)
        if found is None:
            continue
        word = sentence.words[found[0] - 1]
        party = _behind(sentence, word.end)
        if party is None or party.name is None:
            continue
        near = {
            w.lower
            for w in (
                *sentence.words[max(0, at - 2) : at],
                *words_between(sentence, word.end, party.start),
            )
        }
        status = TenureStatus(found[1])
        if status is TenureStatus.CURRENT:
            status = _of_successor(text, sentence, near, words)
        start = _with_determiner(sentence, at)
        office = sentence.text[
            sentence.words[at].start - sentence.start : word.end - sentence.start
        ]
        yield Change(start, party.end, party.name, office, status, kin=True)


def _of_successor(
    text: ReadText, sentence: Sentence, near: set[str], words: _ChangeWords
) -> TenureStatus:
    if near & words.sought:
        return TenureStatus.RUMOURED
    if near & words.designated:
        return TenureStatus.INCOMING
    before = text.sentences[sentence.index - 1 : sentence.index] if sentence.index else ()
    for told in (sentence, *before):
        if any(v.tense is Tense.FUTURE for v in told.verbs):
            return TenureStatus.INCOMING
        if any(word.lower in words.leaving for word in told.words):
            return TenureStatus.INCOMING
    return TenureStatus.CURRENT


def _with_determiner(sentence: Sentence, at: int) -> int:
    """Back over "his designated"."""
    words = sentence.words
    first = at
    while first and at - first < 2 and words[first - 1].text.isalpha():
        if not words[first - 1].text.islower():
            break
        first -= 1
    if first and words[first - 1].lower in _OWN:
        first -= 1
    return words[first].start


def _behind(sentence: Sentence, place: int) -> Party | None:
    """The person named right behind, past a comma, a verb of being and what the person is."""
    behind = words_after(sentence, place, 9)
    for word in behind:
        if word.text in {";", ":", "."}:
            return None
        party = party_at(sentence, word.start - 1) if word.text[0].isupper() else None
        if party is not None and party.start - place < _NEAR and party.name is not None:
            return party
    return None


# "would become chancellor", "sworn in as minister", "tipped to head" ---------------------


def _by_becoming(sentence: Sentence, words: _ChangeWords) -> Iterator[Change]:
    for at in words.becoming.openings(sentence.words):
        found = words.becoming.starting(sentence.words, at)
        if found is None:
            continue
        office = _office_at(sentence, found[0])
        person = _before(sentence, sentence.words[at].start)
        if office is None or person is None or person.name is None:
            continue
        condition = _condition(sentence, office[1], words)
        status = TenureStatus(found[1])
        if condition is not None and status is not TenureStatus.CURRENT:
            status = TenureStatus.CONDITIONAL
        yield Change(
            person.start, _end_with(sentence, office[1], condition), person.name,
            _text(sentence, *office), status, condition,
        )  # fmt: skip


def _by_tips(sentence: Sentence, words: _ChangeWords) -> Iterator[Change]:
    for at in words.tipped.openings(sentence.words):
        found = words.tipped.starting(sentence.words, at)
        if found is None:
            continue
        person = _before(sentence, sentence.words[at].start)
        end = sentence.words[found[0] - 1].end
        behind = _phrase_behind(sentence, end)
        if person is None or person.name is None or behind is None:
            continue
        yield Change(
            person.start, behind[1], person.name, _text(sentence, *behind), TenureStatus.RUMOURED
        )


def _by_taking(sentence: Sentence, words: _ChangeWords) -> Iterator[Change]:
    """ "was sworn in as minister on Monday in place of Y"."""
    for at in words.taking.openings(sentence.words):
        found = words.taking.starting(sentence.words, at)
        if found is None:
            continue
        person = _before(sentence, sentence.words[at].start)
        behind = _phrase_behind(sentence, sentence.words[found[0] - 1].end)
        if person is None or person.name is None or behind is None:
            continue
        office = _text(sentence, *behind)
        yield Change(person.start, behind[1], person.name, office, TenureStatus(found[1]))
        place = words.instead.first_in(sentence.words, found[0], len(sentence.words))
        if place is None:
            continue
        left = party_at(sentence, sentence.words[place[1] - 1].end)
        if left is not None and left.name is not None and left.name != person.name:
            start = sentence.words[place[0]].start
            yield Change(start, left.end, left.name, office, TenureStatus.FORMER)


def _by_heading(sentence: Sentence, words: _ChangeWords) -> Iterator[Change]:
    """ "X heads the office in Gao", "elle préside Dernier Kilomètre"."""
    for verb in sentence.verbs:
        if verb.lemma not in words.heading or not is_finite(verb) or verb.negated or verb.modal:
            continue
        status = _BY_TENSE.get(verb.tense)
        if status is None or verb.voice.value != "active":
            continue
        if sentence.is_quoted(verb.start, verb.end):
            continue
        behind = _phrase_behind(sentence, verb.end)
        person = _person_right_before(sentence, verb)
        if behind is None or person is None or person.name is None:
            continue
        if _names_no_office(sentence, behind, words):
            continue
        office = _text(sentence, verb.start, behind[1])
        yield Change(person.start, behind[1], person.name, office, status)


_BY_TENSE = {Tense.PRESENT: TenureStatus.CURRENT, Tense.FUTURE: TenureStatus.INCOMING}


def _names_no_office(sentence: Sentence, behind: tuple[int, int], words: _ChangeWords) -> bool:
    """ "préside une réunion", "leads the delegation": no office."""
    inside = words_between(sentence, *behind)[:4]
    return any(word.lower in words.no_office for word in inside)


# What stands around --------------------------------------------------------------------


def _before(sentence: Sentence, place: int) -> Party | None:
    """The person told of: the name nearest before, in the same clause."""
    for mention in reversed(sentence.mentions):
        if mention.end > place or place - mention.end > _NEAR:
            continue
        if mention.kind is MentionKind.PERSON and mention.form is MentionForm.NAME and mention.who:
            if _other_verb(sentence, mention.end, place):
                return None
            return Party(mention.who, mention.start, mention.end)
    for role in reversed(sentence.roles):
        if role.name_end <= place and place - role.name_end < _NEAR:
            text = _text(sentence, role.name_start, role.name_end)
            return Party(Named(text, None, text), role.name_start, role.name_end)
    first = party_at(sentence, sentence.start - 1)
    if first is None or first.name is None or not 0 <= place - first.end < _NEAR:
        return None
    return first if " " in first.name.name else None


def _person_right_before(sentence: Sentence, verb: VerbGroup) -> Party | None:
    for mention in reversed(sentence.mentions):
        if mention.end > verb.start or verb.start - mention.end > 12 or mention.who is None:
            continue
        person = mention.kind is MentionKind.PERSON and mention.form is MentionForm.NAME
        if person or mention.kind is MentionKind.PRONOUN:
            return Party(mention.who, mention.start, mention.end)
    return None


def _other_verb(sentence: Sentence, start: int, end: int) -> bool:
    return any(is_finite(v) and start <= v.start and v.end < end - 1 for v in sentence.verbs)


def _office_at(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The noun of office within a few words, with its complement."""
    nouns = role_words(sentence.language).nouns
    found = nouns.first_in(sentence.words, at, min(at + _OFFICE, len(sentence.words)))
    if found is None:
        return None
    between = sentence.words[at : found[0]]
    if any(not word.text.isalpha() and word.text not in {"'", "'s"} for word in between):
        return None
    start = sentence.words[at].start
    return start, _end_of(sentence, sentence.words[found[1] - 1].end)


def _phrase_behind(sentence: Sentence, place: int) -> tuple[int, int] | None:
    behind = words_after(sentence, place, 1)
    if not behind or not behind[0].text[0].isalnum():
        return None
    return behind[0].start, _end_of(sentence, behind[0].end)


def _end_of(sentence: Sentence, place: int) -> int:
    """Up to the next sign, day, condition or verb."""
    words = _words(sentence.language)
    end = place
    for word in words_after(sentence, place, _MOST):
        dated = any(d.start <= word.start < d.end for d in sentence.dates)
        told = any(v.start <= word.start < v.end and is_finite(v) for v in sentence.verbs)
        if not word.text[0].isalnum() and word.text not in {"'s", "-"}:
            break
        if dated or told or word.lower in words.conditions:
            break
        end = word.end
    return end


def _condition(sentence: Sentence, place: int, words: _ChangeWords) -> str | None:
    for word in words_after(sentence, place, 4):
        if word.lower in words.conditions:
            return sentence.text[word.start - sentence.start :].strip(" .")
    before = words_before(sentence, place, 40)
    first = next((w for w in before if w.lower in words.conditions), None)
    if first is None or first.start > sentence.start + 2:
        return None
    comma = next((w for w in before if w.text == "," and w.start > first.start), None)
    end = comma.start if comma is not None else place
    return sentence.text[first.start - sentence.start : end - sentence.start]


def _end_with(sentence: Sentence, end: int, condition: str | None) -> int:
    if condition is None:
        return end
    at = sentence.text.find(condition, end - sentence.start)
    return sentence.start + at + len(condition) if at >= 0 else end


def _text(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[start - sentence.start : end - sentence.start]
