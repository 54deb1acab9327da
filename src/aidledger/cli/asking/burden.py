"""`aidledger ask burden`: what each donor's aid came to, side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on, show_rows
from aidledger.cli.options import KnownBy, day, option, told


def declare(ask: typer.Typer) -> None:
    """Put the question on the command line."""
    ask.command(name="burden", help=told("burden"))(ask_burden)


def ask_burden(
    on: Annotated[datetime, day("on", "--on")],
    donor: Annotated[str | None, option("donor_limit", "--donor")] = None,
    recipient: Annotated[str | None, option("recipient_limit", "--recipient")] = None,
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    into: Annotated[str | None, option("into", "--in")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print burden sharing."""
    return show_rows(
        "burden",
        as_known_on(known, known_by, vintage),
        as_json=as_json,
        on=on,
        donor=donor,
        recipient=recipient,
        into=into,
    )
