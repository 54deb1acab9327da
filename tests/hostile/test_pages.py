"""Pages that mean harm: each costs a message with its code, or is read; none costs the program."""

from __future__ import annotations

import pytest

from aidledger.intake.files import Told, take_bytes
from aidledger.model.errors import AidledgerError

ARTICLE = "<p>" + "France will give 12 million euros to Sudan by the end of the year. " * 4 + "</p>"


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        pytest.param("<html><body>" + "<div>" * 50_000 + ARTICLE, {"PAGE_TOO_DEEP"}, id="deep"),
        pytest.param("<html>" + "<p>a</p>" * 1_100_000, {"FILE_TOO_LARGE"}, id="large"),
        pytest.param("<html><body></body></html>", {"PAGE_OFF_SUBJECT", "FILE_EMPTY"}, id="void"),
        pytest.param("<html><title>Aid</title>", {"PAGE_WITHOUT_ARTICLE"}, id="title alone"),
        pytest.param("<html><body><!--aid " + "a" * 1000, {"PAGE_WITHOUT_ARTICLE"}, id="comment"),
        pytest.param("<html>aid" + "<a href='x" * 2000, {"PAGE_WITHOUT_ARTICLE"}, id="open tags"),
        pytest.param("<html>aid" + "&#x" * 2000, {"PAGE_WITHOUT_ARTICLE", None}, id="entities"),
        pytest.param("<html><p>It rained. " * 2_000, {"PAGE_OFF_SUBJECT"}, id="off subject"),
    ],
)
def test_a_page_that_holds_nothing_says_so(page: str, codes: set[str | None]) -> None:
    assert _code_of(page) in codes


def _code_of(page: str) -> str | None:
    try:
        take_bytes(page.encode(), Told(), "page.html")
    except AidledgerError as error:
        return error.code
    return None


def test_deep_pages_as_people_write_them_are_read() -> None:
    page = "<html><body>" + "<div>" * 60 + ARTICLE + "</div>" * 60 + "</body></html>"
    assert "12 million euros" in take_bytes(page.encode(), Told(), "page.html").document.text


def test_half_a_page() -> None:
    page = f"<html><head><title>Aid</title></head><body><article>{ARTICLE}</arti"
    assert "12 million euros" in take_bytes(page.encode(), Told(), "page.html").document.text
