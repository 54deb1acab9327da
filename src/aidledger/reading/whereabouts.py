"""The states in which the towns and regions of a sentence lie.

In: a sentence. Out: ids of the catalogue, one a name printed with a capital: "Kharkiv" and
"Donbass" tell that a text speaks of Ukraine where no word names it. Names:
`catalogue/data/places.csv`.
"""

from __future__ import annotations

from functools import cache

from aidledger.catalogue.places import load_places
from aidledger.reading.marks import Sentence
from aidledger.reading.phrases import Phrases


@cache
def _places(language: str) -> Phrases[str]:
    return Phrases(load_places(language))


def states_around(sentence: Sentence) -> tuple[str, ...]:
    """Ids of the states in which the sentence's towns and regions lie, in order."""
    places = _places(sentence.language)
    found = []
    for at in places.openings(sentence.words):
        hit = places.starting(sentence.words, at)
        if hit is not None and sentence.words[at].text[0].isupper():
            found.append(hit[1])
    return tuple(found)
