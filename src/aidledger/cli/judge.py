"""`aidledger judge`, `review`, `withdraw`: a person's word, as a record."""

from __future__ import annotations

from datetime import UTC, datetime

from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path


def judge(claim: str, same: str | None, different: str | None, by: str) -> int:
    """Judge a read flow: the same as an entry, different from it, or new."""
    from aidledger.workflows.judging import judge_different, judge_new, judge_same
    from aidledger.workflows.opening import open_ledger

    now = datetime.now(UTC)
    with open_ledger(ledger_path(), create=False) as ledger:
        if same is not None:
            name = judge_same(ledger.book, claim, same, by, now)
        elif different is not None:
            name = judge_different(ledger.book, claim, different, by, now)
        else:
            name = judge_new(ledger.book, claim, by, now)
    return _told(name)


def review(claim: str, *, accept: bool, reason: str | None, by: str) -> int:
    """Accept or reject a claim as it was read."""
    from aidledger.model.records import ReviewVerdict
    from aidledger.workflows.judging import review as record_review
    from aidledger.workflows.opening import open_ledger

    verdict = ReviewVerdict.ACCEPT if accept else ReviewVerdict.REJECT
    with open_ledger(ledger_path(), create=False) as ledger:
        name = record_review(ledger.book, claim, verdict, reason, by, datetime.now(UTC))
    return _told(name)


def withdraw(name: str, reason: str, by: str) -> int:
    """Take a record back by a further one."""
    from aidledger.model.records import WithdrawalReason
    from aidledger.workflows.judging import withdraw as record_withdrawal
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        made = record_withdrawal(ledger.book, name, WithdrawalReason(reason), by, datetime.now(UTC))
    return _told(made)


def _told(name: str) -> int:
    from aidledger.wording.loading import phrase

    console().print(phrase("recorded", SETTINGS.language, record=name))
    return 0
