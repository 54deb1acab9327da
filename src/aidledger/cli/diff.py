"""`aidledger diff`: what changed between two days of the world or of knowledge."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on, print_as_data, status_of
from aidledger.cli.options import KnownBy, day, option, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="diff", help=told("diff"))(diff)


def diff(
    donor: Annotated[str, option("donor", "--donor")],
    recipient: Annotated[str, option("recipient", "--recipient")],
    on: Annotated[datetime, day("on", "--on")],
    known: Annotated[datetime | None, day("known", "--known")] = None,
    to_on: Annotated[datetime | None, day("to_on", "--to-on")] = None,
    to_known: Annotated[datetime | None, day("to_known", "--to-known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    to_vintage: Annotated[int | None, option("to_vintage", "--to-vintage")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print what changed between two answers."""
    from aidledger.publishing.answer_page import print_difference
    from aidledger.workflows.asking import ask_difference
    from aidledger.workflows.opening import open_ledger

    days = (on.date(), (to_on or on).date())
    # What the second side does not name is as on the first, but for the one thing compared.
    later = to_known or (known if to_on or vintage is not None else None)
    newer = to_vintage if to_vintage is not None else vintage if to_on or to_known else None
    as_known = (as_known_on(known, known_by, vintage), as_known_on(later, known_by, newer))
    with open_ledger(ledger_path(), create=False) as ledger:
        answer = ask_difference(
            ledger, donor=donor, recipient=recipient, on=days, as_known=as_known
        )
    if not print_as_data(answer, as_json=as_json):
        print_difference(console(), answer, SETTINGS.language)
    return status_of(answer)
