"""The article page: what is shown of a text, where its anchors stand, who added it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from aidledger.intake.files import Told
from aidledger.web.application import create_application
from aidledger.web.serving import Serving
from aidledger.workflows.adding import add_reading
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.reading import read_bytes

NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)
HEAD = "---\ntitle: A hidden head\ndate: 2025-01-20\npublisher: The Post\n---\n"
FIRST = "The United States will give Ukraine $5 billion in military aid. "
FAR = "The road was long. " * 40
TEXT = f"{HEAD}{FIRST}{FAR}France will give Ukraine 2 billion euros.\n"


def page(folder: Path, text: str, *, public: bool) -> str:
    path = folder / "article.aidledger"
    with open_ledger(path) as ledger:
        reading = read_bytes(text.encode(), Told(), date(2025, 2, 1), "a.md")
        added = add_reading(ledger.book, reading, NOW, by="Anna")
    app = create_application(Serving(ledger=path, public=public, clock=lambda: NOW))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        return client.get(f"/en/a/{added.document}").text


@pytest.mark.parametrize("public", [False, True])
def test_the_head_of_a_file_is_no_text_and_places_count_in_the_whole(
    tmp_path: Path, public: bool
) -> None:
    shown = page(tmp_path, TEXT, public=public)
    source = re.search(r'<section class="source".*?</section>', shown, re.DOTALL)
    assert source is not None
    assert "publisher:" not in source[0]
    assert "---" not in source[0]
    assert "The Post" in shown
    assert "added by Anna on 1 February 2025" in shown
    places = [int(place) for place in re.findall(r'id="s(\d+)"', source[0])]
    assert places == [TEXT.index("The United"), TEXT.index("France")]
    assert len(set(re.findall(r' id="([^"]+)"', shown))) == len(re.findall(r' id="([^"]+)"', shown))


def test_a_text_that_only_begins_with_a_fence_is_shown_whole(tmp_path: Path) -> None:
    shown = page(tmp_path, f"---\n{FIRST}\n", public=False)
    assert re.search(r"<p>---</p>", shown)


def test_overlapping_spans_are_well_formed(tmp_path: Path) -> None:
    """Every stretch is one link, none within another, and the text is whole."""
    shown = page(tmp_path, TEXT, public=False)
    source = re.search(r'<section class="source".*?</section>', shown, re.DOTALL)
    assert source is not None
    assert not re.search(r"<a [^>]*>[^<]*<a ", source[0])
    words = re.sub(r"<[^>]+>", "", source[0])
    assert "".join(words.split()) == "".join(TEXT.removeprefix(HEAD).split())
