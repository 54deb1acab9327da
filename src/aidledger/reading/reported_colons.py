"""Read what a verb of saying leads to by a colon without quotation marks.

In: a sentence and a verb of saying. Out: where the clause behind the colon begins and ends:
"l'a dit sans fard : la route est coupée", "conteste cette lecture : le contrat court
toujours". Where the verb has an object of its own that tells what was said, the clause is
the text's own. Source: usage of French press.
"""

from __future__ import annotations

from aidledger.model.claims import SpeechAct
from aidledger.reading.clauses import is_finite, words_after, words_before
from aidledger.reading.marks import Sentence, Word
from aidledger.reading.reported_ends import clause_end, object_end
from aidledger.reading.reporting import Cue, reporting_words
from aidledger.reading.said import has_finite_verb
from aidledger.reading.speaker_words import speaker_words

_MOST_BETWEEN = 12  # words between the verb and the colon
_QUOTING = frozenset({"«", "“", '"'})


def behind_colon(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """The clause behind the colon that a verb of saying leads to."""
    if cue.lemma not in reporting_words(sentence.language).before_colon:
        return None
    after = words_after(sentence, cue.end, _MOST_BETWEEN + 2)
    colon = next((at for at, word in enumerate(after) if word.text == ":"), None)
    if colon is None or colon + 1 >= len(after) or after[colon + 1].text in _QUOTING:
        return None
    between = after[:colon]
    if any(word.text in {";", ".", "«", "“", '"'} for word in between):
        return None
    end_of_lead = after[colon].start
    if any(cue.end <= v.start < end_of_lead and is_finite(v) for v in sentence.verbs):
        return None
    if not _leads(sentence, cue, between):
        return None
    start = after[colon + 1].start
    if cue.act is SpeechAct.DEMAND:
        end = object_end(sentence, start)
        if cue.lemma in reporting_words(sentence.language).with_object and end > start:
            return start, end, "colon"
    end = clause_end(sentence, start)
    return (start, end, "colon") if has_finite_verb(sentence, start, end) else None


def _leads(sentence: Sentence, cue: Cue, between: tuple[Word, ...]) -> bool:
    """Nothing but how, when and where stands between, or "le" tells that more comes."""
    if cue.act is SpeechAct.DENY:
        return True
    before = words_before(sentence, cue.verb.start, 1)
    inside = sentence.text[cue.verb.start - sentence.start :][:2].lower()
    if (before and before[0].lower in {"l'", "le"}) or inside == "l'":
        return True
    if not between:
        return True
    manners = reporting_words(sentence.language).manners
    small = speaker_words(sentence.language)
    first = between[0]
    return (
        manners.starting(between, 0) is not None
        or first.lower in small.prepositions
        or first.lower.endswith("ment")
        or any(d.start <= first.start < d.end for d in sentence.dates)
    )
