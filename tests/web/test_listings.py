"""The listings: every row of a question on a page, each leading to its words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from aidledger.web.pages.listing import LISTINGS

FILLED = ("claims", "timeline", "meetings", "restrictions", "deadlines", "statements")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_shows_each_row_once(client: TestClient, name: str, language: str) -> None:
    page = client.get(f"/{language}/{name}?on=2024-11-13")
    plain = client.get(f"/{language}/{name}.json?on=2024-11-13").json()
    assert page.status_code == 200
    assert plain["title"] in unescape(page.text)
    rows = plain["answer"]["rows"]
    assert page.text.count('<li class="row">') == min(len(rows), 200)
    assert bool(rows) or name not in FILLED


@pytest.mark.parametrize("name", FILLED)
def test_each_source_of_a_listing_leads_to_its_lit_words(client: TestClient, name: str) -> None:
    page = client.get(f"/en/{name}").text
    links = {unescape(link) for link in re.findall(r'href="(/en/a/[^"]*#t-[^"]*)"', page)}
    assert links or name == "deadlines"
    for link in sorted(links)[:20]:
        place, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in client.get(place).text


@pytest.mark.parametrize("name", LISTINGS)
def test_each_row_of_a_listing_says_why(client: TestClient, name: str) -> None:
    page = client.get(f"/en/{name}").text
    for link in re.findall(r'class="row-head"><a href="([^"]*)"', page)[:5]:
        assert client.get(unescape(link)).status_code == 200, link


def test_a_listing_is_narrowed_and_cut_by_its_address(client: TestClient) -> None:
    whole = client.get("/en/timeline.json").json()["answer"]["rows"]
    after = client.get("/en/timeline?first=1").text
    assert after.count('<li class="row">') == min(len(whole) - 1, 200)
    assert client.get("/en/timeline?first=x").status_code == 400
    assert client.get("/en/claims?donor=nobody-known").status_code == 404
