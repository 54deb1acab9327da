"""The published site: files that open from a disk, as the server shows them, no whole text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from aidledger.intake.files import Told
from aidledger.model.errors import AidledgerError
from aidledger.web.publishing_site import publish
from aidledger.web.serving import Serving
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.reading import read_file

NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)
LONE = "Beekeepers of the valley count their hives in spring, and nobody else asks for the number."
TEXT = (
    "---\ndate: 2025-01-20\ntitle: A short note\n---\n"
    + f"{'The road was long. ' * 20}{LONE} {'The rain went on. ' * 20}\n\n"
    + "The United States will give Ukraine $5 billion in military aid.\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ledger, written out; one sentence of its text stands far from any claim."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "note.md").write_text(TEXT, encoding="utf-8")
    examples = Path(__file__).parents[2] / "examples"
    with open_ledger(folder / "small.aidledger") as ledger:
        ledger.import_table(examples / "us-ukraine" / "mapping.yml")
        ledger.add(read_file(folder / "note.md", Told(), date(2025, 2, 1)))
    written = publish(
        Serving(ledger=folder / "small.aidledger", clock=lambda: NOW), folder / "site"
    )
    assert written > 50
    return folder / "site"


def test_every_link_leads_to_a_file_and_its_anchor(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    anchors = {path: set(re.findall(r' id="([^"]*)"', page)) for path, page in pages.items()}
    met = 0
    for path, page in pages.items():
        for link in re.findall(r' (?:href|src)="([^"]*)"', page):
            place, _, anchor = unescape(link).partition("#")
            assert not place.startswith(("/", "http")), (path, link)
            target = (path.parent / unquote(place)).resolve() if place else path
            assert target.is_file(), (path, link)
            assert not anchor or unquote(anchor) in anchors[target], (path, link)
            met += 1
    assert met > 1000


def test_both_languages_hold_the_same_pages(site: Path) -> None:
    names = [
        {path.relative_to(site / language).as_posix() for path in (site / language).rglob("*")}
        for language in ("en", "fr")
    ]
    assert names[0] == names[1]
    assert {"e/US/UA.html", "e/US/UA.json", "e/US/UA.csv", "e/US/UA.svg"} <= names[0]


def test_no_byte_of_a_text_beyond_its_quoted_sentences_and_their_context(site: Path) -> None:
    told = [path for path in site.rglob("*") if path.is_file()]
    assert any(b"$5 billion" in path.read_bytes() for path in told)
    for path in told:
        assert b"Beekeepers" not in path.read_bytes(), path


def test_nothing_on_a_written_page_asks_a_server(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "<form" not in path.read_text(encoding="utf-8"), path


def test_a_folder_that_is_there_is_left_alone(site: Path, filled_ledger: Path) -> None:
    with pytest.raises(AidledgerError) as refused:
        publish(Serving(ledger=filled_ledger, clock=lambda: NOW), site)
    assert refused.value.code == "FILE_EXISTS"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_is_cited_with_vintage_chain_and_both_days(
    client: TestClient, language: str
) -> None:
    asked = "page=e/US/UA&on=2024-11-13&known=2024-11-13"
    plain = client.get(f"/{language}/cite.json?{asked}").json()
    cited, pin = plain["answer"], plain["pin"]
    for form in (cited["text"], cited["bibtex"], cited["csl"]["note"]):
        assert pin["head"] in form
        assert str(pin["vintage"]) in form
    assert cited["csl"]["issued"] == {"date-parts": [[2024, 11, 13]]}
    address = cited["csl"]["URL"]
    assert address.startswith("http://127.0.0.1/")
    page = client.get(address)
    assert page.status_code == 200
    assert cited["csl"]["title"] in unescape(page.text)
    assert cited["text"] in unescape(client.get(f"/{language}/cite?{asked}").text)


def test_no_citation_of_a_page_that_is_none(client: TestClient) -> None:
    assert client.get("/en/cite?page=nowhere").status_code == 404
    assert client.get("/en/cite").status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_embedded_chart_names_its_source_and_may_be_framed(
    client: TestClient, language: str
) -> None:
    for path in ("e/US/UA", "q/US/UA"):
        answer = client.get(f"/embed/{language}/{path}?on=2024-11-13")
        assert answer.status_code == 200
        assert "frame-ancestors *" in answer.headers["content-security-policy"]
        assert "<svg" in answer.text
        assert f'href="/{language}/{path}?on=2024-11-13"' in answer.text
    assert client.get(f"/embed/{language}/glossary").status_code == 404
