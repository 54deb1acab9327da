"""Who speaks: the subject of a verb of saying, or the source behind "selon".

In: a sentence with marks. Out: a speaker with the title by which the text calls them; a
subject that is no known actor is given in the text's words ("un diplomate européen").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidledger.catalogue import load_catalogue
from aidledger.model.parties import Named
from aidledger.reading.clauses import subject_of, words_after, words_before
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    Mention,
    MentionForm,
    MentionKind,
    Sentence,
    Tense,
    VerbGroup,
)
from aidledger.reading.phrases import Phrases, phrase_set

_WORDS_OF_PHRASE_2 = small_words("speakers", "phrase_2")
_WORDS_OF_PHRASE = small_words("speakers", "phrase")
_WORDS_OF_DESCRIBED = small_words("speakers", "described")

_NOMINAL = frozenset(
    {
        "le",
        "la",
        "l'",
        "les",
        "un",
        "une",
        "the",
        "a",
        "an",
        "one",
        "another",
        "des",
        "ses",
        "sa",
        "son",
        "its",
        "their",
        "his",
        "her",
        "several",
        "two",
        "plusieurs",
        "deux",
    }
)
_PARTICIPLES = (Tense.PAST_PARTICIPLE, Tense.PRESENT_PARTICIPLE, Tense.INFINITIVE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something; `end` is the end of the words that name them."""

    name: Named | None
    role: str | None = None
    start: int = 0
    end: int = 0


@cache
def according(language: str) -> Phrases[bool]:
    """Words such as "selon" and "according to"."""
    return phrase_set(load_words(language, "reporting")["according"])


def speaker_of(sentence: Sentence, verb: VerbGroup) -> Speaker | None:
    """The speaker of a verb of saying; None where the sentence names none."""
    for mention in sentence.mentions:
        if mention.kind is MentionKind.PRONOUN and verb.start <= mention.start < verb.end:
            return _of(mention)
    if verb.inverted:
        return _after(sentence, verb)
    if verb.tense in _PARTICIPLES:
        main = _main_verb(sentence, verb)
        return speaker_of(sentence, main) if main is not None and main is not verb else None
    subjects = subject_of(sentence, verb)
    usable = [m for m in subjects if m.who is not None or m.role]
    if usable:
        return _of(usable[-1] if usable[-1].form is not MentionForm.TITLE else usable[0])
    return _described(sentence, verb)


def source_before(sentence: Sentence, place: int, reach: int = 60) -> Named | None:
    """The source behind "selon" that stands at most `reach` characters before a place."""
    found = None
    for at in range(len(sentence.words)):
        hit = according(sentence.language).starting(sentence.words, at)
        if hit is None or sentence.words[at].start > place:
            continue
        end = sentence.words[hit[0] - 1].end
        for mention in sentence.mentions:
            if 0 <= mention.start - end <= 8 and mention.who is not None:
                if 0 <= place - mention.end <= reach:
                    found = mention.who
    return found


def source_of(sentence: Sentence, start: int, end: int) -> Named | None:
    """The source behind "selon" right before a stretch, or behind "according to" right after."""
    before = source_before(sentence, start)
    if before is not None:
        return before
    for at in range(len(sentence.words)):
        hit = according(sentence.language).starting(sentence.words, at)
        if hit is None or not 0 <= sentence.words[at].start - end <= 12:
            continue
        place = sentence.words[hit[0] - 1].end
        for mention in sentence.mentions:
            if 0 <= mention.start - place <= 8 and mention.who is not None:
                return mention.who
    return None


def speaker_behind(sentence: Sentence, place: int, verb: VerbGroup) -> Speaker | None:
    """The speaker between a comma and the verb: "..., a spokesperson said"."""
    for mention in sentence.mentions:
        if place <= mention.start and mention.end <= verb.start and mention.who is not None:
            return _of(mention)
    return _described(sentence, verb)


def _in_english(sentence: Sentence, start: int, end: int) -> str | None:
    """The English name of a French speaker by noun and nationality; None where no row fits."""
    if sentence.language != "fr":
        return None
    nouns = load_words("fr", "bodies")["nouns"]
    adjective = next(
        (
            mention
            for mention in sentence.mentions
            if start <= mention.start
            and mention.end <= end
            and mention.form is MentionForm.ADJECTIVE
        ),
        None,
    )
    text = sentence.text[start - sentence.start : end - sentence.start]
    if adjective is not None:
        low, high = adjective.start - start, adjective.end - start
        text = text[:low] + text[high:]
    name = nouns.get(" ".join(text.lower().split()))
    if name is None:
        return None
    if adjective is None or adjective.who is None:
        return str(name)
    return f"{_adjective(adjective.who)} {name}"


@cache
def _adjectives() -> dict[str, str]:
    """English adjective by the id of a state."""
    return {
        actor.id: naming.text
        for actor in load_catalogue().actors
        for naming in actor.namings
        if naming.form == "adjective" and naming.language == "en"
    }


def _adjective(who: Named) -> str:
    return _adjectives().get(who.id or "", who.name)


def _of(mention: Mention) -> Speaker:
    role = mention.role
    if mention.who is None:
        words = role or ""
        return Speaker(
            Named(words, None, words) if words else None, role, mention.start, mention.end
        )
    return Speaker(mention.who, role, mention.start, mention.end)


def _main_verb(sentence: Sentence, verb: VerbGroup) -> VerbGroup | None:
    before = [v for v in sentence.verbs if v.end <= verb.start and v.tense not in _PARTICIPLES]
    outside = [v for v in before if not sentence.is_quoted(v.start, v.end)]
    return outside[-1] if outside else None


def _after(sentence: Sentence, verb: VerbGroup) -> Speaker | None:
    """ "a indiqué Emmanuel Macron", "said the ministry": the first noun phrase after."""
    for mention in sentence.mentions:
        if mention.start < verb.end or mention.form is MentionForm.ADJECTIVE:
            continue
        between = words_after(sentence, verb.end, 8)
        gap = [word.lower for word in between if word.end <= mention.start]
        if mention.start - verb.end > 60 or any(word in {",", ".", ";"} for word in gap):
            break
        if len(gap) <= 2:
            return _of(mention)
        return _phrase(sentence, verb.end, mention)
    return _phrase(sentence, verb.end, None)


def _phrase(sentence: Sentence, place: int, mention: Mention | None) -> Speaker | None:
    """A noun phrase that begins right at `place`, in the text's words."""
    words = words_after(sentence, place, 9)
    if not words or (words[0].lower not in _NOMINAL and not words[0].text[0].isupper()):
        return None
    end = words[0].end
    for word in words:
        if word.text in _WORDS_OF_PHRASE_2 or word.lower in _WORDS_OF_PHRASE:
            break
        end = word.end
    first = (
        words[0].end + 1
        if words[0].lower in _NOMINAL and words[0].text[-1] != "'"
        else words[0].start
    )
    if words[0].lower == "l'":
        first = words[0].end
    text = sentence.text[first - sentence.start : end - sentence.start].strip()
    if not text:
        return None
    if (
        mention is not None
        and mention.end <= end
        and mention.who is not None
        and mention.kind is MentionKind.INSTITUTION
    ):
        return Speaker(mention.who, text, mention.start, end)
    return Speaker(Named(_in_english(sentence, first, end) or text, None, text), None, first, end)


def _described(sentence: Sentence, verb: VerbGroup) -> Speaker | None:
    """ "un diplomate français disait": the noun phrase right before the verb."""
    words = words_before(sentence, verb.start, 7)
    if not words or not words[-1].text[-1].isalnum():
        return None
    start = None
    for word in reversed(words):
        if word.text in _WORDS_OF_DESCRIBED or word.lower in {
            "que",
            "qui",
            "that",
            "who",
        }:
            break
        start = word
    if start is None or (start.lower not in _NOMINAL and not start.text[0].isupper()):
        return None
    first = (
        start.end + 1 if start.lower in _NOMINAL and not start.lower.endswith("'") else start.start
    )
    first = start.end if start.lower == "l'" else first
    text = sentence.text[first - sentence.start : verb.start - sentence.start].strip()
    if not text or len(text.split()) > 6:
        return None
    name = _in_english(sentence, first, verb.start) or text
    return Speaker(Named(name, None, text), None, first, verb.start)
