"""Find the currency printed beside a number: "$", "US$", "M€", "de francs CFA", "MCHF".

In: the words of a sentence and a place among them. Out: an ISO 4217 code and where to go on.
A word that several currencies share, told by nothing in the sentence, gives `SHARED`; the
document decides later (`elisions`). Signs, codes and words: `catalogue/data/currencies.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from aidledger.catalogue.currencies import choose_currency, currency_symbols, currency_words
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Word
from aidledger.reading.numerals import Number
from aidledger.reading.phrases import Phrases

# A currency word that several currencies share, told by nothing in the sentence.
SHARED = "?"
# Words on each side that may tell which "francs" or "couronnes" are meant, nearest first.
_NEAR = (4, 8, 14)
_LONGEST_SYMBOL = 4  # words: "U.S.$", "$ US"
_SCALES = (
    ("Mds", 10**9), ("Md", 10**9), ("Mrd", 10**9), ("bn", 10**9), ("k", 10**3), ("M", 10**6),
    ("m", 10**6),
)  # fmt: skip
# "N50bn", "Rs 1,500": how large a number must be behind a code of one or two letters.
_LEAST_BEHIND = {1: Decimal(1_000_000), 2: Decimal(1000)}


@cache
def _phrases(language: str) -> Phrases[str]:
    return Phrases({word: word for word in currency_words(language)})


@cache
def _rules(language: str) -> dict[str, frozenset[str]]:
    data = load_words(language, "counted")
    return {
        "weak": frozenset(data["weak_currencies"]),
        "near": frozenset(str(word).lower() for word in data["weak_near"]),
        "money": frozenset(data["weak_of"]),
        "of": frozenset(data["of"]),
        "open_after": frozenset(map(str, data["open_after"])),
    }


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(
        symbol[:length] for symbol in currency_symbols() for length in range(1, len(symbol) + 1)
    )


def begins_sign(text: str) -> bool:
    """True where a currency sign or code may begin with the word."""
    return text in _beginnings()


def symbol_before(words: Sequence[Word], place: int) -> tuple[str | None, int]:
    """The currency sign or code at `place` before a number, and the number's place."""
    if place >= len(words) or not begins_sign(words[place].text):
        return None, place
    symbols = currency_symbols()
    for length in range(_LONGEST_SYMBOL, 0, -1):
        joined = _joined(words, place, length)
        if joined not in symbols or place + length >= len(words):
            continue
        follows = words[place + length]
        if len(joined) == 1 and joined.isalpha() and follows.start != words[place].end:
            continue
        if follows.text[0].isdigit() or (not joined.isalpha() and follows.lower in {"a", "one"}):
            return symbols[joined].code, place + length
    return None, place


def _joined(words: Sequence[Word], place: int, length: int) -> str:
    """Words grown together, or "$" and the letters of its country after a space."""
    pieces = words[place : place + length]
    if len(pieces) < length:
        return ""
    for one, other in pairwise(pieces):
        gap = other.start - one.end
        if gap > 1 or (gap == 1 and (one.text != "$" or not other.text.isupper())):
            return ""
    return "".join(piece.text for piece in pieces)


def is_letter_alone(words: Sequence[Word], place: int, end: int, number: Number) -> bool:
    """True where a letter or two stand for a currency before too small a number ("N95")."""
    text = "".join(word.text for word in words[place:end])
    least = _LEAST_BEHIND.get(len(text)) if text.isalpha() else None
    return least is not None and number.value < least


def scale_with_currency(words: Sequence[Word], number: Number) -> tuple[Number, str] | None:
    """ "50 MCHF", "3 MdUSD": a scale sign and a currency code in one word."""
    if number.last >= len(words) or number.scaled:
        return None
    text = words[number.last].text
    for sign, scale in _SCALES:
        code = currency_symbols().get(text.removeprefix(sign))
        if text.startswith(sign) and len(text) > len(sign) + 1 and code is not None:
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


def currency_after(
    words: Sequence[Word], place: int, language: str, *, scaled: bool = True
) -> tuple[str | None, int]:
    """The currency printed right after a number, with "de" or "of" between; else (None, place).

    Args:
        scaled: a scale word stands before; "3 000 livres" alone may be books.
    """
    at = place
    if at < len(words) and words[at].text == "-":
        at += 1
    if at >= len(words):
        return None, place
    named = _named(words, at, language, scaled)
    signed = _sign_at(words, at)
    if signed is not None and (named is None or named[1] < signed[1]):
        return signed
    return named if named is not None else (None, place)


def _sign_at(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    if at >= len(words) or not begins_sign(words[at].text):
        return None
    symbols = currency_symbols()
    for length in range(_LONGEST_SYMBOL, 0, -1):
        joined = _joined(words, at, length)
        if joined not in symbols or (len(joined) == 1 and joined.isalpha()):
            continue
        after = at + length
        # "5 million $20 bills": a sign that another number follows is that one's.
        if joined.isalpha() or after >= len(words) or not words[after].text[0].isdigit():
            return symbols[joined].code, after
    return None


def _named(
    words: Sequence[Word], place: int, language: str, scaled: bool
) -> tuple[str, int] | None:
    at = place
    if words[at].lower in {"de", "d'", "of"} and at + 1 < len(words):
        at += 1
        signed = _sign_at(words, at)
        if signed is not None:
            return signed
    found = _phrases(language).starting(words, at)
    if found is None:
        return None
    last, word = found
    if word in _rules(language)["weak"] and not _is_money(words, at, last, language, scaled):
        return None
    return _meant(words, place, last, word, language) or SHARED, last


def _is_money(words: Sequence[Word], at: int, last: int, language: str, scaled: bool) -> bool:
    """False for the weight, the book and the verb: "pounds of flour", "3 million won"."""
    rules = _rules(language)
    around = {word.lower for word in words[max(0, at - _NEAR[-1]) : last + _NEAR[-1]]}
    near = bool(around & rules["near"])
    if words[at].lower == "won":
        return near and (last >= len(words) or words[last].lower not in {"the", "a", "an"})
    if not scaled:
        follows = words[last].text if last < len(words) else ""
        return near and (not follows[:1].isalpha() or follows.lower() in rules["open_after"])
    if last + 1 < len(words) and words[last].lower in rules["of"]:
        return words[last + 1].lower in rules["money"] or near
    return True


def _meant(words: Sequence[Word], place: int, last: int, word: str, language: str) -> str | None:
    """The currency that a word names, by the places named nearest to it."""
    candidates = currency_words(language)[word]
    if len(candidates) == 1:
        return candidates[0].code
    for reach in _NEAR:
        for side in (words[max(0, place - reach) : place], words[last : last + reach]):
            around = frozenset(near.lower for near in side)
            chosen = choose_currency(candidates, language, around)
            if chosen is not None and chosen.near[language]:
                return chosen.code
    chosen = choose_currency(candidates, language, frozenset())
    return chosen.code if chosen is not None else None


def shared_word(words: Sequence[Word], end: int, language: str) -> str:
    """The currency word that ends before word `end`, as the lists have it ("francs cfa")."""
    found = _phrases(language).ending(words, end)
    return found[1] if found is not None else words[end - 1].lower
