"""Find states, bodies, outlets and groups by their names.

In: the words of a sentence and the catalogue. Out: places in the sentence with the actor
and the form of the name. Accents count only where a word has none to tell it apart; names
must begin with a capital, adjectives and group words need none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.catalogue import Actor, Catalogue, Naming
from aidledger.reading.marks import MentionForm, MentionKind, Word
from aidledger.reading.sentences import split_words
from aidledger.reading.typography import normalise

_KINDS = {
    "state": MentionKind.STATE,
    "territory": MentionKind.STATE,
    "group": MentionKind.GROUP,
    "people": MentionKind.STATE,
}
_ALSO_WORDS = frozenset({"WHO", "CARE", "AID", "IT", "UN", "ADA", "BID", "RSF", "PAM", "SAVE"})
_SMALL_FORMS = frozenset({"adjective"})
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An actor's name in a sentence: words `first:last`."""

    first: int
    last: int
    actor: Actor
    naming: Naming
    others: tuple[Actor, ...] = ()

    @property
    def form(self) -> MentionForm:
        """The form of the name."""
        return MentionForm(self.naming.form)

    @property
    def kind(self) -> MentionKind:
        """The kind of mention it makes."""
        return _KINDS.get(self.actor.kind, MentionKind.INSTITUTION)


class Gazetteer:
    """All names of one language, looked up by words."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self._catalogue = catalogue
        self._names: dict[Key, list[tuple[Actor, Naming]]] = {}
        for actor in catalogue.actors:
            for naming in actor.namings:
                if naming.language in (language, "*"):
                    self._names.setdefault(_key(naming.text), []).append((actor, naming))
        self._longest: dict[str, int] = {}
        for key in self._names:
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def actor(self, identifier: str) -> Actor | None:
        """The actor of that id, or None."""
        return self._catalogue.actor(identifier)

    def may_open(self, word: Word) -> bool:
        """True where a name begins with the word."""
        return word.plain in self._longest

    def at(self, words: Sequence[Word], place: int) -> Found | None:
        """The longest name that begins at word `place`, or None."""
        longest = self._longest.get(words[place].plain, 0)
        if not longest:
            return None
        for length in range(min(longest, len(words) - place), 0, -1):
            key = tuple(word.plain for word in words[place : place + length])
            rows = [
                row
                for row in self._names.get(key, ())
                if _fits(row[0], row[1], words, place, length)
            ]
            if rows:
                # "Européens" the people before "européens" the adjective, and the other way round.
                upper = words[place].text[0].isupper()
                rows.sort(key=lambda row: row[1].text[0].isupper() != upper)
                actor, naming = rows[0]
                others = tuple(row[0] for row in rows[1:])
                return Found(place, place + length, actor, naming, others)
        return None


def _fits(actor: Actor, naming: Naming, words: Sequence[Word], place: int, length: int) -> bool:
    printed = words[place].text
    if naming.case:
        same = _printed(words, place, length) == "".join(naming.text.split())
        return same and not (naming.text in _ALSO_WORDS and _in_capitals(words, place, length))
    if naming.form == "adjective" or actor.kind in ("group", "people"):
        return True
    if naming.form == "demonym":
        return printed[0].isupper()
    if naming.text[0].isupper() and not printed[0].isupper():
        return False
    # "NIGER RIVER" is fine; "turkey" is not: each capital of a one-word name counts.
    return length > 1 or printed[0].isupper() or naming.text[0].islower()


def _in_capitals(words: Sequence[Word], place: int, length: int) -> bool:
    """ "WHO PAYS?": words in capitals stand beside, so that a short one is no acronym."""
    beside = (*words[max(0, place - 1) : place], *words[place + length : place + length + 1])
    return any(len(word.text) > 1 and word.text.isupper() for word in beside)


def _printed(words: Sequence[Word], place: int, length: int) -> str:
    return "".join(word.text for word in words[place : place + length])


def _key(text: str) -> Key:
    shadow = normalise(text).text
    return tuple(word.plain for word in split_words(shadow, 0, len(shadow)))


@cache
def gazetteer_of(catalogue: Catalogue, language: str) -> Gazetteer:
    """The names of `language`, built once for a catalogue."""
    return Gazetteer(catalogue, language)
