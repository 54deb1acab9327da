"""`aidledger decide`: book what no source itemises, by a person's recorded decision."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import tell_recorded
from aidledger.cli.settings import ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="decide", help=told("decide"))(decide)


def decide(
    account: Annotated[str, argument("decide_account")],
    amount: Annotated[str, option("decide_amount", "--amount")],
    currency: Annotated[str, option("decide_currency", "--currency")],
    ground: Annotated[list[str], option("decide_ground", "--ground")],
    by: Annotated[str, option("by_person", "--by")],
    reason: Annotated[str, option("reason", "--reason")],
) -> int:
    """Record the decision and its entry."""
    from aidledger.workflows.deciding import Residual
    from aidledger.workflows.deciding import decide as record_decision
    from aidledger.workflows.opening import open_ledger
    from aidledger.workflows.restating import plain_amount
    from aidledger.workflows.word import Word

    residual = Residual(
        account=account, amount=plain_amount(amount), currency=currency, grounds=tuple(ground)
    )
    with open_ledger(ledger_path(), create=False) as ledger:
        name = record_decision(
            ledger.book, residual, Word(by=by, now=datetime.now(UTC), reason=reason)
        )
    return tell_recorded(name)
