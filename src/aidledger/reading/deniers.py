"""Settle who it is that denies: the state behind "the government", the person behind a role.

In: the text and the speaker that the words of a denial give. Out: a name: the state of a
government, the person whose name stands beside the role, the office of whoever was spoken of
last; else the speaker as found. Words: `small_words.yml`.
"""

from __future__ import annotations

from collections import Counter

from aidledger.model.parties import Named
from aidledger.reading.clauses import words_between
from aidledger.reading.event_parties import government_of, party_of
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence
from aidledger.reading.speakers import Speaker
from aidledger.reading.text import ReadText

_GOVERNMENTS = small_words("event_parties", "governments")
_OFFICES = small_words("deniers", "offices")
_RELATIVES = small_words("deniers", "relatives")
_OFFICES_OF = small_words("deniers", "offices_of")
_OF = frozenset({"de", "du", "d'", "of"})
_IN_ENGLISH = {"bureau": "office", "cabinet": "office", "avocats": "lawyers", "équipe": "team"}
_OWN = small_words("deniers", "own")
_GAPS = frozenset({",", ", the", ", le", ", la"})
_BACK = 2  # sentences in which "his government" finds its person
_LEAST = 3  # mentions by which a state is the one that a text is about


def denier_of(text: ReadText, sentence: Sentence, speaker: Speaker) -> Named | None:
    """Who denies, as far as the text settles it; None for a pronoun that nothing resolves."""
    name = speaker.name
    if name is None or speaker.pronoun or name.id is not None:
        return name
    words = [word.lower for word in words_between(sentence, speaker.start, speaker.end)]
    if len(words) > 1 and words[0] in _OFFICES_OF:
        named = name.mention is not None and name.name != name.mention
        return name if named else _office_of(sentence, speaker, words) or name
    beside = _person_beside(sentence, speaker)
    if beside is not None:
        return beside
    before = words_between(sentence, max(sentence.start, speaker.start - 8), speaker.start)
    owned = bool(before) and before[-1].lower in _OWN
    if any(word in _GOVERNMENTS for word in words):
        state = government_of(text, sentence, speaker.start, speaker.end)
        if state is not None:
            return state
        if len(words) == 1:
            return (
                _side_before(text, sentence, speaker) if owned else state_of_text(text, sentence)
            ) or name
    if words and words[-1] in _OFFICES:
        return _office(text, sentence, speaker, words, owned) or name
    return name


def _set_off(sentence: Sentence, speaker: Speaker) -> Named | None:
    """ "My predecessor, Kyrylo Shevchenko, denied": a name between commas."""
    words = [w for w in sentence.words if w.start >= speaker.end][:6]
    if not words or words[0].text != ",":
        return None
    name = []
    for word in words[1:]:
        if word.text == ",":
            break
        name.append(word)
    else:
        return None
    if not 2 <= len(name) <= 4 or not all(word.text[0].isupper() for word in name):
        return None
    text = sentence.text[name[0].start - sentence.start : name[-1].end - sentence.start]
    return Named(text, None, text)


def _related(sentence: Sentence, speaker: Speaker) -> Named | None:
    """ "the minister X, whom many see as the next premier, denied": whom the clause is about."""
    before = words_between(sentence, sentence.start, speaker.start)
    at = next((i for i, w in reversed(list(enumerate(before))) if w.lower in _RELATIVES), None)
    if at is None or at == 0 or before[at - 1].text != ",":
        return None
    people = [
        m
        for m in sentence.mentions
        if m.kind is MentionKind.PERSON
        and m.form is MentionForm.NAME
        and m.end == before[at - 1].start
    ]
    return people[0].who if people else None


def _person_beside(sentence: Sentence, speaker: Speaker) -> Named | None:
    """ "My predecessor, Kyrylo Shevchenko, denied"; "J.D. Vance of Ohio"."""
    for mention in sentence.mentions:
        if mention.kind is not MentionKind.PERSON or mention.form is not MentionForm.NAME:
            continue
        over = mention.start < speaker.end and speaker.start < mention.end
        gap = sentence.text[speaker.end - sentence.start : mention.start - sentence.start]
        after = sentence.text[mention.end - sentence.start : mention.end - sentence.start + 1]
        if sentence.text[mention.end - sentence.start :].startswith("'s"):
            continue  # "Musk's lawyers"
        if over or (gap.strip() in _GAPS and after == ","):
            return mention.who
    return _related(sentence, speaker) or _set_off(sentence, speaker)


def _office_of(sentence: Sentence, speaker: Speaker, words: list[str]) -> Named | None:
    """ "l'entourage du général Tiani", "le cabinet de François Legault": an office of a person."""
    if len(words) < 3 or words[1] not in _OF:
        return None
    people = [
        m
        for m in sentence.mentions
        if m.kind is MentionKind.PERSON
        and m.who is not None
        and m.form is not MentionForm.TITLE
        and speaker.start <= m.start
        and m.end <= speaker.end + 1
    ]
    if not people or people[-1].who is None:
        return None
    head = _IN_ENGLISH.get(words[0], words[0])
    return Named(f"{head} of {people[-1].who.name}", None, " ".join(words))


def _office(
    text: ReadText, sentence: Sentence, speaker: Speaker, words: list[str], owned: bool
) -> Named | None:
    """ "Israel's liaison office" is Israel's; "his office" is the office of a person."""
    state = next(
        (
            m
            for m in sentence.mentions
            if m.kind is MentionKind.STATE and speaker.start <= m.start and m.end <= speaker.end
        ),
        None,
    )
    if state is not None:
        return party_of(text, state)
    if not owned or len(words) != 1:
        return None
    person = _person_before(text, sentence, speaker)
    if person is None or person.who is None:
        return None
    words_of_it = f"{words[0]} of {person.who.name}"
    return Named(words_of_it, None, words[0])


def _side_before(text: ReadText, sentence: Sentence, speaker: Speaker) -> Named | None:
    person = _person_before(text, sentence, speaker)
    side = text.cast.side_of(person) if person is not None else None
    return side or state_of_text(text)


def _person_before(text: ReadText, sentence: Sentence, speaker: Speaker) -> Mention | None:
    """The person spoken of last before the speaker, or by a pronoun right behind."""
    for mention in sentence.mentions:
        if mention.kind is MentionKind.PRONOUN and mention.who is not None:
            if 0 < mention.start - speaker.end < 30:
                return mention
    for other in reversed(text.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]):
        people = [
            m
            for m in other.mentions
            if m.kind is MentionKind.PERSON and m.who is not None and m.end <= speaker.start
        ]
        if people:
            return people[-1]
    return None


def state_of_text(text: ReadText, sentence: Sentence | None = None) -> Named | None:
    """The state that a text is about, or that the heading right above the sentence names.

    It is named most often, headings and the opening counting twice; of equals, and of the
    seldom named, the one that usually receives.
    """
    if sentence is not None and sentence.index and text.sentences[sentence.index - 1].heading:
        above = _states_in(text.sentences[sentence.index - 1])
        if len({who.id for who in above}) == 1:
            return above[0]
    counts: Counter[str] = Counter()
    names: dict[str, Named] = {}
    for other in text.sentences:
        weight = 2 if other.heading or other.index == 0 else 1
        for who in _states_in(other):
            counts[str(who.id)] += weight
            names.setdefault(str(who.id), who)
    ranked = counts.most_common()
    if not ranked:
        return None
    if ranked[0][1] >= _LEAST and (len(ranked) == 1 or ranked[1][1] < ranked[0][1]):
        return names[ranked[0][0]]
    receivers = [row for row in ranked if text.cast.is_usual_receiver(names[row[0]])]
    if not receivers or (len(receivers) > 1 and receivers[1][1] == receivers[0][1]):
        return None
    return names[receivers[0][0]]


def _states_in(sentence: Sentence) -> list[Named]:
    return [
        mention.who
        for mention in sentence.mentions
        if mention.kind is MentionKind.STATE and mention.who is not None and mention.who.id
    ]
