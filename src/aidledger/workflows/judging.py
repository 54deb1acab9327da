"""Judgements: two records are, or are not, the same thing; a read flow is new.

Each is a record with the name of who says it, and is taken back by a further record. A
judgement counts from the day from which both records were known.
"""

from __future__ import annotations

from datetime import date, datetime

from aidledger.ledger.book import RecordBook
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.records import (
    BalanceRecord,
    ClaimRecord,
    DocumentRecord,
    EntryRecord,
    JudgementRecord,
    Recorded,
    ReviewRecord,
    SameThing,
    WithdrawalReason,
    WithdrawalRecord,
)
from aidledger.questions.flows import may_be_booked
from aidledger.workflows.word import Word, find_named, next_number, undoing

_WITHDRAWABLE = (
    JudgementRecord,
    ReviewRecord,
    WithdrawalRecord,
    ClaimRecord,
    EntryRecord,
    BalanceRecord,
    DocumentRecord,
)
_JUDGED = (ClaimRecord, EntryRecord, BalanceRecord)
# A word of the program's own making is taken back for all times at once.
_WORDS = (JudgementRecord, ReviewRecord, WithdrawalRecord)


def judge_same(book: RecordBook, claim: str, entry: str, by: str, now: datetime) -> str:
    """Record that a read flow is a booked entry; the name of the judgement."""
    return merge(book, claim, entry, Word(by=by, now=now))


def judge_different(book: RecordBook, claim: str, entry: str, by: str, now: datetime) -> str:
    """Record that a read flow is not a booked entry."""
    return split(book, claim, entry, Word(by=by, now=now))


def judge_new(book: RecordBook, claim: str, by: str, now: datetime) -> str:
    """Record that a read flow is new: it enters totals from now on.

    Raises:
        AidledgerError: NAME_UNKNOWN; FLOW_NOT_BOOKABLE for a heading, a restatement, a part
            of a total, or what is only planned, requested or denied.
    """
    found = book.find(ClaimRecord.type, claim)
    if found is None:
        raise AidledgerError("NAME_UNKNOWN", ExitStatus.NO_INPUT, name=claim)
    assert isinstance(found.record, ClaimRecord)
    # Whoever judges first, or corrects first: the same words in any order give the same record.
    said = (found.record, book.view().claim(claim))
    if not any(record is not None and may_be_booked(record) for record in said):
        raise AidledgerError("FLOW_NOT_BOOKABLE", ExitStatus.USAGE, name=claim)
    return _judge(book, found, None, SameThing.NEW, Word(by=by, now=now))


def merge(book: RecordBook, left: str, right: str, word: Word) -> str:
    """Record that two claims or entries are the same thing; the name of the judgement."""
    return _judge(book, _judged(book, left), _judged(book, right), SameThing.SAME, word)


def split(book: RecordBook, left: str, right: str, word: Word) -> str:
    """Record that two claims or entries are different things; the name of the judgement."""
    return _judge(book, _judged(book, left), _judged(book, right), SameThing.DIFFERENT, word)


def _judged(book: RecordBook, name: str) -> Recorded:
    for kind in _JUDGED:
        found = book.find(kind.type, name)
        if found is not None:
            return found
    raise AidledgerError("NAME_UNKNOWN", ExitStatus.NO_INPUT, name=name)


def _judge(
    book: RecordBook, left: Recorded, right: Recorded | None, verdict: SameThing, word: Word
) -> str:
    if right is not None and left.record.key == right.record.key:
        raise AidledgerError("JUDGED_WITH_ITSELF", ExitStatus.USAGE, name=left.record.key)
    number = next_number(book)
    judgement = JudgementRecord(
        asserted_on=max(side.known_on for side in (left, right) if side is not None),
        id=f"J-{number}", left=left.record.key, right=right.record.key if right else None,
        verdict=verdict, score=None, reasons=(), by=word.by, reason=word.reason,
    )  # fmt: skip
    earlier = (
        item
        for item in book.view().judgements
        if item.by == word.by and {item.left, item.right} == {judgement.left, judgement.right}
    )
    undone = (
        undoing(old, f"W-{number + place}", word, replacement=judgement.id)
        for place, old in enumerate(earlier, start=1)
    )
    book.append([judgement, *undone], word.now)
    return judgement.id


def withdraw(
    book: RecordBook,
    name: str,
    reason: WithdrawalReason,
    by: str,
    now: datetime,
    on: date | None = None,
    note: str | None = None,
) -> str:
    """Record that a record no longer stands; the withdrawal's name.

    A document's withdrawal takes all its claims with it.

    Args:
        on: day from which it no longer stands: for a source that restates or retracts, the
            day it did so (None = the day of `now`). A reading error, and the undoing of a
            person's word, count from the day from which the record itself counted.
    """
    found = find_named(book, name)
    if not isinstance(found.record, _WITHDRAWABLE):
        raise AidledgerError(
            "NOT_WITHDRAWABLE", ExitStatus.USAGE, name=name, type=found.record.type
        )
    by_source = reason in (
        WithdrawalReason.RESTATED_BY_SOURCE,
        WithdrawalReason.RETRACTED_BY_SOURCE,
    ) and not isinstance(found.record, _WORDS)
    made = f"W-{next_number(book)}"
    record = WithdrawalRecord(
        asserted_on=(on or now.date()) if by_source else found.known_on, id=made,
        target_type=found.record.type, target=name, replacement=None, reason=reason, by=by,
        note=note,
    )  # fmt: skip
    book.append([record], now)
    return made
