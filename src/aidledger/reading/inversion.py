"""Tell a subject behind its verb from an object: both languages do it after a clause only.

In: the verb groups of a sentence, those set off by a comma marked as inverted. Out: the same,
with the mark taken off where no clause stands before: in "Le ministre, en visite à Kiev, a
dénoncé le blocus" the blockade is denounced and denounces nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aidledger.reading.marks import Sentence, Tense, VerbGroup, Word

_CLOSING = frozenset({"»", "”", '"', "'"})
_COMMAS = frozenset({",", "—", "–"})
_RELATIVES = frozenset(
    ["qui", "dont", "lequel", "laquelle", "lesquels", "lesquelles", "où", "who", "which", "whose"]
)
_UNFINISHED = (Tense.INFINITIVE, Tense.PAST_PARTICIPLE, Tense.PRESENT_PARTICIPLE)


def only_after_clauses(sentence: Sentence, groups: Sequence[VerbGroup]) -> tuple[VerbGroup, ...]:
    """The groups, inverted only where a quotation or a clause stands before the comma."""
    settled: list[VerbGroup] = []
    for group in groups:
        if group.inverted and not _has_pronoun_behind(sentence, group):
            if not _is_after_clause(sentence, group, settled):
                group = replace(group, inverted=False)
        settled.append(group)
    return tuple(settled)


def _has_pronoun_behind(sentence: Sentence, group: VerbGroup) -> bool:
    """ "a-t-il dit": nothing else can be meant."""
    words = sentence.text[group.start - sentence.start : group.end - sentence.start]
    return "-" in words and group.pronoun is not None


def _is_after_clause(sentence: Sentence, group: VerbGroup, before: Sequence[VerbGroup]) -> bool:
    words = [word for word in sentence.words if word.end <= group.start]
    while words and words[-1].text in _COMMAS:
        words.pop()
    if not words or words[-1].text in _CLOSING:
        return bool(words)
    if not any(word.text in _COMMAS for word in words):
        return True  # "Rien à l'agenda, répond l'Elysée": one comma parts no subject from its verb
    segment: list[Word] = []
    for word in (*words, None):
        if word is not None and word.text not in _COMMAS:
            segment.append(word)
            continue
        if segment and segment[0].lower not in _RELATIVES:
            low, high = segment[0].start, segment[-1].end
            if any(
                low <= verb.start and verb.end <= high and verb.tense not in _UNFINISHED
                for verb in before
            ):
                return True
        segment = []
    return False
