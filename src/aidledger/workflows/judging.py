"""A person's word on what was read: same or new, accepted or rejected, and taking it back.

Each is a record, appended with the name of who says it; nothing is edited. A judgement or
review that was a mistake is withdrawn by a further record.
"""

from __future__ import annotations

from datetime import datetime

from aidledger.ledger.book import RecordBook
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.records import (
    ClaimRecord,
    EntryRecord,
    JudgementRecord,
    ReviewRecord,
    ReviewVerdict,
    SameThing,
    WithdrawalReason,
    WithdrawalRecord,
)

_WITHDRAWABLE = (JudgementRecord, ReviewRecord, ClaimRecord, EntryRecord)


def judge_same(book: RecordBook, claim: str, entry: str, by: str, now: datetime) -> str:
    """Record that a read flow is a booked entry; the name of the judgement."""
    _known(book, ClaimRecord.type, claim)
    _known(book, EntryRecord.type, entry)
    return _judge(book, claim, entry, SameThing.SAME, by, now)


def judge_different(book: RecordBook, claim: str, entry: str, by: str, now: datetime) -> str:
    """Record that a read flow is not a booked entry."""
    _known(book, ClaimRecord.type, claim)
    _known(book, EntryRecord.type, entry)
    return _judge(book, claim, entry, SameThing.DIFFERENT, by, now)


def judge_new(book: RecordBook, claim: str, by: str, now: datetime) -> str:
    """Record that a read flow is new: it enters totals from now on."""
    _known(book, ClaimRecord.type, claim)
    return _judge(book, claim, None, SameThing.NEW, by, now)


def _judge(
    book: RecordBook, left: str, right: str | None, verdict: SameThing, by: str, now: datetime
) -> str:
    name = f"J-{_next(book)}"
    record = JudgementRecord(
        asserted_on=now.date(), id=name, left=left, right=right, verdict=verdict, score=None,
        reasons=(), by=by,
    )  # fmt: skip
    book.append([record], now)
    return name


def review(
    book: RecordBook, claim: str, verdict: ReviewVerdict, reason: str | None, by: str, now: datetime
) -> str:
    """Record that a person accepts or rejects a claim as it was read; the review's name."""
    _known(book, ClaimRecord.type, claim)
    name = f"R-{_next(book)}"
    record = ReviewRecord(
        asserted_on=now.date(), id=name, target=claim, verdict=verdict, corrected=None,
        reason=reason, by=by,
    )  # fmt: skip
    book.append([record], now)
    return name


def withdraw(book: RecordBook, name: str, reason: WithdrawalReason, by: str, now: datetime) -> str:
    """Record that a record no longer stands, from now on; the withdrawal's name."""
    for kind in _WITHDRAWABLE:
        if book.find(kind.type, name) is not None:
            made = f"W-{_next(book)}"
            record = WithdrawalRecord(
                asserted_on=now.date(), id=made, target_type=kind.type, target=name,
                replacement=None, reason=reason, by=by,
            )  # fmt: skip
            book.append([record], now)
            return made
    raise AidledgerError("NAME_UNKNOWN", ExitStatus.NO_INPUT, name=name)


def _known(book: RecordBook, kind: str, name: str) -> None:
    if book.find(kind, name) is None:
        raise AidledgerError("NAME_UNKNOWN", ExitStatus.NO_INPUT, name=name)


def _next(book: RecordBook) -> int:
    """The number that the next record will have: names are unique for ever."""
    return book.view().knowledge.vintage + 1
