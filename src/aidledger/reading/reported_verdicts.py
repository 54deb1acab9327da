"""Read what somebody calls a thing: "called the transfer theft", "juge l'aide insuffisante".

In: a sentence and a verb of saying that gives a thing a name or a worth. Out: the thing with
what it is called; None where the verb only takes an object ("called the meeting"). A
quotation that is all of the verdict is direct speech and no matter of this frame. Words:
`languages/*/reporting.yml`.
"""

from __future__ import annotations

from aidledger.reading.clauses import words_after
from aidledger.reading.marks import MentionKind, Sentence, Word
from aidledger.reading.reported_ends import object_end
from aidledger.reading.reporting import Cue, reporting_words

_MOST = 16  # words of a thing and its verdict
_LEAST = 2
_PRONOUNS = frozenset({"it", "this", "that", "them"})
_QUOTES = frozenset({"“", '"', "«"})


def verdict(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """The thing and what it is called behind a verb such as "call", "label", "juger"."""
    words = reporting_words(sentence.language)
    if cue.lemma not in words.calling:
        return None
    after = words_after(sentence, cue.end, _MOST)
    if len(after) < _LEAST or any(word.text in _QUOTES for word in after[:6]):
        return None
    if after[0].lower not in words.things or _calls_somebody(sentence, after[0]):
        return None
    start = after[0].start
    end = object_end(sentence, start)
    inside = [word for word in after if word.end <= end]
    if len(inside) < _LEAST or inside[-1].end < end - 40:
        return None
    if after[0].lower in _PRONOUNS:
        return (start, end, "verdict") if inside[1].lower not in words.no_verdicts else None
    return (start, end, "verdict") if _judged(sentence, inside) else None


def _calls_somebody(sentence: Sentence, first: Word) -> bool:
    """ "called the president": on the telephone."""
    return any(
        m.kind is MentionKind.PERSON and 0 <= m.start - first.end <= 1 for m in sentence.mentions
    )


def _judged(sentence: Sentence, inside: list[Word]) -> bool:
    """Behind the thing stands an adjective, a name for it, or "a" with a name."""
    words = reporting_words(sentence.language)
    if len(inside) < 3:
        return False
    last = inside[-1].lower
    if last in words.verdicts or any(last.endswith(ending) for ending in words.verdict_endings):
        return inside[-2].lower not in words.things
    return any(word.lower in {"a", "an"} for word in inside[2:5]) and sentence.language == "en"
