"""Currencies: codes, names, symbols and words in French and English.

Source: ISO 4217 and common press usage; one row a currency in `data/currencies.csv`.
A word that several currencies share ("couronnes", "francs") is told apart by the places
named around it (`near`); without any, the first row that needs none is meant, else none.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency.

    Args:
        code: ISO 4217.
        symbols: signs and codes, written as printed (capitals count).
        words: words by language, in lower case; near: places that point to it.
    """

    code: str
    names: dict[str, str]
    symbols: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    near: dict[str, tuple[str, ...]]


@cache
def load_currencies() -> tuple[Currency, ...]:
    """All currencies, the commonest of the field first."""
    place = files("aidledger.catalogue") / "data" / "currencies.csv"
    with place.open(encoding="utf-8") as rows:
        return tuple(_currency(row) for row in csv.DictReader(rows))


def _currency(row: dict[str, str]) -> Currency:
    return Currency(
        row["code"],
        {"en": row["name_en"], "fr": row["name_fr"]},
        _parts(row["symbols"]),
        {language: _lower(row[f"words_{language}"]) for language in ("en", "fr")},
        {language: _lower(row[f"near_{language}"]) for language in ("en", "fr")},
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _lower(cell: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _parts(cell))


@cache
def currency_words(language: str) -> dict[str, tuple[Currency, ...]]:
    """Currencies by the words that name them in a language."""
    found: dict[str, list[Currency]] = {}
    for currency in load_currencies():
        for word in currency.words[language]:
            found.setdefault(word, []).append(currency)
    return {word: tuple(currencies) for word, currencies in found.items()}


@cache
def currency_symbols() -> dict[str, Currency]:
    """Currency by sign or code, as printed."""
    return {symbol: currency for currency in load_currencies() for symbol in currency.symbols}


def choose_currency(
    candidates: Sequence[Currency], language: str, around: frozenset[str]
) -> Currency | None:
    """The currency meant by a shared word, by the places named around it (lower case).

    None when several fit and no place decides.
    """
    pointed = [c for c in candidates if around.intersection(c.near[language])]
    if len(pointed) == 1:
        return pointed[0]
    plain = [c for c in candidates if not c.near[language]]
    if not pointed and plain:
        return plain[0]
    if len(candidates) == 1:
        return candidates[0]
    return None
