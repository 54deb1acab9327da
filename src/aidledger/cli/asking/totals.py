"""`aidledger ask totals`: what reached each stage."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import (
    answer_to,
    as_known_on,
    print_as_data,
    print_in_currency,
    status_of,
)
from aidledger.cli.options import By, KnownBy, day, option, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS


def declare(ask: typer.Typer) -> None:
    """Put the question on the command line."""
    ask.command(name="totals", help=told("totals"))(ask_totals)


def ask_totals(
    donor: Annotated[str, option("donor", "--donor")],
    recipient: Annotated[str, option("recipient", "--recipient")],
    on: Annotated[datetime, day("on", "--on")],
    by: Annotated[By, option("by", "--by")] = By.CHANNEL,
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    into: Annotated[str | None, option("into", "--in")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print what reached each stage."""
    from aidledger.publishing.answer_page import print_totals
    from aidledger.questions.answers import TotalsAnswer

    as_known = as_known_on(known, known_by, vintage)
    if into is not None:
        return print_in_currency(
            into, "totals", donor, recipient, on.date(), as_known, by=by.value, as_json=as_json
        )
    answer = answer_to("totals", donor, recipient, on.date(), as_known, by.value)
    assert isinstance(answer, TotalsAnswer)
    if not print_as_data(answer, as_json=as_json):
        print_totals(console(), answer, SETTINGS.language)
    return status_of(answer)
