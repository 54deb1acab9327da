"""Read a number from words and digits, with its scale: "2,5 milliards", "half a billion".

In: the words of a sentence and a place among them. Out: the value in exact decimals, the
size of its last significant digit, and how many words it took; None when no number
stands there or when its marks can be read two ways. Data: `languages/*/numerals.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Word

_WORDS_OF_HALF = small_words("numerals", "half")

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[0-9]{1,3}(?:'[0-9]{3})+")
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed.

    Args:
        first, last: index of its first word, and one past its last.
        value: in whole units, scale included.
        unit: size of the last digit that is no closing zero (60 -> 10), in whole units.
        fine: size of the last digit printed (60 -> 1): closing zeros may count or not.
        scaled: a scale word or sign (million, bn) was printed.
        sign: the scale was a sign that needs a currency or a digit beside it ("M", "bn").
        spelled: written in words. about: "une centaine": the number is only about so much.
        doubtful: the scale word is a known slip ("billion" in French).
        factor: what the scale words multiply by.
    """

    first: int
    last: int
    value: Decimal
    unit: Decimal
    fine: Decimal
    scaled: bool = False
    sign: bool = False
    spelled: bool = False
    about: bool = False
    doubtful: bool = False
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of one language."""

    units: dict[str, Decimal]
    hundreds: dict[str, Decimal]
    thousands: dict[str, Decimal]
    joining: frozenset[str]
    scales: dict[str, Decimal]
    signs: dict[str, Decimal]
    doubtful: frozenset[str]
    about: dict[str, Decimal]
    halves: dict[str, Decimal]
    quarters: dict[str, Decimal]
    of: frozenset[str]
    articles: frozenset[str]
    sums_join: frozenset[str]
    sums_of_digits: bool
    points: frozenset[str]
    vulgar: dict[str, Decimal]
    between: frozenset[str]
    definite: frozenset[str]
    decimal_mark: str
    group_mark: str


@cache
def number_words(language: str) -> NumberWords:
    """The number words of `language`."""
    data = load_words(language, "numerals")

    def table(name: str) -> dict[str, Decimal]:
        return {str(word): Decimal(str(value)) for word, value in data[name].items()}

    return NumberWords(
        units=table("units"),
        hundreds=table("hundreds"),
        thousands=table("thousands"),
        joining=frozenset(data["joining"]),
        scales=table("scales"),
        signs=table("signs"),
        doubtful=frozenset(data["doubtful_scales"]),
        about=table("about"),
        halves=table("halves"),
        quarters=table("quarters"),
        of=frozenset(data["of"]),
        articles=frozenset(data["articles"]),
        sums_join=frozenset(data["sums_join"]),
        sums_of_digits=bool(data["sums_of_digits"]),
        points=frozenset(data["points"]),
        vulgar=table("vulgar"),
        between=frozenset(data["between"]),
        definite=frozenset(data["definite"]),
        decimal_mark=data["decimal_mark"],
        group_mark=data["group_mark"],
    )


def read_number(words: Sequence[Word], place: int, language: str) -> Number | None:
    """The number that begins at `words[place]`, or None."""
    lexicon = number_words(language)
    found = (
        _digits(words, place, lexicon)
        or _half(words, place, lexicon)
        or _about(words, place, lexicon)
        or _spelled(words, place, lexicon)
    )
    if found is None:
        return None
    found = _with_scales(words, _with_point(words, found, lexicon), lexicon)
    return _with_rest(words, _and_a_half(words, found, lexicon), language)


_ONE = frozenset({"un", "une", "a"})


@cache
def may_open_number(language: str) -> frozenset[str]:
    """The words with which a number in words may begin; hyphened ones are not listed."""
    lexicon = number_words(language)
    tables = (
        lexicon.units, lexicon.hundreds, lexicon.thousands, lexicon.halves, lexicon.quarters,
        lexicon.scales,
    )  # fmt: skip
    return _ONE.union(*tables)


# Digits --------------------------------------------------------------------------------


def _digits(words: Sequence[Word], place: int, lexicon: NumberWords) -> Number | None:
    word = words[place]
    if not _DIGITS.fullmatch(word.text) or len(word.text) > _MOST_DIGITS:
        return None
    printed, last = word.text.replace("'", ""), place + 1  # 1'500'000 is the Swiss custom
    if printed.isdigit() and len(printed) <= 3 and printed[0] != "0":
        while last < len(words) and _is_group(words[last - 1], words[last]) and last - place < 6:
            printed += words[last].text
            last += 1
            if not printed.isdigit():  # "1 250 000,50"
                break
    read = _marks(printed, lexicon, words[last] if last < len(words) else None)
    if read is None:
        return None
    value, unit = read
    glued = last < len(words) and words[last].start == words[last - 1].end
    if glued and words[last].text in lexicon.vulgar and unit == 1:
        unit = Decimal("0.5")
        value += lexicon.vulgar[words[last].text]
        last += 1
    return Number(place, last, value, unit, min(unit, Decimal(1)))


_GROUP = re.compile(r"[0-9]{3}(?:[.,][0-9]{1,2})?")


def _is_group(before: Word, word: Word) -> bool:
    return word.start == before.end + 1 and _GROUP.fullmatch(word.text) is not None


def _marks(
    printed: str, lexicon: NumberWords, follows: Word | None
) -> tuple[Decimal, Decimal] | None:
    """Value and unit of digits with marks; None when they can be read two ways."""
    scaled = follows is not None and (
        follows.lower in lexicon.scales or follows.text in lexicon.signs
    )
    decimal, group = lexicon.decimal_mark, lexicon.group_mark
    if decimal not in printed and group not in printed:
        return Decimal(printed), _unit_of_integer(printed)
    if decimal in printed and group in printed:
        if printed.rindex(group) > printed.index(decimal):
            decimal, group = group, decimal
        whole, _, fraction = printed.replace(group, "").partition(decimal)
        if decimal in fraction:
            return None
        return Decimal(f"{whole}.{fraction}"), Decimal(1).scaleb(-len(fraction))
    mark = decimal if decimal in printed else group
    parts = printed.split(mark)
    if len(parts) > 2:
        if all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3:
            joined = "".join(parts)
            return Decimal(joined), _unit_of_integer(joined)
        return None
    whole, fraction = parts
    if len(fraction) == 3 and whole != "0" and len(whole) <= 3:
        if mark == group and (not scaled or _is_group_before_scale(parts, group, follows)):
            joined = whole + fraction
            return Decimal(joined), _unit_of_integer(joined)
        if mark == group and group == "." and not _is_singular(follows):
            return None  # "2.345 milliards" in French: a decimal or a thousand?
        if mark == decimal and not scaled:
            return None  # "1,250" in French, "1.250" in English: likewise
    return Decimal(f"{whole}.{fraction}"), Decimal(1).scaleb(-len(fraction))


def _is_group_before_scale(parts: list[str], group: str, scale: Word | None) -> bool:
    """ "1,250 million" in English, "1.250 millions" in French: more than a thousand of them.

    French writes the plural from two on, and no decimal closes with a zero in print.
    """
    if group == ",":
        return True
    whole, fraction = parts
    return not _is_singular(scale) and (whole == "1" or fraction.endswith("0"))


def _is_singular(scale: Word | None) -> bool:
    return scale is not None and scale.lower in {"million", "milliard", "billion"}


def _unit_of_integer(printed: str) -> Decimal:
    """Size of the last digit that is no closing zero: 425 -> 1, 800 -> 100, 0 -> 1."""
    stripped = printed.rstrip("0")
    return Decimal(10) ** (len(printed) - len(stripped)) if stripped else Decimal(1)


# Words ---------------------------------------------------------------------------------


def _spelled(words: Sequence[Word], place: int, lexicon: NumberWords) -> Number | None:
    """ "quatre-vingt-dix-neuf", "two hundred and fifty": words without scale."""
    total, current = Decimal(0), Decimal(0)
    last = closed = place
    seen = False
    while last < len(words) and last - place < 12:
        parts = words[last].lower.split("-")
        if seen and words[last].lower in lexicon.joining and _goes_on(words, last + 1, lexicon):
            last += 1
            continue
        if seen and words[last].text == "-" and _goes_on(words, last + 1, lexicon):
            last += 1
            continue
        step = _spelled_parts(parts, total, current, lexicon, seen)
        if step is None:
            break
        total, current = step
        seen = True
        last += 1
        closed = last  # a joining word at the end belongs to what follows
    if not seen:
        return None
    last = closed
    value = total + current
    unit = _unit_of_integer(str(value)) if value >= 20 else Decimal(1)
    return Number(place, last, value, unit, Decimal(1), spelled=True)


def _goes_on(words: Sequence[Word], place: int, lexicon: NumberWords) -> bool:
    if place >= len(words):
        return False
    part = words[place].lower.split("-")[0]
    return (part in lexicon.units and part not in lexicon.articles) or part in lexicon.hundreds


def _spelled_parts(
    parts: list[str], total: Decimal, current: Decimal, lexicon: NumberWords, seen: bool
) -> tuple[Decimal, Decimal] | None:
    for part in parts:
        if part in lexicon.joining and len(parts) > 1:
            continue
        if part in lexicon.units:
            value = lexicon.units[part]
            if part in lexicon.articles and seen:
                return None
            # "quatre-vingts": four times twenty.
            if value == 20 and current == 4:
                current = Decimal(80)
            elif (current and value >= 20 and current % 100) or (
                current and current % 10 and not (current % 100 in (60, 80) or value < 1)
            ):
                return None
            else:
                current += value
        elif part in lexicon.hundreds:
            current = (current or Decimal(1)) * 100
        elif part in lexicon.thousands:
            total, current = total + (current or Decimal(1)) * 1000, Decimal(0)
        else:
            return None
        seen = True
    return total, current


def _half(words: Sequence[Word], place: int, lexicon: NumberWords) -> Number | None:
    """ "un demi-milliard", "half a billion", "a quarter of a billion", "trois quarts de"."""
    lower = [word.lower for word in words[place : place + 6]]
    if not lower:
        return None
    at = 1 if lower[0] in _ONE and len(lower) > 1 else 0
    joined = [part for part in lower[at].split("-") if part not in _WORDS_OF_HALF]
    if len(joined) == 2 and joined[1] in lexicon.scales:
        share = (lexicon.halves | lexicon.quarters).get(joined[0])
        if share is not None:
            return _part(place, place + at + 1, share, lexicon.scales[joined[1]])
    share, taken = _share(lower, lexicon)
    if share is None:
        return None
    rest = taken
    while rest < len(lower) and lower[rest] in _WORDS_OF_HALF:
        rest += 1
    if rest == taken and lower[0] not in lexicon.halves:
        return None
    if "-" in lower[0] and rest == taken:
        return None
    if rest < len(lower) and lower[rest] in lexicon.scales:
        return _part(place, place + rest + 1, share, lexicon.scales[lower[rest]])
    return None


def _part(first: int, last: int, share: Decimal, scale: Decimal) -> Number:
    value = share * scale
    return Number(first, last, value, value, value, scaled=True, spelled=True, factor=scale)


def _share(lower: list[str], lexicon: NumberWords) -> tuple[Decimal | None, int]:
    if lower[0] in lexicon.halves:
        return lexicon.halves[lower[0]], 1
    count, _, part = lower[0].partition("-")
    if count in lexicon.units and part in lexicon.quarters:
        return lexicon.units[count] * lexicon.quarters[part], 1
    if len(lower) > 1 and lower[0] in lexicon.units and lower[1] in lexicon.quarters:
        return lexicon.units[lower[0]] * lexicon.quarters[lower[1]], 2
    if len(lower) > 1 and lower[0] in {"un", "a"} and lower[1] in lexicon.halves:
        return lexicon.halves[lower[1]], 2
    return None, 0


def _about(words: Sequence[Word], place: int, lexicon: NumberWords) -> Number | None:
    """ "une centaine (de millions)", "a dozen", "a score"."""
    if place + 1 >= len(words) or words[place].lower not in _ONE:
        return None
    noun = words[place + 1].lower
    if noun not in lexicon.about:
        return None
    last = place + 2
    follows = words[last].lower if last < len(words) else ""
    if (
        follows in lexicon.of
        and last + 1 < len(words)
        and (words[last + 1].lower in lexicon.scales)
    ):
        last += 1
    value = lexicon.about[noun]
    return Number(place, last, value, value, value, spelled=True, about=True)


# Scales --------------------------------------------------------------------------------


def _with_scales(words: Sequence[Word], number: Number, lexicon: NumberWords) -> Number:
    last, product = number.last, Decimal(1)
    scaled, sign, doubtful = number.scaled, False, number.doubtful
    for _ in range(2):
        at = last
        if at < len(words) and words[at].text == "-" and at + 1 < len(words):
            at += 1
        elif at + 1 < len(words) and words[at].lower in lexicon.between:
            at += words[at + 1].lower in lexicon.scales  # "50 nouveaux millions"
        if at >= len(words):
            break
        word = words[at]
        if word.lower in lexicon.scales:
            factor = lexicon.scales[word.lower]
            doubtful = doubtful or word.lower in lexicon.doubtful
        elif word.text in lexicon.signs and not scaled and at == last and not number.spelled:
            if not _is_sign(words, at):
                break
            factor, sign = lexicon.signs[word.text], True
        else:
            break
        last, scaled, product = at + 1, True, product * factor
    return replace(
        number,
        last=last,
        value=number.value * product,
        unit=number.unit * product,
        fine=number.fine * product,
        scaled=scaled,
        sign=sign,
        doubtful=doubtful,
        factor=number.factor * product,
    )


def _is_sign(words: Sequence[Word], at: int) -> bool:
    """True for the M of "20 M" and "20M", not of "200 M113"."""
    word = words[at]
    if word.start - words[at - 1].end > 1:
        return False
    if at + 1 >= len(words):
        return True
    follows = words[at + 1]
    return follows.start > word.end or not (follows.text[0].isdigit() or follows.text == "-")


def _and_a_half(words: Sequence[Word], number: Number, lexicon: NumberWords) -> Number:
    """ "un milliard et demi": half of the scale more; "one and a half billion"."""
    lower = [word.lower for word in words[number.last : number.last + 5]]
    if number.scaled and len(lower) > 1 and lower[0] in {"et", "and"}:
        at = 2 if lower[1] in {"a"} else 1
        if at < len(lower) and lower[at] in lexicon.halves:
            scale = words[number.last - 1].lower
            more = lexicon.scales.get(scale, Decimal(0)) * lexicon.halves[lower[at]]
            if more:
                factor = lexicon.scales[scale]
                return _grown(number, number.last + at + 1, number.value + more, more, factor)
    if not number.scaled and lower[:3] == ["and", "a", "half"] and len(lower) > 3:
        if lower[3] in lexicon.scales:
            scale_value = lexicon.scales[lower[3]]
            value = (number.value + Decimal("0.5")) * scale_value
            return _grown(number, number.last + 4, value, scale_value / 2, scale_value)
    return number


def _with_point(words: Sequence[Word], number: Number, lexicon: NumberWords) -> Number:
    """ "one point five billion", "deux virgule trois milliards": decimals as spoken."""
    at = number.last
    if not number.spelled or number.scaled or at + 1 >= len(words):
        return number
    if words[at].lower not in lexicon.points:
        return number
    digit = lexicon.units.get(words[at + 1].lower, Decimal(10))
    if digit >= 10:
        return number
    tenth = Decimal("0.1")
    return replace(number, last=at + 2, value=number.value + digit * tenth, unit=tenth, fine=tenth)


def _with_rest(words: Sequence[Word], number: Number, language: str) -> Number:
    """ "un milliard 200 millions", "deux millions cinq cent mille": sums of falling scales."""
    lexicon = number_words(language)
    at = number.last
    if not number.scaled or number.sign or at >= len(words) or number.unit < 1000:
        return number
    if words[at - 1].lower not in lexicon.scales:
        return number
    if words[at].lower in lexicon.sums_join and at + 1 < len(words):
        at += 1
    digits = words[at].text[0].isdigit()
    if not (digits and lexicon.sums_of_digits) and not _goes_on(words, at, lexicon):
        return number
    rest = read_number(words, at, language)
    if rest is None or rest.about or rest.value >= number.unit or rest.value % 1000:
        return number
    return replace(
        number, last=rest.last, value=number.value + rest.value, unit=rest.unit, fine=rest.fine
    )


def _grown(number: Number, last: int, value: Decimal, unit: Decimal, factor: Decimal) -> Number:
    return replace(number, last=last, value=value, unit=unit, fine=unit, scaled=True, factor=factor)
