"""What holds for every page: twins from one answer, both languages, problems, shields."""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient

PINNED = "on=2024-11-13&known=2024-11-13"


@pytest.mark.parametrize(
    "path", ["/en", "/fr", "/en/e/US/UA", "/fr/e/US/UA", "/en/q/US/UA", "/fr/q/US/UA"]
)
def test_twins_say_what_the_page_says(client: TestClient, path: str) -> None:
    plain = client.get(f"{path}.json?{PINNED}").json()
    rows = list(csv.reader(io.StringIO(client.get(f"{path}.csv?{PINNED}").text)))
    table = plain["tables"][0]
    assert rows[0] == [column["name"] for column in table["columns"]]
    assert len(rows) - 1 == len(table["rows"]) > 0
    page = client.get(f"{path}?{PINNED}")
    assert page.status_code == 200
    assert plain["title"] in page.text


def test_the_first_page_follows_the_language_of_the_reader(client: TestClient) -> None:
    for wanted, place in (("fr-CH,fr;q=0.9,en;q=0.5", "/fr"), ("de,en", "/en"), ("", "/en")):
        answer = client.get("/", headers={"accept-language": wanted}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (302, place)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/en/e/XX/UA", 404, "PAIR_UNKNOWN"),
        ("/en/nothing", 404, "PAGE_UNKNOWN"),
        ("/de/e/US/UA", 404, "PAGE_UNKNOWN"),
        ("/en/e/US/UA?on=2024-02-30", 400, "DATE_BAD"),
        ("/en/e/US/UA?known=soon", 400, "DATE_BAD"),
        ("/en/e/US/UA?vintage=-1", 400, "QUERY_BAD"),
        ("/en/e/US/UA?vintage=999999", 400, "VINTAGE_UNKNOWN"),
        ("/en/e/US/UA?known_by=rumour", 400, "QUERY_BAD"),
    ],
)
def test_problems_are_pages_and_problem_json(
    client: TestClient, path: str, status: int, code: str
) -> None:
    page = client.get(path)
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")
    place, _, query = path.partition("?")
    plain = client.get(f"{place}.json?{query}")
    assert plain.headers["content-type"] == "application/problem+json"
    assert (plain.status_code, plain.json()["code"]) == (status, code)


def test_only_our_own_names_are_answered(client: TestClient) -> None:
    assert client.get("/en", headers={"host": "evil.test"}).status_code == 421
    assert client.get("/en", headers={"host": "localhost:8600"}).status_code == 200


def test_every_response_carries_the_policy(client: TestClient) -> None:
    for path in ("/en", "/en/nothing", "/static/page.css", "/en.json"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_large_body_is_refused(client: TestClient) -> None:
    assert client.post("/en", content=b"x" * 2_000_001).status_code == 413

    def pieces():  # type: ignore[no-untyped-def]
        for _ in range(30):
            yield b"x" * 100_000

    assert client.post("/en", content=pieces()).status_code in (405, 413)


def test_a_reading_server_takes_no_writes(client: TestClient) -> None:
    for path in ("/en", "/en/e/US/UA", "/en/review"):
        assert client.post(path).status_code in (404, 405)
