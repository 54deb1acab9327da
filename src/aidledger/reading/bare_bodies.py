"""Bodies by a bare noun: "the Bank", "l'agence", "the Fund's board".

In: a sentence, the text. Out: the sentence with a mention of the body that each such noun
means: the one of a fitting kind, or whose name holds the noun, that was named last before.
Nouns: `languages/*/bodies.yml`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from aidledger.catalogue import Actor
from aidledger.model.parties import Named
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence, Word
from aidledger.reading.text import ReadText

_REACH = 12  # sentences back in which the body may be named


@cache
def _nouns(language: str) -> frozenset[str]:
    return frozenset(map(str, load_words(language, "bodies")["giving"]))


@cache
def _articles(language: str) -> frozenset[str]:
    return frozenset(map(str, load_words(language, "bodies")["articles"]))


def with_bare_bodies(text: ReadText, sentence: Sentence) -> Sentence:
    """The sentence with the bodies that its bare nouns mean, in order of place."""
    nouns, articles = _nouns(sentence.language), _articles(sentence.language)
    found = []
    words = sentence.words
    for place, word in enumerate(words):
        if word.lower not in nouns or not place or words[place - 1].lower not in articles:
            continue
        follows = words[place + 1] if place + 1 < len(words) else None
        if follows is not None and (follows.text[0].isupper() or follows.lower in _OF):
            continue  # "the Fund for Peace", "la Banque mondiale" are names of their own
        if any(m.start < word.end and word.start < m.end for m in sentence.mentions):
            continue
        actor = _meant(text, sentence, word)
        if actor is not None:
            found.append(_mention(word, actor))
    if not found:
        return sentence
    mentions = sorted((*sentence.mentions, *found), key=lambda mention: mention.start)
    return replace(sentence, mentions=tuple(mentions))


_KINDS = {"agence": "agency", "force": "mission"}
_OF = frozenset({"of", "for", "de", "du", "des", "d'", "pour"})


def _mention(word: Word, actor: Actor) -> Mention:
    return Mention(
        start=word.start,
        end=word.end,
        kind=MentionKind.INSTITUTION,
        form=MentionForm.NAME,
        who=Named(actor.name, actor.id, word.text),
    )


def _meant(text: ReadText, sentence: Sentence, word: Word) -> Actor | None:
    for earlier in reversed(text.sentences[max(0, sentence.index - _REACH) : sentence.index + 1]):
        for mention in reversed(earlier.mentions):
            if mention.who is None or not mention.who.id or mention.start >= word.start:
                continue
            if mention.kind is not MentionKind.INSTITUTION:
                continue
            actor = text.catalogue.actor(mention.who.id)
            if actor is not None and _holds(actor, word, sentence.language):
                return actor
    return None


def _holds(actor: Actor, word: Word, language: str) -> bool:
    """True where a name of the actor holds the noun, or its kind is what the noun says."""
    if actor.kind == word.lower or actor.kind == _KINDS.get(word.lower):
        return True
    namings = (naming.text for naming in actor.namings if naming.language in (language, "*"))
    return any(word.lower in text.lower().split() for text in namings)
