"""The page of an envelope, whole and by pot: chart, table, CSV and answer hold the same figures."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from aidledger.wording.loading import page_words

PINNED = "on=2024-11-13&known=2024-11-13"
PLACES = ("e/US/UA", "e/US/UA/USSAA-2024")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("place", PLACES)
def test_page_and_twins_say_the_same(client: TestClient, place: str, language: str) -> None:
    page = client.get(f"/{language}/{place}?{PINNED}").text
    plain = client.get(f"/{language}/{place}.json?{PINNED}").json()
    table = list(csv.reader(io.StringIO(client.get(f"/{language}/{place}.csv?{PINNED}").text)))
    assert plain["title"] in unescape(page)
    assert len(table) - 1 == len(plain["tables"][0]["rows"]) > 0
    for row in plain["answer"]["standing"]["rows"]:
        why = row["id"] if len(row["entries"]) > 7 else row["entries"][0]
        assert f"/{language}/r/{quote(why)}?" in unescape(page)


@pytest.mark.parametrize("place", PLACES)
def test_each_figure_leads_on(client: TestClient, place: str) -> None:
    page = client.get(f"/en/{place}?{PINNED}").text
    links = {unescape(link) for link in re.findall(r'class="figure-link" href="([^"]*)"', page)}
    assert links
    for link in sorted(links)[::4]:
        path, _, fragment = link.partition("#")
        found = client.get(path) if path else client.get(f"/en/{place}?{PINNED}")
        assert found.status_code == 200, link
        assert not fragment or f'id="{fragment}"' in found.text, link


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("chart", ["steps-USD", "stages"])
def test_each_chart_stands_alone(client: TestClient, place: str, chart: str) -> None:
    drawn = client.get(f"/fr/{place}.svg?{PINNED}&chart={chart}")
    assert drawn.status_code == 200
    assert drawn.text.startswith("<svg")
    assert "<title>" in drawn.text
    assert 'lang="fr"' in drawn.text
    assert client.get(f"/embed/fr/{place}?{PINNED}&chart={chart}").status_code == 200


def test_a_chart_that_is_not_there_is_said_so(client: TestClient) -> None:
    assert client.get(f"/en/e/US/UA.svg?{PINNED}&chart=pie").status_code == 404


def test_a_pot_that_is_not_recorded_is_said_so(client: TestClient) -> None:
    found = client.get(f"/fr/e/US/UA/NO-SUCH.json?{PINNED}")
    assert (found.status_code, found.json()["code"]) == (404, "POT_UNKNOWN")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_event_is_marked_and_listed(client: TestClient, language: str) -> None:
    """Packages, revaluations, lapses and directives are in the list, each with a sign."""
    page = client.get(f"/{language}/e/US/UA?{PINNED}").text
    plain = client.get(f"/{language}/e/US/UA.json?{PINNED}").json()["answer"]["steps"][0]
    assert {"allocate", "revalue", "lapse", "direct"} <= {e["type"] for e in plain["events"]}
    assert page.count('<span class="sign"') == len(plain["events"])


def test_words_for_every_place_where_money_stands() -> None:
    from aidledger.questions import standing

    for language in ("en", "fr"):
        assert set(standing._ORDER) <= set(page_words(language)["envelope"]["where"])
