"""Find phrases of several words in a sentence, by their words rather than by patterns.

In: phrases as written in the language files. Out: the longest one that begins or ends at a
place among a sentence's words, with what the file says of it. One dictionary look-up per
length, so time grows with the text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from aidledger.reading.marks import Word
from aidledger.reading.sentences import split_words
from aidledger.reading.typography import normalise

T = TypeVar("T")
Key = tuple[str, ...]


class Phrases(Generic[T]):
    """Phrases of one language, each with a value.

    >>> phrases = Phrases({"près de": "nearly", "un peu plus de": "over"})
    >>> words = split_words("un peu plus de neuf", 0, 19)
    >>> phrases.starting(words, 0), phrases.ending(words, 4)
    ((4, 'over'), (0, 'over'))
    """

    def __init__(self, values: Mapping[str, T]) -> None:
        self._values: dict[Key, T] = {}
        for phrase, value in values.items():
            self._values.setdefault(key_of(phrase), value)
        # By first and by last word, how long the phrases are: the longest is tried first.
        self._first = _lengths(self._values, 0)
        self._last = _lengths(self._values, -1)

    @property
    def first_words(self) -> frozenset[str]:
        """The words with which the phrases begin."""
        return frozenset(self._first)

    def openings(self, words: Sequence[Word]) -> list[int]:
        """The places at which a phrase may begin, by its first word: few, and quick to find."""
        first = self._first
        return [place for place, word in enumerate(words) if word.lower in first]

    def starting(self, words: Sequence[Word], place: int) -> tuple[int, T] | None:
        """End index and value of the longest phrase that begins at word `place`, or None."""
        lengths = self._first.get(words[place].lower) if place < len(words) else None
        if lengths is None:
            return None
        for length in lengths:
            if place + length > len(words):
                continue
            key = tuple([word.lower for word in words[place : place + length]])
            if key in self._values:
                return place + length, self._values[key]
        return None

    def ending(self, words: Sequence[Word], end: int) -> tuple[int, T] | None:
        """First index and value of the longest phrase that ends before word `end`, or None."""
        lengths = self._last.get(words[end - 1].lower) if 0 < end <= len(words) else None
        if lengths is None:
            return None
        for length in lengths:
            if length > end:
                continue
            key = tuple([word.lower for word in words[end - length : end]])
            if key in self._values:
                return end - length, self._values[key]
        return None

    def first_in(self, words: Sequence[Word], start: int, end: int) -> tuple[int, int, T] | None:
        """First and end index and value of the first phrase wholly in words `start:end`."""
        first = self._first
        for place in range(max(start, 0), min(end, len(words))):
            if words[place].lower not in first:
                continue
            found = self.starting(words, place)
            if found is not None and found[0] <= end:
                return place, found[0], found[1]
        return None


def _lengths(keys: Iterable[Key], place: int) -> dict[str, tuple[int, ...]]:
    """By the word at a place of the keys, their lengths, the longest first."""
    found: dict[str, set[int]] = {}
    for key in keys:
        found.setdefault(key[place], set()).add(len(key))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def key_of(phrase: str) -> Key:
    """A phrase as the lower-case words into which sentences are cut."""
    text = normalise(phrase).text
    if text.endswith("'"):  # "plus d'": elided only before a word
        return tuple(word.lower for word in split_words(text + "x", 0, len(text) + 1)[:-1])
    return tuple(word.lower for word in split_words(text, 0, len(text)))


def phrase_set(phrases: Iterable[str]) -> Phrases[bool]:
    """Phrases without values."""
    return Phrases(dict.fromkeys(map(str, phrases), True))
