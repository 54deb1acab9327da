"""Read the clause before a verb of saying: "Les crédits sont attribués, affirme le président".

In: a sentence and a verb of saying. Out: the clause that it reports: before the comma in
front of the verb or of its subject, or around a verb that commas set off.
"""

from __future__ import annotations

from aidledger.reading.clauses import is_finite, words_after, words_before, words_between
from aidledger.reading.lexicons import small_words
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
_LEAST_WORDS = 3  # of what is said without a verb
# What opens so is a setting, not what is said.
_CLITICS = small_words("parentheticals", "clitics")
_POINTING = small_words("parentheticals", "pointing")
_LEADS = small_words("parentheticals", "leads")


def _part_before(sentence: Sentence, place: int) -> tuple[Word, ...]:
    """The words before the comma in front of a verb of saying, from the last semicolon on."""
    end = place
    while end > sentence.start and sentence.text[end - 1 - sentence.start] in " ,—–":
        end -= 1
    line = sentence.text.rfind("\n", 0, end - sentence.start)  # a heading may stand above
    words = words_between(sentence, sentence.start + line + 1, end)
    while len(words) > 1 and words[-1].lower in _CLITICS and words[-1].end == end:
        words = words[:-1]  # "« On ajuste », m'a dit le commissaire"
    while words and words[-1].text in {",", "—", "–"}:
        words = words[:-1]
    for at in range(len(words) - 1, -1, -1):
        quoted = sentence.is_quoted(words[at].start, words[at].end)
        if words[at].text == ":" and not quoted and words[at + 1 :]:
            if words[at + 1].lower in _POINTING:
                continue  # "18 millions : tel est le besoin, estime le ministre"
        if words[at].text in {";", ":"} and not quoted:
            return words[at + 1 :]
    return words


def parenthetical(sentence: Sentence, cue: Cue) -> Said | None:
    """ "Les crédits sont attribués, affirme le président": the clause before the comma."""
    part = _part_before(sentence, cue.verb.start)
    if not part or sentence.is_quoted(part[0].start, part[-1].end):
        return None
    if not has_finite_verb(sentence, part[0].start, part[-1].end):
        return interposed(sentence, cue) or _without_verb(sentence, cue)
    start, end = _clause_before(sentence, part)
    speaker = speaker_of(sentence, cue.verb)
    if speaker is None or end - start < _LEAST or _is_direct(sentence, start, end):
        return None
    if is_announcement(sentence, cue, start, end):
        return None
    return said_with(sentence, cue, start, end, speaker, "parenthetical")


def _without_verb(sentence: Sentence, cue: Cue) -> Said | None:
    """ "Rien à l'agenda, répond l'Elysée.": all that stands before, where nothing follows."""
    speaker = speaker_of(sentence, cue.verb)
    words = [w for w in words_between(sentence, sentence.start, cue.verb.start) if w.text != ","]
    if speaker is None or len(words) < _LEAST_WORDS or words[0].lower in _LEADS:
        return None
    after = words_after(sentence, max(speaker.end, cue.end), 20)
    if any(is_finite(v) for v in sentence.verbs if after and v.start >= after[0].start):
        return None
    start, end = words[0].start, trimmed_end(sentence, words[0].start, words[-1].end)
    if any(d.start <= start and end <= d.end for d in sentence.dates) or end - start < _LEAST:
        return None
    if is_only_quoted(sentence, start, end) or is_announcement(sentence, cue, start, end):
        return None
    if any(sentence.is_quoted(w.start, w.end) for w in words):
        return None
    return said_with(sentence, cue, start, end, speaker, "without_verb")


def _has_words(sentence: Sentence, end: int) -> bool:
    """The quotation that closes at `end` holds two words at least."""
    return any(
        0 < end - high <= 3 and len(words_between(sentence, low, high)) > 1
        for low, high in sentence.quoted
    )


def _is_direct(sentence: Sentence, start: int, end: int) -> bool:
    """Only quoted, or a quotation that stands for itself behind a lead-in without a verb.

    "La piste « rouvrira lundi », annonce X": the words spoken are the statement. "Le convoi
    arrivera « avant lundi », annonce X": the clause is, with the words it quotes.
    """
    if is_only_quoted(sentence, start, end):
        return True
    words = words_between(sentence, start, end)
    if words[-1].text not in _CLOSING:
        return False
    if not _is_clause_quoted(sentence, end) and _says_outside(sentence, start, end):
        return False
    if _has_words(sentence, end):
        return True
    free = [
        w for w in words
        if w.text not in _CLOSING and not sentence.is_quoted(w.start, w.end)
    ]  # fmt: skip
    return len(free) <= 4 and any(w.text == ":" for w in free)


def _is_clause_quoted(sentence: Sentence, end: int) -> bool:
    """The quotation that closes at `end` has a verb of its own."""
    return any(
        0 < end - high <= 3 and any(low <= v.start < high and is_finite(v) for v in sentence.verbs)
        for low, high in sentence.quoted
    )


def _says_outside(sentence: Sentence, start: int, end: int) -> bool:
    """A verb that can head the clause stands outside of its quotations."""
    return any(
        start <= verb.start < end
        and is_finite(verb)
        and not sentence.is_quoted(verb.start, verb.end)
        for verb in sentence.verbs
    )


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
    if comma is None or {w.lower for w in before} & {"as", "no", "nobody", "none"}:
        return None  # ", as experts maintain", ", no one has stated"
    part = _part_before(sentence, comma.end)
    if not part:
        return None
    start, end = _clause_before(sentence, part)
    if not has_finite_verb(sentence, start, end) or is_only_quoted(sentence, start, end):
        return None
    if sentence.is_quoted(start, end) or is_announcement(sentence, cue, start, end):
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
    for word in words_between(sentence, sentence.start, first):
        if word.text in {";", ":"} and not sentence.is_quoted(word.start, word.end):
            after_sign = words_after(sentence, word.end, 1)
            start = after_sign[0].start if after_sign else start
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
