"""`aidledger judge`: a person's word on whether a read flow is new, as a record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import tell_recorded
from aidledger.cli.settings import ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="judge", help=told("judge"))(judge)


def judge(
    claim: Annotated[str, argument("name")],
    by: Annotated[str, option("by_person", "--by")],
    same: Annotated[str | None, option("same", "--same")] = None,
    different: Annotated[str | None, option("different", "--different")] = None,
) -> int:
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
    return tell_recorded(name)
