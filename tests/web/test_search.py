"""Search by words and filters; every hit leads to its lit sentence."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from aidledger.questions.searching import QueryProblem, folded, parsed

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "search.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"] or "nothing")
def test_what_a_query_finds(client: TestClient, case: dict[str, Any]) -> None:
    answer = client.get("/en/search.json", params={"q": case["query"]}).json()["answer"]
    hits = answer["hits"]
    assert answer["count"] == len(hits)
    if case.get("none"):
        assert hits == []
        return
    assert len(hits) >= case["least"]
    for words in case.get("all", ()):
        assert all(folded(words) in folded(hit["sentence"]) for hit in hits)
    assert not case.get("kinds") or {hit["kind"] for hit in hits} == set(case["kinds"])
    assert not case.get("languages") or {h["language"] for h in hits} == set(case["languages"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_hit_leads_to_its_words(client: TestClient, language: str) -> None:
    page = client.get(f"/{language}/search", params={"q": "kind:amount"}).text
    links = set(re.findall(r'href="(/\w+/a/[^"#]+)#(c-c-[^"]+)"', page))
    assert links
    for href, name in links:
        assert f'id="{name}"' in client.get(href).text


def test_facets_narrow_and_count(client: TestClient) -> None:
    answer = client.get("/en/search.json", params={"q": "ukraine"}).json()["answer"]
    for facet in answer["facets"]:
        query = f'ukraine {facet["name"]}:"{facet["value"]}"'
        narrowed = client.get("/en/search.json", params={"q": query}).json()["answer"]
        assert narrowed["count"] == facet["count"]


def test_the_twins_hold_the_same_rows(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/fr/search.csv?q=kiev").text)))
    hits = client.get("/fr/search.json?q=kiev").json()["answer"]["hits"]
    assert [row["name"] for row in rows] == [hit["name"] for hit in hits]


def test_markup_in_a_query_stays_text(client: TestClient) -> None:
    page = client.get("/en/search", params={"q": '<script>"x</script>'}).text
    assert "<script>" not in page.replace('<script src="/static/aidledger.js" defer></script>', "")


@given(st.text(max_size=60))
def test_any_query_is_understood_or_refused(query: str) -> None:
    try:
        assert isinstance(tuple(parsed(query)), tuple)
    except QueryProblem as problem:
        start, end = problem.place
        assert 0 <= start <= end <= len(query)
