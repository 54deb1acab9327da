"""How far a sum is where neither verb nor participle says so.

In: the sentences and the figures in order of place, the silent ones flagged
`stage_by_default`. Out: the same figures. A silent sum stands as the noun beside it says ("a
loan of"), else as the sum before it in its sentence, else as the heading or question above it
says ("What we lack"), else by the act of which the text tells first (a board that approves);
else it is promised. Words are data: `languages/*/silences.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from aidledger.model.claims import Nature, Stage
from aidledger.reading.clauses import governing_verb, is_finite, words_after, words_before
from aidledger.reading.figures import Figure
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import BlockKind, Quantity, QuantityKind, Sentence, Tense, Word
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.stages import of_verb, opens_with_draft, stage_words

BY_DEFAULT = "stage_by_default"

_BEFORE, _AFTER = 5, 4  # words beside a sum in which its noun stands
_LEAD_REACH, _NEXT = 8, 2  # bullets, and sentences, below a heading that still answer it
# Acts that a text tells of: what it says of further sums is said within them.
_OF_DRAFTS = frozenset({Tense.PRESENT, Tense.FUTURE, Tense.INFINITIVE, Tense.PAST_PARTICIPLE})
_ACTS = frozenset({Stage.APPROPRIATED, Stage.ALLOCATED})


@dataclass(frozen=True, slots=True)
class SilenceWords:
    """The words of one language."""

    nouns: Phrases[Stage]
    leads: Phrases[Stage]
    taking_up: Phrases[bool]


@cache
def silence_words(language: str) -> SilenceWords:
    """The words of `language`, from its `silences.yml`."""
    data = load_words(language, "silences")
    return SilenceWords(
        _staged(data["nouns"]), _staged(data["leads"]), phrase_set(data["taking_up"])
    )


def _staged(groups: dict[str, list[str]]) -> Phrases[Stage]:
    return Phrases({word: Stage(name) for name, words in groups.items() for word in words})


def settle_silences(sentences: Sequence[Sentence], figures: Sequence[Figure]) -> list[Figure]:
    """The figures with a stage for each sum of whose stage its sentence says nothing."""
    act = Stage.PROPOSED if opens_with_draft(sentences) else _act_of(figures)
    settled: list[Figure] = []
    for figure in figures:
        if BY_DEFAULT in figure.claim.flags:
            figure = _settled(sentences, figure, settled[-1] if settled else None, act)
        elif act is Stage.PROPOSED and _is_given_by_draft(figure):
            figure = replace(figure, claim=replace(figure.claim, stage=act))
        settled.append(figure)
    return settled


def _is_given_by_draft(figure: Figure) -> bool:
    """ "Bhutan is to get 2 billion": what the draft of which the text tells would give."""
    if figure.claim.stage is not Stage.PLEDGED or not figure.claim.about_aid:
        return False
    verb = governing_verb(figure.sentence, figure.quantity.start, figure.quantity.end)
    return verb is None or verb.tense in _OF_DRAFTS


def _settled(
    sentences: Sequence[Sentence], figure: Figure, last: Figure | None, act: Stage | None
) -> Figure:
    claim = figure.claim
    stage = _of_noun(figure.sentence, figure.quantity)
    if stage is None and last is not None and _is_beside(figure, last):
        reached = claim.nature is Nature.BALANCE  # "adds 1, taking its aid to 9"
        nature = claim.nature if reached else last.claim.nature
        return replace(figure, claim=replace(claim, stage=last.claim.stage, nature=nature))
    stage = stage or _of_lead(sentences, figure.sentence) or _of_taken_up(sentences, figure, last)
    stage = stage or act or claim.stage
    nature = Nature.BALANCE if stage is Stage.REMAINING else claim.nature
    return replace(figure, claim=replace(claim, stage=stage, nature=nature))


def _of_taken_up(
    sentences: Sequence[Sentence], figure: Figure, last: Figure | None
) -> Stage | None:
    """ "The rules enter into force today. With a volume of 2 billion, it ...": as just told."""
    sentence = figure.sentence
    if not sentence.index or not sentence.words or sentence.heading:
        return None
    before = sentences[sentence.index - 1]
    if before.block != sentence.block or not _takes_up(sentence):
        return None
    if last is not None and last.sentence.index == before.index:
        return last.claim.stage if last.claim.about_aid else None
    if before.quantities or before.heading:
        return None
    words = stage_words(before.language)
    told = [of_verb(before, verb, words) for verb in before.verbs if is_finite(verb)]
    return next((stage for stage in told if stage is not None), None)


def _takes_up(sentence: Sentence) -> bool:
    """ "It", "Ce montant", "With a volume of": a sentence about what was just told."""
    openings = silence_words(sentence.language).taking_up
    return openings.starting(sentence.words, 0) is not None


def _of_lead(sentences: Sequence[Sentence], sentence: Sentence) -> Stage | None:
    """ "What we lack", "Combien reste-t-il ?": the heading or question that the sum answers."""
    if sentence.heading:
        return None
    bullet = sentence.block.kind is BlockKind.BULLET
    reach = _LEAD_REACH if bullet else _NEXT
    for other in reversed(sentences[max(0, sentence.index - reach) : sentence.index]):
        question = other.text.rstrip().endswith(("?", ":"))
        if not (other.heading or (question and (bullet or sentence.index - other.index == 1))):
            continue
        if other.index == 0 and not (bullet or question):
            return None  # the title is of the whole text
        leads = silence_words(other.language).leads
        found = leads.first_in(other.words, 0, len(other.words))
        return found[2] if found is not None and not other.quantities else None
    return None


def _of_noun(sentence: Sentence, quantity: Quantity) -> Stage | None:
    """ "a $35 million grant", "un prêt de 80 millions": the noun of which the sum is."""
    nouns = silence_words(sentence.language).nouns
    before = _own_words(words_before(sentence, quantity.start, _BEFORE), sentence, quantity)
    for place in range(len(before) - 1, -1, -1):
        found = nouns.starting(before, place)
        if found is not None:
            return found[1]
    after = words_after(sentence, quantity.end, _AFTER)
    for place, word in enumerate(after):
        if word.text in ",;:.()":
            return None
        found = nouns.starting(after, place)
        if found is not None:
            return found[1]
    return None


def _own_words(words: Sequence[Word], sentence: Sentence, quantity: Quantity) -> Sequence[Word]:
    """The words behind the last sum and the last verb before this sum."""
    sums = [
        other.end
        for other in sentence.quantities
        if other.kind is QuantityKind.MONEY and other.end <= quantity.start
    ]
    verbs = [v.end for v in sentence.verbs if v.end <= quantity.start and is_finite(v)]
    low = max(*sums, *verbs, sentence.start) if sums or verbs else sentence.start
    return [word for word in words if word.start >= low]


def _is_beside(figure: Figure, last: Figure) -> bool:
    """ "Germany gave 30 million, France 20": no verb of its own stands between the sums."""
    if figure.sentence.index != last.sentence.index or not last.claim.about_aid:
        return False
    return not any(
        is_finite(verb)
        for verb in figure.sentence.verbs
        if last.quantity.end <= verb.start < figure.quantity.start
    )


def _act_of(figures: Sequence[Figure]) -> Stage | None:
    """The act by which the first sum of the body stands, when it is one that a text tells of."""
    for figure in figures:
        claim = figure.claim
        if claim.about_aid and not claim.heading and BY_DEFAULT not in claim.flags:
            return claim.stage if claim.stage in _ACTS else None
    return None
