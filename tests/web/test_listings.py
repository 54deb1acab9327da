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
    assert page.text.count('<li class="row') == min(len(rows), 200)
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
    assert after.count('<li class="row') == min(len(whole) - 1, 200)
    assert client.get("/en/timeline?first=x").status_code == 400
    assert client.get("/en/claims?donor=nobody-known").status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_claim_stands_between_who_makes_it_and_who_denies_it(
    client: TestClient, language: str
) -> None:
    day = "on=2025-02-01"
    rows = client.get(f"/{language}/claims.json?{day}").json()["answer"]["rows"]
    blocks = client.get(f"/{language}/claims?{day}").text.split('<li class="row claim">')[1:]
    assert len(blocks) == len(rows) > 1
    assert any(row["against"] for row in rows)
    assert any(row["challenges"] for row in rows)
    for row, block in zip(rows, blocks, strict=True):
        claimed, against = block.split('<div class="side ')[1:]
        for told in row["told"]:
            assert f"#t-{told['record']}" in claimed
        for record in [one["record"] for one in row["against"]]:
            assert f"#t-{record}" in against
        for record in [one["by"] for one in row["challenges"]]:
            assert record in against
        assert against.count('<p class="mark">') == len(row["against"]) + len(row["challenges"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_quotations_keep_their_language(client: TestClient, language: str) -> None:
    """A page in one language quotes both, each marked as what it is."""
    for name in ("claims", "timeline", "statements", "meetings"):
        page = client.get(f"/{language}/{name}?on=2025-02-01").text
        main = page[page.index("<main") :]
        assert re.search(r'<(q|a|p)[^>]* lang="en"', main), name
        assert re.search(r'<(q|a|p)[^>]* lang="fr"', main), name


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", LISTINGS)
def test_days_are_written_for_people(client: TestClient, name: str, language: str) -> None:
    page = client.get(f"/{language}/{name}?on=2025-06-01").text
    main = page[page.index("<main") : page.index("</main>")]
    # Headlines are words of the record, which may name days in any way.
    plain = re.sub(r'<p class="row-head">.*?</p>', "", main)
    shown = re.sub(r"<[^>]*>", " ", plain)
    assert re.findall(r"\b20\d\d-\d\d-\d\d\b(?! [A-Z])", _without_names(shown)) == []


def _without_names(shown: str) -> str:
    """Names of records may hold a day: DIR-2024-09-26."""
    return re.sub(r"[A-Z]+-20\d\d-\d\d-\d\d\S*", "", shown)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", LISTINGS)
def test_titles_tell_what_the_rows_come_to(client: TestClient, name: str, language: str) -> None:
    """A title changes with what is known, also to the word that nothing is."""
    titles = {
        client.get(f"/{language}/{name}.json?known={day}&on={day}").json()["title"]
        for day in ("2020-01-01", "2024-11-13" if name != "stale" else "2025-06-01")
    }
    assert len(titles) == 2
    assert not any("{" in title or "None" in title for title in titles)
