"""Tell what a number counts: money, people and goods, a share, or nothing of ours.

In: a figure in its sentence. Out: its kind and, for counts, the words counted. Dates, law
numbers, calibres and durations have no kind. Words: `languages/*/counted.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import QuantityKind, Sentence, Word
from aidledger.reading.phrases import Phrases
from aidledger.reading.ranges import Bare

_WORDS_OF_KIND_OF_SCALED = small_words("quantities", "kind_of_scaled")
_DEFINITE = frozenset({"l'", "la", "le", "les", "des", "du", "the"})
_MOST_NOUN = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """What follows a number, by its nouns."""

    money: frozenset[str]
    measures: frozenset[str]
    things: frozenset[str]
    ordinal: frozenset[str]
    before_other: frozenset[str]
    percent: Phrases[bool]
    open_after: frozenset[str]
    of: frozenset[str]
    joins_by_of: bool
    bound_signs: frozenset[str]
    givers: frozenset[str]
    differences: frozenset[str]
    adverbs: frozenset[str]
    participles: tuple[str, ...]


@cache
def counted(language: str) -> Counted:
    """The nouns of one language that tell what a number counts."""
    data = load_words(language, "counted")
    return Counted(
        money=frozenset(data["money_nouns"]),
        measures=frozenset(map(str, data["measures"])),
        things=frozenset(data["things"]),
        ordinal=frozenset(data["ordinal"]),
        before_other=frozenset(map(str, data["before_other"])),
        percent=Phrases(dict.fromkeys(load_words(language, "numerals")["percent"], True)),
        open_after=frozenset(map(str, data["open_after"])),
        of=frozenset(data["of"]),
        differences=frozenset(load_words(language, "qualifiers")["differences"]),
        adverbs=frozenset(data["adverbs_after"]),
        participles=tuple(data["participle_endings"]),
        bound_signs=frozenset(load_words(language, "numerals")["bound_signs"]),
        givers=frozenset(data["home_currency"]),
        joins_by_of=bool(load_words(language, "numerals")["scales_join_by_of"]),
    )


def kind_of(sentence: Sentence, bare: Bare) -> tuple[QuantityKind | None, str | None]:
    """What a figure counts, with its noun; None for dates, calibres and law numbers."""
    if bare.named:
        return QuantityKind.MONEY, None
    words, nouns = sentence.words, counted(sentence.language)
    before = words[bare.first - 1].lower if bare.first else ""
    if before.rstrip(".") in nouns.before_other:
        return None, None
    if nouns.percent.starting(words, bare.last) is not None:
        return QuantityKind.SHARE, None
    follows = words[bare.last] if bare.last < len(words) else None
    number = bare.number
    if follows is not None and not number.scaled:
        glued = follows.start == words[bare.last - 1].end
        if glued and (follows.lower in nouns.ordinal or follows.text[0].isalpha()):
            return None, None
        if follows.lower in nouns.measures:
            return None, None
    if number.scaled and follows is not None and follows.lower in nouns.measures:
        return None, None
    if number.sign and words[bare.last - 1].text in nouns.bound_signs:
        return None, None
    if not number.scaled:
        if 1900 <= number.value <= 2100 and number.value == number.value.to_integral_value():
            if words[bare.number_first].text.isdigit() and bare.last - bare.number_first == 1:
                return None, None
        return QuantityKind.COUNT, _noun(sentence, bare.last)
    return _kind_of_scaled(sentence, bare, follows, nouns)


def _kind_of_scaled(
    sentence: Sentence, bare: Bare, follows: Word | None, nouns: Counted
) -> tuple[QuantityKind | None, str | None]:
    words = sentence.words
    if follows is None or not follows.text[0].isalpha():
        return QuantityKind.OTHER, None
    at, held = bare.last, False
    while at < len(words) and words[at].lower in nouns.of and not held:
        at, held = at + 1, True
    while at < len(words) and words[at].lower in _WORDS_OF_KIND_OF_SCALED:
        at += 1
    noun = words[at] if at < len(words) else None
    if held and noun is not None and noun.text[0].isupper() and words[at - 1].lower in _DEFINITE:
        return QuantityKind.OTHER, None  # "540 millions de l'Union européenne": who gives them
    if held and noun is not None and noun.text in nouns.givers:
        return QuantityKind.MONEY, None  # "500 millions de Berlin"
    if held and noun is not None and (noun.lower in nouns.adverbs or _is_dated(sentence, noun)):
        return QuantityKind.OTHER, None  # "5 milliards d'ici à 2036", "60 millions de l'an dernier"
    if held and noun is not None and noun.lower in nouns.differences:
        return QuantityKind.OTHER, None  # "3 milliards de moins", "17 million of this"
    if noun is not None and noun.lower in nouns.things:
        return QuantityKind.COUNT, _noun(sentence, bare.last)
    if noun is not None and noun.lower in nouns.money:
        return QuantityKind.MONEY, None
    if held:
        if follows.lower in {"in", "en", "des", "du"}:
            return QuantityKind.OTHER, None
        return QuantityKind.COUNT, _noun(sentence, bare.last)
    if bare.number.sign:
        return QuantityKind.OTHER, None
    # French joins what is counted by "de" after million and milliard; English does not.
    if nouns.joins_by_of or follows.lower in nouns.open_after or follows.lower in nouns.money:
        return QuantityKind.OTHER, None
    if nouns.participles and follows.lower.endswith(nouns.participles):
        return QuantityKind.OTHER, None  # "7.5 billion gathered a year ago"
    return QuantityKind.COUNT, _noun(sentence, bare.last)


def _is_dated(sentence: Sentence, word: Word) -> bool:
    return any(date.start <= word.start < date.end for date in sentence.dates)


def _noun(sentence: Sentence, place: int) -> str | None:
    """The words counted: from after the number to the next sign or joint."""
    words, nouns = sentence.words, counted(sentence.language)
    at = place
    while at < len(words) and words[at].lower in {"de", "d'", "of"}:
        at += 1
    end = at
    while end < len(words) and end - at < _MOST_NOUN and _goes_on(words, end):
        if words[end].lower in nouns.open_after and words[end].lower not in {"de", "d'", "of"}:
            break
        end += 1
    if end == at:
        return None
    return sentence.text[words[at].start - sentence.start : words[end - 1].end - sentence.start]


def _goes_on(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if word.text == "-" and 0 < place < len(words) - 1:
        return words[place - 1].end == word.start and words[place + 1].start == word.end
    return word.text[0].isalnum()
