"""Find the verb groups of a sentence: the verb with its auxiliaries, modals and negation.

In: a sentence with words. Out: groups in order of place. Each language has its own finder;
both decide between noun and verb by the words beside.
"""

from __future__ import annotations

from aidledger.reading.marks import Sentence, VerbGroup
from aidledger.reading.verbs_en import find_english
from aidledger.reading.verbs_fr import find_french


def find_verbs(sentence: Sentence) -> tuple[VerbGroup, ...]:
    """The verb groups of the sentence."""
    return find_french(sentence) if sentence.language == "fr" else find_english(sentence)
