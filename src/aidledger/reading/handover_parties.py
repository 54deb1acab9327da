"""Who gives a function up and who takes it, by the words that name them.

In: a sentence, a verb or a place. Out: names, None where nobody is named. The one who ran it
so far is told by a clause between the function and its verb ("que gérait Oxfam", "run for
nine years by a charity"), by a phrase ("aux mains de", "in place of"), by "until now X's job"
or by the owner ("the EU's archive"). Words: `languages/*/handovers.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidledger.model.parties import Named
from aidledger.reading.clauses import is_finite, words_after, words_between
from aidledger.reading.event_parties import shared_verb
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Mention, Sentence, Tense, VerbGroup
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.speaker_words import phrase_at, speaker_words
from aidledger.reading.speakers import speaker_in, speaker_of

_REACH = 110  # characters from the verb to the one who takes
_DUTIES = small_words("handovers", "duties")
_RELATIVES = small_words("handovers", "relatives")
_ENDS = small_words("handovers", "ends_party")
_ARTICLES = small_words("event_parties", "articles")


@dataclass(frozen=True, slots=True)
class HandoverWords:
    """The words of one language; what each set holds is said in its file."""

    passing: frozenset[str]
    taking: frozenset[str]
    running: frozenset[str]
    taking_phrases: Phrases[bool]
    giving_phrases: Phrases[bool]
    functions: Phrases[bool]
    from_words: Phrases[bool]
    full: frozenset[str]
    partial: Phrases[bool]
    from_: frozenset[str]
    to: frozenset[str]
    falling: frozenset[str]
    falling_phrases: Phrases[bool]
    held_by: Phrases[bool]
    taken_with: frozenset[str]
    intransitive: frozenset[str]
    noun_like: dict[str, str]


@cache
def handover_words(language: str) -> HandoverWords:
    data = load_words(language, "handovers")
    return HandoverWords(
        passing=frozenset(data["passing"]),
        taking=frozenset(data["taking"]),
        running=frozenset(data["running"]),
        taking_phrases=phrase_set(data["taking_phrases"]),
        giving_phrases=phrase_set(data["giving_phrases"]),
        functions=phrase_set(data["functions"]),
        from_words=phrase_set(data["from_words"]),
        full=frozenset(data["full"]),
        partial=phrase_set(data["partial"]),
        from_=frozenset(data["from"]),
        to=frozenset(data["to"]),
        falling=frozenset(data["falling"]),
        falling_phrases=phrase_set(data["falling_phrases"]),
        held_by=phrase_set(data["held_by"]),
        taken_with=frozenset(data["taken_with"]),
        intransitive=frozenset(data["intransitive"]),
        noun_like=dict(data["noun_like"]),
    )


def holder_until_now(sentence: Sentence, verb: VerbGroup) -> Named | None:
    """Who ran it before, by whatever words tell it."""
    words = handover_words(sentence.language)
    return (
        _by_phrase(sentence, words)
        or _by_clause_of_holding(sentence, verb, words)
        or _until_now(sentence, verb, words)
        or _by_duty(sentence)
        or _owner(sentence, verb, words)
    )


def _by_phrase(sentence: Sentence, words: HandoverWords) -> Named | None:
    """ "aux mains des militaires français", "in place of the budget department"."""
    found = words.held_by.first_in(sentence.words, 0, len(sentence.words))
    if found is None:
        return None
    return party_at_place(sentence, sentence.words[found[1] - 1].end)


def _by_clause_of_holding(
    sentence: Sentence, verb: VerbGroup, words: HandoverWords
) -> Named | None:
    """ "que gérait Oxfam depuis 1999", "exploitée depuis 2022 par Mercy Corps", "which X built"."""
    for held in sentence.verbs:
        if held.lemma not in words.running or held is verb:
            continue
        if held.tense is Tense.PAST_PARTICIPLE:
            party = behind(sentence, held.end, {"par", "by"})
            if party is not None:
                return party
            continue
        relative = [w for w in sentence.words if held.start - 60 < w.start and w.end <= held.start]
        if is_finite(held) and any(w.lower in _RELATIVES for w in relative):
            party = subject_party(sentence, held)
            if party is not None:
                return party
    return None


def _by_duty(sentence: Sentence) -> Named | None:
    """ "until now WHO's job": the owner of the duty."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        if words[at].lower in {"'s", "s'"} and words[at + 1].lower in _DUTIES:
            mention = _mention_ending(sentence, words[at].start)
            if mention is not None:
                return mention.who
    return None


def _owner(sentence: Sentence, verb: VerbGroup, words: HandoverWords) -> Named | None:
    """ "The EU's archive will be transferred": whose it is."""
    if sentence.language != "en":
        return None
    for at, word in enumerate(sentence.words):
        if word.start >= verb.start:
            return None
        if word.lower == "'s":
            mention = _mention_ending(sentence, word.start)
            function = words.functions.first_in(sentence.words, at + 1, at + 5)
            if mention is not None and mention.who is not None and function is not None:
                return mention.who
    return None


def _mention_ending(sentence: Sentence, place: int) -> Mention | None:
    return next((m for m in sentence.mentions if m.end == place or m.end - 2 == place), None)


def _until_now(sentence: Sentence, verb: VerbGroup, words: HandoverWords) -> Named | None:
    """ "assurée jusque-là par les Américains": who ran it before."""
    before = words_between(sentence, sentence.start, verb.start)
    for at in range(len(before) - 1, -1, -1):
        if before[at].lower in {"par", "by", "à", "au"} and at + 1 < len(before):
            near = before[max(0, at - 6) : at]
            if words.from_words.first_in(near, 0, len(near)) is None:
                continue
            phrase = phrase_at(sentence, before[at + 1].start)
            return _named(sentence, *phrase) if phrase is not None else None
    return None


def subject_party(sentence: Sentence, verb: VerbGroup) -> Named | None:
    speaker = speaker_of(sentence, verb)
    if speaker is None:
        shared = shared_verb(sentence, verb)  # "left the airport and handed control to"
        speaker = speaker_of(sentence, shared) if shared is not None else None
    return speaker.name if speaker is not None else None


def behind(
    sentence: Sentence,
    place: int,
    prepositions: frozenset[str] | set[str],
    *,
    least_named: bool = False,
) -> Named | None:
    """The party behind one of the prepositions; dates and places of time are passed over."""
    for word in words_after(sentence, place, 30):
        if word.start - place > _REACH or word.text in {";", ":", "."}:
            return None
        if word.lower not in prepositions or sentence.is_quoted(word.start, word.end):
            continue
        if any(d.start <= word.start < d.end for d in sentence.dates):
            continue
        phrase = phrase_at(sentence, word.end)
        if phrase is None or any(d.start < phrase[1] and phrase[0] < d.end for d in sentence.dates):
            continue
        follows = words_between(sentence, *phrase)
        if any(v.start <= follows[0].start < v.end for v in sentence.verbs):
            continue
        named = any(m.start < phrase[1] and phrase[0] <= m.start for m in sentence.mentions)
        if least_named and not named:
            continue
        return _named(sentence, *phrase)
    return None


def _named(sentence: Sentence, start: int, end: int) -> Named | None:
    speaker = speaker_in(sentence, start, end)
    if speaker is None or speaker.name is None or speaker.name.id is not None:
        return speaker.name if speaker is not None else None
    name = _own_name(sentence, start, end) or speaker.name
    return name if name.name[:1].isupper() else _whole(sentence, start, end)


def _whole(sentence: Sentence, start: int, end: int) -> Named:
    """ "une société privée américaine": the whole phrase, up to what it is for."""
    words = words_between(sentence, start, end)
    while len(words) > 1 and words[0].lower in _ARTICLES:
        words = words[1:]
    last = 1
    while last < len(words) and words[last].lower not in _ENDS:
        last += 1
    text = sentence.text[words[0].start - sentence.start : words[last - 1].end - sentence.start]
    speaker = speaker_in(sentence, words[0].start, words[last - 1].end)
    english = speaker.name if speaker is not None else None
    return (
        english if english is not None and english.name[:1].isupper() else Named(text, None, text)
    )


def _own_name(sentence: Sentence, start: int, end: int) -> Named | None:
    """ "the state company Energocom": the name behind the noun that says what it is."""
    words = words_between(sentence, start, end)
    first = len(words)
    while first > 0 and words[first - 1].text[0].isupper():
        first -= 1
    if first in (0, len(words)) or not words[first - 1].text.isalpha():
        return None
    small = speaker_words(sentence.language)
    if words[first - 1].lower in small.prepositions | small.articles | {"et", "and"}:
        return None
    text = sentence.text[words[first].start - sentence.start : end - sentence.start]
    whole = sentence.text[start - sentence.start : end - sentence.start]
    return Named(text, None, whole)


def party_at_place(sentence: Sentence, place: int) -> Named | None:
    """Whom the noun phrase right behind a place names."""
    phrase = phrase_at(sentence, place)
    return _named(sentence, *phrase) if phrase is not None else None
