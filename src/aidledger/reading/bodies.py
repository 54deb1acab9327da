"""Say which body a bare noun means: "l'agence", "the ministry", "l'organisation".

In: the text and a speaker given in its words. Out: the speaker with the body of a fitting
kind that was named last before. Nouns: `languages/*/bodies.yml`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from aidledger.model.parties import Named
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import MentionKind, Sentence
from aidledger.reading.speakers import Speaker
from aidledger.reading.text import ReadText

_REACH = 12  # sentences back in which the body may be named


@cache
def _kinds(language: str) -> dict[str, frozenset[str]]:
    """Kinds of actors of the catalogue by the noun that may stand for one."""
    rows = load_words(language, "bodies")["meant"]
    return {str(noun): frozenset(kinds) for noun, kinds in rows.items()}


def body_meant(text: ReadText, sentence: Sentence, speaker: Speaker) -> Speaker:
    """The speaker with the body that its bare noun means; unchanged where none fits."""
    if speaker.name is None or speaker.name.id is not None or speaker.pronoun:
        return speaker
    kinds = _kinds(sentence.language).get((speaker.name.mention or speaker.name.name).lower())
    if kinds is None:
        return speaker
    for earlier in reversed(text.sentences[max(0, sentence.index - _REACH) : sentence.index + 1]):
        for mention in reversed(earlier.mentions):
            if mention.who is None or mention.kind is not MentionKind.INSTITUTION:
                continue
            if earlier is sentence and mention.start >= speaker.start:
                continue
            actor = text.catalogue.actor(mention.who.id) if mention.who.id else None
            if actor is not None and actor.kind in kinds:
                return replace(speaker, name=Named(actor.name, actor.id, speaker.name.mention))
    return _by_name(text, sentence, speaker, kinds)


def _by_name(
    text: ReadText, sentence: Sentence, speaker: Speaker, kinds: frozenset[str]
) -> Speaker:
    """ "the fund" after "the International Monetary Fund": a body with the noun in its name."""
    if speaker.name is None:
        return speaker
    noun = (speaker.name.mention or speaker.name.name).lower()
    for earlier in reversed(text.sentences[max(0, sentence.index - _REACH) : sentence.index + 1]):
        for mention in reversed(earlier.mentions):
            if mention.who is None or mention.kind is not MentionKind.INSTITUTION:
                continue
            if earlier is sentence and mention.start >= speaker.start:
                continue
            words = {
                *mention.who.name.lower().split(),
                *(mention.who.mention or "").lower().split(),
            }
            if noun in words or words & kinds:
                who = Named(mention.who.name, mention.who.id, speaker.name.mention)
                return replace(speaker, name=who)
    return speaker
