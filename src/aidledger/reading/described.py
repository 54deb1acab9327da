"""Say who is meant by a description: "le porte-parole", "its vice president, Martin Raiser".

In: the text and a speaker given in its words. Out: the speaker with the name that stands
right behind the description, else with that of the one person to whom the text gives this
role. An indefinite description ("a government spokesman") stays as it is.
"""

from __future__ import annotations

from dataclasses import replace

from aidledger.model.parties import Named
from aidledger.reading.appositions import role_words, shaped_name
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import MentionKind, Sentence
from aidledger.reading.speakers import Speaker
from aidledger.reading.text import ReadText

_ARTICLES = small_words("described", "articles")
_INDEFINITE = small_words("described", "indefinite")
_SMALL = small_words("described", "small")


def person_described(text: ReadText, sentence: Sentence, speaker: Speaker) -> Speaker:
    """The speaker with the name of the person described; unchanged where none fits."""
    if speaker.name is None or speaker.name.id is not None or speaker.pronoun:
        return speaker
    words = speaker.name.mention or speaker.name.name
    if not words or not (words[:1].islower() or words.split()[-1][:1].islower()):
        return speaker  # a name already, or a body by its capitals
    return _named_behind(sentence, speaker, words) or _named_elsewhere(
        text, sentence, speaker, words
    ) or speaker  # fmt: skip


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
    text: ReadText, sentence: Sentence, speaker: Speaker, words: str
) -> Speaker | None:
    """ "le porte-parole": the one person whom the text calls so."""
    wanted = _content(words)
    before = sentence.text[: speaker.start - sentence.start].split()
    if not wanted or (before and before[-1].lower() in _INDEFINITE):
        return None
    holders: dict[str, Named] = {}
    for other in text.sentences:
        for role in other.roles:
            called = _content(other.text[role.start - other.start : role.end - other.start])
            if not wanted <= called:
                continue
            name = other.text[role.name_start - other.start : role.name_end - other.start]
            known = next(
                (
                    m.who
                    for m in other.mentions
                    if m.kind is MentionKind.PERSON
                    and m.who is not None
                    and role.name_start <= m.start < role.name_end
                ),
                Named(name, None, name),
            )
            holders.setdefault(known.name, known)
    if len(holders) != 1:
        return None
    return replace(speaker, name=next(iter(holders.values())), role=speaker.role or words)


def _content(words: str) -> frozenset[str]:
    low = words.lower().replace("’", "'").replace("'", "' ").split()
    return frozenset(word.strip(",.") for word in low) - _SMALL
