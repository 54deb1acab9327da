"""`aidledger ask remaining`: what remained of a donor's aid."""

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
from aidledger.cli.options import KnownBy, day, option, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS


def declare(ask: typer.Typer) -> None:
    """Put the question on the command line."""
    ask.command(name="remaining", help=told("remaining"))(ask_remaining)


def ask_remaining(
    donor: Annotated[str, option("donor", "--donor")],
    recipient: Annotated[str, option("recipient", "--recipient")],
    on: Annotated[datetime, day("on", "--on")],
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    into: Annotated[str | None, option("into", "--in")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print what remained."""
    from aidledger.publishing.answer_page import print_remaining
    from aidledger.questions.answers import RemainingAnswer

    as_known = as_known_on(known, known_by, vintage)
    if into is not None:
        return print_in_currency(
            into, "remaining", donor, recipient, on.date(), as_known, as_json=as_json
        )
    answer = answer_to("remaining", donor, recipient, on.date(), as_known)
    assert isinstance(answer, RemainingAnswer)
    if not print_as_data(answer, as_json=as_json):
        print_remaining(console(), answer, SETTINGS.language)
    return status_of(answer)
