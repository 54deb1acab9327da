"""Dates: what each sentence of the case files holds, and what holds of any text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from aidledger.reading.dates import find_dates
from aidledger.reading.lexicons import LANGUAGES
from aidledger.reading.marks import Block, BlockKind, DateMark, Sentence
from aidledger.reading.sentences import split_words
from aidledger.reading.typography import normalise
from aidledger.reading.verbs import find_verbs

CASES = Path(__file__).parents[2] / "cases" / "reading"
WEDNESDAY = date(2024, 11, 13)


def sentence_of(text: str, language: str) -> Sentence:
    text = normalise(text).text
    sentence = Sentence(
        index=0,
        start=0,
        end=len(text),
        text=text,
        language=language,
        block=Block(0, len(text), BlockKind.BODY, language),
        words=split_words(text, 0, len(text)),
    )
    return replace(sentence, verbs=find_verbs(sentence))


def told(mark: DateMark) -> str:
    """ "by 2024-12-31 day", "on 2024-06-01..2024-08-31 season", "on open loose"."""
    days = "open"
    if mark.first is not None and mark.last is not None:
        days = mark.first.isoformat()
        if mark.last != mark.first:
            days += f"..{mark.last.isoformat()}"
    return f"{mark.relation} {days} {mark.granularity}"


def rows_of(language: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(
        (CASES / language / "dates.yml").read_text(encoding="utf-8")
    )
    return rows


def cases() -> list[Any]:
    return [
        pytest.param(language, row, id=f"{language}-{number}")
        for language in LANGUAGES
        for number, row in enumerate(rows_of(language), start=1)
    ]


@pytest.mark.parametrize(("language", "row"), cases())
def test_the_dates_of_a_sentence(language: str, row: dict[str, Any]) -> None:
    sentence = sentence_of(row["text"], language)
    marks = find_dates(sentence, row.get("published", WEDNESDAY))
    assert {sentence.text[mark.start : mark.end]: told(mark) for mark in marks} == row["dates"]
