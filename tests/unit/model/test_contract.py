"""The reading contract: claims to JSON and back, in the order of the contract."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from aidledger.catalogue import load_catalogue
from aidledger.model.claims import CLAIM_KINDS
from aidledger.model.contract import claim_from_json, claim_to_json, reading_to_json
from aidledger.model.evidence import Document
from aidledger.reading.pipeline import read_document
from aidledger.reading.text import Reading

ARTICLES = Path(__file__).parents[3] / "examples" / "articles"


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [
        read_document(
            Document(text=path.read_text(encoding="utf-8"), published=date(2024, 11, 13)),
            load_catalogue(),
        )
        for path in sorted(ARTICLES.glob("*.md"))
    ]


def test_every_kind_stands_in_the_examples(readings: list[Reading]) -> None:
    kinds = {type(claim) for reading in readings for claim in reading.claims}
    assert kinds == set(CLAIM_KINDS)


def test_json_and_back_gives_the_same_claim(readings: list[Reading]) -> None:
    for reading in readings:
        for claim in reading.claims:
            assert claim_from_json(json.loads(json.dumps(claim_to_json(claim)))) == claim


def test_common_fields_come_first_and_numbers_are_strings(readings: list[Reading]) -> None:
    plain = reading_to_json(readings[0].document, readings[0].claims, ())
    assert plain["schema"] == "aidledger.reading/1"
    assert plain["document"]["characters"] == len(readings[0].document.text)
    for claim in plain["claims"]:
        assert list(claim)[:6] == ["id", "kind", "quote", "start", "end", "sentence"]
        if claim["kind"] == "amount" and claim["stated"] is not None:
            assert isinstance(claim["stated"], str)
            assert "E" not in claim["stated"]
        if claim["kind"] == "handover":
            assert {"from", "to"} <= set(claim)


def test_every_link_points_to_a_claim_of_the_document(readings: list[Reading]) -> None:
    for reading in readings:
        known = {claim.id for claim in reading.claims}
        assert len(known) == len(reading.claims)
        for claim in reading.claims:
            for field in ("restates", "part_of", "denies", "same_as", "amount", "of"):
                link = getattr(claim, field, None)
                assert link is None or link in known


def test_unknown_kinds_and_bad_values_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        claim_from_json({"kind": "miracle"})
    with pytest.raises(ValueError, match="not a deadline"):
        claim_from_json({"kind": "deadline", "id": "c-1"})
