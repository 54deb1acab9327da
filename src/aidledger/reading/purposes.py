"""What a sum is for: whether it is aid at all, and which kind.

In: the sentences of a text. Out: verdicts for one figure. The nearest words weigh most:
what follows "en", "d'", "in" right after the figure, then the clause, the sentence, the
paragraph, and last the text as a whole. Words are data: `languages/*/aid.yml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import AidKind
from aidledger.reading.clauses import words_after, words_before
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Quantity, QuantityKind, Sentence, Word
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.stages import stage_words

_NEAR_AFTER, _NEAR_BEFORE = 14, 10


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """The words of one language."""

    not_aid: Phrases[bool]
    aid: Phrases[bool]
    kinds: Phrases[AidKind]


@cache
def purpose_words(language: str) -> PurposeWords:
    """The words of `language`, from its `aid.yml`."""
    data = load_words(language, "aid")
    return PurposeWords(
        not_aid=phrase_set(data["not_aid"]),
        aid=phrase_set(data["aid_words"]),
        kinds=Phrases(
            {word: AidKind(kind) for kind, words in data["kinds"].items() for word in words}
        ),
    )


@dataclass(frozen=True, slots=True)
class TextPurpose:
    """What a text as a whole is about: aid or not, and the kind that it names most."""

    about_aid: bool
    kind: AidKind | None


def purpose_of_text(sentences: Sequence[Sentence]) -> TextPurpose:
    """The purpose of a whole text, for figures whose own words say nothing."""
    return TextPurpose(_is_about_aid(sentences), _kind_of_text(sentences))


def is_aid(
    sentences: Sequence[Sentence], place: int, quantity: Quantity, whole: TextPurpose
) -> bool:
    """True when the sum at sentence `place` is aid from one party to another."""
    sentence = sentences[place]
    words = purpose_words(sentence.language)
    after = _until_next(sentence, quantity, _NEAR_AFTER)
    before = _since_last(sentence, quantity, 6)
    if _first(words.not_aid, after[:7]) or _first(words.not_aid, before):
        return _is_named_aid(words, after[:5])
    if _first(words.aid, sentence.words):
        return True
    if any(_gives(sentence, lemma) for lemma in {verb.lemma for verb in sentence.verbs}):
        return True
    around = [s for s in sentences[max(0, place - 2) : place + 2] if s is not sentence]
    return any(_first(words.aid, other.words) for other in around) or whole.about_aid


def _is_about_aid(sentences: Sequence[Sentence]) -> bool:
    """True for a text in which every fourth sentence speaks of aid."""
    speaking = sum(_first(purpose_words(s.language).aid, s.words) for s in sentences)
    return speaking * 4 >= len(sentences)


def _is_named_aid(words: PurposeWords, after: Sequence[Word]) -> bool:
    """ "2 milliards d'aide prélevés sur les avoirs gelés" is aid all the same."""
    aid = words.aid.first_in(after, 0, len(after))
    other = words.not_aid.first_in(after, 0, len(after))
    return aid is not None and (other is None or aid[0] < other[0])


def _gives(sentence: Sentence, lemma: str) -> bool:
    words = stage_words(sentence.language)
    return lemma in words.giving


def _first(phrases: Phrases[bool], words: Sequence[Word]) -> bool:
    return phrases.first_in(words, 0, len(words)) is not None


def kind_of(sentences: Sequence[Sentence], place: int, quantity: Quantity) -> AidKind | None:
    """The kind of aid that the words nearest to the figure name; None when none does."""
    sentence = sentences[place]
    right = _until_next(sentence, quantity, _NEAR_AFTER)
    left = _since_last(sentence, quantity, _NEAR_BEFORE)
    stretches: list[Sequence[Word]] = [right[:6], (*left, *right), sentence.words]
    stretches += _same_paragraph(sentences, place)
    for stretch in stretches:
        kind = _kind_in(sentence.language, stretch)
        if kind is not None:
            return kind
    return None


def settled_kind(language: str, receivers: Sequence[str], whole: TextPurpose) -> AidKind | None:
    """The kind of a sum whose own paragraph names none: by who receives it, else by the text."""
    crisis = frozenset(load_words(language, "aid")["crisis_receivers"])
    if crisis.intersection(receivers) and whole.kind is not AidKind.MILITARY:
        return AidKind.HUMANITARIAN
    return whole.kind


def _same_paragraph(sentences: Sequence[Sentence], place: int) -> list[Sequence[Word]]:
    block = sentences[place].block
    near: list[Sequence[Word]] = [
        sentences[at].words
        for at in (place - 1, place + 1, place - 2)
        if 0 <= at < len(sentences) and sentences[at].block == block
    ]
    return near


def _kind_in(language: str, words: Sequence[Word]) -> AidKind | None:
    tally = _tally(language, words)
    if not tally:
        return None
    if len(tally) == 1:
        return next(iter(tally))
    best = tally.most_common(2)
    if _coordinated(language, words):
        return AidKind.MIXED
    if best[0][1] >= 2 * best[1][1]:
        return best[0][0]
    return next(iter(tally))  # the first named


def _coordinated(language: str, words: Sequence[Word]) -> bool:
    """ "aide militaire et humanitaire": two kinds joined right beside each other."""
    kinds = purpose_words(language).kinds
    at = 0
    last: tuple[int, AidKind] | None = None
    while at < len(words):
        found = kinds.starting(words, at)
        if found is None:
            at += 1
            continue
        if last is not None and found[1] is not last[1] and at - last[0] <= 2:
            if {word.lower for word in words[last[0] : at]} & {"et", "and", ",", "ou", "or"}:
                return True
        last, at = found, found[0]
    return False


def _tally(language: str, words: Sequence[Word]) -> Counter[AidKind]:
    kinds = purpose_words(language).kinds
    tally: Counter[AidKind] = Counter()
    at = 0
    while at < len(words):
        found = kinds.starting(words, at)
        if found is None:
            at += 1
        else:
            at = found[0]
            tally[found[1]] += 1
    return tally


def _kind_of_text(sentences: Sequence[Sentence]) -> AidKind | None:
    tally: Counter[AidKind] = Counter()
    for sentence in sentences:
        weight = 3 if sentence.index == 0 or sentence.heading else 1
        for kind, count in _tally(sentence.language, sentence.words).items():
            tally[kind] += weight * count
    best = tally.most_common(2)
    return best[0][0] if best else None


def _until_next(sentence: Sentence, quantity: Quantity, count: int) -> tuple[Word, ...]:
    """Words after the figure, up to the next sum."""
    limit = min(
        (
            other.start
            for other in sentence.quantities
            if other.kind is QuantityKind.MONEY and other.start >= quantity.end
        ),
        default=sentence.end,
    )
    return tuple(w for w in words_after(sentence, quantity.end, count) if w.end <= limit)


def _since_last(sentence: Sentence, quantity: Quantity, count: int) -> tuple[Word, ...]:
    limit = max(
        (
            other.end
            for other in sentence.quantities
            if other.kind is QuantityKind.MONEY and other.end <= quantity.start
        ),
        default=sentence.start,
    )
    return tuple(w for w in words_before(sentence, quantity.start, count) if w.start >= limit)
