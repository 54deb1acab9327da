"""Read a sentence that gives the one before to its speaker: "C'est ce qu'a indiqué X".

In: a sentence and the one before it. Out: the sentence before, as said by the subject of the
verb of saying. Words: `languages/*/reporting.yml`.
"""

from __future__ import annotations

from dataclasses import replace

from aidledger.model.claims import SpeechMode
from aidledger.reading.marks import Sentence, Tense
from aidledger.reading.reporting import cue_of, reporting_words
from aidledger.reading.said import Said, has_finite_verb, trimmed_end
from aidledger.reading.speakers import speaker_after, speaker_of

_MOST_OPENING = 14  # words within which the verb of saying stands


def said_before(sentence: Sentence, before: Sentence) -> Said | None:
    """The sentence before, where this one says whose words it was."""
    opening = reporting_words(sentence.language).looking_back.starting(sentence.words, 0)
    if opening is None or not has_finite_verb(before, before.start, before.end):
        return None
    begins = sentence.words[opening[0] - 1].end
    reach = sentence.words[min(_MOST_OPENING, len(sentence.words) - 1)].start
    for verb in sentence.verbs:
        if verb.start < begins or verb.start > reach:
            continue
        cue = cue_of(sentence, verb)
        if cue is None or verb.negated:
            continue
        inverted = verb.start - begins <= 2 and sentence.language == "fr"
        told = replace(verb, tense=Tense.PAST)  # "what X said": no participle
        speaker = speaker_after(sentence, verb.end) if inverted else speaker_of(sentence, told)
        if speaker is None:
            return None
        start = before.words[0].start
        end = trimmed_end(before, start, before.end)
        return Said(
            before, start, end, speaker, cue.lemma, SpeechMode.INDIRECT, cue.act, "looking_back"
        )
    return None
