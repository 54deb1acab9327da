"""Take back what a person recorded in one step, by further records."""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.ledger.book import RecordBook, recorded
from aidledger.ledger.reviewing import BY_A_PERSON
from aidledger.model.records import (
    ClaimRecord,
    JudgementRecord,
    Record,
    ReviewRecord,
    WithdrawalRecord,
)
from aidledger.workflows.word import Word, next_number, undoing


def undo(book: RecordBook, since: int, up_to: int, word: Word) -> tuple[str, ...]:
    """Take back a person's own words among some records; names of the withdrawals.

    What the words themselves took back stands again. What others said, and what is taken back
    already, is left alone.

    Args:
        since, up_to: first and last sequence number.
    """
    withdrawn = book.view().withdrawals
    mine = [
        record
        for record in _said_by(book, since, up_to, word.by)
        if (record.type, record.key) not in withdrawn
    ]
    number = next_number(book)
    records = [
        undoing(old, f"W-{number + place}", word) for place, old in enumerate(reversed(mine))
    ]
    book.append(records, word.now)
    return tuple(record.id for record in records)


def _said_by(book: RecordBook, since: int, up_to: int, by: str) -> Iterator[Record]:
    rows = [recorded(row).record for row in book.storage.rows(since=since, up_to=up_to)]
    reviewed = {item.target for item in rows if isinstance(item, ReviewRecord) and item.by == by}
    for record in rows:
        if isinstance(record, ReviewRecord | JudgementRecord | WithdrawalRecord):
            if record.by == by:
                yield record
        elif isinstance(record, ClaimRecord) and record.claim.rule == BY_A_PERSON:
            if record.key in reviewed:
                yield record
