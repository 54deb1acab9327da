"""The first page: the nearest deadline first; what is denied and stale as their listings say."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

PINNED = "on=2024-11-13&known=2024-11-13"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_title_names_the_days_to_the_nearest_deadline(
    client: TestClient, language: str
) -> None:
    plain = client.get(f"/{language}.json?{PINNED}").json()
    nearest = plain["answer"]["remaining"][0]["deadlines"][0]
    assert str(nearest["days"]) in plain["title"]
    assert plain["title"] in unescape(client.get(f"/{language}?{PINNED}").text)


def test_after_the_last_deadline_the_title_names_none(client: TestClient) -> None:
    title = client.get("/en.json?on=2035-01-01").json()["title"]
    assert not re.search(r"\d", title)


def test_what_is_denied_and_stale_is_that_of_the_listings(client: TestClient) -> None:
    answer = client.get(f"/en.json?{PINNED}").json()["answer"]
    page = client.get(f"/en?{PINNED}").text
    for name, listing in (("denials", "claims"), ("stale", "stale")):
        rows = client.get(f"/en/{listing}.json?{PINNED}").json()["answer"]["rows"]
        assert answer[name]["rows"] == rows
        assert (f'id="open-{listing}"' in page) == bool(rows)


def test_every_link_of_the_first_page_leads_on(client: TestClient) -> None:
    page = client.get(f"/fr?{PINNED}").text
    for link in set(re.findall(r'href="(/fr/(?:e|r|a)/[^"#]*)', page)):
        assert client.get(unescape(link)).status_code == 200, link
