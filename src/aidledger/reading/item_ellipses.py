"""Read figures that go on counting goods named just before: "eight more are on order".

In: a sentence and the goods given last before the figure. Out: goods of the same name with
their own number, where a verb of giving, coming or buying follows the figure.
Words: `more_of_them` and the verbs of `languages/*/items.yml`.
"""

from __future__ import annotations

from functools import cache

from aidledger.reading.goods import Good
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import QuantityKind, Sentence, Tense
from aidledger.reading.phrases import Phrases, phrase_set

_NEXT = 2  # words between the figure and what became of it


def more_of_them(sentence: Sentence, good: Good, verbs: frozenset[str]) -> list[Good]:
    """The further counts of the goods in the sentence."""
    words = sentence.words
    more = _more(sentence.language)
    found = []
    for quantity in sentence.quantities:
        if quantity.kind is not QuantityKind.COUNT or quantity.value is None:
            continue
        first = next((i for i, w in enumerate(words) if w.start >= quantity.start), None)
        last = next((i for i, w in enumerate(words) if w.start >= quantity.end), len(words))
        if first is None:
            continue
        joined = more.starting(words, last) if last < len(words) else None
        end = joined[0] if joined is not None else last
        if first and words[first - 1].text[0].isupper() and first > 1:
            continue  # "in Delmas 33": part of a name
        if quantity.incremental or joined is not None or _is_bare(sentence, last):
            if _becomes(sentence, words[end - 1].end, verbs):
                found.append(
                    Good(first, end, first, good.sort, quantity.value, quantity.qualifier, quantity)
                )
    return found


def _is_bare(sentence: Sentence, last: int) -> bool:
    """A verb stands right behind the figure: no noun is counted."""
    words = sentence.words
    return last < len(words) and any(v.start == words[last].start for v in sentence.verbs)


def _becomes(sentence: Sentence, place: int, verbs: frozenset[str]) -> bool:
    behind = [w for w in sentence.words if w.start >= place][: _NEXT + 3]
    coming = _coming(sentence.language)
    if coming.first_in(behind, 0, len(behind)) is not None:
        return True
    for verb in sentence.verbs:
        if verb.start < place or len([w for w in behind if w.end <= verb.start]) > _NEXT:
            continue
        return verb.lemma in verbs and not verb.negated and verb.tense is not Tense.INFINITIVE
    return False


@cache
def _more(language: str) -> Phrases[bool]:
    return phrase_set(load_words(language, "items")["more_of_them"])


@cache
def _coming(language: str) -> Phrases[bool]:
    return phrase_set(load_words(language, "items")["coming"])
