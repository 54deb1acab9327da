"""Read handovers: a function that passes from one party to another.

In: the text with its verbs and mentions. Out: handover claims. What passes is a function
(coordination, command, management ...) beside a verb of passing with a taker, or beside a
phrase of taking over. Words: `languages/*/handovers.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import HandoverClaim, HandoverScope, HandoverStatus, Modality
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import subject_of, words_after, words_before, words_between
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Mention, MentionForm, Sentence, Tense, VerbGroup, Voice, Word
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.text import ReadText

RULE = "handovers.verb/1"


@dataclass(frozen=True, slots=True)
class HandoverWords:
    """The words of one language."""

    passing: frozenset[str]
    taking: frozenset[str]
    taking_phrases: Phrases[bool]
    functions: Phrases[bool]
    full: frozenset[str]
    partial: Phrases[bool]


@cache
def _lexicon(language: str) -> HandoverWords:
    data = load_words(language, "handovers")
    return HandoverWords(
        frozenset(data["passing"]),
        frozenset(data["taking"]),
        phrase_set(data["taking_phrases"]),
        phrase_set(data["functions"]),
        frozenset(data["full"]),
        phrase_set(data["partial"]),
    )


def read_handovers(text: ReadText, maker: ClaimMaker) -> tuple[HandoverClaim, ...]:
    """The handovers of the text, at most one a sentence."""
    found = []
    for sentence in text.sentences:
        for verb in sentence.verbs:
            claim = _claim(text, maker, sentence, verb)
            if claim is not None:
                found.append(claim)
                break
    return tuple(found)


def _claim(
    text: ReadText, maker: ClaimMaker, sentence: Sentence, verb: VerbGroup
) -> HandoverClaim | None:
    words = _lexicon(sentence.language)
    start, end = _clause(sentence, verb)
    inside = words_between(sentence, start, end)
    function = words.functions.first_in(inside, 0, len(inside))
    if function is None:
        return None
    taking = _takes(sentence, verb, words)
    if verb.lemma in words.passing and not taking:
        giver, taker = _passed(text, sentence, verb)
    elif taking:
        giver, taker = _taken(text, sentence, verb)
    else:
        return None
    if taker is None or (giver is not None and giver.name == taker.name):
        return None
    if giver is None and verb.voice is not Voice.PASSIVE:
        return None
    return maker.make(
        HandoverClaim,
        sentence,
        start,
        end,
        rule=RULE,
        modality=Modality.PLANNED if _status(verb) is HandoverStatus.DECIDED else Modality.ACTUAL,
        function=_function_text(sentence, inside[function[0]].start, verb),
        from_=giver,
        to=taker,
        scope=_scope(inside, words),
        status=_status(verb),
    )


def _takes(sentence: Sentence, verb: VerbGroup, words: HandoverWords) -> bool:
    around = words_between(sentence, verb.start, min(sentence.end, verb.end + 25))
    return verb.lemma in {"reprendre", "assumer", "assume", "inherit"} or (
        words.taking_phrases.first_in(around, 0, 4) is not None
    )


def _passed(
    text: ReadText, sentence: Sentence, verb: VerbGroup
) -> tuple[Named | None, Named | None]:
    """ "confiée à l'OTAN", "handed over to the UN": the taker behind "à" or "to"."""
    after = [
        m for m in sentence.mentions if m.start >= verb.end and m.form is not MentionForm.ADJECTIVE
    ]
    taker = next((m for m in after if _held(sentence, m) in {"à", "au", "aux", "to"}), None)
    giver = next(
        (
            m
            for m in sentence.mentions
            if _held(sentence, m) in {"par", "by", "from"} and m is not taker
        ),
        None,
    )
    if giver is None and verb.voice is not Voice.PASSIVE:
        giver = next(iter(subject_of(sentence, verb)), None)
    return _name(text, giver), _name(text, taker)


def _taken(
    text: ReadText, sentence: Sentence, verb: VerbGroup
) -> tuple[Named | None, Named | None]:
    """ "X takes over the coordination from Y", "prend le relais des Américains"."""
    taker = next(iter(subject_of(sentence, verb)), None)
    after = [
        m for m in sentence.mentions if m.start >= verb.end and m.form is not MentionForm.ADJECTIVE
    ]
    giver = next(
        (m for m in after if _held(sentence, m) in {"from", "de", "des", "du", "d'"}), None
    )
    return _name(text, giver), _name(text, taker)


def _held(sentence: Sentence, mention: Mention) -> str:
    for word in reversed(words_before(sentence, mention.start, 3)):
        if word.lower in {"l'", "la", "le", "les", "the"}:
            continue
        return word.lower
    return ""


def _name(text: ReadText, mention: Mention | None) -> Named | None:
    if mention is None:
        return None
    side = text.cast.side_of(mention)
    return side if side is not None else mention.who


def _scope(inside: tuple[Word, ...], words: HandoverWords) -> HandoverScope | None:
    if words.full.intersection(word.lower for word in inside):
        return HandoverScope.FULL
    partial = words.partial.first_in(inside, 0, len(inside))
    return HandoverScope.PARTIAL if partial is not None else None


def _status(verb: VerbGroup) -> HandoverStatus:
    if verb.tense in (Tense.FUTURE, Tense.CONDITIONAL) or verb.modal is not None:
        return HandoverStatus.DECIDED
    if verb.tense in (Tense.PAST, Tense.PAST_PARTICIPLE):
        return HandoverStatus.EFFECTIVE
    return HandoverStatus.STARTED


def _function_text(sentence: Sentence, start: int, verb: VerbGroup) -> str:
    """The function with its complement: "coordination de l'aide militaire à l'Ukraine"."""
    end = start
    for word in words_after(sentence, start, 12):
        if word.text in {",", ";", ".", "("} or word.start >= verb.start > start:
            break
        end = word.end
    return sentence.text[start - sentence.start : end - sentence.start]


def _clause(sentence: Sentence, verb: VerbGroup) -> tuple[int, int]:
    """The clause around the verb, after a colon or semicolon, without the closing sign."""
    start, end = sentence.start, sentence.end
    for word in sentence.words:
        if word.text in {":", ";"}:
            if word.end <= verb.start:
                start = word.end
            elif word.start >= verb.end:
                end = word.start
                break
    while start < end and sentence.text[start - sentence.start] == " ":
        start += 1
    while end > start and sentence.text[end - 1 - sentence.start] in ".!?… ,":
        end -= 1
    return start, end
