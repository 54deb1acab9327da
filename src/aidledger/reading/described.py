"""Say who is meant by a description: "le porte-parole", "its vice president, Martin Raiser".

In: the people whom the text calls by roles, and a speaker given in its words. Out: the
speaker with the name that stands right behind the description, else with that of the person
to whom the text gives this role. An indefinite description ("a government spokesman") stays
as it is.
"""

from __future__ import annotations

from dataclasses import replace

from aidledger.model.parties import Named
from aidledger.reading.appositions import role_words, shaped_name
from aidledger.reading.called import Called, who_is_called
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import MentionKind, Sentence
from aidledger.reading.speakers import Speaker

_OFFICES_OF = small_words("deniers", "offices_of")
_CAPITALISED = small_words("described", "capitalised")
_ARTICLES = small_words("described", "articles")
_INDEFINITE = small_words("described", "indefinite")


def person_described(people: tuple[Called, ...], sentence: Sentence, speaker: Speaker) -> Speaker:
    """The speaker with the name of the person described; unchanged where none fits."""
    if speaker.name is None or speaker.pronoun:
        return speaker
    if speaker.role is not None and speaker.role == speaker.name.mention and _is_bare(speaker.role):
        # "le ministre": whom the text itself calls so goes before who held the office.
        return _named_elsewhere(people, sentence, speaker, speaker.role) or speaker
    if speaker.name.id is not None:
        return speaker
    words = speaker.name.mention or speaker.name.name
    small = words[:1].islower() or words.split()[-1][:1].islower()
    if not words or not (small or words.lower() in _CAPITALISED):
        return speaker  # a name already, or a body by its capitals
    if words.split()[0].lower() in _OFFICES_OF:
        return speaker  # "le cabinet du ministre, Vincent Van Peteghem": the office, not the man
    return (
        _named_behind(sentence, speaker, words)
        or _named_elsewhere(people, sentence, speaker, words)
        or speaker
    )


def _is_bare(words: str) -> bool:
    return " " not in words.strip() or words.lower() in _CAPITALISED


def _named_behind(sentence: Sentence, speaker: Speaker, words: str) -> Speaker | None:
    """ "The country's top diplomat, Assaad al-Shaibani, said"."""
    at = next((i for i, w in enumerate(sentence.words) if w.start >= speaker.end), None)
    if at is None or sentence.words[at].text != ",":
        return None
    first = at + 1
    while first < len(sentence.words) and sentence.words[first].lower in _ARTICLES:
        first += 1
    found = shaped_name(sentence.words, first, role_words(sentence.language), behind_title=True)
    if found is None:
        return None
    start, end = sentence.words[found[0]].start, sentence.words[found[1] - 1].end
    closes = found[1] >= len(sentence.words) or not sentence.words[found[1]].text[0].isalnum()
    if not closes:
        return None
    named = next(
        (
            m
            for m in sentence.mentions
            if m.kind is MentionKind.PERSON and m.who is not None and start <= m.start < end
        ),
        None,
    )
    name = sentence.text[start - sentence.start : end - sentence.start]
    who = named.who if named is not None and named.who is not None else Named(name, None, name)
    return replace(speaker, name=who, role=speaker.role or words)


def _named_elsewhere(
    people: tuple[Called, ...], sentence: Sentence, speaker: Speaker, words: str
) -> Speaker | None:
    """ "le porte-parole": the person whom the text calls so."""
    before = sentence.text[: speaker.start - sentence.start].split()
    if before and before[-1].lower() in _INDEFINITE:
        return None
    name = who_is_called(people, words, sentence.language, speaker.start, speaker.gender)
    return replace(speaker, name=name, role=speaker.role or words) if name is not None else None
