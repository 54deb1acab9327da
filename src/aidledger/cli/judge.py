"""`aidledger judge`: whether a read flow is new; without a name, what the rules are certain of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import console, print_json, tell_recorded
from aidledger.cli.settings import SETTINGS, ledger_path
from aidledger.model.errors import AidledgerError, ExitStatus


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="judge", help=told("judge"))(judge)


def judge(
    claim: Annotated[str | None, argument("judged")] = None,
    by: Annotated[str | None, option("by_person", "--by")] = None,
    same: Annotated[str | None, option("same", "--same")] = None,
    different: Annotated[str | None, option("different", "--different")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Judge a read flow: the same as an entry, different, or new; or let the rules judge."""
    from aidledger.workflows.judging import judge_different, judge_new, judge_same
    from aidledger.workflows.opening import open_ledger

    if claim is None:
        return _judge_by_rules(as_json=as_json)
    if by is None:
        raise AidledgerError("REVIEWER_MISSING", ExitStatus.USAGE)
    now = datetime.now(UTC)
    with open_ledger(ledger_path(), create=False) as ledger:
        if same is not None:
            name = judge_same(ledger.book, claim, same, by, now)
        elif different is not None:
            name = judge_different(ledger.book, claim, different, by, now)
        else:
            name = judge_new(ledger.book, claim, by, now)
    return tell_recorded(name)


def _judge_by_rules(*, as_json: bool) -> int:
    from aidledger.publishing.plain import plain
    from aidledger.wording.loading import phrase
    from aidledger.workflows.opening import open_ledger
    from aidledger.workflows.resolving import judge_by_rules

    with open_ledger(ledger_path(), create=False) as ledger:
        resolved = judge_by_rules(ledger.book, datetime.now(UTC))
    if as_json:
        print_json(plain(resolved))
        return int(ExitStatus.OK)
    words = phrase(
        "resolved", SETTINGS.language, reports=resolved.reports, judged=resolved.judged,
        known=resolved.known, vintage=resolved.vintage,
    )  # fmt: skip
    console().print(words)
    return int(ExitStatus.OK)
