"""How far a sum is: stage, nature (flow or balance) and modality.

In: a figure in its sentence with verbs and mentions. Out: a `Standing`. Words beside the
figure decide first ("restent à attribuer", "appel de"), then words of the sentence, then
the verb that governs the figure with its tense and the verb on which it hangs. Frames are
data: `languages/*/stages.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import Modality, Nature, Stage
from aidledger.reading.clauses import governing_verb, words_after, words_before
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    DateRelation,
    Quantity,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
    Word,
)
from aidledger.reading.phrases import Phrases, phrase_set

_WORDS_OF_BESIDE = small_words("stages", "beside")
_WORDS_OF_OF_VERB = small_words("stages", "of_verb")

_AFTER, _BEFORE = 7, 6
# What remains and what is asked may be said further from the figure than the other stages.
_FAR = frozenset({Stage.REMAINING, Stage.REQUESTED, Stage.DRAWN_DOWN})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sentence presents a sum. `loose`: "spent" in the press may mean only allocated."""

    stage: Stage | None
    nature: Nature
    modality: Modality
    loose: bool = False


@dataclass(frozen=True, slots=True)
class StageWords:
    """The frames of one language."""

    verbs: dict[str, Stage]
    giving: dict[str, Stage]
    tenses: dict[str, Stage | None]
    modals: dict[str, Stage | None]
    after: Phrases[Stage]
    before: Phrases[Stage]
    sentence: Phrases[Stage]
    parliaments: frozenset[str]
    voting: frozenset[str]
    balance_words: Phrases[bool]
    balance_verbs: frozenset[str]
    balance_stages: frozenset[Stage]
    flow_words: frozenset[str]
    rumour: Phrases[bool]
    announcing: frozenset[str]
    containing: frozenset[str]
    laws: frozenset[str]


@cache
def stage_words(language: str) -> StageWords:
    """The frames of `language`, from its `stages.yml`."""
    data = load_words(language, "stages")
    return StageWords(
        verbs=_by_word(data["verbs"]),
        giving=_by_word(data["giving"]),
        tenses={tense: _stage(stage) for tense, stage in data["tenses"].items()},
        modals={lemma: _stage(stage) for lemma, stage in data["modals"].items()},
        after=Phrases(_by_word(data["words_after"])),
        before=Phrases(_by_word(data["words_before"])),
        sentence=Phrases(_by_word(data["sentence_words"])),
        parliaments=frozenset(data["parliaments"]),
        voting=frozenset(data["voting"]),
        balance_words=phrase_set(data["balance_words"]),
        balance_verbs=frozenset(data["balance_verbs"]),
        balance_stages=frozenset(Stage(name) for name in data["balance_stages"]),
        flow_words=frozenset(data["flow_words"]),
        rumour=phrase_set(data["rumour_words"]),
        announcing=frozenset(data["announcing"]),
        containing=frozenset(data["containing"]),
        laws=frozenset(data["laws"]),
    )


def _by_word(groups: dict[str, list[str]]) -> dict[str, Stage]:
    return {word: Stage(name) for name, words in groups.items() for word in words or ()}


def _stage(name: str | None) -> Stage | None:
    return None if name is None else Stage(name)


def standing_of(sentence: Sentence, quantity: Quantity) -> Standing:
    """Stage, nature and modality of one sum as its sentence has them."""
    words = stage_words(sentence.language)
    verb = governing_verb(sentence, quantity.start, quantity.end)
    beside = _beside(sentence, quantity, words)
    spoken = _of_verb(sentence, verb, words) if verb is not None else None
    if spoken is Stage.REMAINING and beside is not Stage.REQUESTED:
        beside = spoken
    if spoken is Stage.PROPOSED and verb is not None and _is_announced(sentence, verb, words):
        spoken = Stage.PLEDGED
    if verb is not None and _is_law(sentence, verb, words):
        spoken = Stage.APPROPRIATED
    stage = beside or _of_sentence(sentence, spoken, words) or spoken
    return Standing(
        stage,
        _nature(sentence, quantity, verb, stage, words),
        _modality(sentence, verb, stage, words),
        loose=stage is Stage.SPENT,
    )


def _is_announced(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "We're announcing that the United States plans to provide": an announcement pledges."""
    return any(
        other.lemma in words.announcing and other.end <= verb.start for other in sentence.verbs
    )


def _is_law(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "This bill includes $1 billion": the subject is the act itself."""
    if verb.lemma not in words.containing:
        return False
    before = [word.lower for word in words_before(sentence, verb.start, 4)]
    return bool(words.laws.intersection(before))


def _beside(sentence: Sentence, quantity: Quantity, words: StageWords) -> Stage | None:
    """The stage that the words right beside the figure name."""
    after = words_after(sentence, quantity.end, _AFTER)
    before = words_before(sentence, quantity.start, _BEFORE)
    found = words.before.ending(before, len(before))
    if found is None and before and before[-1].lower in _WORDS_OF_BESIDE:
        found = words.before.ending(before, len(before) - 1)
    if found is not None:
        return found[1]
    for place, word in enumerate(after):
        if word.text in ".;:(" or (word.text == "," and place > 0):
            break
        other = words.after.starting(after, place)
        if other is not None and place > 2 and other[1] not in _FAR:
            continue
        if other is not None and not _is_finite_elsewhere(sentence, after[place].start, quantity):
            return other[1]
    return None


def _is_finite_elsewhere(sentence: Sentence, place: int, quantity: Quantity) -> bool:
    """True when another figure stands between: the words are that one's."""
    return any(
        quantity.end <= other.start < place
        for other in sentence.quantities
        if other.kind == quantity.kind
    )


def _of_sentence(sentence: Sentence, spoken: Stage | None, words: StageWords) -> Stage | None:
    """ "Sort des stocks", "drawdown": the way a package is taken, wherever it is said."""
    if spoken not in (Stage.PLEDGED, Stage.ALLOCATED, Stage.DISBURSED, Stage.DELIVERED, None):
        return None
    found = words.sentence.first_in(sentence.words, 0, len(sentence.words))
    if found is None:
        return None
    if found[2] is Stage.PROPOSED and spoken is not None:
        return None
    return found[2]


def _of_verb(sentence: Sentence, verb: VerbGroup, words: StageWords) -> Stage | None:
    """The stage that the governing verb states, with its tense and what it hangs on."""
    lemma = verb.lemma
    if lemma in words.voting and _has_parliament(sentence, words):
        if verb.tense not in (Tense.FUTURE, Tense.CONDITIONAL, Tense.INFINITIVE):
            return Stage.APPROPRIATED
    if verb.modal is not None:
        hung = words.modals.get(verb.modal)
        if hung is not None and (lemma in words.giving or lemma in words.verbs):
            own = words.verbs.get(lemma)
            if own in (Stage.REMAINING, Stage.REQUESTED, Stage.SPENT, Stage.CANCELLED):
                return own if own is not Stage.SPENT else hung
            if hung is Stage.PLEDGED and verb.modal_tense is Tense.CONDITIONAL:
                return Stage.PROPOSED
            return hung
    if lemma in words.giving:
        if verb.voice is Voice.PASSIVE and verb.tense is Tense.PRESENT:
            return Stage.PLEDGED
        by_tense = words.tenses.get(verb.tense.value)
        return by_tense if by_tense is not None else words.giving[lemma]
    own = words.verbs.get(lemma)
    if own is Stage.APPROPRIATED and not _has_parliament(sentence, words):
        return Stage.ALLOCATED if verb.tense is not Tense.CONDITIONAL else Stage.PROPOSED
    if own in (Stage.APPROPRIATED, Stage.ALLOCATED, Stage.CONTRACTED, Stage.SPENT):
        if verb.tense is Tense.FUTURE:
            return Stage.PLEDGED
        if verb.tense is Tense.CONDITIONAL:
            return Stage.PROPOSED
    if own is None and lemma in _WORDS_OF_OF_VERB:
        return None
    return own


def _has_parliament(sentence: Sentence, words: StageWords) -> bool:
    return any(word.lower in words.parliaments for word in sentence.words)


def _nature(
    sentence: Sentence,
    quantity: Quantity,
    verb: VerbGroup | None,
    stage: Stage | None,
    words: StageWords,
) -> Nature:
    if stage in (Stage.REMAINING,):
        return Nature.BALANCE
    if quantity.incremental:
        return Nature.FLOW
    if verb is not None and verb.lemma in words.balance_verbs and _is_past(verb):
        return Nature.BALANCE
    near = _near(sentence, quantity)
    follows = [word.lower for word in words_after(sentence, quantity.end, 4)]
    if words.flow_words.intersection(follows) and stage is not Stage.SPENT:
        return Nature.FLOW
    if words.balance_words.first_in(near, 0, len(near)) is not None:
        return Nature.BALANCE
    if stage in words.balance_stages or sentence.words[0].lower in {"since", "depuis"}:
        return Nature.BALANCE
    if any(
        date.relation is DateRelation.SINCE and _same_half(sentence, quantity, date.start)
        for date in sentence.dates
    ):
        return Nature.BALANCE
    return Nature.FLOW


def _is_past(verb: VerbGroup) -> bool:
    return verb.tense in (Tense.PAST, Tense.PRESENT, Tense.IMPERFECT) and verb.modal is None


def _near(sentence: Sentence, quantity: Quantity) -> tuple[Word, ...]:
    before = words_before(sentence, quantity.start, 14)
    after = _to_comma(words_after(sentence, quantity.end, 10))
    others = [q for q in sentence.quantities if q.kind == quantity.kind and q is not quantity]
    before = tuple(
        word
        for word in before
        if not any(word.end <= q.end for q in others if q.end <= quantity.start)
    )
    after = tuple(
        word
        for word in after
        if not any(word.start >= q.start for q in others if q.start >= quantity.end)
    )
    return (*before, *words_after(sentence, quantity.start, 3)[:3], *after)


def _to_comma(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """ "$176 million, bringing the total to": what follows the comma is of the next sum."""
    for place, word in enumerate(words):
        if word.text in ",;:":
            return words[:place]
    return words


def _same_half(sentence: Sentence, quantity: Quantity, place: int) -> bool:
    """True unless another sum stands between the figure and the place."""
    low, high = sorted((quantity.start, place))
    return not any(
        low < other.start < high for other in sentence.quantities if other.kind == quantity.kind
    )


def _modality(
    sentence: Sentence, verb: VerbGroup | None, stage: Stage | None, words: StageWords
) -> Modality:
    if stage is Stage.RUMOURED or words.rumour.first_in(sentence.words, 0, len(sentence.words)):
        return Modality.RUMOURED
    if stage in (Stage.REQUESTED,):
        return Modality.DESIRED
    if verb is None:
        return Modality.ACTUAL
    if verb.tense is Tense.CONDITIONAL_PAST:
        return Modality.RUMOURED
    if verb.tense is Tense.CONDITIONAL or verb.modal_tense is Tense.CONDITIONAL:
        return Modality.CONDITIONAL
    if verb.modal is not None and words.modals.get(verb.modal) in (Stage.PROPOSED, Stage.PLEDGED):
        return Modality.PLANNED
    if verb.tense is Tense.FUTURE:
        return Modality.PLANNED
    if verb.negated and stage in (Stage.CANCELLED, None):
        return Modality.REFUSED
    return Modality.ACTUAL
