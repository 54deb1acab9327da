"""Donors, one donor and burden sharing: each figure leads on, nothing is summed over kinds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from aidledger.questions.answers import FindingCode
from aidledger.web.application import create_application
from aidledger.web.serving import Serving
from aidledger.wording.loading import page_words
from aidledger.workflows.opening import open_ledger

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = ("donors", "d/DE", "burden", "burden?recipient=UA")


@pytest.fixture(scope="module")
def donors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a ledger of the twenty donors."""
    path = tmp_path_factory.mktemp("donors") / "donors.aidledger"
    with open_ledger(path) as ledger:
        ledger.import_table(EXAMPLES / "donors" / "mapping.yml")
    serving = Serving(ledger=path, clock=lambda: datetime(2025, 2, 1, 9, tzinfo=UTC))
    with TestClient(create_application(serving), base_url="http://127.0.0.1") as made:
        yield made


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_page_and_twins_say_the_same(donors: TestClient, path: str, language: str) -> None:
    place, _, query = path.partition("?")
    page = donors.get(f"/{language}/{path}")
    plain = donors.get(f"/{language}/{place}.json?{query}").json()
    rows = list(csv.reader(io.StringIO(donors.get(f"/{language}/{place}.csv?{query}").text)))
    assert page.status_code == 200
    assert plain["title"] in unescape(page.text)
    assert len(rows) - 1 == len(plain["tables"][0]["rows"]) > 0


@pytest.mark.parametrize("path", ["burden", "d/DE"])
def test_each_sum_leads_to_why(donors: TestClient, path: str) -> None:
    page = donors.get(f"/en/{path}").text
    plain = donors.get(f"/en/{path}.json").json()["answer"]["rows"]
    links = re.findall(r'class="figure-link" href="([^"]*)"', page)
    shown = [
        row for row in plain if row["reached"] and (path != "burden" or row["channel"] == "all")
    ]
    assert len(links) == len(shown) > 0
    for link in links[:5]:
        assert donors.get(unescape(link)).status_code == 200, link


def test_a_donor_without_a_sum_at_a_stage_is_not_zero(donors: TestClient) -> None:
    rows = donors.get("/en/burden.json").json()["answer"]["rows"]
    missing = [row for row in rows if row["reached"] is None]
    assert missing
    assert donors.get("/en/burden").text.count("not recorded</span>") == len(missing)


def test_what_is_not_known_is_a_page_that_says_so(donors: TestClient) -> None:
    assert donors.get("/en/d/nobody").status_code == 404
    assert donors.get("/en/burden?into=XXX").status_code == 400
    assert donors.get("/en/burden?recipient=nobody-known").status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_finding_has_words_for_pages(language: str) -> None:
    assert set(page_words(language)["envelope"]["finding"]) == {code.value for code in FindingCode}
