"""`aidledger withdraw`: take a record back by a further record."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from aidledger.cli.options import argument, day, option, to_date, told
from aidledger.cli.printing import tell_recorded
from aidledger.cli.settings import ledger_path


class Reason(StrEnum):
    """Why a record is taken back."""

    RESTATED = "restated_by_source"
    RETRACTED = "retracted_by_source"
    READING_ERROR = "reading_error"
    UNDONE = "undone"


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="withdraw", help=told("withdraw"))(withdraw)


def withdraw(
    name: Annotated[str, argument("name")],
    by: Annotated[str, option("by_person", "--by")],
    reason: Annotated[Reason, option("withdraw_reason", "--reason")] = Reason.UNDONE,
    on: Annotated[datetime | None, day("withdraw_on", "--on")] = None,
    note: Annotated[str | None, option("reason", "--note")] = None,
) -> int:
    """Take a record back by a further one."""
    from aidledger.model.records import WithdrawalReason
    from aidledger.workflows.judging import withdraw as record_withdrawal
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        made = record_withdrawal(
            ledger.book, name, WithdrawalReason(reason.value), by, datetime.now(UTC),
            to_date(on), note,
        )  # fmt: skip
    return tell_recorded(made)
