"""Statements of one quantity: page, table, CSV and chart hold the same figures."""

from __future__ import annotations

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient

PINNED = "on=2024-11-13&known=2024-11-13"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_table_csv_and_answer_hold_the_same_statements(
    client: TestClient, language: str
) -> None:
    plain = client.get(f"/{language}/q/US/UA.json?{PINNED}").json()
    said, rows = plain["answer"]["said"], plain["tables"][0]["rows"]
    page = client.get(f"/{language}/q/US/UA?{PINNED}").text
    table = list(csv.reader(io.StringIO(client.get(f"/{language}/q/US/UA.csv?{PINNED}").text)))
    shown = re.findall(r'<tr>\s*<td><time datetime="([^"]*)"', page)
    assert shown == [item["as_of"] for item in said] == [row[0] for row in rows]
    assert shown == [row[0] for row in table[1:]]
    assert shown


def test_the_same_chart_is_drawn_to_the_same_bytes(client: TestClient) -> None:
    drawn = [client.get(f"/en/q/US/UA.svg?{PINNED}").content for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert drawn[0].startswith(b"<svg")
