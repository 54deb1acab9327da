"""Whose paper a text is: the state or union that speaks in a release, a record or a report.

In: the sentences of a document. Out: the id of the state by the words of its first lines
("Global Affairs Canada", "projet de loi de finances"), or None for the press. Words are data:
`languages/<language>/roles.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Sentence
from aidledger.reading.phrases import Phrases

_FIRST = 4  # sentences at the head of a text


@cache
def _homes(language: str) -> Phrases[str]:
    return Phrases(load_words(language, "roles")["home_words"])


def home_of(sentences: Sequence[Sentence]) -> str | None:
    """Id of the state whose paper the text is; None where its first lines do not say."""
    for sentence in sentences[:_FIRST]:
        found = _homes(sentence.language).first_in(sentence.words, 0, len(sentence.words))
        if found is not None:
            return found[2]
    return None
