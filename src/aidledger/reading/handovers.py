"""Read handovers: a function that passes from one party to another.

In: the text with its verbs and mentions. Out: handover claims. What passes is a function or
a place that somebody runs, beside a verb of passing with its taker ("confié à", "handed
over to"), a verb or phrase of taking over, or a phrase of giving one's place up. Sums and
goods that change hands are no handovers. Words: `languages/*/handovers.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import HandoverClaim, HandoverScope, HandoverStatus, Modality
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import words_after, words_before, words_between
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import QuantityKind, Sentence, Tense, VerbGroup, Voice, Word
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.said import trimmed_end
from aidledger.reading.speaker_words import phrase_at, speaker_words
from aidledger.reading.speakers import speaker_in, speaker_of
from aidledger.reading.text import ReadText

RULE = "handovers.{}/2"
_REACH = 110  # characters from the verb to the one who takes


@dataclass(frozen=True, slots=True)
class HandoverWords:
    """The words of one language; what each set holds is said in its file."""

    passing: frozenset[str]
    taking: frozenset[str]
    running: frozenset[str]
    taking_phrases: Phrases[bool]
    giving_phrases: Phrases[bool]
    functions: Phrases[bool]
    from_words: Phrases[bool]
    full: frozenset[str]
    partial: Phrases[bool]
    from_: frozenset[str]
    to: frozenset[str]


@cache
def _lexicon(language: str) -> HandoverWords:
    data = load_words(language, "handovers")
    return HandoverWords(
        passing=frozenset(data["passing"]),
        taking=frozenset(data["taking"]),
        running=frozenset(data["running"]),
        taking_phrases=phrase_set(data["taking_phrases"]),
        giving_phrases=phrase_set(data["giving_phrases"]),
        functions=phrase_set(data["functions"]),
        from_words=phrase_set(data["from_words"]),
        full=frozenset(data["full"]),
        partial=phrase_set(data["partial"]),
        from_=frozenset(data["from"]),
        to=frozenset(data["to"]),
    )


@dataclass(frozen=True, slots=True)
class _Parties:
    giver: Named | None
    taker: Named | None
    rule: str


def read_handovers(text: ReadText, maker: ClaimMaker) -> tuple[HandoverClaim, ...]:
    """The handovers of the text, at most one a clause."""
    found: list[HandoverClaim] = []
    for sentence in text.sentences:
        taken = -1
        for verb in sentence.verbs:
            if verb.start < taken or sentence.is_quoted(verb.start, verb.end) or verb.negated:
                continue
            claim = _claim(text, maker, sentence, verb)
            if claim is not None:
                found.append(claim)
                taken = _clause(sentence, verb)[1]
    return tuple(found)


def _claim(
    text: ReadText, maker: ClaimMaker, sentence: Sentence, verb: VerbGroup
) -> HandoverClaim | None:
    words = _lexicon(sentence.language)
    parties = _parties(text, sentence, verb, words)
    if parties is None or parties.taker is None or parties.taker == parties.giver:
        return None
    start, end = _clause(sentence, verb)
    inside = words_between(sentence, start, end)
    function = _function(sentence, inside, parties.taker, words)
    placed = parties.rule == "place"
    if (function is None and not placed) or _is_of_goods(sentence, start, end):
        return None
    named = inside[function[0]].start if function is not None else verb.start
    return maker.make(
        HandoverClaim,
        sentence,
        start,
        end,
        rule=RULE.format(parties.rule),
        modality=Modality.PLANNED if _status(verb) is HandoverStatus.DECIDED else Modality.ACTUAL,
        function=_function_text(sentence, named, verb),
        from_=parties.giver,
        to=parties.taker,
        scope=_scope(inside, words),
        status=_status(verb),
    )


def _function(
    sentence: Sentence, inside: tuple[Word, ...], taker: Named, words: HandoverWords
) -> tuple[int, int, bool] | None:
    """What passes, by its noun; "remis à la police nationale": a taker's own noun passes not."""
    named = sentence.text.rfind(taker.mention) if taker.mention else -1
    low = sentence.start + named if named >= 0 else sentence.end
    high = low + len(taker.mention or "")
    at = 0
    while (found := words.functions.first_in(inside, at, len(inside))) is not None:
        if not low <= inside[found[0]].start < high:
            return found
        at = found[1]
    return None


def _is_of_goods(sentence: Sentence, start: int, end: int) -> bool:
    """Sums and counted things are given, not handed over as a function."""
    return any(
        quantity.kind is QuantityKind.MONEY
        for quantity in sentence.quantities
        if start <= quantity.start < end
    )


def _parties(
    text: ReadText, sentence: Sentence, verb: VerbGroup, words: HandoverWords
) -> _Parties | None:
    around = words_between(sentence, verb.start, min(sentence.end, verb.end + 25))
    is_passed = verb.lemma in words.passing and verb.voice is Voice.PASSIVE
    if not is_passed and words.giving_phrases.first_in(around, 0, len(around)) is not None:
        taker = _behind(sentence, verb.end, words.to | {"of", "for"})
        giver = _subject(sentence, verb)
        return _Parties(giver, taker, "place")
    if words.taking_phrases.first_in(around, 0, 5) is not None or verb.lemma in (
        words.taking - {"take"}
    ):
        return _taken(sentence, verb)
    if verb.lemma in words.passing and not _is_past_holder(sentence, verb, words):
        return _passed(text, sentence, verb, words)
    if verb.lemma in words.running and verb.voice is Voice.PASSIVE:
        whole = words_between(sentence, *_clause(sentence, verb))
        if (
            verb.tense is Tense.FUTURE
            or words.from_words.first_in(whole, 0, len(whole)) is not None
        ):
            taker = _behind(sentence, verb.end, {"par", "by", "avec"})
            return _Parties(_until_now(sentence, verb, words), taker, "run")
    return None


def _is_past_holder(sentence: Sentence, verb: VerbGroup, words: HandoverWords) -> bool:
    """ "jusqu'ici confié à X": who ran it so far, no handover yet."""
    if verb.tense is not Tense.PAST_PARTICIPLE:
        return False
    around = (*words_before(sentence, verb.start, 3), *words_after(sentence, verb.end, 3))
    return words.from_words.first_in(around, 0, len(around)) is not None


def _passed(
    text: ReadText, sentence: Sentence, verb: VerbGroup, words: HandoverWords
) -> _Parties | None:
    """ "confiée à l'OTAN", "passes from X to Y", "handed over by X to Y"."""
    taker = _behind(sentence, verb.end, words.to)
    if taker is None:
        taker = _by_clitic(text, sentence, verb)
    if taker is None:
        return None
    passive = verb.voice is Voice.PASSIVE or verb.tense is Tense.PAST_PARTICIPLE
    giver = _behind(sentence, verb.end, {"from", "by", "par"})
    if giver is None and not passive and _is_intransitive(sentence, verb):
        giver = _behind(sentence, verb.end, words.from_)
    elif giver is None and not passive:
        giver = _subject(sentence, verb)
    if giver is None:
        giver = _until_now(sentence, verb, words)
    if giver is None and not passive and not _is_intransitive(sentence, verb):
        return None
    return _Parties(giver, taker, "verb")


def _is_intransitive(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "Responsibility passes from X to Y", "passera à l'été de la France à la Belgique"."""
    if verb.lemma not in {"pass", "passer", "move", "shift", "revenir", "échoir", "transition"}:
        return False
    after = words_after(sentence, verb.end, 1)
    lexicon = _lexicon(sentence.language)
    return (
        not after
        or after[0].lower in lexicon.from_ | lexicon.to | {"in", "en", ","}
        or any(d.start <= after[0].start < d.end for d in sentence.dates)
    )


def _by_clitic(text: ReadText, sentence: Sentence, verb: VerbGroup) -> Named | None:
    """ "la formation lui est désormais confiée"."""
    before = [word.lower for word in words_before(sentence, verb.start, 2)]
    if verb.voice is not Voice.PASSIVE or not {"lui", "leur"} & set(before):
        return None
    earlier = text.sentences[sentence.index - 1] if sentence.index else sentence
    for mention in earlier.mentions:
        if mention.who is not None and not mention.place_only:
            return mention.who
    return None


def _until_now(sentence: Sentence, verb: VerbGroup, words: HandoverWords) -> Named | None:
    """ "assurée jusque-là par les Américains": who ran it before."""
    before = words_between(sentence, sentence.start, verb.start)
    for at in range(len(before) - 1, -1, -1):
        if before[at].lower in {"par", "by", "à", "au"} and at + 1 < len(before):
            near = before[max(0, at - 6) : at]
            if words.from_words.first_in(near, 0, len(near)) is None:
                continue
            phrase = phrase_at(sentence, before[at + 1].start)
            return _named(sentence, *phrase) if phrase is not None else None
    return None


def _taken(sentence: Sentence, verb: VerbGroup) -> _Parties:
    """ "X takes over the coordination from Y", "repris par X", "prend le relais des Américains"."""
    if verb.voice is Voice.PASSIVE or verb.tense is Tense.PAST_PARTICIPLE:
        return _Parties(
            _behind(sentence, verb.end, {"from"}),
            _behind(sentence, verb.end, {"par", "by"}),
            "taken",
        )
    taker = _subject(sentence, verb)
    givers = {"from"} if sentence.language == "en" else {"des", "du", "de", "d'"}
    giver = _behind(sentence, verb.end, givers, least_named=True)
    return _Parties(giver, taker, "taken")


def _subject(sentence: Sentence, verb: VerbGroup) -> Named | None:
    speaker = speaker_of(sentence, verb)
    return speaker.name if speaker is not None else None


def _behind(
    sentence: Sentence,
    place: int,
    prepositions: frozenset[str] | set[str],
    *,
    least_named: bool = False,
) -> Named | None:
    """The party behind one of the prepositions; dates and places of time are passed over."""
    for word in words_after(sentence, place, 30):
        if word.start - place > _REACH or word.text in {";", ":", "."}:
            return None
        if word.lower not in prepositions or sentence.is_quoted(word.start, word.end):
            continue
        if any(d.start <= word.start < d.end for d in sentence.dates):
            continue
        phrase = phrase_at(sentence, word.end)
        if phrase is None or any(d.start < phrase[1] and phrase[0] < d.end for d in sentence.dates):
            continue
        follows = words_between(sentence, *phrase)
        if any(v.start <= follows[0].start < v.end for v in sentence.verbs):
            continue
        named = any(m.start < phrase[1] and phrase[0] <= m.start for m in sentence.mentions)
        if least_named and not named:
            continue
        return _named(sentence, *phrase)
    return None


def _named(sentence: Sentence, start: int, end: int) -> Named | None:
    speaker = speaker_in(sentence, start, end)
    if speaker is None or speaker.name is None or speaker.name.id is not None:
        return speaker.name if speaker is not None else None
    return _own_name(sentence, start, end) or speaker.name


def _own_name(sentence: Sentence, start: int, end: int) -> Named | None:
    """ "the state company Energocom": the name behind the noun that says what it is."""
    words = words_between(sentence, start, end)
    first = len(words)
    while first > 0 and words[first - 1].text[0].isupper():
        first -= 1
    if first in (0, len(words)) or not words[first - 1].text.isalpha():
        return None
    small = speaker_words(sentence.language)
    if words[first - 1].lower in small.prepositions | small.articles | {"et", "and"}:
        return None
    text = sentence.text[words[first].start - sentence.start : end - sentence.start]
    whole = sentence.text[start - sentence.start : end - sentence.start]
    return Named(text, None, whole)


def _scope(inside: tuple[Word, ...], words: HandoverWords) -> HandoverScope | None:
    if words.full.intersection(word.lower for word in inside):
        return HandoverScope.FULL
    partial = words.partial.first_in(inside, 0, len(inside))
    return HandoverScope.PARTIAL if partial is not None else None


def _status(verb: VerbGroup) -> HandoverStatus:
    if verb.tense in (Tense.FUTURE, Tense.CONDITIONAL) or verb.modal is not None:
        return HandoverStatus.DECIDED
    if verb.tense in (Tense.PAST, Tense.PAST_PARTICIPLE):
        return HandoverStatus.EFFECTIVE
    return HandoverStatus.STARTED


def _function_text(sentence: Sentence, start: int, verb: VerbGroup) -> str:
    """The function with its complement: "coordination de l'aide militaire à l'Ukraine"."""
    end = start
    for word in words_after(sentence, start, 12):
        if word.text in {",", ";", ".", "("} or word.start >= verb.start > start:
            break
        end = word.end
    return sentence.text[start - sentence.start : end - sentence.start]


def _clause(sentence: Sentence, verb: VerbGroup) -> tuple[int, int]:
    """The clause around the verb, between signs, without what another clause adds."""
    start, end = sentence.start, sentence.end
    relatives = speaker_words(sentence.language).relatives
    for word in sentence.words:
        if word.text in {":", ";"}:
            if word.end <= verb.start:
                start = word.end
            elif word.start >= verb.end:
                end = word.start
                break
        if word.text == "," and word.start >= verb.end:
            follows = words_after(sentence, word.end, 1)
            if follows and follows[0].lower in relatives | {"and", "but", "et", "mais"}:
                end = word.start
                break
    while start < end and sentence.text[start - sentence.start] == " ":
        start += 1
    return start, trimmed_end(sentence, start, end)
