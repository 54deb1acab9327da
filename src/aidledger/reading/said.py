"""Something said, before it becomes a claim, and what the stages of speech ask of its words."""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.model.claims import SpeechAct, SpeechMode
from aidledger.reading.items import holds_goods
from aidledger.reading.marks import QuantityKind, Sentence, Tense
from aidledger.reading.reporting import Cue, reporting_words
from aidledger.reading.speakers import Speaker

DENIAL = "denial."  # before the rule of a denial, which is no statement by itself
UNSAID = (Tense.INFINITIVE, Tense.PAST_PARTICIPLE, Tense.PRESENT_PARTICIPLE)


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch that somebody says.

    Args:
        sentence: the sentence in which it begins.
        speaker: None where the text names nobody.
        cue: the reporting word's lemma; None = no attribution is written.
        rule: the frame that found it.
        hearsay: the text itself keeps its distance ("il aurait demandé").
    """

    sentence: Sentence
    start: int
    end: int
    speaker: Speaker | None
    cue: str | None
    mode: SpeechMode
    act: SpeechAct
    rule: str
    hearsay: bool = False


def said_with(
    sentence: Sentence, cue: Cue, start: int, end: int, speaker: Speaker, rule: str
) -> Said:
    """What a verb of saying reports of the stretch `start:end`."""
    return Said(
        sentence, start, end, speaker, cue.lemma, SpeechMode.INDIRECT, cue.act, rule,
        hearsay=cue.verb.tense is Tense.CONDITIONAL_PAST,
    )  # fmt: skip


def is_announcement(sentence: Sentence, cue: Cue, start: int, end: int) -> bool:
    """Announcing or promising an aid gives a sum or goods, no statement."""
    if cue.lemma not in reporting_words(sentence.language).announcing:
        return False
    return holds_money(sentence, start, end) or holds_goods(sentence, start, end)


def holds_money(sentence: Sentence, start: int, end: int) -> bool:
    """True when a sum of money stands inside the stretch."""
    return any(
        quantity.kind is QuantityKind.MONEY and start <= quantity.start and quantity.end <= end
        for quantity in sentence.quantities
    )


def is_only_quoted(sentence: Sentence, start: int, end: int, share: float = 0.8) -> bool:
    """True when a stretch is nothing but a quotation, read as direct speech."""
    inside = sum(max(0, min(high, end) - max(low, start)) for low, high in sentence.quoted)
    marks = sum(2 for low, high in sentence.quoted if start <= low and high <= end)
    return inside + marks >= share * (end - start)


def has_finite_verb(sentence: Sentence, start: int, end: int) -> bool:
    """True when a verb that can head a clause stands inside the stretch."""
    return any(
        start <= verb.start and verb.end <= end and verb.tense not in UNSAID
        for verb in sentence.verbs
    )


def trimmed_end(sentence: Sentence, start: int, end: int) -> int:
    """The end of a stretch without closing signs and spaces."""
    while end > start and sentence.text[end - 1 - sentence.start] in ".!?… ,;:—–":
        end -= 1
    return end
