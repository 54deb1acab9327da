"""Find every figure of a sentence: number, scale, currency, qualifier, what it counts.

In: a sentence with words and dates. Out: quantities in order of place. Ellipsis ("dont 3
milliards", "another 60 million") is settled in a second pass over the whole document.
Numbers that are dates, law numbers, calibres or durations are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from aidledger.catalogue.currencies import choose_currency, currency_symbols, currency_words
from aidledger.model.amounts import Interval, Qualifier
from aidledger.reading.intervals import (
    Printed,
    interval_between,
    interval_of_several,
    intervals_of,
)
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Quantity, QuantityKind, Sentence, Word
from aidledger.reading.numerals import Number, number_words, read_number
from aidledger.reading.phrases import Phrases
from aidledger.reading.qualifiers import Qualified, qualify

_WORDS_OF_KIND_OF_SCALED = small_words("quantities", "kind_of_scaled")

_OF = frozenset({"de", "d'", "of", "in", "en", "du", "des"})
_DEFINITE = frozenset({"l'", "la", "le", "les", "des", "du", "the"})
# Words on each side that may tell which "francs" or "couronnes" are meant, nearest first.
_NEAR = (4, 8, 14)
_MOST_NOUN = 6
# A currency word that several currencies share, told by nothing in the sentence.
SHARED = "?"


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


@dataclass(frozen=True, slots=True)
class _Bare:
    """A number or a range with its currency, before qualifiers.

    Args:
        first, last: words of number, scale and currency; number_first, number_last: without
            the currency.
        low: the lower number of a range, else None.
    """

    first: int
    last: int
    number_first: int
    number_last: int
    number: Number
    low: Number | None = None
    currency: str | None = None
    named: bool = False
    opened: bool = False


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
    )


@cache
def _currency_phrases(language: str) -> Phrases[str]:
    return Phrases({word: word for word in currency_words(language)})


def find_quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """Every figure of the sentence, in order; money without a currency word has none yet."""
    words = sentence.words
    dated = [(date.core_start, date.end) for date in sentence.dates]
    found: list[Quantity] = []
    place = 0
    while place < len(words):
        quantity, after = _at(sentence, place, dated)
        if quantity is not None:
            found.append(quantity)
        place = max(after, place + 1)
    return tuple(found)


def _at(
    sentence: Sentence, place: int, dated: Sequence[tuple[int, int]]
) -> tuple[Quantity | None, int]:
    """The quantity whose number or currency sign begins at word `place`, and where to go on."""
    words = sentence.words
    vague = _vague(sentence, place)
    if vague is not None:
        return vague
    bare = _bare(sentence, place)
    if bare is None:
        return None, place + 1
    if not bare.named and any(low <= words[bare.first].start < high for low, high in dated):
        return None, place + 1
    kind, noun = _kind(sentence, bare)
    if kind is None:
        return None, bare.last
    qualified = qualify(words, bare.first, bare.last, sentence.language)
    return _quantity(sentence, bare, qualified, kind, noun), max(bare.last, qualified.last)


# Numbers, ranges and currencies --------------------------------------------------------


def _bare(sentence: Sentence, place: int) -> _Bare | None:
    words, language = sentence.words, sentence.language
    symbol, first = _symbol_at(words, place)
    number = read_number(words, first, language) if first < len(words) else None
    if number is None:
        return None
    grown = _scale_and_code(words, number)
    if grown is not None:
        number, code = grown
        return _Bare(place, number.last, first, number.last, number, currency=code, named=True)
    if symbol is None and _glued_before(words, place):
        return None
    if number.spelled and not number.scaled and number.value < 2:
        number_is_article = not number.about
        if number_is_article and not _currency_follows(sentence, number.last):
            return None
    currency, last = (symbol, number.last) if symbol else _currency_after(sentence, number.last)
    bare = _Bare(place, last, first, number.last, number, currency=currency, named=bool(currency))
    return _range(sentence, bare)


def _scale_and_code(words: Sequence[Word], number: Number) -> tuple[Number, str] | None:
    """ "50 MCHF", "3 MdUSD": a scale sign and a currency code in one word."""
    if number.last >= len(words) or number.scaled:
        return None
    text = words[number.last].text
    for sign, scale in (("Mds", 10**9), ("Md", 10**9), ("Mrd", 10**9), ("k", 1000), ("M", 10**6)):
        code = currency_symbols().get(text.removeprefix(sign))
        if text.startswith(sign) and len(text) > len(sign) and code is not None:
            factor = Decimal(scale)
            return replace(
                number,
                last=number.last + 1,
                value=number.value * factor,
                unit=number.unit * factor,
                fine=number.fine * factor,
                scaled=True,
            ), code.code
    return None


def _glued_before(words: Sequence[Word], place: int) -> bool:
    """ "F16", "H5N1", "M-113", "AT4": a number grown together with letters."""
    if place == 0:
        return False
    before, word = words[place - 1], words[place]
    if before.end != word.start:
        return False
    return before.text[-1].isalnum() or before.text in {"/", "_", "#"} or (
        before.text == "-" and place > 1 and words[place - 2].end == before.start
        and words[place - 2].text[-1].isalpha()
    )  # fmt: skip


def _symbol_at(words: Sequence[Word], place: int) -> tuple[str | None, int]:
    """The currency sign or code at `place` and the word after it."""
    symbols = currency_symbols()
    for length in (3, 2, 1):
        pieces = words[place : place + length]
        if len(pieces) < length or any(
            pieces[at].end != pieces[at + 1].start for at in range(length - 1)
        ):
            continue
        joined = "".join(word.text for word in pieces)
        if joined in symbols and place + length < len(words):
            follows = words[place + length]
            if follows.text[0].isdigit() or (
                not joined.isalpha() and follows.lower in {"a", "one"}
            ):
                return symbols[joined].code, place + length
    return None, place


def _currency_follows(sentence: Sentence, place: int) -> bool:
    return _currency_after(sentence, place)[0] is not None


def _currency_after(sentence: Sentence, place: int) -> tuple[str | None, int]:
    """The currency printed right after a number, with "de" or "of" between; else (None, place)."""
    words, language = sentence.words, sentence.language
    at = place
    if at < len(words) and words[at].text == "-":
        at += 1
    if at >= len(words):
        return None, place
    symbols = currency_symbols()
    for length in (3, 2, 1):
        pieces = words[at : at + length]
        joined = "".join(word.text for word in pieces)
        if len(pieces) == length and joined in symbols:
            if length == 1 or all(pieces[n].end == pieces[n + 1].start for n in range(length - 1)):
                after = at + length
                # "5 million $20 bills": a sign that another number follows is that one's.
                if joined.isalpha() or after >= len(words) or not words[after].text[0].isdigit():
                    return symbols[joined].code, after
    if words[at].lower in {"de", "d'", "of"} and at + 1 < len(words):
        at += 1
    named = _currency_phrases(language).starting(words, at)
    if named is None:
        return None, place
    last, word = named
    code = _meant(words, place, last, word, language)
    return code or SHARED, last


def _meant(words: Sequence[Word], place: int, last: int, word: str, language: str) -> str | None:
    """The currency that a word names, by the places named nearest to it."""
    candidates = currency_words(language)[word]
    for reach in _NEAR:
        for side in (words[max(0, place - reach) : place], words[last : last + reach]):
            around = frozenset(near.lower for near in side)
            chosen = choose_currency(candidates, language, around)
            if chosen is not None and chosen.near[language]:
                return chosen.code
    chosen = choose_currency(candidates, language, frozenset())
    return chosen.code if chosen is not None else None


def _range(sentence: Sentence, bare: _Bare) -> _Bare:
    """ "entre 2 et 3 milliards", "$2-3 billion", "2 à 3 millions": the two ends as one figure."""
    words, language = sentence.words, sentence.language
    data = load_words(language, "qualifiers")
    opening = words[bare.first - 1].lower if bare.first else ""
    if bare.last >= len(words):
        return bare
    joint = words[bare.last].lower
    opened = opening in data["range_middle"] and joint in data["range_middle"][opening]
    plain = (
        joint in data["range_between"] and joint not in {"et", "and"} and (not bare.number.scaled)
    )
    if not opened and not plain:
        return bare
    symbol, at = _symbol_at(words, bare.last + 1)
    if at >= len(words):
        return bare
    high = read_number(words, at, language)
    if high is None or high.value <= 0:
        return bare
    if opened and opening in {"from", "de"} and bare.number.scaled and bare.named:
        return bare  # a rise: two balances, not one range
    if plain and joint in {"or", "ou"} and not high.scaled:
        return bare
    currency, last = (symbol, high.last) if symbol else _currency_after(sentence, high.last)
    low = _in_scale_of(bare.number, high)
    if low.value >= high.value or (currency and bare.currency and currency != bare.currency):
        return bare
    code = currency or bare.currency
    return _Bare(
        bare.first, last, bare.number_first, high.last, high, low, code, bool(code),
        opened=opened,
    )  # fmt: skip


def _in_scale_of(low: Number, high: Number) -> Number:
    """ "2 à 3 milliards": the first number has the scale of the second."""
    if low.scaled or not high.scaled:
        return low
    factor = Decimal(1)
    while factor * 1000 <= high.fine * 10 and high.value / (factor * 1000) >= 1:
        factor *= 1000
    return replace(
        low, value=low.value * factor, unit=low.unit * factor, fine=low.fine * factor, scaled=True
    )


# What the number counts ----------------------------------------------------------------


def _kind(sentence: Sentence, bare: _Bare) -> tuple[QuantityKind | None, str | None]:
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
    if not number.scaled:
        if 1900 <= number.value <= 2100 and number.value == number.value.to_integral_value():
            if words[bare.number_first].text.isdigit() and bare.last - bare.number_first == 1:
                return None, None
        return QuantityKind.COUNT, _noun(sentence, bare.last)
    return _kind_of_scaled(sentence, bare, follows, nouns)


def _kind_of_scaled(
    sentence: Sentence, bare: _Bare, follows: Word | None, nouns: Counted
) -> tuple[QuantityKind | None, str | None]:
    words = sentence.words
    if follows is None or not follows.text[0].isalpha():
        return QuantityKind.OTHER, None
    at, held = bare.last, False
    while at < len(words) and words[at].lower in _OF and not held:
        at, held = at + 1, True
    while at < len(words) and words[at].lower in _WORDS_OF_KIND_OF_SCALED:
        at += 1
    noun = words[at] if at < len(words) else None
    if held and noun is not None and noun.text[0].isupper() and words[at - 1].lower in _DEFINITE:
        return QuantityKind.OTHER, None  # "540 millions de l'Union européenne": who gives them
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
    joined = load_words(sentence.language, "numerals")["scales_join_by_of"]
    if joined or follows.lower in nouns.open_after or follows.lower in nouns.money:
        return QuantityKind.OTHER, None
    return QuantityKind.COUNT, _noun(sentence, bare.last)


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


# Vague figures -------------------------------------------------------------------------


def _vague(sentence: Sentence, place: int) -> tuple[Quantity, int] | None:
    """ "hundreds of millions of dollars", "plusieurs milliards", "billions more in aid"."""
    words, language = sentence.words, sentence.language
    lexicon = number_words(language)
    word = words[place].lower
    at, least = place, None
    if word in lexicon.plurals and not (place and words[place - 1].lower in {"a", "un"}):
        least, at = lexicon.plurals[word], place + 1
        while at < len(words) and words[at].lower in lexicon.of:
            at += 1
        if at < len(words) and words[at].lower in {"les", "the"}:
            return None
        if at < len(words) and words[at].lower in lexicon.scales and at > place + 1:
            unit = least * lexicon.scales[words[at].lower]
            return _several(sentence, place, at + 1, unit, Decimal(2) if least > 2 else Decimal(1))
        return None
    if word in lexicon.several and place + 1 < len(words):
        scale = words[place + 1].lower
        at = place + 1
        if scale in {"hundred", "centaines", "dizaines", "thousand"}:
            factor = lexicon.plurals.get(scale, lexicon.plurals.get(scale + "s", Decimal(1)))
            at += 1
            while at < len(words) and words[at].lower in lexicon.of:
                at += 1
            if at < len(words) and words[at].lower in lexicon.scales:
                unit = factor * lexicon.scales[words[at].lower]
                return _several(sentence, place, at + 1, unit, Decimal(2))
            return None
        if scale in lexicon.scales and lexicon.scales[scale] >= 1000000:
            return _several(sentence, place, place + 2, lexicon.scales[scale], Decimal(2))
        return None
    if word in lexicon.scales and word.endswith("s") and lexicon.scales[word] >= 1000000:
        before = words[place - 1] if place else None
        if before is None or not (before.text[-1].isdigit() or before.lower in lexicon.units):
            return _several(sentence, place, place + 1, lexicon.scales[word], Decimal(2))
    return None


def _several(
    sentence: Sentence, first: int, last: int, unit: Decimal, least: Decimal
) -> tuple[Quantity, int] | None:
    words, nouns = sentence.words, counted(sentence.language)
    currency, end = _currency_after(sentence, last)
    at = end
    if at < len(words) and words[at].lower == "more":
        end = at = at + 1
    kind = QuantityKind.MONEY
    if currency is None:
        currency_late, end_late = _currency_after(sentence, at)
        if currency_late is not None:
            currency, end = currency_late, end_late
        else:
            while at < len(words) and words[at].lower in _OF:
                at += 1
            noun = words[at].lower if at < len(words) else ""
            if noun not in nouns.money or at == end:
                return None
    strict, lenient = interval_of_several(unit, least)
    qualified = qualify(words, first, end, sentence.language)
    return (
        Quantity(
            start=words[first].start,
            end=words[end - 1].end,
            number_start=words[first].start,
            number_end=words[last - 1].end,
            kind=kind,
            value=None,
            unit=unit,
            qualifier=Qualifier.VAGUE,
            strict=strict,
            lenient=lenient,
            currency=None if currency == SHARED else currency,
            incremental=qualified.incremental or words[end - 1].lower == "more",
        ),
        end,
    )


# The quantity --------------------------------------------------------------------------


def _quantity(
    sentence: Sentence, bare: _Bare, qualified: Qualified, kind: QuantityKind, noun: str | None
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
    if bare.currency == SHARED:
        noun = words[bare.last - 1].lower
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
        incremental=qualified.incremental,
        each=qualified.each,
        negated=qualified.negated,
        noun=noun,
        flags=flags,
    )


def _width(bare: _Bare, qualified: Qualified) -> tuple[Decimal, Qualifier, Interval, Interval]:
    if bare.low is not None:
        strict, lenient = interval_between(_printed(bare.low), _printed(bare.number))
        return (bare.low.value + bare.number.value) / 2, Qualifier.BETWEEN, strict, lenient
    width = "dozen" if bare.number.about else qualified.width
    return (bare.number.value, *intervals_of(width, _printed(bare.number)))


def _printed(number: Number) -> Printed:
    return Printed(number.value, number.fine, number.unit)
