"""`aidledger ask stale`: pots of which nobody has said for long what is left."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on, show_rows
from aidledger.cli.options import KnownBy, day, option, told

STALE_DAYS = 30


def declare(ask: typer.Typer) -> None:
    """Put the question on the command line."""
    ask.command(name="stale", help=told("stale"))(ask_stale)


def ask_stale(
    on: Annotated[datetime, day("on", "--on")],
    donor: Annotated[str | None, option("donor_limit", "--donor")] = None,
    recipient: Annotated[str | None, option("recipient_limit", "--recipient")] = None,
    days: Annotated[int, option("stale_days", "--days", minimum=0)] = STALE_DAYS,
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print stale balances."""
    return show_rows(
        "stale",
        as_known_on(known, known_by, vintage),
        as_json=as_json,
        on=on,
        donor=donor,
        recipient=recipient,
        days=days,
    )
