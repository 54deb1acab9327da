"""The record: numbering, chaining, idempotence, clocks, knowledge."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from aidledger.ledger.book import RecordBook
from aidledger.ledger.chain import BEFORE_THE_FIRST, recomputed_hash
from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.records import (
    Citation,
    DocumentRecord,
    NoteRecord,
    TermRecord,
    WithdrawalReason,
    WithdrawalRecord,
)

NOON = datetime(2024, 11, 13, 12, tzinfo=UTC)


def term(name: str, asserted_on: date | None = date(2024, 11, 13), line: int = 0) -> TermRecord:
    return TermRecord(
        asserted_on=asserted_on,
        id=name,
        donor="US",
        recipient=None,
        due=date(2025, 1, 20),
        event="end of a term",
        legal=True,
        citation=Citation(document="table", start=line, end=line + 10),
    )


def withdrawal(name: str, target: str, asserted_on: date, kind: str = "term") -> WithdrawalRecord:
    return WithdrawalRecord(
        asserted_on=asserted_on,
        id=name,
        target_type=kind,
        target=target,
        replacement=None,
        reason=WithdrawalReason.UNDONE,
        by="a reviewer",
    )


@pytest.fixture
def book(tmp_path: Path) -> RecordBook:
    return RecordBook(SqliteStorage(tmp_path / "book.aidledger", create=True))


def test_records_are_numbered_and_chained(book: RecordBook) -> None:
    book.append([term("A"), term("B")], NOON)
    book.append([term("C")], NOON + timedelta(hours=1))
    rows = list(book.storage.rows())
    assert [row.seq for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows] == [BEFORE_THE_FIRST, rows[0].hash, rows[1].hash]
    assert all(recomputed_hash(row) == row.hash for row in rows)


def test_a_text_that_another_writer_recorded_first_is_passed_over(book: RecordBook) -> None:
    document = DocumentRecord(
        asserted_on=date(2024, 11, 13), id="abc", language="en", title=None, publisher=None,
        url=None, characters=3,
    )  # fmt: skip
    first = book.append([document], NOON, {"abc": "abc"})
    second = book.append([document], NOON, {"abc": "abc"})
    assert (first.added, second.added, second.known) == (1, 0, 1)
    assert book.storage.text("abc") == "abc"


def test_adding_twice_changes_nothing(book: RecordBook) -> None:
    first = book.append([term("A"), term("B")], NOON)
    second = book.append([term("A"), term("B")], NOON + timedelta(days=1))
    assert (first.added, first.known) == (2, 0)
    assert (second.added, second.known, second.vintage) == (0, 2, first.vintage)


def test_a_row_that_moved_in_its_table_says_the_same(book: RecordBook) -> None:
    book.append([term("A", line=0)], NOON)
    assert book.append([term("A", line=99)], NOON).added == 0


def test_a_record_that_says_something_else_is_refused_with_its_batch(book: RecordBook) -> None:
    book.append([term("A")], NOON)
    with pytest.raises(AidledgerError) as raised:
        book.append([term("B"), replace(term("A"), donor="FR")], NOON)
    assert raised.value.code == "RECORD_CHANGED"
    assert raised.value.details["key"] == "A"
    assert book.find("term", "B") is None


def test_one_batch_that_contradicts_itself_is_refused(book: RecordBook) -> None:
    with pytest.raises(AidledgerError):
        book.append([term("A"), replace(term("A"), donor="FR")], NOON)


def test_a_clock_that_steps_back_a_little_is_held_still(book: RecordBook) -> None:
    book.append([term("A")], NOON)
    book.append([term("B")], NOON - timedelta(seconds=2))
    found = book.find("term", "B")
    assert found is not None
    assert found.recorded_at == NOON


def test_a_clock_that_steps_back_far_is_refused(book: RecordBook) -> None:
    book.append([term("A")], NOON)
    with pytest.raises(AidledgerError) as raised:
        book.append([term("B")], NOON - timedelta(days=1))
    assert (raised.value.code, raised.value.status) == (
        "CLOCK_BEHIND",
        ExitStatus.CLOCK_REFUSED,
    )


def test_known_by_what_sources_said_or_by_what_was_recorded(book: RecordBook) -> None:
    book.append([term("old", date(2022, 1, 1))], NOON)
    late = NOON + timedelta(days=30)
    book.append([term("backfilled", date(2022, 6, 1)), term("undated", None)], late)
    said = book.view(date(2022, 12, 31)).terms
    assert {record.id for record in said} == {"old", "backfilled"}
    recorded = book.view(NOON.date(), by=KnownBy.RECORDED).terms
    assert {record.id for record in recorded} == {"old"}
    assert {record.id for record in book.view(late.date()).terms} == {
        "old",
        "backfilled",
        "undated",
    }


def test_a_vintage_hides_what_came_after(book: RecordBook) -> None:
    first = book.append([term("A")], NOON)
    book.append([term("B")], NOON)
    assert [record.id for record in book.view(vintage=first.vintage).terms] == ["A"]
    with pytest.raises(AidledgerError) as raised:
        book.view(vintage=3)
    assert raised.value.code == "VINTAGE_UNKNOWN"


def test_a_withdrawal_counts_from_its_own_day_and_can_be_withdrawn(book: RecordBook) -> None:
    book.append([term("A")], NOON)
    before = book.view()
    book.append([withdrawal("w1", "A", date(2024, 12, 1))], NOON)
    assert [record.id for record in before.terms] == ["A"], "an older vintage still has it"
    assert [record.id for record in book.view(date(2024, 11, 30)).terms] == ["A"]
    assert book.view(date(2024, 12, 1)).terms == ()
    book.append([withdrawal("w2", "w1", date(2024, 12, 2), "withdrawal")], NOON)
    assert book.view(date(2024, 12, 1)).terms == ()
    assert [record.id for record in book.view(date(2024, 12, 2)).terms] == ["A"]


def test_a_note_is_kept_and_found(book: RecordBook) -> None:
    note = NoteRecord(
        asserted_on=date(2024, 7, 25),
        id="N",
        reason="claim_only",
        text="not booked: it would count twice",
        citation=Citation(document="table", start=0, end=5),
    )
    book.append([note], NOON)
    found = book.find("note", "N")
    assert found is not None
    assert found.record == note
