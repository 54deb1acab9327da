"""The index gives what reading every record gives: two routes, one answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from generated_claims import FIRST, PAIRS, days, records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidledger.ledger.book import RecordBook
from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.ledger.topics import AMOUNT_BALANCE, AMOUNT_FLOW, AMOUNT_OTHER
from aidledger.ledger.view import View
from aidledger.model.claims import AmountClaim, DeadlineClaim
from aidledger.model.evidence import Span
from aidledger.model.records import ClaimRecord, Record, SameThing
from aidledger.questions.flows import ids
from aidledger.workflows.opening import Ledger
from aidledger.workflows.verifying import verify

TOPICS = (AMOUNT_FLOW, AMOUNT_BALANCE)
EVERY_TOPIC = (*TOPICS, AMOUNT_OTHER, DeadlineClaim.kind)


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    return (tmp_path / f"{number}.aidledger" for number in range(10_000))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    st.lists(records(), min_size=1, max_size=25, unique_by=lambda item: (item.type, item.key)),
    days,
    st.sampled_from(KnownBy),
    st.integers(0, 25),
)
def test_the_index_and_a_reading_of_every_record_agree(
    folders: Iterator[Path], given_records: list[Record], known: date | None, by: KnownBy, at: int
) -> None:
    book = RecordBook(SqliteStorage(next(folders), create=True))
    for number in range(0, len(given_records), 4):  # four records a day
        moment = datetime(2024, 11, 1, 12, tzinfo=UTC) + timedelta(days=number)
        book.append(given_records[number : number + 4], moment)
    view = book.view(known, by=by, vintage=min(at, len(given_records)))
    for pair in PAIRS:
        assert in_order(view.claims_of(TOPICS, *pair)) == in_order(naming(view, *pair))
        first, last = FIRST + timedelta(days=4), FIRST + timedelta(days=11)
        near = view.claims_of(TOPICS, *pair, since=first, until=last)
        assert in_order(r for r in near if r.asserted_on) == in_order(
            r for r in naming(view, *pair) if r.asserted_on and first <= r.asserted_on <= last
        )
        for place in range(6):
            about = {record.document for record in naming(view, *pair)}
            assert view.is_about(f"d-{place}", *pair) is (f"d-{place}" in about)
    assert in_order(view.claims_restating(["c-1", "c-2"])) == in_order(
        r for r in amounts(view) if r.claim.restates in ("c-1", "c-2")
    )
    assert in_order(view.claims_due(FIRST)) == in_order(due(view, FIRST))
    for name in (f"c-{place}" for place in range(6)):
        found = [r for r in view.claims(EVERY_TOPIC) if r.key == name]
        assert [view.claim(name)] == (found or [None])
    for verdict in SameThing:
        assert view.judged(verdict) == {
            item.left for item in view.judgements if item.verdict is verdict
        }
    stored = list(book.storage.index())
    assert book.storage.reindex() == len(stored)
    assert list(book.storage.index()) == stored
    differences = verify(Ledger(book)).differences
    assert [item for item in differences if item.what.value == "index"] == []
    book.close()


def in_order(found: Iterable[ClaimRecord]) -> list[ClaimRecord]:
    return sorted(found, key=lambda record: record.key)


def amounts(view: View) -> tuple[ClaimRecord, ...]:
    return tuple(r for r in view.claims(TOPICS) if isinstance(r.claim, AmountClaim))


def naming(view: View, donor: str, recipient: str) -> tuple[ClaimRecord, ...]:
    return tuple(
        r
        for r in amounts(view)
        if donor in ids(r.claim.donor) and recipient in ids(r.claim.recipient)
    )


def due(view: View, since: date) -> tuple[ClaimRecord, ...]:
    found = []
    for record in view.claims((*TOPICS, DeadlineClaim.kind)):
        claim = record.claim
        day = claim.date if isinstance(claim, DeadlineClaim) else claim.deadline
        if day is not None and len(day) == 10 and day >= since.isoformat():
            found.append(record)
    return tuple(found)


def test_an_index_row_that_differs_is_found_and_reindexing_mends_it(tmp_path: Path) -> None:
    path = tmp_path / "index.aidledger"
    book = RecordBook(SqliteStorage(path, create=True))
    claim = DeadlineClaim(
        id="c-1", quote="9", start=0, end=1, sentence=Span(0, 1), rule="test/1",
        date="2025-01-20", event="end",
    )  # fmt: skip
    book.append(
        [ClaimRecord(asserted_on=FIRST, document="d", claim=claim)],
        datetime(2024, 11, 1, tzinfo=UTC),
    )
    for change in (
        "UPDATE lookup SET place = '2025-01-21'",
        "DELETE FROM lookup",
        "INSERT INTO lookup VALUES ('due', '2025-02-01', 9, 'c-9', '2024-11-01')",
    ):
        other = sqlite3.connect(path)
        other.execute(change)
        other.commit()
        other.close()
        found = [item for item in verify(Ledger(book)).differences if item.what.value == "index"]
        assert [item.seq for item in found] in ([1], [9])
        book.storage.reindex()
        assert not [i for i in verify(Ledger(book)).differences if i.what.value == "index"]
    book.close()
