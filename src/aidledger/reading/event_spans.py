"""The clause in which an event is told: what a claim about it quotes.

In: a sentence and the verb of the event. Out: a stretch from the verb's subject to the end
of its object, without what the sentence says before, beside or after. No parser: a clause
ends at a sign, at a conjunction before another verb, at a relative pronoun behind its
object, at the words of an attribution. Words: `small_words.yml`.
"""

from __future__ import annotations

from aidledger.reading.clauses import is_finite, words_between
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Sentence, VerbGroup, Word
from aidledger.reading.speaker_words import phrase_before

_JOINS = small_words("event_spans", "joins")
_SUBORDINATES = small_words("event_spans", "subordinates")
_RELATIVES = small_words("event_spans", "relatives")
_BEFORE_THAT = small_words("event_spans", "before_that")
_CARRIES_ON = small_words("event_spans", "carries_on")
_STRONG = frozenset({";", ":", "(", ")", "—", "–", "«", "»", "“", "”", '"'})
_FEWEST = 2  # words of an object before a relative clause may be left out
_REACH = 60  # characters from a relative pronoun to its verb
_FAR = 110  # characters from "and" to the verb that it joins, its subject between


def clause_of(sentence: Sentence, verb: VerbGroup) -> tuple[int, int]:
    """The stretch from the verb's subject to the end of its object."""
    return clause_start(sentence, verb), clause_end(sentence, verb)


def clause_start(sentence: Sentence, verb: VerbGroup) -> int:
    """Where the subject begins; the verb itself where it has none of its own."""
    before = words_between(sentence, sentence.start, verb.start)
    joined = bool(before) and before[-1].lower in _JOINS
    phrase = None if joined else phrase_before(sentence, verb)
    if phrase is None:
        return max(_after_sign(sentence, verb), _after_join(sentence, verb))
    return phrase[0]


def clause_end(sentence: Sentence, verb: VerbGroup) -> int:
    """Where the object and what belongs to it ends."""
    words = words_between(sentence, verb.end, sentence.end)
    end, at = verb.end, 0
    while at < len(words):
        word = words[at]
        if word.text in _STRONG or word.text in ".!?…":
            break
        if word.text == ",":
            closing = _inserted(words, at)
            if closing is None:
                break
            at = closing + 1
            continue
        if _opens_clause(sentence, words, at):
            break
        end, at = word.end, at + 1
    return end


def _opens_clause(sentence: Sentence, words: tuple[Word, ...], at: int) -> bool:
    word = words[at]
    if at and words[at - 1].lower in _BEFORE_THAT:
        return False
    if at >= _FEWEST and word.lower in _RELATIVES | _SUBORDINATES:
        return _finite_within(sentence, word.end, _REACH)
    return word.lower in _JOINS and _finite_within(sentence, word.end, _FAR)


def _finite_within(sentence: Sentence, place: int, reach: int) -> bool:
    return any(place <= verb.start < place + reach and is_finite(verb) for verb in sentence.verbs)


def _inserted(words: tuple[Word, ...], at: int) -> int | None:
    """ "bar Unrwa, the agency for refugees, from bringing": where the insertion closes.

    Right behind the verb ("devra, en échange, relever") whatever follows carries on.
    """
    for closing in range(at + 1, min(at + 12, len(words))):
        if words[closing].text == ",":
            after = words[closing + 1].lower if closing + 1 < len(words) else ""
            return closing if after in _CARRIES_ON or at == 0 else None
        if words[closing].text in _STRONG:
            return None
    return None


def _after_sign(sentence: Sentence, verb: VerbGroup) -> int:
    start = sentence.start
    for word in words_between(sentence, sentence.start, verb.start):
        if word.text in _STRONG or word.text == ",":
            start = word.end
        elif word.lower in _RELATIVES and word.end >= verb.start - 2:
            start = word.start
    while start < verb.start and sentence.text[start - sentence.start] == " ":
        start += 1
    return start


def _after_join(sentence: Sentence, verb: VerbGroup) -> int:
    """ "tax every truck and forbid": a second verb of the same subject begins the clause."""
    earlier = [v for v in sentence.verbs if v.end <= verb.start and is_finite(v)]
    for word in reversed(words_between(sentence, sentence.start, verb.start)):
        if word.lower in _JOINS and earlier and earlier[-1].end <= word.start:
            return min(word.end + 1, verb.start)
    return sentence.start
