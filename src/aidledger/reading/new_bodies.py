"""Bodies that the catalogue does not know, by the shape of their names.

In: a sentence with its mentions. Out: further mentions: "Ballincollig Community Choir", "Fonds
humanitaire pour le Soudan", "canton of Geneva". A name of the catalogue inside is part of the
longer name. Nouns are data: `languages/<language>/body_names.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from aidledger.model.parties import Named
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence, Word

_MOST_WORDS = 8
_SEATED = "-based"  # "New York-based": where a body sits is no part of its name


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The nouns of one language by which bodies are named."""

    nouns: frozenset[str]
    places: frozenset[str]
    before_name: frozenset[str]
    joints: frozenset[str]
    articles: frozenset[str]
    noun_first: bool


@cache
def body_words(language: str) -> BodyWords:
    """The nouns of `language`, from its `body_names.yml`."""
    data = load_words(language, "body_names")
    return BodyWords(
        frozenset(data["nouns"]),
        frozenset(data["places"]),
        frozenset(data["before_name"]),
        frozenset(data["joints"]),
        frozenset(data["articles"]),
        bool(data["noun_first"]),
    )


def with_new_bodies(sentence: Sentence) -> Sentence:
    """The sentence with mentions of bodies never seen before, in order of place."""
    words = body_words(sentence.language)
    openers = words.nouns | words.places | words.before_name
    if not any(word.lower in openers for word in sentence.words):
        return sentence
    found: list[Mention] = []
    place = 0
    while place < len(sentence.words):
        end = _end_of_name(sentence.words, place, words)
        if end is None:
            place += 1
            continue
        mention = _mention(sentence, place, end)
        if not _is_known(sentence, mention):
            found.append(mention)
        place = end
    if not found:
        return sentence
    kept = [m for m in sentence.mentions if not any(_inside(m, body) for body in found)]
    return replace(
        sentence, mentions=tuple(sorted((*kept, *found), key=lambda mention: mention.start))
    )


def _mention(sentence: Sentence, first: int, end: int) -> Mention:
    start, stop = sentence.words[first].start, sentence.words[end - 1].end
    name = sentence.text[start - sentence.start : stop - sentence.start]
    return Mention(
        start=start,
        end=stop,
        kind=MentionKind.INSTITUTION,
        form=MentionForm.NAME,
        who=Named(name, None, name),
    )


def _is_known(sentence: Sentence, body: Mention) -> bool:
    """True where the catalogue names as much or more, or a person bears the name.

    "Conseil du Fonds" of "Conseil du Fonds vert pour le climat" is an organ of what it knows.
    """
    return any(
        (m.start <= body.start and body.end <= m.end)
        or (m.kind is MentionKind.PERSON and m.start < body.end and body.start < m.end)
        or (m.kind is MentionKind.INSTITUTION and m.start <= body.start < m.end)
        or (m.kind is MentionKind.INSTITUTION and body.start < m.start < body.end < m.end)
        for m in sentence.mentions
    )


def _inside(mention: Mention, body: Mention) -> bool:
    return body.start <= mention.start and mention.end <= body.end


def _end_of_name(words: Sequence[Word], place: int, nouns: BodyWords) -> int | None:
    """The word after the name that begins at `place`; None when none begins there."""
    word = words[place]
    if word.lower in nouns.places and place + 2 < len(words):
        if words[place + 1].lower in {"of", "de", "d'", "du"} and _is_capital(words[place + 2]):
            return _run(words, place + 2, nouns)
        if nouns.noun_first and _is_capital(words[place + 1]):
            return _run(words, place + 1, nouns)
    if word.lower in nouns.before_name and place + 1 < len(words):
        if word.text[0].islower() and _is_capital(words[place + 1]):
            return _run(words, place + 1, nouns)
    if not _is_capital(word) or word.lower in nouns.articles:
        return None
    if word.lower.endswith(_SEATED):
        return None
    before = words[place - 1].lower if place else ""
    if place and _is_capital(words[place - 1]) and before not in nouns.articles:
        if not before.endswith(_SEATED):
            return None
    end = _run(words, place, nouns)
    if any(part.lower.endswith(_SEATED) for part in words[place:end]):
        return None
    if nouns.noun_first:
        return end if word.lower in nouns.nouns and end - place >= 2 else None
    while end - place >= 2 and words[end - 1].lower not in nouns.nouns:
        end -= 1  # "Aga Khan Foundation Monday" ends at its noun
    return end if end - place >= 2 else None


def _run(words: Sequence[Word], first: int, nouns: BodyWords) -> int:
    """The end of a run of capitalised words, with the small words that join them."""
    end = first + 1
    at = first + 1
    while at < len(words) and at - first < _MOST_WORDS:
        if _is_capital(words[at]):
            end = at + 1
        elif words[at].lower not in nouns.joints:
            break
        at += 1
    return end


def _is_capital(word: Word) -> bool:
    return word.text[0].isupper() and word.text.replace("-", "").replace("'", "").isalpha()
