"""Sentences of our own with what must be read in them, French and English side by side.

A case has a text, the day to which its dates are tied, and `figures` (quote and fields, in
order; names as printed in English), `claims` (a kind with fields that must be found) or
`none` (kinds of which nothing may be found).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from aidledger.catalogue import load_catalogue
from aidledger.model.contract import claim_to_json
from aidledger.model.evidence import Document
from aidledger.reading.pipeline import read_document

CASES = Path(__file__).parent.parent / "cases" / "reading"
SHORT = {"EU": "European Union"}


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*/*.yml")):
        if path.stem in ("verbs", "forms"):  # see tests/unit/reading
            continue
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        for number, row in enumerate(rows, start=1):
            name = f"{path.parent.name}-{path.stem}-{number}"
            found.append(pytest.param(path.parent.name, row, id=name))
    return found


def read(language: str, row: dict[str, Any]) -> list[dict[str, Any]]:
    published = row.get("published", date(2024, 5, 14))
    document = Document(
        text=row["text"], language=language, published=published, publisher=row.get("publisher")
    )
    reading = read_document(document, load_catalogue())
    found = [claim_to_json(claim) for claim in reading.claims]
    for claim in found:
        assert row["text"][claim["start"] : claim["end"]] == claim["quote"]
    return found


def plain(value: Any) -> Any:
    """Names instead of actors, so that cases stay readable."""
    if isinstance(value, dict) and "mention" in value:
        return value["name"]
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def meets(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(_same(plain(found.get(field)), value) for field, value in wanted.items())


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, date):
        wanted = wanted.isoformat()
    if isinstance(wanted, str) and isinstance(found, list):
        return [SHORT.get(wanted, wanted)] == found
    if isinstance(wanted, list) and isinstance(found, list):
        return [SHORT.get(name, name) for name in wanted] == found
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool):
        return found is not None and str(found) == str(wanted)
    return bool(found == SHORT.get(wanted, wanted) if isinstance(wanted, str) else found == wanted)


@pytest.mark.parametrize(("language", "row"), cases())
def test_what_is_read(language: str, row: dict[str, Any]) -> None:
    found = read(language, row)
    amounts = [claim for claim in found if claim["kind"] == "amount"]
    if "figures" in row:
        assert [claim["quote"] for claim in amounts] == [w["quote"] for w in row["figures"]]
        for claim, wanted in zip(amounts, row["figures"], strict=True):
            assert meets(claim, wanted), {name: plain(claim.get(name)) for name in wanted}
    for wanted in row.get("claims", []):
        of_kind = [claim for claim in found if claim["kind"] == wanted["kind"]]
        told = [{name: plain(claim.get(name)) for name in wanted} for claim in of_kind]
        assert any(meets(claim, wanted) for claim in of_kind), told
    for kind in row.get("none", []):
        assert [claim["quote"] for claim in found if claim["kind"] == kind] == []
    quotes = {claim["id"]: claim["quote"] for claim in amounts}
    for field in ("part_of", "restates"):
        if field in row:
            links = {c["quote"]: quotes[c[field]] for c in amounts if c[field] is not None}
            assert links == row[field]
