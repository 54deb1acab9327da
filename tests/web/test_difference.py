"""What changed between two answers, on a page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

KNOWLEDGE = "on=2024-11-14&known=2024-11-14&from_known=2024-11-12"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_meetings_told_later_are_new_and_name_their_records(
    client: TestClient, language: str
) -> None:
    page = client.get(f"/{language}/diff?question=meetings&{KNOWLEDGE}").text
    plain = client.get(f"/{language}/diff.json?question=meetings&{KNOWLEDGE}").json()
    (step,) = plain["answer"]["steps"]
    assert [change["change"] for change in step["changes"]] == ["come"] * len(step["changes"])
    assert page.count('<li class="row">') == len(step["changes"]) > 0
    links = re.findall(r'href="(/../r/[^"]*)">\+', page)
    assert links
    assert client.get(unescape(links[0])).status_code == 200


def test_what_remained_changes_along_both_axes_one_after_the_other(client: TestClient) -> None:
    both = "question=remaining&from_on=2024-09-01&from_known=2024-09-01&on=2024-11-13"
    plain = client.get(f"/en/diff.json?{both}&known=2024-11-13").json()
    assert len(plain["answer"]["steps"]) == 2
    assert client.get(f"/fr/diff?{both}&known=2024-11-13").text.count("<h2>") == 2


def test_two_equal_moments_differ_in_nothing(client: TestClient) -> None:
    assert client.get("/en/diff.json").json()["answer"]["steps"][0]["changes"] == []
    assert client.get("/en/diff").status_code == 200


def test_a_question_that_is_none_is_refused(client: TestClient) -> None:
    assert client.get("/en/diff?question=weather").status_code == 400
