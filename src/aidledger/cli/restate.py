"""`aidledger restate`: a source gives another figure from a day on; the old one stays before it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aidledger.cli.options import argument, day, option, told
from aidledger.cli.printing import tell_recorded
from aidledger.cli.settings import ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="restate", help=told("restate"))(restate)


def restate(
    name: Annotated[str, argument("name")],
    amount: Annotated[str, option("restate_amount", "--amount")],
    on: Annotated[datetime, day("restate_on", "--on")],
    by: Annotated[str, option("by_person", "--by")],
    reason: Annotated[str | None, option("reason", "--reason")] = None,
    url: Annotated[str | None, option("restate_url", "--url")] = None,
) -> int:
    """Record the new figure of an entry or balance."""
    from aidledger.workflows.opening import open_ledger
    from aidledger.workflows.restating import Restatement, plain_amount
    from aidledger.workflows.restating import restate as record_restatement
    from aidledger.workflows.word import Word

    new = Restatement(amount=plain_amount(amount), on=on.date(), url=url)
    with open_ledger(ledger_path(), create=False) as ledger:
        made = record_restatement(
            ledger.book, name, new, Word(by=by, now=datetime.now(UTC), reason=reason)
        )
    return tell_recorded(made)
