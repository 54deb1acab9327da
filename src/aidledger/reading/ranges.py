"""Join two printed numbers into a range, or tell that they are a rise.

In: a figure whose first number was read, and the words after it. Out: the figure with both
ends ("entre 2 et 3 milliards", "$2-3 billion", "200, voire 300 millions"), or the two figures
of a rise ("passée de 3 à 5 milliards"), each with the scale and currency that the other
prints. Words: `languages/*/qualifiers.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from aidledger.reading.currency_marks import currency_after, symbol_before
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Word
from aidledger.reading.numerals import Number, read_number
from aidledger.reading.phrases import Phrases, phrase_set

_CHANGE_REACH = 12  # words before a range in which "passer", "rose" make it a rise
_DASHES = frozenset({"-", "–"})


@dataclass(frozen=True, slots=True)
class Bare:
    """A number or a range with its currency, before qualifiers.

    Args:
        first, last: words of number, scale and currency; number_first, number_last: without
            the currency.
        low: the lower number of a range, else None.
        named: a currency is printed; inferred: the other end of a rise prints it.
        opened: "entre", "from" stands before. even: "voire" joins the ends.
        some: "et quelques" stands between number and currency.
    """

    first: int
    last: int
    number_first: int
    number_last: int
    number: Number
    low: Number | None = None
    currency: str | None = None
    named: bool = False
    inferred: bool = False
    opened: bool = False
    even: bool = False
    some: bool = False


@dataclass(frozen=True, slots=True)
class _RangeWords:
    middles: dict[str, frozenset[str]]
    between: Phrases[bool]
    even: Phrases[bool]
    changes: tuple[str, ...]
    change_words: frozenset[str]
    no_changes: frozenset[str]
    no_range_before: frozenset[str]
    things: frozenset[str]
    percent: Phrases[bool]


@cache
def _range_words(language: str) -> _RangeWords:
    data, nouns = load_words(language, "qualifiers"), load_words(language, "counted")
    return _RangeWords(
        middles={opening: frozenset(rows) for opening, rows in data["range_middle"].items()},
        between=phrase_set(data["range_between"]),
        even=phrase_set(data["range_even"]),
        changes=tuple(data["change_stems"]),
        change_words=frozenset(data["change_words"]),
        no_changes=frozenset(data["no_changes"]),
        no_range_before=frozenset(data["no_range_before"]),
        things=frozenset(nouns["things"]),
        percent=phrase_set(load_words(language, "numerals")["percent"]),
    )


@dataclass(frozen=True, slots=True)
class _Joint:
    """What stands between the two numbers: words up to `last`."""

    last: int
    opened: bool = False
    even: bool = False
    dash: bool = False
    word: str = ""


def with_range(words: Sequence[Word], bare: Bare, language: str) -> tuple[Bare, ...]:
    """The figure itself, the range that it opens, or the two figures of a rise."""
    joint = _joint(words, bare, language)
    if joint is None:
        return (bare,)
    symbol, at = symbol_before(words, joint.last)
    high = read_number(words, at, language) if at < len(words) else None
    if high is None or high.value <= 0:
        return (bare,)
    currency, last = (
        (symbol, high.last)
        if symbol
        else currency_after(words, high.last, language, scaled=high.scaled)
    )
    code = currency or bare.currency
    if currency and bare.currency and currency != bare.currency:
        return (bare,)
    if _is_no_end(words, bare, high, currency, last, joint, language):
        return (bare,)
    second = Bare(joint.last, last, at, high.last, high, currency=currency, named=bool(currency))
    if (joint.opened or joint.word in {"to", "à"}) and _changes(words, bare.first, language):
        return _rise(bare, second, code) if code and (joint.opened or bare.named) else (bare,)
    low = _in_scale_of(bare.number, high)
    if low.value >= high.value:
        return (bare,)
    whole = replace(
        bare, last=last, number_last=high.last, number=high, low=low, currency=code,
        named=bool(code), opened=joint.opened, even=joint.even,
    )  # fmt: skip
    return (whole,)


def _joint(words: Sequence[Word], bare: Bare, language: str) -> _Joint | None:
    lexicon, at = _range_words(language), bare.last
    if at >= len(words):
        return None
    opening = words[bare.first - 1].lower if bare.first else ""
    joint = words[at].lower
    if joint in lexicon.middles.get(opening, ()):
        return _Joint(at + 1, opened=True, word=joint)
    even = lexicon.even.starting(words, at + (joint == ","))
    if even is not None:
        return _Joint(even[0], even=True)
    if joint in _DASHES:
        glued = words[at - 1].end == words[at].start
        follows = at + 1 < len(words) and words[at + 1].start == words[at].end
        if glued != follows or (not glued and joint != "-"):
            return None
        return _Joint(at + 1, dash=True)
    between = lexicon.between.starting(words, at)
    return _Joint(between[0], word=joint) if between is not None else None


def _is_no_end(
    words: Sequence[Word],
    bare: Bare,
    high: Number,
    currency: str | None,
    last: int,
    joint: _Joint,
    language: str,
) -> bool:
    """True when the second number counts something else than the first."""
    lexicon = _range_words(language)
    if lexicon.percent.starting(words, high.last) is not None:
        return True
    follows = words[last].lower if last < len(words) else ""
    if currency is None and follows in lexicon.things:
        return True
    if follows in lexicon.no_range_before:
        return True  # "$3 million - $5 million less than last year"
    if joint.opened or joint.even or joint.dash:
        return False
    if bare.number.scaled and not high.scaled:
        return True
    # "$500 to 1,000 families", "500 euros à 1 000 familles": paid to so many.
    return bare.named and currency is None and not high.scaled


def _changes(words: Sequence[Word], first: int, language: str) -> bool:
    """True when words of rising or falling stand before, in the same clause."""
    lexicon = _range_words(language)
    for place in range(first - 1, max(-1, first - 1 - _CHANGE_REACH), -1):
        word = words[place].lower
        if word in {".", ";", ":", "(", ")"}:
            return False
        if word in lexicon.change_words:
            return True
        if word.startswith(lexicon.changes) and word not in lexicon.no_changes:
            return True
    return False


def _rise(bare: Bare, second: Bare, code: str) -> tuple[Bare, ...]:
    low = bare.number if bare.named else _in_scale_of(bare.number, second.number)
    first = replace(bare, number=low, currency=code, named=True, inferred=not bare.named)
    return first, replace(second, currency=code, named=True, inferred=not second.named)


def _in_scale_of(low: Number, high: Number) -> Number:
    """ "2 à 3 milliards": the first number has the scale of the second."""
    if low.scaled or not high.scaled:
        return low
    factor = high.factor
    return replace(
        low, value=low.value * factor, unit=low.unit * factor, fine=low.fine * factor, scaled=True
    )
