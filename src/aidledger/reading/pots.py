"""Through which channel a sum flows, and out of which envelope.

In: a figure in its sentence. Out: channels and the envelope, named by the catalogue where
the words name one of its rows, or described ("la dernière enveloppe votée au printemps par
le Congrès") and found by donor and date of the act. A next sentence that takes the sum up
("cette somme ...") describes it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from aidledger.catalogue import Catalogue, Envelope
from aidledger.model.claims import AmountClaim
from aidledger.model.parties import Named
from aidledger.reading.clauses import words_after, words_before
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import DateMark, Quantity, QuantityKind, Sentence, VerbGroup, Word
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.stages import stage_words

_WORDS_OF_NOUN_PHRASE_START = small_words("pots", "noun_phrase_start")

_REACH_AFTER, _REACH_BEFORE = 30, 14


@cache
def _channel_phrases(catalogue: Catalogue, language: str) -> Phrases[Named]:
    return Phrases(
        {
            word: Named(channel.name, channel.id)
            for channel in catalogue.channels
            for word in channel.words.get(language, ())
        }
    )


@cache
def _envelope_phrases(catalogue: Catalogue, language: str) -> Phrases[Envelope]:
    return Phrases(
        {
            word: envelope
            for envelope in catalogue.envelopes
            for word in envelope.words.get(language, ())
        }
    )


@cache
def _taken_up(language: str) -> Phrases[bool]:
    return phrase_set(load_words(language, "aid")["taken_up"])


def channels_of(
    catalogue: Catalogue, sentences: Sequence[Sentence], place: int, quantity: Quantity
) -> tuple[Named, ...] | None:
    """The channels that the words around the figure name, in order; None when they name none."""
    sentence = sentences[place]
    stretches: list[Sequence[Word]] = [_around(sentence, quantity)]
    follows = sentences[place + 1] if place + 1 < len(sentences) else None
    if follows is not None and _takes_up(follows) and _is_last_sum(sentence, quantity):
        stretches.append(follows.words)
    phrases = _channel_phrases(catalogue, sentence.language)
    found: list[Named] = []
    for words in stretches:
        at = 0
        while at < len(words):
            hit = phrases.starting(words, at)
            if hit is None:
                at += 1
                continue
            if all(hit[1].name != channel.name for channel in found):
                found.append(hit[1])
            at = hit[0]
    return tuple(found) or None


def _takes_up(sentence: Sentence) -> bool:
    return _taken_up(sentence.language).first_in(sentence.words, 0, 10) is not None


def _is_last_sum(sentence: Sentence, quantity: Quantity) -> bool:
    sums = [q for q in sentence.quantities if q.kind is QuantityKind.MONEY]
    return bool(sums) and sums[-1] == quantity


def _around(sentence: Sentence, quantity: Quantity) -> tuple[Word, ...]:
    low = max(
        (
            q.end
            for q in sentence.quantities
            if q.kind is QuantityKind.MONEY and q.end <= quantity.start
        ),
        default=sentence.start,
    )
    high = min(
        (
            q.start
            for q in sentence.quantities
            if q.kind is QuantityKind.MONEY and q.start >= quantity.end
        ),
        default=sentence.end,
    )
    before = words_before(sentence, quantity.start, _REACH_BEFORE)
    after = words_after(sentence, quantity.end, _REACH_AFTER)
    return tuple(w for w in (*before, *after) if low <= w.start and w.end <= high)


def envelope_of(
    catalogue: Catalogue, sentence: Sentence, quantity: Quantity, claim: AmountClaim
) -> Named | None:
    """The envelope out of which the sum comes; None when the words name none.

    Args:
        claim: with its donor, by which a described envelope is found.
    """
    around = _around(sentence, quantity)
    named = _envelope_phrases(catalogue, sentence.language).first_in(around, 0, len(around))
    if named is not None:
        first, last, envelope = named
        return Named(envelope.name, envelope.id, _text(sentence, around[first], around[last - 1]))
    return _described(catalogue, sentence, quantity, claim)


def _described(
    catalogue: Catalogue, sentence: Sentence, quantity: Quantity, claim: AmountClaim
) -> Named | None:
    """ "la dernière enveloppe d'aide votée au printemps": by noun, vote and date of the act."""
    nouns = frozenset(load_words(sentence.language, "aid")["envelope_nouns"])
    words = words_after(sentence, quantity.end, _REACH_AFTER)
    noun = next((word for word in words[:10] if word.lower in nouns), None)
    if noun is None:
        return None
    voted = _vote_after(sentence, noun)
    if voted is None:
        return None
    date = next((d for d in sentence.dates if d.start >= noun.end and d.first is not None), None)
    start = _noun_phrase_start(sentence, noun)
    end = max(voted.end, date.end if date is not None else 0, _by_end(sentence, voted))
    mention = sentence.text[start - sentence.start : end - sentence.start]
    act = _act(catalogue, claim, date)
    return Named(act.name, act.id, mention) if act is not None else Named(mention, None, mention)


def _vote_after(sentence: Sentence, noun: Word) -> VerbGroup | None:
    voting = stage_words(sentence.language).voting
    for verb in sentence.verbs:
        if verb.lemma in voting and 0 <= verb.start - noun.end < 60:
            return verb
    return None


def _by_end(sentence: Sentence, verb: VerbGroup) -> int:
    parliaments = stage_words(sentence.language).parliaments
    for word in words_after(sentence, verb.end, 8):
        if word.lower in parliaments:
            return word.end
    return verb.end


def _noun_phrase_start(sentence: Sentence, noun: Word) -> int:
    start = noun.start
    for word in reversed(words_before(sentence, noun.start, 3)):
        if word.lower in _WORDS_OF_NOUN_PHRASE_START:
            break
        start = word.start
    return start


def _act(catalogue: Catalogue, claim: AmountClaim, date: DateMark | None) -> Envelope | None:
    """The donor's one act of that time; None when none or several fit."""
    if date is None or date.first is None or date.last is None:
        return None
    donors = {name.id for name in claim.donor or ()}
    fitting = [
        envelope
        for envelope in catalogue.envelopes
        if envelope.donor in donors and date.first <= envelope.enacted <= date.last
    ]
    return fitting[0] if len(fitting) == 1 else None


def _text(sentence: Sentence, first: Word, last: Word) -> str:
    return sentence.text[first.start - sentence.start : last.end - sentence.start]
