"""Words in both languages: the same keys, every code of the program, figures as written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from aidledger.model.amounts import Interval
from aidledger.wording.figures import day, interval, money
from aidledger.wording.loading import LANGUAGES, words

SOURCE = Path(__file__).parents[3] / "src" / "aidledger"
_CODE = re.compile(
    r'(?:AidledgerError|Issue|_issue|_tell|message|BadField)\(\s*"([A-Z][A-Z0-9_]{3,})"'
)
_MEANING = re.compile(r'"((?:LEDGER|FIELD|ROW|COLUMN|NAME)_[A-Z_]+)"')


def keys(value: Any, before: str = "") -> set[str]:
    if not isinstance(value, dict):
        return {before}
    return {name for key, inner in value.items() for name in keys(inner, f"{before}/{key}")}


def test_both_languages_have_the_same_words() -> None:
    english, french = (keys(words(language)) for language in LANGUAGES)
    assert english == french


def test_every_code_has_words() -> None:
    used = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        used |= set(_CODE.findall(text)) | set(_MEANING.findall(text))
    known = set(words("en")["messages"])
    assert used - known == set()


def test_messages_ask_for_the_same_details_in_both_languages() -> None:
    for code, row in words("en")["messages"].items():
        other = words("fr")["messages"][code]
        assert _fields(row) == _fields(other), code


def _fields(row: dict[str, str]) -> set[str]:
    parts = Formatter().parse(row["message"] + row.get("hint", ""))
    return {name for _, name, _, _ in parts if name}


@pytest.mark.parametrize(
    ("value", "currency", "english", "french"),
    [
        ("9300000000", "USD", "$9.3bn", "9,3\u202fMd$"),
        ("1675000000", "USD", "$1.675bn", "1,675\u202fMd$"),
        ("525000000", "EUR", "€525m", "525\u202fM€"),
        ("-950000000", "USD", "-$950m", "-950\u202fM$"),
        ("12", "CHF", "CHF 12", "12\u202fCHF"),
    ],
)
def test_money(value: str, currency: str, english: str, french: str) -> None:
    assert money(Decimal(value), currency, "en") == english
    assert money(Decimal(value), currency, "fr") == french


def test_intervals_show_open_and_missing_bounds() -> None:
    over = Interval(Decimal(60), None, low_open=True)
    assert interval(over, "USD", "en") == "]$60 – ∞["
    assert interval(Interval.exactly(9), "USD", "en") == "$9"
    assert interval(None, "USD", "en") == ""


def test_days() -> None:
    assert day(date(2024, 11, 1), "fr") == "1er novembre 2024"
    assert day(date(2024, 11, 13), "en") == "13 November 2024"
