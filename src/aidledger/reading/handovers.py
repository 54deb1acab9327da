"""Read handovers: a function that passes from one party to another.

In: the text with its verbs and mentions. Out: handover claims. What passes is a function or
a place that somebody runs, beside a verb of passing with its taker ("confié à", "handed
over to"), a verb or phrase of taking over, or a phrase of giving one's place up. Sums and
goods that change hands are no handovers. Words: `languages/*/handovers.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from aidledger.model.claims import HandoverClaim, HandoverScope, HandoverStatus, Modality
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import is_finite, words_after, words_before, words_between
from aidledger.reading.goods import names_goods
from aidledger.reading.handover_parties import (
    HandoverWords,
    behind,
    handover_words,
    holder_until_now,
    party_at_place,
    subject_party,
)
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import (
    MentionKind,
    QuantityKind,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
    Word,
)
from aidledger.reading.said import trimmed_end
from aidledger.reading.speaker_words import speaker_words
from aidledger.reading.text import ReadText

RULE = "handovers.{}/2"
_DUTIES = small_words("handovers", "duties")
_KEYS = small_words("handovers", "keys")
_OPENING = 12  # characters before the subject of a sentence
_PRONOUNS = small_words("handovers", "pronouns")
_AFTER_VERB = small_words("handovers", "after_verb")
_NEAR = 6  # words from a verb of lying with somebody to the phrase that says with whom


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
        for verb in (*sentence.verbs, *_unseen_verbs(sentence)):
            if verb.start < taken or sentence.is_quoted(verb.start, verb.end) or verb.negated:
                continue
            claim = _claim(text, maker, sentence, verb)
            if claim is not None:
                found.append(claim)
                taken = _clause(sentence, verb)[1]
    return tuple(found)


def _unseen_verbs(sentence: Sentence) -> list[VerbGroup]:
    """ "Oversight moves from X to Y": forms of passing that are nouns elsewhere."""
    forms = handover_words(sentence.language).noun_like
    found = []
    for word, behind_word in pairwise(sentence.words):
        lemma = forms.get(word.lower)
        if lemma is None or behind_word.lower not in _AFTER_VERB:
            continue
        if any(v.start <= word.start < v.end for v in sentence.verbs):
            continue
        found.append(
            VerbGroup(
                start=word.start, end=word.end, head_start=word.start, head_end=word.end,
                lemma=lemma, tense=Tense.PRESENT, person="3s",
            )
        )  # fmt: skip
    return found


def _claim(
    text: ReadText, maker: ClaimMaker, sentence: Sentence, verb: VerbGroup
) -> HandoverClaim | None:
    words = handover_words(sentence.language)
    parties = _resolved(text, sentence, verb, _parties(text, sentence, verb, words))
    if parties is None or parties.taker is None or parties.taker == parties.giver:
        return None
    start, end = _clause(sentence, verb)
    inside = words_between(sentence, start, end)
    function = _function(sentence, inside, parties.taker, words)
    placed = parties.rule == "place"
    if (function is None and not placed) or _is_of_goods(sentence, start, end):
        return None
    if function is not None and inside[function[0]].lower in _KEYS:
        if names_goods(inside[function[1] :], sentence.language):
            return None  # "les clés de vingt ambulances": goods that are given
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


def _resolved(
    text: ReadText, sentence: Sentence, verb: VerbGroup, parties: _Parties | None
) -> _Parties | None:
    """ "Le PAM a réduit ses rations. Il a remis la gestion ...": the body spoken of before."""
    before = words_before(sentence, verb.start, 2)
    first = before[0] if before else None
    if parties is None or not sentence.index or first is None or first.start > sentence.start + 2:
        return parties
    if len(before) > 1 or first.lower not in _PRONOUNS or parties.rule == "taken":
        return parties
    earlier = text.sentences[sentence.index - 1]
    subject = next((m for m in earlier.mentions if not m.place_only), None)
    if subject is None or subject.kind not in (MentionKind.INSTITUTION, MentionKind.STATE):
        return parties
    if subject.start - earlier.start > _OPENING or earlier.block != sentence.block:
        return parties
    return replace(parties, giver=subject.who)


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
        taker = behind(sentence, verb.end, words.to | {"of", "for"})
        giver = subject_party(sentence, verb)
        return _Parties(giver, taker, "place")
    if (
        words.taking_phrases.first_in(around, 0, 5) is not None
        or verb.lemma in (words.taking - {"take"})
        or _takes_with(sentence, verb, words)
    ):
        return _taken(sentence, verb)
    if verb.voice is Voice.REFLEXIVE:
        return None
    if verb.lemma in words.passing and not _is_past_holder(sentence, verb, words):
        return _passed(text, sentence, verb, words)
    if verb.lemma in words.running and verb.voice is Voice.PASSIVE:
        whole = words_between(sentence, *_clause(sentence, verb))
        if (
            verb.tense is Tense.FUTURE
            or words.from_words.first_in(whole, 0, len(whole)) is not None
        ):
            taker = behind(sentence, verb.end, {"par", "by", "avec"})
            return _Parties(holder_until_now(sentence, verb), taker, "run")
    return _fallen(sentence, verb, words)


def _takes_with(sentence: Sentence, verb: VerbGroup, words: HandoverWords) -> bool:
    """ "prendra début 2025 le relais de": the object stands behind a day."""
    if verb.lemma not in {"prendre", "take"}:
        return False
    return any(w.lower in words.taken_with for w in words_after(sentence, verb.end, _NEAR))


def _fallen(sentence: Sentence, verb: VerbGroup, words: HandoverWords) -> _Parties | None:
    """ "incombe depuis juillet à un comité", "is now in the hands of a firm", "becomes X's job"."""
    near = words_between(sentence, verb.start, sentence.end)[: _NEAR + 3]
    phrase = words.falling_phrases.first_in(near, 0, len(near))
    if not is_finite(verb) or (verb.lemma not in words.falling and phrase is None):
        return None
    taker = None
    if phrase is not None and near[phrase[0]].start >= verb.end - 1:
        taker = party_at_place(sentence, near[phrase[1] - 1].end)
    elif verb.lemma in words.falling:
        taker = _owner_of_duty(sentence, verb) or behind(sentence, verb.end, words.to)
    giver = holder_until_now(sentence, verb)
    whole = words_between(sentence, *_clause(sentence, verb))
    changes = verb.tense is Tense.FUTURE or giver is not None
    if taker is None or not (
        changes or words.from_words.first_in(whole, 0, len(whole)) is not None
    ):
        return None
    return _Parties(giver if giver != taker else None, taker, "verb")


def _owner_of_duty(sentence: Sentence, verb: VerbGroup) -> Named | None:
    """ "become Portsmouth's responsibility"."""
    behind_verb = words_after(sentence, verb.end, _NEAR)
    for at, word in enumerate(behind_verb):
        if word.lower == "'s" and at + 1 < len(behind_verb):
            if behind_verb[at + 1].lower in _DUTIES:
                text = sentence.text[
                    behind_verb[0].start - sentence.start : word.start - sentence.start
                ]
                return Named(text, None, text)
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
    taker = behind(sentence, verb.end, words.to)
    if taker is None:
        taker = _by_clitic(text, sentence, verb)
    if taker is None:
        return None
    passive = verb.voice is Voice.PASSIVE or verb.tense is Tense.PAST_PARTICIPLE
    giver = behind(sentence, verb.end, {"from", "by", "par"})
    if giver is None and not passive and _is_intransitive(sentence, verb):
        giver = behind(sentence, verb.end, words.from_)
    elif giver is None and not passive:
        giver = subject_party(sentence, verb)
    if giver is None:
        giver = holder_until_now(sentence, verb)
    return _Parties(giver, taker, "verb")


def _is_intransitive(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "Responsibility passes from X to Y", "passera à l'été de la France à la Belgique"."""
    lexicon = handover_words(sentence.language)
    if verb.lemma not in lexicon.intransitive:
        return False
    after = words_after(sentence, verb.end, 1)
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


def _taken(sentence: Sentence, verb: VerbGroup) -> _Parties:
    """ "X takes over the coordination from Y", "repris par X", "prend le relais des Américains"."""
    if verb.voice is Voice.PASSIVE or verb.tense is Tense.PAST_PARTICIPLE:
        return _Parties(
            behind(sentence, verb.end, {"from"}) or holder_until_now(sentence, verb),
            behind(sentence, verb.end, {"par", "by"}),
            "taken",
        )
    taker = subject_party(sentence, verb)
    givers = {"from"} if sentence.language == "en" else {"des", "du", "de", "d'"}
    giver = behind(sentence, verb.end, givers, least_named=True)
    return _Parties(giver or holder_until_now(sentence, verb), taker, "taken")


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
