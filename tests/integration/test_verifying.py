"""`verify` finds every change of what was recorded, names it, and explains what the law removed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidledger.catalogue import load_catalogue
from aidledger.model.errors import AidledgerError
from aidledger.model.evidence import Document
from aidledger.reading.pipeline import read_document
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.removing import remove_text
from aidledger.workflows.verifying import Verified, What, verify

TEXT = (
    "Paris has promised 12 million euros in aid to Armenia, the minister said.\n\n"
    "“We will deliver 3 generators by January 20,” he said in Yerevan.\n"
)
NOW = datetime(2024, 11, 14, tzinfo=UTC)
COLUMNS = {
    "records": ("seq", "recorded_at", "type", "key", "topic", "asserted_on", "payload", "previous",
                "hash"),
    "texts": ("document", "body"),
    "lookup": ("word", "place", "seq", "name", "known_on"),
}  # fmt: skip


def opened(path: Path) -> Ledger:
    """The ledger under a clock that stands still."""
    return Ledger(open_ledger(path).book, clock=lambda: NOW)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two articles, closed."""
    path = tmp_path_factory.mktemp("whole") / "whole.aidledger"
    with opened(path) as ledger:
        for number in (1, 2):
            document = Document(
                text=TEXT.replace("12", f"{number}2"), published=date(2024, 11, 13), language="en"
            )
            ledger.add(read_document(document, load_catalogue()))
    return path


@pytest.fixture
def copies(whole: Path, tmp_path: Path) -> Iterator[Path]:
    def copied() -> Iterator[Path]:
        for number in range(10_000):
            path = tmp_path / f"{number}.aidledger"
            shutil.copy(whole, path)
            yield path
            path.unlink()

    return copied()


def meddle(path: Path, change: Callable[[sqlite3.Connection], None]) -> None:
    """Change the file behind the program's back: guards away, the change, guards back."""
    raw = sqlite3.connect(path, isolation_level=None)
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    change(raw)
    for _, statement in guards:
        raw.execute(statement)
    raw.close()


def verified(path: Path) -> Verified:
    with opened(path) as ledger:
        return verify(ledger)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None
)
@given(st.data())
def test_every_changed_byte_is_found(copies: Iterator[Path], data: st.DataObject) -> None:
    path = next(copies)
    raw = sqlite3.connect(path)
    cells = [
        (table, column, key, value)
        for table, columns in COLUMNS.items()
        for column in columns
        for key, value in enumerate(
            value for (value,) in raw.execute(f"SELECT {column} FROM {table}")
        )
        if value not in (None, "")
    ]
    raw.close()
    table, column, row, value = data.draw(st.sampled_from(cells))
    written = str(value)
    place = data.draw(st.integers(0, len(written) - 1))
    other = data.draw(st.characters(codec="utf-8", exclude_characters=written[place] + "\x00"))
    changed = written[:place] + other + written[place + 1 :]

    def change(connection: sqlite3.Connection) -> None:
        found = connection.execute(f"SELECT * FROM {table}").fetchall()
        cells_of_row = list(found[row])
        cells_of_row[COLUMNS[table].index(column)] = changed
        connection.execute(f"DELETE FROM {table}")
        found[row] = tuple(cells_of_row)
        marks = ", ".join("?" * len(COLUMNS[table]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)

    try:
        meddle(path, change)
        is_found = bool(verified(path).differences)
    except (sqlite3.IntegrityError, AidledgerError):
        is_found = True  # the database, or opening it, refused already
    assert is_found, (table, column, row, written, changed)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("DELETE FROM records WHERE seq = 3", What.CHAIN),
        ("UPDATE records SET hash = previous WHERE seq = 3", What.HASH),
        ("UPDATE records SET payload = '{' WHERE seq = 3", What.UNREADABLE),
        ("UPDATE records SET recorded_at = '2001-01-01T00:00:00+00:00' WHERE seq = 3", What.TIME),
        ("DELETE FROM texts", What.TEXT_MISSING),
        ("UPDATE texts SET body = body || ' '", What.TEXT),
        ("INSERT INTO texts VALUES ('d', 'x')", What.TEXT_OF_NOBODY),
        ("DELETE FROM lookup", What.INDEX),
        ("DROP INDEX records_by_topic", What.GUARD),
        ("CREATE TABLE more (x)", What.GUARD),
    ],
)
def test_what_differs_is_named(copies: Iterator[Path], statement: str, what: What) -> None:
    path = next(copies)
    meddle(path, lambda raw: raw.execute(statement).close())
    assert what in {difference.what for difference in verified(path).differences}


def test_a_guard_that_was_taken_away_is_named(copies: Iterator[Path]) -> None:
    path = next(copies)
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER records_never_change")
    raw.close()
    (difference,) = verified(path).differences
    assert (difference.what, difference.name) == (What.GUARD, "records_never_change")


def test_a_quotation_is_read_again_and_named_with_its_document(copies: Iterator[Path]) -> None:
    path = next(copies)
    meddle(path, lambda raw: raw.execute("UPDATE texts SET body = upper(body)").close())
    quotations = [d for d in verified(path).differences if d.what is What.QUOTATION]
    assert quotations
    assert all(item.seq and item.document for item in quotations)


def test_a_text_removed_by_law_is_explained(copies: Iterator[Path]) -> None:
    path = next(copies)
    with opened(path) as ledger:
        document = next(iter(ledger.view().documents))
        text = ledger.book.storage.text(document)
        assert remove_text(ledger.book, document, "an order", "a clerk", NOW) == document
        assert remove_text(ledger.book, document, "an order", "a clerk", NOW) is None
        checked = verify(ledger)
        assert checked.differences == ()
        (removed,) = checked.removed
        assert (removed.document, removed.by, removed.reason) == (document, "a clerk", "an order")
        claim = next(
            row.key for row in ledger.book.storage.rows(types=("claim",)) if document in row.payload
        )
        evidence = ledger.why(claim).evidence
        assert evidence is not None
        assert evidence.excerpt is None
        assert text is not None
        assert not ledger.add(
            read_document(Document(text=text, published=date(2024, 11, 13)), load_catalogue())
        ).is_new
        assert ledger.book.storage.text(document) is None
    assert text.encode()[:60] not in path.read_bytes()


def test_a_text_that_outlived_its_tombstone_is_named(copies: Iterator[Path]) -> None:
    path = next(copies)
    with opened(path) as ledger:
        document = next(iter(ledger.view().documents))
        text = ledger.book.storage.text(document)
        remove_text(ledger.book, document, "an order", "a clerk", NOW)
    meddle(
        path, lambda raw: raw.execute("INSERT INTO texts VALUES (?, ?)", (document, text)).close()
    )
    assert [d.what for d in verified(path).differences] == [What.TEXT_NOT_REMOVED]


def test_a_damaged_page_hides_its_records_only(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.aidledger"
    with opened(path) as ledger:
        for number in range(30):
            document = Document(text=TEXT.replace("12", f"{number}1"), published=date(2024, 11, 13))
            ledger.add(read_document(document, load_catalogue()))
        newest = ledger.view().knowledge.vintage
    data = path.read_bytes()
    page = data.index(b'"characters":') // 4096 * 4096
    path.write_bytes(data[:page] + bytes(4096) + data[page + 4096 :])
    found = verified(path)
    unreadable = {d.seq for d in found.differences if d.what is What.UNREADABLE}
    assert unreadable
    assert 0 < found.records < newest


def test_a_damaged_schema_is_told_as_damage(whole: Path, tmp_path: Path) -> None:
    """Another letter in what the file says of its tables; and bytes that are no text."""
    data = whole.read_bytes()
    for found, put in ((b"tablerecordsrecords", b"tAblerecordsrecords"),
                       (b"CREATE TABLE records", b"\xebREATE TABLE records")):  # fmt: skip
        assert data.count(found) == 1
        path = tmp_path / f"{put[1:2].hex()}.aidledger"
        path.write_bytes(data.replace(found, put))
        assert is_damage_told(path)


def is_damage_told(path: Path) -> bool:
    try:
        with open_ledger(path) as ledger:
            return bool(verify(ledger).differences)
    except AidledgerError as error:
        return error.code == "LEDGER_DAMAGED"
