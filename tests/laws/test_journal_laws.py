"""A journal says everything that a ledger holds, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from generated_records import EACH_TYPE, RECORDS, TEXTS, named_once
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from aidledger.ledger.book import Kept, RecordBook
from aidledger.ledger.journal.parsing import parse_journal
from aidledger.ledger.journal.writing import header, journal_lines, record_lines, text_lines
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.evidence import Document
from aidledger.model.records import DocumentRecord, Record

NOW = datetime(2026, 12, 1, tzinfo=UTC)
QUICK = settings(max_examples=60, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def written(record: Record) -> str:
    return "\n".join([header(record), *record_lines(record)]) + "\n"


@pytest.mark.parametrize("kind", EACH_TYPE)
def test_a_record_of_every_type_comes_back(kind: str) -> None:
    @QUICK
    @given(EACH_TYPE[kind])
    def comes_back(record: Record) -> None:
        if isinstance(record, DocumentRecord) and len(record.id) != 64:
            return  # in a journal such a name stands for a text that follows
        journal = parse_journal(written(record))
        assert journal.issues == ()
        assert [item.record for item in journal.records] == [record]
        assert written(journal.records[0].record) == written(record)

    comes_back()


@QUICK
@given(st.lists(TEXTS, max_size=4).map("\n".join))
def test_a_text_comes_back_whatever_it_holds(text: str) -> None:
    lines = [f"undated document {Document(text=text).id}", *text_lines(text)]
    journal = parse_journal("\n".join(lines))
    assert journal.issues == ()
    assert journal.texts == {Document(text=text).id: text}


@settings(max_examples=25, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(RECORDS, max_size=3), max_size=3),
    st.lists(TEXTS.filter(bool), max_size=2, unique=True),
)
def test_a_ledger_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Record]], texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    book, again = (RecordBook(SqliteStorage(folder / name, create=True)) for name in ("a", "b"))
    documents = [
        DocumentRecord(
            asserted_on=None, id=Document(text=text).id, language=None, title=None,
            publisher=None, url=None, characters=len(text),
        )
        for text in texts
    ]  # fmt: skip
    flat = [record for batch in batches for record in batch if record.type != "document"]
    book.append(
        documents, NOW, {item.id: text for item, text in zip(documents, texts, strict=True)}
    )
    for place, record in enumerate(named_once(flat)):
        book.append([record], NOW + timedelta(seconds=place))
    journal = "\n".join(journal_lines(book.storage.rows(), book.storage.text)) + "\n"
    parsed = parse_journal(journal)
    assert parsed.issues == ()
    kept = [
        Kept(record=item.record, recorded_at=item.recorded_at, topic=item.topic, payload=item.raw)
        for item in parsed.records
        if item.recorded_at is not None
    ]
    again.restore(kept, parsed.texts, parsed.closing[1] if parsed.closing else None)
    assert list(again.storage.rows()) == list(book.storage.rows())
    assert all(again.storage.text(item.id) == book.storage.text(item.id) for item in documents)
    assert "\n".join(journal_lines(again.storage.rows(), again.storage.text)) + "\n" == journal
    book.close()
    again.close()


@QUICK
@given(st.text(max_size=80) | st.lists(TEXTS, max_size=6).map("\n".join))
def test_any_text_at_all_is_understood_or_told(text: str) -> None:
    journal = parse_journal(text)
    for issue in journal.issues:
        assert issue.start is not None
        assert issue.details["line"]


def test_what_another_version_stored_is_kept_to_the_letter(tmp_path: Path) -> None:
    book = RecordBook(SqliteStorage(tmp_path / "old", create=True))
    old = Kept(
        record=DocumentRecord(
            asserted_on=None, id="0" * 64, language=None, title=None, publisher=None, url=None,
            characters=0,
        ),
        recorded_at=NOW,
        topic="an older topic",
        payload='{"characters":0,"id":"' + "0" * 64 + '","language":null,"publisher":null,'
        '"title":null,"url":null,"asserted_on":null,"media":"text"}',
    )  # fmt: skip
    book.restore([old], {})
    parsed = parse_journal("\n".join(journal_lines(book.storage.rows(), book.storage.text)))
    (item,) = parsed.records
    assert (item.topic, item.raw) == (old.topic, old.payload)
    book.close()
