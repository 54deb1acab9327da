"""A document marked private is in no public byte: a mark is traced through every page and form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from aidledger.intake.files import Told
from aidledger.ledger.book import RecordBook
from aidledger.ledger.journal.parsing import parse_journal
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.claims import AmountClaim
from aidledger.model.errors import AidledgerError
from aidledger.model.records import DocumentRecord
from aidledger.web.application import create_application
from aidledger.web.publishing_site import publish
from aidledger.web.serving import Serving
from aidledger.workflows import reviewing
from aidledger.workflows.journalling import export_journal
from aidledger.workflows.judging import judge_new, merge
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.reading import read_bytes
from aidledger.workflows.word import Word

NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)
MARK = "zzmark"
SUM = "743"
DUE = "2025-06-29"
PRIVATE = (
    f"On 12 January 2025 the United States allocated ${SUM} million in {MARK} aid to Ukraine. "
    f"Minister Anna {MARK.title()} met Volodymyr Zelensky in Kyiv on 12 January 2025 {MARK}. "
    "Norway will give Ukraine $5 billion by 29 June 2025. The Kremlin denied that they met.\n"
)
PUBLIC = "The United States will give Ukraine $5 billion in military aid.\n"
TOLD = Told(
    published=date(2025, 1, 20), title=f"A title {MARK}", publisher=f"The {MARK} Post",
    url=f"https://news.invalid/{MARK}",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """A ledger with a private document, what must not be shown, and the same without it."""

    path: Path
    without: Path
    names: tuple[str, ...]

    @property
    def traced(self) -> tuple[str, ...]:
        """Names made of the text; those that count records stand in tables too."""
        return tuple(name for name in self.names if not name.startswith(("J-", "R-")))


def _new(path: Path) -> Ledger:
    return Ledger(RecordBook(SqliteStorage(path, create=True)), clock=lambda: NOW)


def _fill(ledger: Ledger) -> None:
    examples = Path(__file__).parents[2] / "examples"
    ledger.import_table(examples / "us-ukraine" / "mapping.yml")
    ledger.add(read_bytes(PUBLIC.encode(), Told(published=date(2025, 1, 21)), NOW.date(), "a"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("private")
    with _new(folder / "without.aidledger") as ledger:
        _fill(ledger)
    with _new(folder / "with.aidledger") as ledger:
        _fill(ledger)
        public = ledger.view().claims_as_read()[0].key
        added = ledger.add(
            read_bytes(PRIVATE.encode(), TOLD, NOW.date(), "b"), private=True
        ).document
        ledger.add(read_bytes(PRIVATE.encode(), Told(publisher=f"Second {MARK}"), NOW.date(), "c"))
        mine = ledger.view().claims_as_read(added)
        flow = next(
            item.key
            for item in mine
            if isinstance(item.claim, AmountClaim) and SUM in item.claim.quote
        )
        word = Word(by=f"anna {MARK}", now=NOW, reason=f"seen {MARK}")
        fields = ["channel=drawdown", "envelope=AUSAA-2022"]
        said = [reviewing.correct(ledger.book, flow, fields, word)]
        said.append(judge_new(ledger.book, flow, word.by, NOW))
        said.append(merge(ledger.book, mine[-1].key, mine[-2].key, word))
        said.extend(reviewing.accept(ledger.book, item.key, word) for item in mine[1:])
        said.append(reviewing.note(ledger.book, public, Word(by="bob", now=NOW, reason="kept")))
        names = (added, *(item.key for item in mine), *said[:-1])
        assert len(names) > 6
    return Kept(folder / "with.aidledger", folder / "without.aidledger", names)


@pytest.fixture(scope="module")
def public(kept: Kept) -> Iterator[TestClient]:
    serving = Serving(ledger=kept.path, public=True, clock=lambda: NOW)
    with TestClient(create_application(serving), base_url="http://127.0.0.1") as client:
        yield client


def _is_traced(content: bytes, kept: Kept) -> list[str]:
    told = content.decode(errors="replace").casefold()
    marks = (MARK, DUE, f"${SUM} million", f"{SUM}000000", f"{SUM},000,000")
    return [name for name in (*kept.traced, *marks) if name.casefold() in told]


def test_the_mark_is_there_to_be_found(kept: Kept) -> None:
    """Otherwise the tests below could not fail."""
    serving = Serving(ledger=kept.path, clock=lambda: NOW)
    with TestClient(create_application(serving), base_url="http://127.0.0.1") as client:
        for page in ("/en/articles", f"/en/a/{kept.names[0]}", f"/fr/search.json?q={MARK}"):
            assert _is_traced(client.get(page).content, kept), page
        assert DUE in client.get("/en/e/US/UA.json").text


def test_no_file_of_a_published_site_holds_the_mark(kept: Kept, tmp_path: Path) -> None:
    publish(Serving(ledger=kept.path, clock=lambda: NOW), tmp_path / "site")
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert len(files) > 50
    for path in files:
        assert not _is_traced(path.read_bytes(), kept), path
        assert not _is_traced(str(path).encode(), kept), path


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_of_a_public_server_holds_the_mark(
    public: TestClient, kept: Kept, language: str
) -> None:
    pages = [
        "", "articles", "search", "e/US/UA", "q/US/UA", "donors", "d/US", "burden", "claims",
        "timeline", "meetings", "offices", "promises", "deadlines", "restrictions", "handovers",
        "stale", "glossary", "days", "api", "diff?from=2025-01-01&to=2025-02-01",
        "search?q=military&kind=amount", "cite?page=e/US/UA", "cite?page=articles",
    ]  # fmt: skip
    for page in pages:
        path, _, query = page.partition("?")
        for form in ("", ".json", ".csv", ".svg"):
            answer = public.get(f"/{language}{f'/{path}' if path else ''}{form}?{query}")
            assert answer.status_code in (200, 404), page
            assert not _is_traced(answer.content, kept), (page, form)
        embedded = public.get(f"/embed/{language}/{path}?{query}")
        assert not _is_traced(embedded.content, kept), page


def test_a_private_name_is_answered_as_one_that_never_was(public: TestClient, kept: Kept) -> None:
    for name in kept.names:
        for place in (f"a/{name}", f"r/{name}", f"a/{name[:12]}"):
            for form in ("", ".json"):
                answer = public.get(f"/en/{place}{form}")
                assert answer.status_code == 404, place
                never = public.get(f"/en/{place.replace(name[:6], 'nobody')}{form}")
                assert answer.headers["content-type"] == never.headers["content-type"]
    found = public.get(f"/en/search.json?q={MARK}").json()
    assert found["answer"]["count"] == 0


def test_public_answers_are_those_of_a_ledger_without_it(kept: Kept) -> None:
    day = date(2025, 2, 1)
    with (
        open_ledger(kept.path, public=True) as public,
        open_ledger(kept.without) as without,
        open_ledger(kept.path) as whole,
    ):
        shown, expected = (item.remaining("US", "UA", on=day) for item in (public, without))
        assert (shown.totals, shown.said) == (expected.totals, expected.said)
        given, meant, mine = (
            [(row.entries, row.reached) for row in item.totals("US", "UA", on=day).rows]
            for item in (public, without, whole)
        )
        assert given == meant
        assert given != mine
        assert set(public.view().documents) == set(without.view().documents)
        assert list(public.book.storage.texts()) == list(without.book.storage.texts())
        with pytest.raises(AidledgerError) as refused:
            judge_new(public.book, kept.names[1], "anna", NOW)
        assert refused.value.code in ("NAME_UNKNOWN", "LEDGER_PUBLIC")
        with pytest.raises(AidledgerError, match="LEDGER_PUBLIC"):
            _fill(public)


def test_the_mark_stays_with_the_document(kept: Kept, tmp_path: Path) -> None:
    with open_ledger(kept.path) as ledger:
        export_journal(ledger.book, tmp_path / "all.journal")
        reading = read_bytes(PUBLIC.encode(), Told(), NOW.date(), "a")
        with pytest.raises(AidledgerError, match="DOCUMENT_PUBLIC"):
            ledger.add(reading, private=True)
    parsed = parse_journal((tmp_path / "all.journal").read_text(encoding="utf-8"))
    documents = [item.record for item in parsed.records if isinstance(item.record, DocumentRecord)]
    assert [item.id for item in documents if item.private] == [kept.names[0]]
