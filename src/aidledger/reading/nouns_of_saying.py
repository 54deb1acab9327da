"""Read what a noun of saying reports: "a exprimé la crainte que", "Washington's warning that".

In: a sentence with marks. Out: the noun's clause, said by the noun's owner, by the source
behind it ("a report in the daily X that") or by the subject of the verb that utters it.
"""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.model.claims import SpeechMode
from aidledger.reading.clauses import is_finite, words_between
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Sentence, Tense, Word
from aidledger.reading.reported_ends import clause_end
from aidledger.reading.reporting import reporting_words
from aidledger.reading.said import Said, has_finite_verb, trimmed_end
from aidledger.reading.speakers import Speaker, speaker_in, speaker_of

_PARTING = small_words("speech", "parting")
_SOURCE_OF_NOUN = small_words("speech", "source_of_noun")
_SIGNS = frozenset({",", ".", ";", ":", "—", "–", "(", ")"})
_LEAST = 8  # characters of a clause
_MOST_OF_NOUN = 10  # words between a noun of saying and its clause
_OWNERS = {"his": "m", "her": "f", "their": None, "its": None}


def said_by_nouns(sentence: Sentence) -> Iterator[Said]:
    """ "a exprimé la crainte que", "voiced concern that", "l'annonce selon laquelle"."""
    words = reporting_words(sentence.language)
    for at in words.nouns.openings(sentence.words):
        found = words.nouns.starting(sentence.words, at)
        if found is None or sentence.is_quoted(sentence.words[at].start, sentence.words[at].end):
            continue
        start = _behind_noun(sentence, found[0])
        if start is None:
            continue
        speaker = _utterer(sentence, at, found[0], start)
        if speaker is None:
            continue
        end = _end_before_main(sentence, start, clause_end(sentence, start))
        if end - start >= _LEAST and has_finite_verb(sentence, start, end):
            yield Said(
                sentence, start, end, speaker, sentence.words[at].lower, SpeechMode.INDIRECT,
                found[1], "noun",
            )  # fmt: skip


def _behind_noun(sentence: Sentence, place: int) -> int | None:
    """Where the clause of a noun of saying begins: behind "que", "that", "selon laquelle"."""
    words = sentence.words
    reporting = reporting_words(sentence.language)
    for at in range(place, min(place + _MOST_OF_NOUN, len(words))):
        found = reporting.behind_nouns.starting(words, at)
        if found is not None:
            return words[found[0]].start if found[0] < len(words) else None
        if words[at].lower in reporting.clause:
            return words[at + 1].start if at + 1 < len(words) else None
        if words[at].text in _SIGNS - {","}:
            return None
        if any(v.start <= words[at].start < v.end and is_finite(v) for v in sentence.verbs):
            return None
    return None


def _utterer(sentence: Sentence, at: int, end: int, start: int) -> Speaker | None:
    """The noun's owner, the source behind it, or the subject of the verb that utters it."""
    words = sentence.words
    owner = _owner(sentence, at)
    if owner is not None:
        return owner
    behind = [w for w in words[end:] if w.end < start]
    if len(behind) > 2 and behind[0].lower in _SOURCE_OF_NOUN:
        return _source_of_noun(sentence, behind)
    if at and words[at - 1].lower == "by":  # "opened the meeting by warning that"
        main = [v for v in sentence.verbs if v.end <= words[at].start and is_finite(v)]
        return speaker_of(sentence, main[-1]) if main else None
    before = [v for v in sentence.verbs if v.end <= words[at].start]
    if not before or words[at].start - before[-1].end > 40 or len(behind) > 4:
        return None
    verb = before[-1]
    uttering = reporting_words(sentence.language).uttering
    if verb.negated or not {verb.lemma, verb.modal} & uttering or verb.tense is Tense.FUTURE:
        return None
    if (verb.pronoun or "").lower() in {"i", "we", "je", "nous"}:
        return None
    return speaker_of(sentence, verb)


def _source_of_noun(sentence: Sentence, behind: list[Word]) -> Speaker | None:
    """ "a report in the daily Borsen that", "un communiqué attribué à l'état-major, selon"."""
    first = 0
    while first < len(behind) and behind[first].lower in _SOURCE_OF_NOUN | {"à", "au", "to", "the"}:
        first += 1
    last = first
    while last < len(behind) and behind[last].text not in _SIGNS and behind[last].lower not in (
        "that", "que", "qu'", "selon",
    ):  # fmt: skip
        last += 1
    if last == first:
        return None
    source = speaker_in(sentence, behind[first].start, behind[last - 1].end)
    return source if source is not None and source.name is not None else None


def _owner(sentence: Sentence, at: int) -> Speaker | None:
    """ "Washington's warning that", "his claim that"."""
    before = sentence.words[at - 1] if at else None
    if before is None:
        return None
    if before.lower in {"'s", "'"}:
        mention = next((m for m in sentence.mentions if m.end == before.start), None)
        return speaker_in(sentence, mention.start, mention.end) if mention is not None else None
    if before.lower in _OWNERS:
        return Speaker(None, None, before.start, before.end, _OWNERS[before.lower], True)
    return None


def _end_before_main(sentence: Sentence, start: int, end: int) -> int:
    """ "Washington's warning that aid could be cut | has alarmed": two verbs, one clause each."""
    finite = [v for v in sentence.verbs if start <= v.start and v.end <= end and is_finite(v)]
    if len(finite) < 2:
        return end
    between = words_between(sentence, finite[0].end, finite[1].start)
    if any(w.text in _SIGNS or w.lower in _PARTING for w in between):
        return end
    return trimmed_end(sentence, start, finite[1].start)
