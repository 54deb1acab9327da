"""The index of search finds what a look at every claim finds, whatever the record holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from aidledger.catalogue import load_catalogue
from aidledger.intake.files import Told
from aidledger.ledger.knowledge import KnownBy
from aidledger.model.evidence import Document
from aidledger.model.records import WithdrawalReason, WithdrawalRecord
from aidledger.questions.searching import MOST_LISTED, search
from aidledger.reading.pipeline import read_document
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.reading import read_file
from aidledger.workflows.removing import remove_text
from aidledger.workflows.reviewing import accept, correct, note, reject
from aidledger.workflows.search_index import SearchIndex
from aidledger.workflows.word import Word

ROOT = Path(__file__).parents[2]
NOW = datetime(2030, 1, 1, tzinfo=UTC)
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "search.yml").read_text(encoding="utf-8"))
QUERIES = [case["query"] for case in CASES] + [
    "ukraine", "aid -amount:>1e9", "-ukraine kind:amount", '"," kind:statement', "$", "«",
    "speaker:blinken", "publisher:examples aid", "-speaker:kremlin kind:denial", "norway",
    "donor:norway", "status:machine -kind:amount", "status:rejected", "status:corrected",
    "since:2024-11-13 aid", "until:2024-11-12 -ukraine", 'l\'aide', "d'ici",
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Articles, people's words on their claims, one withdrawn, one text removed."""
    path = tmp_path_factory.mktemp("search") / "searched.aidledger"
    with open_ledger(path) as made:
        made.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
        for article in sorted((ROOT / "examples" / "articles").glob("*.md")):
            made.add(read_file(article, Told(), date(2025, 2, 1)))
        gone = Document(
            text="Norway gave Ukraine $40 million in aid. Sweden gave Ukraine $50 million in aid.",
            language="en", published=date(2024, 11, 10), publisher="Courier",
        )  # fmt: skip
        made.add(read_document(gone, load_catalogue()))
        _say(made)
        remove_text(made.book, gone.id, "an order of a court", "an editor", NOW)
        yield made


def _say(made: Ledger) -> None:
    """One claim accepted, one rejected, one corrected, one noted, one withdrawn."""
    names = [hit.name for hit in search(made.view(), "kind:amount ukraine").hits]
    word = Word(by="an editor", now=NOW, reason="as printed")
    accept(made.book, names[0], word)
    reject(made.book, names[1], word)
    correct(made.book, names[2], ["stage=pledged"], word)
    note(made.book, names[3], word)
    withdrawal = WithdrawalRecord(
        asserted_on=date(2024, 11, 20), id="W-1", target_type="claim", target=names[4],
        replacement=None, reason=WithdrawalReason.READING_ERROR, by="an editor",
    )  # fmt: skip
    made.book.append([withdrawal], NOW)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return SearchIndex()


@pytest.mark.parametrize("query", QUERIES)
def test_the_index_finds_what_a_look_at_every_claim_finds(
    ledger: Ledger, index: SearchIndex, query: str
) -> None:
    newest = ledger.view().knowledge.vintage
    views = [
        ledger.view(),
        ledger.view(date(2024, 11, 12)),
        ledger.view(date(2024, 11, 13)),
        ledger.view(date(2024, 11, 13), known_by=KnownBy.RECORDED),
        ledger.view(vintage=newest - 4),
        ledger.view(vintage=newest // 2),
    ]
    for view in views:
        assert index.search(ledger.book.storage, view, query) == search(view, query)


_SHARED: Any = None
_SIGNS = st.sampled_from([*"aéœ -\"'«,:>1", "aid", "Ukraine", "l’aide", "$9", "kind:amount"])


@seed(1)
@settings(max_examples=150, deadline=None)
@given(parts=st.lists(_SIGNS, max_size=6))
def test_any_words_are_found_alike(parts: list[str]) -> None:
    query = "".join(parts)
    view, storage, index = _SHARED
    try:
        wanted = search(view, query)
    except ValueError:
        return
    assert index.search(storage, view, query) == wanted


@pytest.fixture(scope="module", autouse=True)
def _shared(ledger: Ledger, index: SearchIndex) -> None:
    global _SHARED
    _SHARED = (ledger.view(), ledger.book.storage, index)


def test_of_a_removed_text_no_sentence_is_left(ledger: Ledger, index: SearchIndex) -> None:
    found = index.search(ledger.book.storage, ledger.view(), "publisher:courier")
    assert found.count > 0
    assert all(hit.sentence is None for hit in found.hits)
    kept = index._database.execute("SELECT sentence FROM claims WHERE publisher = 'Courier'")
    assert not any("gave ukraine $40 million in aid." in sentence for (sentence,) in kept)


def test_what_is_added_later_is_found_at_once(tmp_path: Path) -> None:
    index = SearchIndex()
    with open_ledger(tmp_path / "growing.aidledger") as ledger:
        for place in range(3):
            text = f"Norway has given Sudan ${place + 2} million in aid."
            document = Document(text=text, language="en", published=date(2024, 11, 10 + place))
            ledger.add(read_document(document, load_catalogue()))
            found = index.search(ledger.book.storage, ledger.view(), "sudan kind:amount")
            assert found.count == place + 1 <= MOST_LISTED
