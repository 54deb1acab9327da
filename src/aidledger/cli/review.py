"""`aidledger review`: a person accepts or rejects a claim, as a record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import tell_recorded
from aidledger.cli.settings import ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="review", help=told("review"))(review)


def review(
    claim: Annotated[str, argument("name")],
    by: Annotated[str, option("by_person", "--by")],
    accept: Annotated[bool, option("accept", "--accept/--reject")] = True,
    reason: Annotated[str | None, option("reason", "--reason")] = None,
) -> int:
    """Accept or reject a claim as it was read."""
    from aidledger.model.records import ReviewVerdict
    from aidledger.workflows.judging import review as record_review
    from aidledger.workflows.opening import open_ledger

    verdict = ReviewVerdict.ACCEPT if accept else ReviewVerdict.REJECT
    with open_ledger(ledger_path(), create=False) as ledger:
        name = record_review(ledger.book, claim, verdict, reason, by, datetime.now(UTC))
    return tell_recorded(name)
