"""Read the clause before a verb of saying: "Les crédits sont attribués, affirme le président".

In: a sentence and a verb of saying. Out: the clause that it reports: before the comma in
front of the verb or of its subject, or around a verb that commas set off.
"""

from __future__ import annotations

from aidledger.reading.clauses import is_finite, words_after, words_before, words_between
from aidledger.reading.marks import Sentence, Tense, Word
from aidledger.reading.reporting import Cue, reporting_words
from aidledger.reading.said import (
    Said,
    has_finite_verb,
    is_announcement,
    is_only_quoted,
    said_with,
    trimmed_end,
)
from aidledger.reading.speakers import speaker_of

_CLOSING = frozenset({"»", "”", '"', "'"})
_LEAST = 12  # characters of a clause


def _part_before(sentence: Sentence, place: int) -> tuple[Word, ...]:
    """The words before the comma in front of a verb of saying, from the last semicolon on."""
    end = place
    while end > sentence.start and sentence.text[end - 1 - sentence.start] in " ,—–":
        end -= 1
    words = words_between(sentence, sentence.start, end)
    for at in range(len(words) - 1, -1, -1):
        quoted = sentence.is_quoted(words[at].start, words[at].end)
        if words[at].text in {";", ":"} and not quoted:
            return words[at + 1 :]
    return words


def parenthetical(sentence: Sentence, cue: Cue) -> Said | None:
    """ "Les crédits sont attribués, affirme le président": the clause before the comma."""
    part = _part_before(sentence, cue.verb.start)
    if not part or sentence.is_quoted(part[0].start, part[-1].end):
        return None
    if not has_finite_verb(sentence, part[0].start, part[-1].end):
        return interposed(sentence, cue)
    start, end = _clause_before(sentence, part)
    speaker = speaker_of(sentence, cue.verb)
    if speaker is None or end - start < _LEAST or _is_direct(sentence, start, end):
        return None
    if is_announcement(sentence, cue, start, end):
        return None
    return said_with(sentence, cue, start, end, speaker, "parenthetical")


def _has_words(sentence: Sentence, end: int) -> bool:
    """The quotation that closes at `end` holds two words at least."""
    return any(
        0 < end - high <= 3 and len(words_between(sentence, low, high)) > 1
        for low, high in sentence.quoted
    )


def _is_direct(sentence: Sentence, start: int, end: int) -> bool:
    """Only quoted, or a quotation that stands for itself behind a lead-in."""
    if is_only_quoted(sentence, start, end):
        return True
    if words_between(sentence, start, end)[-1].text in _CLOSING and _has_words(sentence, end):
        return True  # "La piste « rouvrira lundi », annonce X": the words spoken are the statement
    outside = [w for w in words_between(sentence, start, end) if w.text not in _CLOSING]
    closes = words_between(sentence, start, end)[-1].text in _CLOSING
    free = [w for w in outside if not sentence.is_quoted(w.start, w.end)]
    verbs = [
        v for v in sentence.verbs
        if start <= v.start < end and not sentence.is_quoted(v.start, v.end)
    ]  # fmt: skip
    return closes and not verbs and len(free) <= 4 and any(w.text == ":" for w in free)


def _clause_before(sentence: Sentence, part: tuple[Word, ...]) -> tuple[int, int]:
    """The reported clause in a part: past an opening participle clause."""
    start, end = part[0].start, trimmed_end(sentence, part[0].start, part[-1].end)
    opening = next((v for v in sentence.verbs if v.start >= start), None)
    if opening is not None and opening.tense is Tense.PAST_PARTICIPLE and opening.start == start:
        main = next((v for v in sentence.verbs if v.start > opening.end and is_finite(v)), None)
        if main is not None:
            commas = [w for w in part if w.text == "," and w.end < main.start]
            if commas:
                start = commas[-1].end + 1
    return start, end


def postposed(sentence: Sentence, cue: Cue) -> Said | None:
    """ "..., a spokesperson said on Monday.": the clause before the comma, its speaker behind."""
    verb = cue.verb
    if sentence.language != "en" or cue.lemma not in reporting_words("en").postposed:
        return None
    if not _ends_sentence(sentence, verb.end):
        return None
    speaker = speaker_of(sentence, verb)
    if speaker is None:
        return None
    first = min(
        [r.start for r in sentence.roles if r.name_start <= speaker.start < r.name_end],
        default=speaker.start,
    )
    before = words_before(sentence, min(first, speaker.start), 2)
    comma = next((w for w in before[::-1] if w.text in {",", "—", "–"}), None)
    if comma is None:
        return None
    part = _part_before(sentence, comma.end)
    if not part:
        return None
    start, end = _clause_before(sentence, part)
    if not has_finite_verb(sentence, start, end) or is_only_quoted(sentence, start, end):
        return None
    if sentence.is_quoted(start, end):
        return None
    return said_with(sentence, cue, start, end, speaker, "postposed")


def interposed(sentence: Sentence, cue: Cue) -> Said | None:
    """ "The fighting, she said, had cut the road": the clause around the verb of saying."""
    after = words_after(sentence, cue.end, 1)
    speaker = speaker_of(sentence, cue.verb)
    if not after or after[0].text != "," or speaker is None:
        return None
    first = min(speaker.start, cue.verb.start)
    before = words_before(sentence, first, 1)
    start = sentence.words[0].start
    if not before or before[0].text != "," or has_finite_verb(sentence, start, first):
        return None
    end = trimmed_end(sentence, start, sentence.end)
    goes_on = next((v for v in sentence.verbs if v.start >= after[0].end), None)
    if goes_on is None or not is_finite(goes_on) or sentence.is_quoted(start, end):
        return None
    return said_with(sentence, cue, start, end, speaker, "interposed")


def _ends_sentence(sentence: Sentence, place: int) -> bool:
    """Nothing but a day, a hearer or a setting stands behind."""
    words = words_after(sentence, place, 14)
    rest = [word for word in words if word.text[0].isalnum()]
    if words and words[0].text in {";", "-", "–", "—", ","}:
        return True
    if len(rest) <= 5:
        return not any(word.text in {'"', "“", "«"} for word in words)
    settings = reporting_words(sentence.language).settings
    return settings.starting(words, 0) is not None and len(rest) < 14
