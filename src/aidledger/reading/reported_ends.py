"""Where reported speech ends: a clause, or a noun phrase.

In: a sentence and the place where what is reported begins. Out: its end, without closing
signs: before another verb of saying, the setting ("dans un communiqué"), a source, what the
text itself adds after a comma, or a semicolon. Words: `languages/*/reporting.yml`.
"""

from __future__ import annotations

from aidledger.reading.clauses import is_finite, words_after, words_before
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Sentence, Tense, VerbGroup, Voice, Word
from aidledger.reading.reporting import cue_of, reporting_words
from aidledger.reading.said import trimmed_end
from aidledger.reading.speaker_words import speaker_words
from aidledger.reading.speakers import according

_AND = frozenset({"et", "and", "mais", "but", "puis", "then"})
_SUBORDINATES = small_words("reported_ends", "subordinates")
_PRONOUNS = frozenset({"he", "she", "they", "it", "il", "elle", "ils", "elles"})
_COMMAS = frozenset({",", "—", "–"})


def clause_end(sentence: Sentence, start: int) -> int:
    """The end of a reported clause that begins at `start`."""
    end = min(_relative_end(sentence, start), _main_start(sentence, start))
    words = [word for word in words_after(sentence, start, 160) if word.start < end]
    for place, word in enumerate(words):
        if sentence.is_quoted(word.start, word.end):
            continue
        if word.text == ";" or (word.text == ":" and _ends_at_colon(sentence, word)):
            end = word.start
            break
        if _ends_clause(sentence, words, place, start):
            end = word.start
            break
    return trimmed_end(sentence, start, end)


def _ends_at_colon(sentence: Sentence, colon: Word) -> bool:
    """English goes on behind a colon but for a quotation; French explains in its own voice."""
    follows = words_after(sentence, colon.end, 1)
    if sentence.language == "fr" or (bool(follows) and follows[0].text in '"“«'):
        return True
    return any(
        v.start > colon.end
        and is_finite(v)
        and not sentence.is_quoted(v.start, v.end)
        and cue_of(sentence, v) is not None
        for v in sentence.verbs
    )  # "disputed that he had left: the house had been sold, he said, for a debt"


def object_end(sentence: Sentence, start: int) -> int:
    """The end of a reported noun phrase: a clause end, or a comma before another verb."""
    end = clause_end(sentence, start)
    for word in words_after(sentence, start, 60):
        if word.start >= end:
            break
        if word.text != "," or sentence.is_quoted(word.start, word.end):
            continue
        follows = words_after(sentence, word.end, 2)
        if follows and _opens_aside(sentence, follows[0]):
            return trimmed_end(sentence, start, word.start)
    return end


def _opens_aside(sentence: Sentence, word: Word) -> bool:
    if word.lower in speaker_words(sentence.language).relatives | {"et", "and", "mais", "but"}:
        return True
    return any(v.start == word.start for v in sentence.verbs)


def _relative_end(sentence: Sentence, start: int) -> int:
    """Inside ", qui disent soutenir le processus, ont promis": the closing comma."""
    relatives = speaker_words(sentence.language).relatives
    before = words_before(sentence, start, 8)
    for at in range(len(before) - 1, 0, -1):
        word = before[at]
        if word.text in {".", ";", ":"}:
            break
        if word.lower in relatives and word.lower != "that" and before[at - 1].text == ",":
            return _closing_comma(sentence, start)
    return sentence.end


def _main_start(sentence: Sentence, start: int) -> int:
    """ "After an expert said X needed police, 400 Kenyans came": before the main clause."""
    opening = [word.lower for word in sentence.words[:4]]
    if not _SUBORDINATES & set(opening) or opening[0] in _AND:
        return sentence.end
    return _closing_comma(sentence, start, reach=40)


def _closing_comma(sentence: Sentence, start: int, reach: int = 3) -> int:
    """The comma behind which the sentence's own verb goes on."""
    for word in words_after(sentence, start, 80):
        if word.text != "," or sentence.is_quoted(word.start, word.end):
            continue
        verb = next((v for v in sentence.verbs if v.start >= word.end), None)
        if verb is not None and is_finite(verb) and verb.start - word.end <= reach:
            return word.start
    return sentence.end


def _ends_clause(sentence: Sentence, words: list[Word], place: int, start: int) -> bool:
    word = words[place]
    lexicon = reporting_words(sentence.language)
    if word.start - start < 8:
        return False
    if word.text in _COMMAS:
        return _ends_at_comma(sentence, words, place)
    if word.lower in _AND:
        return _says_again(sentence, word.end)
    if word.lower == "including":
        return word.start - start > 20
    if lexicon.settings.starting(words, place) is not None:
        return _is_last(sentence, words, place)
    hit = according(sentence.language).starting(words, place)
    return hit is not None and word.lower not in {"per"} and place > 3


def _ends_at_comma(sentence: Sentence, words: list[Word], place: int) -> bool:
    lexicon = reporting_words(sentence.language)
    if place + 1 >= len(words):
        return True
    after = words[place + 1]
    if lexicon.settings.starting(words, place + 1) is not None:
        return True
    if lexicon.asides.starting(words, place + 1) is not None:
        return True
    if according(sentence.language).starting(words, place + 1) is not None:
        return True
    if _judges(sentence, words, place + 1):
        return True
    verb = next((v for v in sentence.verbs if v.start >= after.start), None)
    if verb is None or sentence.is_quoted(verb.start, verb.end):
        return False
    cue = cue_of(sentence, verb)
    if cue is not None and verb.start == after.start:
        return verb.inverted or verb.tense is Tense.PRESENT_PARTICIPLE or is_finite(verb)
    if cue is not None and _is_short_tail(sentence, after, verb):
        return True
    if cue is not None and after.lower in _PRONOUNS and verb.start - after.end <= 2:
        return True  # "who spoke of a blank cheque, she replied that this was not the case"
    if after.lower in {"but", "mais"} and verb.start - after.end <= 2 and is_finite(verb):
        return verb.pronoun is None  # "denies firing at crowds, but has barred"
    if after.lower in _AND:
        return _says_again(sentence, after.end)
    return False


def _judges(sentence: Sentence, words: list[Word], place: int) -> bool:
    """ ", des allégations aussitôt démenties", ", an accusation Kyiv rejects"."""
    denied = load_words(sentence.language, "reporting")["claims_denied"]
    articles = speaker_words(sentence.language).articles
    behind = words[place : place + 2]
    if behind and behind[0].lower in {"ce", "something"}:
        return len(behind) > 1 and behind[1].lower in {"que", "qu'", "dont"}
    return (
        len(behind) > 1
        and behind[0].lower in articles | {"d'", "de"}
        and behind[1].lower in denied
        and behind[1].lower not in {"that", "que", "qu'", "existence"}
    )


def _is_short_tail(sentence: Sentence, after: Word, verb: VerbGroup) -> bool:
    """ ", he added", ", the agency said.": a subject and a verb of saying close the sentence."""
    if after.lower in _AND or verb.voice is Voice.PASSIVE:
        return False
    rest = [w for w in words_after(sentence, verb.end, 8) if w.text[0].isalnum()]
    return is_finite(verb) and verb.start - after.start < 60 and len(rest) <= 5


def _says_again(sentence: Sentence, place: int) -> bool:
    """ "... et a appelé", "and urged": the same speaker's next verb of saying."""
    verb = next((v for v in sentence.verbs if v.start >= place), None)
    if verb is None or not is_finite(verb) or sentence.is_quoted(verb.start, verb.end):
        return False
    between = [w for w in words_after(sentence, place, 6) if w.end <= verb.start]
    joints = speaker_words(sentence.language).joints
    return all(w.lower in joints for w in between) and cue_of(sentence, verb) is not None


def _is_last(sentence: Sentence, words: list[Word], place: int) -> bool:
    """True when no finite verb follows: the setting closes the sentence."""
    return not any(v.start >= words[place].start and is_finite(v) for v in sentence.verbs)
