"""What the words of a pack mean, in both languages: stages, ways to price goods, fates."""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.questions.audit import Fate
from aidledger.wording.loading import LANGUAGES, label, page_words, words

_SETS = ("stage", "valuation", "fate")


def definitions_table() -> Table:
    """One row a word and language."""
    columns = tuple(
        Column(name, kind)
        for name, kind in (
            ("set", ColumnKind.CODE), ("code", ColumnKind.CODE), ("language", ColumnKind.CODE),
            ("word", ColumnKind.TEXT), ("meaning", ColumnKind.TEXT),
        )
    )  # fmt: skip
    rows = tuple(
        (kind, code, language, word, meaning)
        for language in LANGUAGES
        for kind in _SETS
        for code, word, meaning in _defined(kind, language)
    )
    return Table("definitions", columns, rows)


def _defined(kind: str, language: str) -> Iterator[tuple[str, str, str]]:
    if kind == "stage":
        for code, meaning in page_words(language)["glossary"]["stage"].items():
            yield code, label("stage", code, language), meaning
    elif kind == "valuation":
        for code, word in words(language)["labels"]["valuation"].items():
            yield code, word, words(language)["labels"]["valuation_meaning"][code]
    else:
        for fate in Fate:
            meaning = label("fate", fate.value, language)
            yield fate.value, fate.value, meaning
