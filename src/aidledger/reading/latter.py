"""Say whom "ce dernier", "celle-ci", "ceux-ci", "the latter" mean: who was named last before.

In: the text, a sentence and a speaker given by such a word. Out: the actor named last before
it, outside of quotations, of a fitting gender and number; None where none stands near.
"""

from __future__ import annotations

from aidledger.model.parties import Named
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence
from aidledger.reading.text import ReadText

_MASCULINE = small_words("latter", "masculine")
_FEMININE = small_words("latter", "feminine")
_PLURAL = small_words("latter", "plural")
_BOTH = small_words("latter", "both")
_BACK = 2  # sentences
_KINDS = frozenset({MentionKind.PERSON, MentionKind.INSTITUTION, MentionKind.STATE})


def is_latter(words: str) -> bool:
    """True for "dernier", "celle-ci", "latter": words that point back."""
    return words.lower() in _MASCULINE | _FEMININE | _PLURAL | _BOTH


def latter_meant(text: ReadText, sentence: Sentence, words: str, place: int) -> Named | None:
    """Who is meant by the word at `place`; None where nobody fitting stands near."""
    word = words.lower()
    for other in reversed(text.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]):
        for mention in reversed(other.mentions):
            if mention.end <= place and _fits(other, mention, word):
                return mention.who
    return None


def _fits(sentence: Sentence, mention: Mention, word: str) -> bool:
    if mention.who is None or mention.kind not in _KINDS or mention.place_only:
        return False
    if mention.form is MentionForm.ADJECTIVE or sentence.is_quoted(mention.start, mention.end):
        return False
    if word in _PLURAL:
        return mention.kind is not MentionKind.PERSON
    if word in _MASCULINE:
        return mention.gender != "f"
    return word in _BOTH or mention.gender != "m"
