"""Who speaks: the subject of a verb of saying, or the source behind "selon".

In: a sentence with marks. Out: a speaker with the title by which the text calls them; a
subject that is no known actor is given in the text's words ("un diplomate européen").
Where the words of a speaker begin and end is the matter of `speaker_words`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from aidledger.model.parties import Named
from aidledger.reading.clauses import subject_of, words_before, words_between
from aidledger.reading.english_names import english_name
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    Mention,
    MentionForm,
    MentionKind,
    Sentence,
    Tense,
    VerbGroup,
    Word,
)
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.reporting import cue_of
from aidledger.reading.speaker_words import (
    is_office,
    phrase_after,
    phrase_before,
    speaker_words,
    without_article,
)
from aidledger.reading.unnamed_speakers import place_of_on

_PARTICIPLES = (Tense.PAST_PARTICIPLE, Tense.PRESENT_PARTICIPLE, Tense.INFINITIVE)
_FEMININE = frozenset({"la", "une", "sa", "cette"})
_MASCULINE = frozenset({"le", "un", "son", "ce", "cet"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something.

    Args:
        name: None = a pronoun that nothing resolves.
        role: the title by which the text calls them here, or None.
        start, end: the words that name them.
        gender: "m", "f" or None = the words do not tell.
        pronoun: True when a pronoun stands for them here.
    """

    name: Named | None
    role: str | None = None
    start: int = 0
    end: int = 0
    gender: str | None = None
    pronoun: bool = False


@cache
def according(language: str) -> Phrases[bool]:
    """Words such as "selon" and "according to"."""
    return phrase_set(load_words(language, "reporting")["according"])


# Verbs of saying -----------------------------------------------------------------------


def speaker_of(sentence: Sentence, verb: VerbGroup) -> Speaker | None:
    """The speaker of a verb of saying; None where the sentence names none."""
    for mention in sentence.mentions:
        if mention.kind is MentionKind.PRONOUN and verb.start <= mention.start < verb.end:
            follows = sentence.text[mention.end - sentence.start :][:1]
            if follows != ",":  # "a, elle, répété" only underlines the subject
                return _of(mention)
    if verb.pronoun == "on":
        meant = place_of_on(sentence, verb)
        return speaker_in(sentence, *meant) if meant is not None else None
    if verb.inverted:
        return speaker_after(sentence, verb.end)
    if verb.tense in _PARTICIPLES:
        main = _main_verb(sentence, verb)
        return speaker_of(sentence, main) if main is not None and main is not verb else None
    if verb.pronoun is not None:
        return _by_pronoun(sentence, verb)
    antecedent = _antecedent(sentence, verb)
    if antecedent is not None:
        return antecedent
    shared = _sharing(sentence, verb)
    if shared is not None:
        return speaker_of(sentence, shared)
    phrase = phrase_before(sentence, verb)
    if phrase is not None:
        return speaker_in(sentence, *phrase)
    subjects = subject_of(sentence, verb)
    usable = [m for m in subjects if m.who is not None or m.role]
    if usable:
        return _of(usable[-1] if usable[-1].form is not MentionForm.TITLE else usable[0])
    return None


def _antecedent(sentence: Sentence, verb: VerbGroup) -> Speaker | None:
    """ "les chiffres du Conseil norvégien pour les réfugiés, qui évalue": the actor before."""
    before = words_before(sentence, verb.start, 4)
    while before and before[-1].lower in {"ne", "n'", "se", "s'", "lui", "leur", "les", "l'"}:
        before = before[:-1]
    if len(before) < 2 or before[-1].lower not in {"qui", "who"}:
        return None
    last = before[-2] if before[-2].text != "," or len(before) < 3 else before[-3]
    mention = next((m for m in sentence.mentions if m.start <= last.start < m.end), None)
    if mention is None or mention.who is None or mention.form is MentionForm.ADJECTIVE:
        return None
    if mention.kind is MentionKind.PERSON and mention.form is MentionForm.NAME:
        return _of(mention)
    return _of(mention) if mention.kind is MentionKind.INSTITUTION and not _is_held_by_person(
        sentence, mention
    ) else None  # fmt: skip


def _is_held_by_person(sentence: Sentence, body: Mention) -> bool:
    """ "le porte-parole du ministère, qui": the spokesman goes on, not the ministry."""
    before = words_before(sentence, body.start, 5)
    if not before or before[-1].lower not in _OF | {"de", "la", "le", "the"}:
        return False
    return any(word.lower in _people() for word in before[:-1])


@cache
def _people() -> frozenset[str]:
    """Nouns of persons who speak: "porte-parole", "spokesman"."""
    return small_words("verbs_fr", "people") | small_words("described", "capitalised")


def _by_pronoun(sentence: Sentence, verb: VerbGroup) -> Speaker:
    """ "he said", "ils disent": the pronoun right before the verb."""
    for mention in reversed(sentence.mentions):
        short = mention.kind is MentionKind.PRONOUN or mention.end - mention.start <= 3
        if short and 0 <= verb.start - mention.end < 12:
            return _of(mention)
    return Speaker(None, None, max(verb.start - 3, sentence.start), verb.start, None, True)


def _sharing(sentence: Sentence, verb: VerbGroup) -> VerbGroup | None:
    """ "Israël conteste ces chiffres et accuse": the verb before, whose subject is the same."""
    before = words_before(sentence, verb.start, 2)
    joined = [word.lower for word in before if word.lower not in speaker_words(
        sentence.language
    ).joints - _AND]  # fmt: skip
    if not joined or joined[-1] not in _AND:
        return None
    earlier = [
        v
        for v in sentence.verbs
        if v.end <= verb.start
        and v.tense not in _PARTICIPLES
        and not sentence.is_quoted(v.start, v.end)
    ]
    if not earlier or earlier[-1].end >= before[-1].start:
        return None
    # "told reporters the convoy had arrived and urged": the verb of saying, not what it reports.
    saying = (v for v in earlier if not v.inverted and cue_of(sentence, v) is not None)
    return next(saying, earlier[-1])


_AND = frozenset({"et", "and", "puis", "mais", "but", "then"})


def speaker_after(sentence: Sentence, place: int) -> Speaker | None:
    """ "a indiqué à l'AFP Emmanuel Macron", "said the ministry": the noun phrase behind."""
    phrase = phrase_after(sentence, place)
    return speaker_in(sentence, *phrase) if phrase is not None else None


def speaker_in(sentence: Sentence, start: int, end: int) -> Speaker | None:
    """The speaker that a noun phrase names: the actor that it is, else its words."""
    inner = without_article(sentence, start, end)
    if inner >= end:
        return None
    inside = [
        m
        for m in sentence.mentions
        if start <= m.start and m.end <= end + 1 and m.form is not MentionForm.ADJECTIVE
    ]
    actor = _actor(sentence, inside, inner, end)
    gender = _gender(sentence, start, inner)
    if actor is not None:
        speaker = _of(actor)
        if speaker.name is None and actor.kind is not MentionKind.PRONOUN:
            return None
        known = english_name(sentence, inner, end) if actor.who is None else None
        if known is not None and speaker.name is not None:
            named = Named(known, None, speaker.name.mention)
            speaker = replace(speaker, name=named)
        return speaker
    text = sentence.text[inner - sentence.start : end - sentence.start].strip()
    if not text:
        return None
    name = english_name(sentence, inner, end) or text
    return Speaker(Named(name, None, text), None, inner, end, gender)


def _actor(sentence: Sentence, inside: list[Mention], start: int, end: int) -> Mention | None:
    """The mention that a noun phrase is: a person named in it, or a name that fills it."""
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    if last.form is MentionForm.NAME and last.kind is MentionKind.PERSON and last.end >= end - 1:
        return last if not is_office(sentence, start, last.start) else None
    if first.start > start + 1:
        lead = words_between(sentence, start, last.start)
        named = last.end >= end - 1 and (
            last.kind is MentionKind.INSTITUTION
            or (last.kind is MentionKind.STATE and _is_plain(sentence, lead))
        )  # "a charge Israel denies"
        return last if named and 0 < len(lead) <= 2 and lead[-1].text.isalpha() and not (
            {word.lower for word in lead} & _OF
        ) else None  # fmt: skip
    rest = words_between(sentence, first.end, end)
    if first.kind is MentionKind.PRONOUN:
        return first if not rest else None
    if not rest or (first.kind is MentionKind.PERSON and first.form is MentionForm.NAME):
        return first
    if first.form is MentionForm.TITLE and first.who is not None:
        return first
    # "the WHO in Geneva", "l'ONU à Port-au-Prince" are the body; "UN experts" are its people.
    return first if rest[0].lower in _PLACING else None


def _is_plain(sentence: Sentence, lead: tuple[Word, ...]) -> bool:
    """Nothing but a common noun before a state, as in "a charge Israel denies"."""
    small = speaker_words(sentence.language)
    return sentence.language == "en" and all(
        word.text.islower() and word.lower not in small.prepositions for word in lead
    )


_OF = frozenset({"de", "d'", "du", "des", "of", "for", "to", "à", "au", "pour", "from", "at"})
_PLACING = frozenset(
    {"in", "at", "à", "au", "aux", "en", "dans", "sur", "and", "et", "lui", "elle"}
)


def _gender(sentence: Sentence, start: int, inner: int) -> str | None:
    article = sentence.text[start - sentence.start : inner - sentence.start].strip().lower()
    if article in _FEMININE:
        return "f"
    return "m" if article in _MASCULINE else None


def _of(mention: Mention) -> Speaker:
    role = mention.role
    pronoun = mention.kind is MentionKind.PRONOUN
    if mention.who is None:
        words = role or ""
        name = Named(words, None, words) if words else None
        return Speaker(name, role, mention.start, mention.end, mention.gender, pronoun)
    return Speaker(mention.who, role, mention.start, mention.end, mention.gender, pronoun)


def _main_verb(sentence: Sentence, verb: VerbGroup) -> VerbGroup | None:
    before = [v for v in sentence.verbs if v.end <= verb.start and v.tense not in _PARTICIPLES]
    outside = [v for v in before if not sentence.is_quoted(v.start, v.end)]
    if verb.tense is Tense.PRESENT_PARTICIPLE:
        # "said Kenya stood ready, adding that": whoever said, not who stood.
        saying = [v for v in outside if cue_of(sentence, v) is not None]
        if saying:
            return saying[-1]
    return outside[-1] if outside else None


# Sources -------------------------------------------------------------------------------


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
