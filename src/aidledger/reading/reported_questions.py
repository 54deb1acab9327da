"""Read questions told in the text's own words: "a demandé pourquoi", "wondered whether".

In: a sentence and a verb group. Out: the stretch from the question word on, and who asks;
None where the verb asks nothing. Words: `languages/*/reporting.yml`.
"""

from __future__ import annotations

from aidledger.model.claims import SpeechAct, SpeechMode
from aidledger.reading.clauses import is_finite, words_after
from aidledger.reading.marks import Sentence, Tense, VerbGroup, Voice
from aidledger.reading.reported_ends import clause_end
from aidledger.reading.reporting import reporting_words
from aidledger.reading.said import Said
from aidledger.reading.speakers import speaker_of

_MOST_HEARERS = 9  # words between the verb and the question word
_LEAST = 8  # characters of a question
_UNTOLD = (Tense.FUTURE, Tense.PAST_PARTICIPLE, Tense.IMPERATIVE, Tense.CONDITIONAL)


def question_asked(sentence: Sentence, verb: VerbGroup) -> Said | None:
    """The question that a verb of asking reports."""
    words = reporting_words(sentence.language)
    joined = f"{verb.modal} {verb.lemma}" if verb.modal else verb.lemma
    place = verb.end
    if joined not in words.asking:
        behind = words_after(sentence, place, 2) if verb.lemma in words.wishing else ()
        at = next((n for n, w in enumerate(behind) if w.lower in {"savoir", "know"}), None)
        if at is None:
            return None
        joined, place = f"{verb.lemma} savoir", behind[at].end
    if verb.inverted or verb.negated or verb.voice is Voice.PASSIVE:
        return None
    wish = " " in joined  # "souhaiterait savoir", "wants to know"
    if (verb.tense in _UNTOLD and not wish) or (verb.tense is Tense.INFINITIVE and not wish):
        return None
    if (verb.pronoun or "").lower() in {"i", "we", "je", "nous", "on"}:
        return None
    after = words_after(sentence, place, _MOST_HEARERS + 2)
    for place, word in enumerate(after[:_MOST_HEARERS]):
        hit = words.question_words.starting(after, place)
        if hit is not None and hit[0] < len(after):
            speaker = speaker_of(sentence, verb)
            end = clause_end(sentence, word.start)
            if speaker is None or end - word.start < _LEAST:
                return None
            return Said(
                sentence, word.start, end, speaker, verb.lemma, SpeechMode.INDIRECT,
                SpeechAct.DEMAND, "question",
            )  # fmt: skip
        if not word.text[0].isalnum() or any(
            v.start <= word.start < v.end and is_finite(v) for v in sentence.verbs
        ):
            return None
    return None
