"""`aidledger ask statements`: who said what."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on, show_rows
from aidledger.cli.options import KnownBy, day, option, told


def declare(ask: typer.Typer) -> None:
    """Put the question on the command line."""
    ask.command(name="statements", help=told("statements"))(ask_statements)


def ask_statements(
    on: Annotated[datetime | None, day("on_limit", "--on")] = None,
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print statements."""
    return show_rows(
        "statements",
        as_known_on(known, known_by, vintage),
        as_json=as_json,
        on=on,
    )
