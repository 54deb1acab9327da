"""Paragraphs in the manner of many outlets: what is read of their sums is never wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from aidledger.catalogue import load_catalogue
from aidledger.model.amounts import Qualifier
from aidledger.model.claims import AmountClaim
from aidledger.model.evidence import Document
from aidledger.reading.pipeline import read_document

FOLDER = Path(__file__).parents[1] / "cases" / "fresh"
PARAGRAPHS = [
    (language, row)
    for language in ("fr", "en")
    for row in yaml.safe_load((FOLDER / f"{language}.yml").read_text("utf-8"))
]


def said(row: list[Any]) -> tuple[Decimal | None, Decimal | None, str, str]:
    """Lower and upper number, currency and qualifier of a sum of the list."""
    number, currency, *qualifier = row
    low, high = number if isinstance(number, list) else (number, number)
    return Decimal(low), Decimal(high), currency, qualifier[0] if qualifier else "exact"


def read(claim: AmountClaim) -> tuple[Decimal | None, Decimal | None, str | None, str]:
    """The same of a claim; the middle of a range is counted, its bounds are told."""
    if claim.stated is None or claim.qualifier is Qualifier.BETWEEN:
        return claim.strict.low, claim.strict.high, claim.currency, claim.qualifier.value
    return claim.stated, claim.stated, claim.currency, claim.qualifier.value


NAMES = [f"{language} {row['manner']}" for language, row in PARAGRAPHS]


@pytest.mark.parametrize(("language", "row"), PARAGRAPHS, ids=NAMES)
def test_no_sum_of_a_fresh_paragraph_is_read_wrong(language: str, row: dict[str, Any]) -> None:
    published = row["published"]
    assert isinstance(published, date)
    document = Document(text=row["text"], published=published, language=language)
    claims = read_document(document, load_catalogue()).claims
    sums = [claim for claim in claims if isinstance(claim, AmountClaim)]
    found = [read(claim) for claim in sums if claim.quote not in row.get("shares", ())]
    wanted = [said(item) for item in row["sums"]]
    assert [item for item in found if item not in wanted] == []
    assert len(found) >= len(wanted)
