"""The pages for programs: what the description says is what is answered, problems included."""

from __future__ import annotations

import copy
import subprocess
import sys
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema_rs import Draft202012Validator

from aidledger.web.pages import ROUTES

PINNED = "on=2024-11-13&known=2024-11-13"
PLACES = {
    "{language}": "en", "{donor}": "US", "{recipient}": "UA", "{name}": "PDA-69",
    "{envelope}": "USSAA-2024",
}  # fmt: skip


@pytest.fixture(scope="session")
def description(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


@pytest.fixture(scope="session")
def exact(description: dict[str, Any]) -> dict[str, Any]:
    """The schemas of the description, with no field beside those told."""
    schemas = copy.deepcopy(description["components"]["schemas"])
    for schema in schemas.values():
        if schema.get("type") == "object" and "properties" in schema:
            schema["additionalProperties"] = False
    schemas["Plain"]["properties"]["answer"] = {}
    return {"components": {"schemas": schemas}}


def _places(client: TestClient, path: str) -> list[str]:
    """Addresses of a described path in both languages, with what the ledger holds."""
    document = client.get("/en/articles.json").json()["answer"][0]["id"][:12]
    for name, value in {**PLACES, "{document}": document}.items():
        path = path.replace(name, value)
    query = f"{PINNED}&q=ukraine&page=e/US/UA&question=timeline&from_on=2024-10-01"
    return [f"{path}?{query}", f"/fr{path.removeprefix('/en')}?{query}"]


def _broken(exact: dict[str, Any], schema: dict[str, Any], value: object) -> list[str]:
    found = Draft202012Validator({**schema, **exact}).iter_errors(value)
    return [f"{error.instance_path}: {error.message[:200]}" for error in found][:5]


def test_every_page_is_described_with_its_forms(description: dict[str, Any]) -> None:
    told = {tuple(path["get"]["tags"]) for path in description["paths"].values()}
    assert told == {(route.name,) for route in ROUTES}
    for path in description["paths"].values():
        assert all(part["description"] for part in path["get"]["parameters"])


def test_every_twin_answers_as_described(
    client: TestClient, description: dict[str, Any], exact: dict[str, Any]
) -> None:
    """Each field that is answered is described, and each that is described is answered."""
    wrong = {}
    for path, operations in description["paths"].items():
        content = operations["get"]["responses"]["200"]["content"]
        for place in _places(client, path):
            answer = client.get(place)
            assert answer.status_code == 200, place
            (media,) = content
            assert answer.headers["content-type"].split(";")[0] == media
            if path.endswith(".json"):
                broken = _broken(exact, content[media]["schema"], answer.json())
                wrong |= {place: broken} if broken else {}
    assert wrong == {}


def test_only_pages_with_a_chart_have_a_picture(
    client: TestClient, description: dict[str, Any]
) -> None:
    pictures = {path for path in description["paths"] if path.endswith(".svg")}
    for path in description["paths"]:
        picture = path.removesuffix(".json") + ".svg"
        if path.endswith(".json") and picture not in pictures:
            (place, _) = _places(client, picture)
            assert client.get(place).json()["code"] == "FORM_UNKNOWN", picture


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/en/r/no-such-record.json", 404, "RECORD_UNKNOWN"),
        ("/en/e/US/XX.json", 404, "PAIR_UNKNOWN"),
        ("/fr/a/000000000000.json", 404, "ARTICLE_UNKNOWN"),
        ("/en.json?on=13/11/2024", 400, "DATE_BAD"),
        ("/en/timeline.json?vintage=999999", 400, "VINTAGE_UNKNOWN"),
        ("/fr/search.json?q=amount:many", 400, "FILTER_NO_NUMBER"),
        ("/en/search.csv?q=mood:good", 400, "FILTER_UNKNOWN"),
        ("/en/search.json?q=since:soon", 400, "FILTER_NO_DATE"),
        ("/en/meetings.svg", 404, "FORM_UNKNOWN"),
        ("/en/no/such/page.json", 404, "PAGE_UNKNOWN"),
        ("/de.json", 404, "PAGE_UNKNOWN"),
    ],
)
def test_a_problem_is_told_as_described(
    client: TestClient, exact: dict[str, Any], path: str, status: int, code: str
) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert _broken(exact, exact["components"]["schemas"]["Problem"], answer.json()) == []
    assert answer.json()["hint"]


def test_refusals_before_a_page_are_told_as_described(client: TestClient) -> None:
    refused = (
        (client.post("/en.json"), 405, "METHOD_REFUSED"),
        (client.get("/en.json", headers={"host": "evil.test"}), 421, "HOST_UNKNOWN"),
        (client.post("/en.json", content=b"x" * 2_000_001), 413, "BODY_TOO_LARGE"),
    )
    for answer, status, code in refused:
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "GET" in client.delete("/en.json").headers["allow"]


def test_a_program_that_names_no_form_is_told_what_it_accepts(client: TestClient) -> None:
    answer = client.get("/en/nothing", headers={"accept": "application/json"})
    assert answer.json()["code"] == "PAGE_UNKNOWN"
    page = client.get("/en/nothing", headers={"accept": "text/html,application/json;q=0.9"})
    assert page.headers["content-type"].startswith("text/html")


def test_the_head_of_a_page_is_answered_without_it(client: TestClient) -> None:
    answer = client.head(f"/en/e/US/UA.json?{PINNED}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_lists_what_the_description_lists(
    client: TestClient, description: dict[str, Any], language: str
) -> None:
    plain = client.get(f"/{language}/api.json").json()
    listed = {f"{item['path']}.{form}" for item in plain["answer"] for form in item["forms"]}
    assert listed == set(description["paths"]) - {"/{language}/api.json", "/{language}/api.csv"}
    page = client.get(f"/{language}/api").text
    assert page.count('<tr id="p-') == len(plain["answer"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_example_of_the_page_runs(client: TestClient, site: str, language: str) -> None:
    page = client.get(f"/{language}/api").text
    _, curl, python = (unescape(part.split("</code>")[0]) for part in page.split("<code>")[:3])
    ran = subprocess.run(
        [sys.executable, "-c", python.replace("http://127.0.0.1", site)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    title = client.get(f"/{language}/e/US/UA.json?{PINNED}").json()["title"]
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (0, title), ran.stderr
    for line in curl.splitlines():
        assert client.get(line.split('"')[1]).status_code == 200
