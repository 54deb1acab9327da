"""From one day on which something became known to the next, and addresses of another time."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient


def _step(page: str, rel: str) -> str | None:
    found = re.search(rf'rel="{rel}" href="([^"]*)"', page)
    return None if found is None else unescape(found[1])


def test_steps_lead_over_every_known_day_to_everything(client: TestClient) -> None:
    days = [item["day"] for item in client.get("/en/days.json").json()["answer"]]
    assert days == sorted(set(days))
    assert len(days) > 20
    place = "/en/glossary?known=2000-01-01"
    for day in days:
        place = _step(client.get(place).text, "next")
        assert place == f"/en/glossary?known={day}"
    assert _step(client.get(place).text, "next") == "/en/glossary"
    assert _step(client.get("/en/glossary").text, "next") is None
    assert _step(client.get("/en/glossary").text, "prev") == f"/en/glossary?known={days[-1]}"
    assert _step(client.get(f"/en/glossary?known={days[0]}").text, "prev") is None


def test_the_slider_stands_where_the_address_says(client: TestClient) -> None:
    days = [item["day"] for item in client.get("/en/days.json").json()["answer"]]
    for place, day in ((0, days[0]), (7, days[7]), (len(days) - 1, days[-1])):
        page = client.get(f"/fr?known={day}").text
        assert f'max="{len(days)}" step="1" value="{place}"' in page
    assert f'value="{len(days)}"' in client.get("/fr").text


def test_days_are_those_of_the_vintage_and_of_the_axis_asked(client: TestClient) -> None:
    whole = client.get("/en/days.json").json()
    first = client.get("/en/days.json?vintage=10").json()
    recorded = client.get("/en/days.json?known_by=recorded").json()
    vintage = whole["pin"]["vintage"]
    for plain, records in ((whole, vintage), (first, 10), (recorded, vintage)):
        assert sum(item["records"] for item in plain["answer"]) == records
    assert len(recorded["answer"]) < len(whole["answer"])


def test_each_day_shows_what_it_changed(client: TestClient) -> None:
    page = client.get("/en/days").text
    links = [unescape(link) for link in re.findall(r'href="(/en/diff[^"]*)"', page)]
    assert links
    assert client.get(links[0]).status_code == 200


@pytest.mark.parametrize(
    ("path", "now"),
    [
        ("/e/US/UA?on=2024-11-13", "/fr/e/US/UA?on=2024-11-13"),
        ("/e/US/UA.json", "/fr/e/US/UA.json"),
        ("/en/s?q=kiev&known=2024-11-13", "/en/search?q=kiev&known=2024-11-13"),
        ("/t", "/fr/timeline"),
        ("/fr/denials.csv", "/fr/claims.csv"),
        ("/fr/timeline/", "/fr/timeline"),
    ],
)
def test_an_address_of_another_time_leads_on(client: TestClient, path: str, now: str) -> None:
    answer = client.get(path, headers={"accept-language": "fr"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, now)
    assert client.get(now).status_code == 200


@pytest.mark.parametrize(
    "path", ["/en/nothing", "/de/e/US/UA", "http://127.0.0.1//evil.test/en", "/s/x", "/static/no"]
)
def test_an_address_without_a_page_leads_nowhere(client: TestClient, path: str) -> None:
    assert client.get(path, follow_redirects=False).status_code == 404
