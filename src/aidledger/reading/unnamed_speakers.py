"""Who "on" is when it speaks: those at the place or body that the sentence sets beside it.

In: a French sentence and a verb of saying whose subject is "on". Out: the stretch that tells
who they are: behind the verb ("dit-on à Kigali", "explique-t-on au ministère"), opening the
sentence ("A Niamey, on assure que"), or before "où" ("à la chancellerie, où l'on dément");
None where nobody is meant ("on sait que"). Source: usage of French and African press, where
a capital or a ministry speaks through people who are not named.
"""

from __future__ import annotations

from aidledger.reading.clauses import words_after, words_before, words_between
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Sentence, VerbGroup, Word
from aidledger.reading.speaker_words import phrase_at

_AT = small_words("unnamed_speakers", "at")
_AMONG = small_words("unnamed_speakers", "among")
_MOST_OPENING = 12  # words of the place that opens the sentence


def place_of_on(sentence: Sentence, verb: VerbGroup) -> tuple[int, int] | None:
    """The words that tell who "on" is; None where nothing stands beside the verb."""
    if verb.inverted:
        return _at_place(sentence, words_after(sentence, verb.end, 3))
    before = words_before(sentence, verb.start, _MOST_OPENING)
    while before and before[-1].lower in {"on", "l'", "n'", "ne"}:
        before = before[:-1]
    if not before:
        return None
    if before[-1].lower == "où":
        return _before_where(before[:-1])
    if before[-1].text == ",":
        opening = words_between(sentence, sentence.start, before[-1].start)
        return _at_place(sentence, opening) if len(opening) < _MOST_OPENING else None
    return None


def _at_place(sentence: Sentence, words: tuple[Word, ...]) -> tuple[int, int] | None:
    """Behind "à", "au", "chez", "dans l'entourage de": the place or the people."""
    if words and words[0].lower == "du":
        words = words[1:]  # "du côté de Kiev"
    if len(words) < 2 or words[0].lower not in _AT:
        return None
    if words[0].lower == "côté" and words[1].lower in {"de", "d'", "du"}:
        words = words[1:]
    if words[0].lower == "dans" and not {w.lower for w in words[1:3]} & _AMONG:
        return None
    phrase = phrase_at(sentence, words[0].end)
    return phrase if phrase is not None and phrase[1] > phrase[0] else None


def _before_where(before: tuple[Word, ...]) -> tuple[int, int] | None:
    words = [word for word in before if word.text != ","]
    for at in range(len(words) - 1, -1, -1):
        if words[at].lower in _AT:
            return (words[at].end, words[-1].end) if at + 1 < len(words) else None
        if words[at].text in {";", ":", "»"}:
            return None
    return None
