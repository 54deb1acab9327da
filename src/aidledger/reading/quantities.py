"""Find every figure of a sentence: number, scale, currency, qualifier, what it counts.

In: a sentence with words and dates. Out: quantities in order of place. Ellipsis ("dont 3
milliards", "another 60 million") is settled in a second pass over the whole document.
Numbers that are dates, law numbers, calibres or durations are passed over, and so is a
figure that is denied ("not a single dollar").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from aidledger.model.amounts import Interval, Qualifier
from aidledger.reading.counting import counted, kind_of
from aidledger.reading.currency_marks import (
    SHARED,
    begins_sign,
    currency_after,
    is_letter_alone,
    scale_with_currency,
    shared_word,
    symbol_before,
)
from aidledger.reading.intervals import Printed, interval_between, intervals_of
from aidledger.reading.marks import Quantity, QuantityKind, Sentence, Word
from aidledger.reading.numerals import Number, may_open_number, number_words, read_number
from aidledger.reading.qualifiers import Qualified, is_and_some, qualify
from aidledger.reading.ranges import Bare, with_range
from aidledger.reading.vague import may_open_vague, vague_at

Found = tuple[Quantity, ...]


def find_quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """Every figure of the sentence, in order; money without a currency word has none yet."""
    words = sentence.words
    dated = [(date.core_start, date.end) for date in sentence.dates]
    opening = _openers(sentence.language)
    found: list[Quantity] = []
    place = 0
    while place < len(words):
        if not _may_open(words[place], opening):
            place += 1
            continue
        quantities, after = _at(sentence, place, dated)
        found += quantities
        place = max(after, place + 1)
    return tuple(found)


@cache
def _openers(language: str) -> frozenset[str]:
    return may_open_number(language) | may_open_vague(language)


def _may_open(word: Word, opening: frozenset[str]) -> bool:
    """False where no figure can begin with the word: nearly everywhere."""
    return (
        word.lower in opening
        or word.text[0].isdigit()
        or "-" in word.lower
        or begins_sign(word.text)
    )


def _at(sentence: Sentence, place: int, dated: Sequence[tuple[int, int]]) -> tuple[Found, int]:
    """The quantities whose number or sign begins at word `place`, and where to go on."""
    words = sentence.words
    vague = vague_at(sentence, place)
    if vague is not None:
        return (vague[0],), vague[1]
    found: list[Quantity] = []
    after = place + 1
    for bare in _bares(sentence, place):
        after = bare.last
        if not bare.named and any(low <= words[bare.first].start < high for low, high in dated):
            continue
        kind, noun = kind_of(sentence, bare)
        if kind is None:
            continue
        qualified = qualify(words, bare.first, bare.last, sentence.language)
        after = max(bare.last, qualified.last)
        if not (qualified.negated and kind is QuantityKind.MONEY):
            found.append(_quantity(sentence, bare, qualified, kind, noun))
    return tuple(found), after


# Numbers with their currencies ---------------------------------------------------------


def _bares(sentence: Sentence, place: int) -> tuple[Bare, ...]:
    words, language = sentence.words, sentence.language
    symbol, first = symbol_before(words, place)
    number = read_number(words, first, language) if first < len(words) else None
    if number is None:
        return _one_scale(sentence, place)
    grown = scale_with_currency(words, number)
    if grown is not None:
        number, code = grown
        return (Bare(place, number.last, first, number.last, number, currency=code, named=True),)
    if symbol is None and _glued_before(words, place):
        return ()
    if symbol is not None and is_letter_alone(words, place, first, number):
        return ()
    if _is_article(number) or _is_fraction(words, number):
        return ()
    currency, last = (
        (symbol, number.last)
        if symbol
        else currency_after(words, number.last, language, scaled=number.scaled)
    )
    bare = Bare(place, last, first, number.last, number, currency=currency, named=bool(currency))
    if currency is None:
        bare = _and_some(sentence, bare)
    return with_range(words, bare, language)


def _and_some(sentence: Sentence, bare: Bare) -> Bare:
    """ "7 milliards et quelques de couronnes": the qualifier stands before the currency."""
    words, language = sentence.words, sentence.language
    after = is_and_some(words, bare.last, language)
    if after is None:
        return bare
    currency, last = currency_after(words, after, language)
    if currency is None:
        return bare
    return replace(bare, last=last, currency=currency, named=True, some=True)


def _is_article(number: Number) -> bool:
    """ "un euro", "a dollar", "une aide": an article, or a way of speaking."""
    return number.spelled and not number.scaled and not number.about and number.value < 2


def _is_fraction(words: Sequence[Word], number: Number) -> bool:
    """ "1/2", "24/7", "12/03": no number by itself."""
    at = number.last
    return at + 1 < len(words) and words[at].text == "/" and words[at + 1].text[0].isdigit()


def _one_scale(sentence: Sentence, place: int) -> tuple[Bare, ...]:
    """ "le milliard d'euros promis", "the billion dollars": one of the scale, definite."""
    words, lexicon = sentence.words, number_words(sentence.language)
    scale = lexicon.scales.get(words[place].lower)
    if scale is None or scale < 1_000_000 or words[place].lower.endswith("s") or not place:
        return ()
    if words[place - 1].lower not in lexicon.definite:
        return ()
    currency, last = currency_after(words, place + 1, sentence.language)
    if currency is None:
        return ()
    number = Number(
        place, place + 1, scale, scale, scale, scaled=True, spelled=True, factor=scale,
        doubtful=words[place].lower in lexicon.doubtful,
    )  # fmt: skip
    return (Bare(place, last, place, place + 1, number, currency=currency, named=True),)


def _glued_before(words: Sequence[Word], place: int) -> bool:
    """ "F16", "H5N1", "M-113", "AT4": a number grown together with letters."""
    if place == 0:
        return False
    before, word = words[place - 1], words[place]
    if before.end != word.start:
        return False
    if before.text == "." and place > 1 and words[place - 2].end == before.start:
        return True  # "$.5 billion"
    return before.text[-1].isalnum() or before.text in {"/", "_", "#"} or (
        before.text == "-" and place > 1 and words[place - 2].end == before.start
        and words[place - 2].text[-1].isalpha()
    )  # fmt: skip


# The quantity --------------------------------------------------------------------------


def _quantity(
    sentence: Sentence, bare: Bare, qualified: Qualified, kind: QuantityKind, noun: str | None
) -> Quantity:
    words = sentence.words
    number = bare.number
    value = number.value
    first, last = qualified.first, qualified.last
    if kind is QuantityKind.SHARE:
        percent = counted(sentence.language).percent.starting(words, bare.last)
        assert percent is not None
        value, last = value / 100, max(last, percent[0])
        qualifier, strict, lenient = Qualifier.EXACT, None, None
        if bare.low is None:
            qualifier = intervals_of(qualified.width, _printed(number))[0]
    else:
        value, qualifier, strict, lenient = _width(bare, qualified)
        if bare.opened:
            first = min(first, bare.first - 1)
    flags = ("doubtful_scale",) if number.doubtful else ()
    if bare.currency == SHARED and not bare.inferred:
        noun = shared_word(words, bare.last, sentence.language)
    return Quantity(
        start=words[first].start,
        end=words[last - 1].end,
        number_start=words[bare.number_first].start,
        number_end=words[bare.number_last - 1].end,
        kind=kind,
        value=value,
        unit=number.unit,
        qualifier=qualifier,
        strict=strict,
        lenient=lenient,
        currency=None if bare.currency == SHARED else bare.currency,
        currency_inferred=bare.inferred and bare.currency != SHARED,
        incremental=qualified.incremental,
        each=qualified.each,
        negated=qualified.negated,
        noun=noun,
        flags=flags,
    )


def _width(bare: Bare, qualified: Qualified) -> tuple[Decimal, Qualifier, Interval, Interval]:
    if bare.low is not None:
        strict, lenient = interval_between(
            _printed(bare.low), _printed(bare.number), even=bare.even
        )
        return (bare.low.value + bare.number.value) / 2, Qualifier.BETWEEN, strict, lenient
    width = "dozen" if bare.number.about else qualified.width
    if bare.some and width == "exact":
        width = "and_some"
    return (bare.number.value, *intervals_of(width, _printed(bare.number)))


def _printed(number: Number) -> Printed:
    return Printed(number.value, number.fine, number.unit)
