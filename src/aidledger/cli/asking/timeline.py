"""`aidledger ask timeline`: everything by day, in the world or as it was said."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on, show_rows
from aidledger.cli.options import Axis, KnownBy, day, option, told


def declare(ask: typer.Typer) -> None:
    """Put the question on the command line."""
    ask.command(name="timeline", help=told("timeline"))(ask_timeline)


def ask_timeline(
    on: Annotated[datetime | None, day("on_limit", "--on")] = None,
    donor: Annotated[str | None, option("donor_limit", "--donor")] = None,
    recipient: Annotated[str | None, option("recipient_limit", "--recipient")] = None,
    days: Annotated[int | None, option("timeline_days", "--days", minimum=0)] = None,
    axis: Annotated[Axis, option("axis", "--axis")] = Axis.WORLD,
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print the timeline."""
    return show_rows(
        "timeline",
        as_known_on(known, known_by, vintage),
        as_json=as_json,
        on=on,
        donor=donor,
        recipient=recipient,
        days=days,
        said=axis is Axis.SAID,
    )
