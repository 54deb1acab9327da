"""Every stage of the ledger is told in both languages."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from aidledger.model.claims import Stage


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_stage_has_a_meaning(client: TestClient, language: str) -> None:
    told = {term["code"] for term in client.get(f"/{language}/glossary.json").json()["answer"]}
    assert told >= {stage.value for stage in Stage}
    assert client.get(f"/{language}/glossary").text.count('<th scope="row">') == len(told)
