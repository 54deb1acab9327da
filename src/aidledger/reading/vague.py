"""Read plurals without a number: "hundreds of millions of dollars", "plusieurs milliards".

In: a sentence and a place among its words. Out: a vague quantity of money and where to go on,
or None. Intervals: the rows for plurals and for "plusieurs", "quelques", "a few" of the table
in `intervals`. Words: `languages/*/numerals.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from aidledger.model.amounts import Interval, Qualifier
from aidledger.reading.currency_marks import SHARED, currency_after, shared_word
from aidledger.reading.intervals import interval_of_plural, interval_of_several
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Quantity, QuantityKind, Sentence, Word
from aidledger.reading.numerals import number_words
from aidledger.reading.phrases import Phrases
from aidledger.reading.qualifiers import qualify

_LEAST_BARE = Decimal(1_000_000)
_NOTHING = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Words:
    several: Phrases[tuple[Decimal, Decimal]]
    plurals: dict[str, Decimal]
    joined: frozenset[str]
    more: frozenset[str]
    articles: frozenset[str]
    of: frozenset[str]
    money: frozenset[str]
    skipped: frozenset[str]
    open_after: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data, nouns = load_words(language, "numerals"), load_words(language, "counted")
    return _Words(
        several=Phrases(
            {
                phrase: (Decimal(low), Decimal(high))
                for phrase, (low, high) in data["several"].items()
            }
        ),
        plurals={word: Decimal(value) for word, value in data["plurals"].items()},
        joined=frozenset(data["vague_joined"]),
        more=frozenset(data["vague_more"]),
        articles=frozenset(data["vague_articles"]),
        of=frozenset(nouns["of"]),
        money=frozenset(nouns["money_nouns"]),
        skipped=frozenset(data["vague_skipped"]),
        open_after=frozenset(map(str, nouns["open_after"])),
    )


@cache
def may_open_vague(language: str) -> frozenset[str]:
    """The words with which a vague plural may begin."""
    lexicon, scales = _words(language), number_words(language).scales
    return lexicon.several.first_words.union(lexicon.articles, lexicon.plurals, scales)


@dataclass(frozen=True, slots=True)
class _Plural:
    """Where a vague plural ends, what one unit of it is, and how many "several" says."""

    last: int
    unit: Decimal
    several: tuple[Decimal, Decimal] | None
    doubtful: bool = False


def vague_at(sentence: Sentence, place: int) -> tuple[Quantity, int] | None:
    """The vague sum that begins at word `place`, and where to go on; None without one."""
    words, language = sentence.words, sentence.language
    lexicon = _words(language)
    found = lexicon.several.starting(words, place)
    at, several = found if found is not None else (place, None)
    if words[place].lower in lexicon.articles:
        at = place + 1
    plural = _plural(words, at, language, several)
    if plural is None:
        return None
    if several is None and place and _is_counted(words[place - 1], language):
        return None
    return _with_currency(sentence, place, plural)


def _plural(
    words: tuple[Word, ...], at: int, language: str, several: tuple[Decimal, Decimal] | None
) -> _Plural | None:
    lexicon, scales = _words(language), number_words(language).scales
    doubtful = number_words(language).doubtful
    if at >= len(words):
        return None
    word = words[at].lower
    unit, last = _NOTHING, at
    noun = lexicon.plurals.get(word)
    if noun is None and several is not None:
        noun = lexicon.plurals.get(word + "s")  # "several hundred million"
    if noun is not None:
        unit, last = noun, at + 1
        rest = last
        while rest < len(words) and words[rest].lower in {"de", "d'", "of"}:
            rest += 1
        if rest < len(words) and words[rest].lower in scales and words[rest].lower != word:
            word = words[rest].lower
            unit, last = unit * scales[word], rest + 1
        return _Plural(last, unit, several, word in doubtful)
    if word not in scales or not (several is not None or word.endswith("s")):
        return None
    unit, last = scales[word], at + 1
    if last + 1 < len(words) and words[last].lower in lexicon.joined:
        again = last + 1 + (words[last + 1].lower == "des")
        if again < len(words) and words[again].lower == word:
            last = again + 1  # "des millions et des millions"
    return _Plural(last, unit, several, word in doubtful)


def _is_counted(before: Word, language: str) -> bool:
    """True when a number stands before: "3 millions" is not vague."""
    units = number_words(language)
    return (
        before.text[-1].isdigit()
        or before.lower in units.units
        or before.lower in units.between
        or before.lower in units.hundreds
    )


def _with_currency(sentence: Sentence, first: int, plural: _Plural) -> tuple[Quantity, int] | None:
    words, lexicon = sentence.words, _words(sentence.language)
    currency, end = currency_after(words, plural.last, sentence.language)
    more = end < len(words) and words[end].lower in lexicon.more
    if more:
        end += 1
    if currency is None and more:
        currency, end = currency_after(words, end, sentence.language)
    kind = QuantityKind.MONEY
    if currency is None:
        if plural.unit < _LEAST_BARE:
            return None
        held = _noun_end(words, end, lexicon)
        if held is None and not _ends(words, end, lexicon):
            return None
        kind = QuantityKind.OTHER if held is None else kind
        end = held or end
    strict, lenient = _intervals(plural)
    qualified = qualify(words, first, end, sentence.language)
    return (
        Quantity(
            start=words[first].start,
            end=words[end - 1].end,
            number_start=words[first].start,
            number_end=words[plural.last - 1].end,
            kind=kind,
            value=None,
            unit=plural.unit,
            qualifier=Qualifier.VAGUE,
            strict=strict,
            lenient=lenient,
            currency=None if currency == SHARED else currency,
            noun=shared_word(words, end, sentence.language) if currency == SHARED else None,
            incremental=qualified.incremental or more,
            flags=("doubtful_scale",) if plural.doubtful else (),
        ),
        end,
    )


def _noun_end(words: tuple[Word, ...], at: int, lexicon: _Words) -> int | None:
    """The end of "in assets and holdings", "d'aide militaire": what makes a plural money."""
    start = at
    while at < len(words) and words[at].lower in lexicon.of:
        at += 1
    if at == start:
        return None
    if at < len(words) and words[at].lower in lexicon.skipped:
        at += 1
    if at >= len(words) or words[at].lower not in lexicon.money:
        return None
    at += 1
    if at + 1 < len(words) and words[at].lower in lexicon.joined:
        if words[at + 1].lower in lexicon.money:
            at += 2
    return at


def _ends(words: tuple[Word, ...], at: int, lexicon: _Words) -> bool:
    """True where no counted noun follows: "plusieurs millions, selon lui"."""
    if at >= len(words) or not words[at].text[0].isalpha():
        return True
    if words[at].lower in lexicon.joined or words[at].lower in {"de", "d'", "of"}:
        return False
    return words[at].lower in lexicon.open_after


def _intervals(plural: _Plural) -> tuple[Interval, Interval]:
    if plural.several is None:
        return interval_of_plural(plural.unit, Decimal(2))
    low, high = plural.several
    if high == 9 and plural.unit not in _POWERS:
        return interval_of_plural(plural.unit, low)
    return interval_of_several(plural.unit, low, high)


# Scale words; "plusieurs dizaines de millions" has another row than "plusieurs millions".
_POWERS = frozenset(Decimal(10) ** power for power in (3, 6, 9, 12, 18))
