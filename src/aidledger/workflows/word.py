"""A person's word: who says something, why and when; and taking a word back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aidledger.ledger.book import RecordBook
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.records import Record, Recorded, WithdrawalReason, WithdrawalRecord
from aidledger.questions.why import NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Who says it, why, and when.

    Args:
        by: name of the person; reason: why, or None.
        now: the time of recording.
    """

    by: str
    now: datetime
    reason: str | None = None


def find_named(book: RecordBook, name: str) -> Recorded:
    """The record of any type that has this name.

    Raises:
        AidledgerError: NAME_UNKNOWN.
    """
    for kind in NAMED:
        found = book.find(kind.type, name)
        if found is not None:
            return found
    raise AidledgerError("NAME_UNKNOWN", ExitStatus.NO_INPUT, name=name)


def next_number(book: RecordBook) -> int:
    """The number that the next record will have: names made of it are unique for ever."""
    newest = book.storage.last()
    return 1 if newest is None else newest.seq + 1


def undoing(old: Record, name: str, word: Word, replacement: str | None = None) -> WithdrawalRecord:
    """The record that takes back a word.

    It counts from the day from which that word counted, so that a decision and its undoing
    leave every answer as it was.
    """
    return WithdrawalRecord(
        asserted_on=old.asserted_on, id=name, target_type=old.type, target=old.key,
        replacement=replacement, reason=WithdrawalReason.UNDONE, by=word.by, note=word.reason,
    )  # fmt: skip
