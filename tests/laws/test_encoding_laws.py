"""A record has one text, and comes back from it."""

from __future__ import annotations

import json

import pytest
from generated_records import EACH_TYPE
from hypothesis import HealthCheck, Phase, given, settings

from aidledger.ledger.encoding import canonical, decode, encode
from aidledger.model.records import Record

QUICK = settings(max_examples=60, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", EACH_TYPE)
def test_the_text_of_a_record_is_canonical_and_comes_back(kind: str) -> None:
    @QUICK
    @given(EACH_TYPE[kind])
    def comes_back(record: Record) -> None:
        text = encode(record)
        assert text == canonical(json.loads(text))
        assert decode(record.type, text) == record

    comes_back()
