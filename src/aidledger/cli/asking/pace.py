"""`aidledger ask pace`: the pace that deadlines ask for, and the pace seen so far."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on, show_rows
from aidledger.cli.options import KnownBy, day, option, told


def declare(ask: typer.Typer) -> None:
    """Put the question on the command line."""
    ask.command(name="pace", help=told("pace"))(ask_pace)


def ask_pace(
    donor: Annotated[str, option("donor", "--donor")],
    recipient: Annotated[str, option("recipient", "--recipient")],
    on: Annotated[datetime, day("on", "--on")],
    forecast: Annotated[bool, option("forecast", "--forecast")] = False,
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print the pace."""
    return show_rows(
        "pace",
        as_known_on(known, known_by, vintage),
        as_json=as_json,
        on=on,
        donor=donor,
        recipient=recipient,
        forecast=forecast,
    )
