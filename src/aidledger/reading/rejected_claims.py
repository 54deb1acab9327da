"""Read the claim inside what is rejected: "denied media reports that X", "l'idée que X".

In: a sentence and a verb that rejects or judges. Out: the clause behind the noun of a claim,
said by the source that the text gives for it ("a report in a rival daily that", "l'idée,
prêtée à Paris, que"); where it gives none, only the denial is read. The claim is its
source's, never the denier's. Words: `languages/*/reporting.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.model.claims import SpeechAct, SpeechMode
from aidledger.model.parties import Named
from aidledger.reading.clauses import is_finite, words_after
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Sentence, VerbGroup, Voice, Word
from aidledger.reading.reported_ends import clause_end
from aidledger.reading.reporting import reporting_words
from aidledger.reading.said import Said, has_finite_verb
from aidledger.reading.speakers import Speaker, speaker_in

_FROM = small_words("rejected_claims", "from")
_HEARD = small_words("rejected_claims", "heard")
_THAT = small_words("rejected_claims", "that")
_MOST_BEFORE = 7  # words between the verb and the noun of the claim
_MOST_SOURCE = 14  # words between that noun and its clause


def claims_rejected(sentence: Sentence, verb: VerbGroup) -> Iterator[Said]:
    """The claim that a verb of rejecting has for its object, or for its subject in a passive."""
    words = reporting_words(sentence.language)
    if verb.lemma not in words.rejecting_verbs or verb.negated:
        return
    if sentence.is_quoted(verb.start, verb.end):
        return
    if verb.voice is Voice.PASSIVE:
        yield from _behind_noun(sentence, sentence.words[:12], verb.start)
        return
    after = words_after(sentence, verb.end, _MOST_BEFORE + _MOST_SOURCE)
    yield from _behind_noun(sentence, after, sentence.end)


def _behind_noun(sentence: Sentence, words: tuple[Word, ...], limit: int) -> Iterator[Said]:
    nouns = reporting_words(sentence.language).claims_told
    at = next((n for n, w in enumerate(words[:_MOST_BEFORE]) if w.lower in nouns), None)
    if at is None or any(w.text in ";.:" for w in words[:at]):
        return
    that = _clause_at(sentence, words, at)
    if that is None or that + 1 >= len(words):
        return
    start = words[that + 1].start
    end = _within(sentence, start, limit)
    if end - start < 8 or not has_finite_verb(sentence, start, end):
        return
    source = _source(sentence, words, at, that)
    if source is None:
        return
    yield Said(
        sentence, start, end, source, words[at].lower,
        SpeechMode.INDIRECT, SpeechAct.ASSERT, "rejected",
    )  # fmt: skip


def _clause_at(sentence: Sentence, words: tuple[Word, ...], at: int) -> int | None:
    """Where "that", "que", "selon laquelle" stands behind the noun; its last word."""
    for place in range(at + 1, min(len(words), at + _MOST_SOURCE)):
        word = words[place]
        if word.lower in _THAT:
            return place
        if word.lower == "selon" and place + 1 < len(words):
            return (
                place + 1
                if words[place + 1].lower.startswith("lesq")
                or words[place + 1].lower.startswith("laq")
                or words[place + 1].lower == "lequel"
                else None
            )
        if word.text in ';.:«“"' or any(
            v.start <= word.start < v.end and is_finite(v) for v in sentence.verbs
        ):
            return None
    return None


def _within(sentence: Sentence, start: int, limit: int) -> int:
    end = min(clause_end(sentence, start), limit)
    while end > start and sentence.text[end - 1 - sentence.start] in " ,":
        end -= 1
    return end


def _source(sentence: Sentence, words: tuple[Word, ...], at: int, that: int) -> Speaker | None:
    """ "a claim on Congolese radio", "the claim, made by a tabloid,", "the Israeli claim"."""
    first = next((n for n in range(at + 1, that) if words[n].lower in _FROM), None)
    if first is not None:
        last = first + 1
        while last < that and words[last].text != "," and words[last].lower != "selon":
            last += 1
        if last > first + 1:
            found = speaker_in(sentence, words[first + 1].start, words[last - 1].end)
            if found is not None:
                return found
    owner = next(
        (m for m in sentence.mentions if m.who is not None and 0 <= words[at].start - m.end <= 3),
        None,
    )
    if owner is not None:
        return Speaker(owner.who, None, owner.start, owner.end, owner.gender)
    lead = words[at - 1] if at else None
    if lead is not None and lead.lower in {"media", "press"}:
        text = lead.text
    elif words[at].lower in _HEARD:
        text = words[at].text
    else:
        return None
    return Speaker(Named(text, None, text), None, words[at].start, words[at].end)
