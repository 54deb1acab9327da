"""`aidledger ask contradictions`: what cannot all be true, and how some of it can."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on, print_as_data, status_of
from aidledger.cli.options import KnownBy, day, option, to_date, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(ask: typer.Typer) -> None:
    """Put the question on the command line."""
    ask.command(name="contradictions", help=told("contradictions"))(ask_contradictions)


def ask_contradictions(
    donor: Annotated[str, option("donor", "--donor")],
    recipient: Annotated[str, option("recipient", "--recipient")],
    on: Annotated[datetime | None, day("contradictions_on", "--on")] = None,
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print what contradicts what."""
    from aidledger.publishing.contradictions_page import print_contradictions
    from aidledger.workflows.asking import ask_contradictions as ask
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        answer = ask(
            ledger, donor=donor, recipient=recipient, on=to_date(on),
            as_known=as_known_on(known, known_by, vintage),
        )  # fmt: skip
    if not print_as_data(answer, as_json=as_json):
        print_contradictions(console(), answer, SETTINGS.language)
    return status_of(answer)
