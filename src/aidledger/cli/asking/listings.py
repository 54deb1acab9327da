"""`aidledger ask offices`, `meetings`, ...: what texts say beside sums, row by row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on, print_as_data
from aidledger.cli.options import KnownBy, day, option, to_date, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path
from aidledger.model.errors import ExitStatus

LISTED = (
    "offices", "meetings", "denials", "restrictions", "handovers", "deadlines", "promises",
    "statements",
)  # fmt: skip


def declare(ask: typer.Typer) -> None:
    """Put the questions on the command line."""
    for question in LISTED:
        ask.command(name=question, help=told(question))(_verb(question))


def _verb(question: str) -> Callable[..., int]:
    def listed(
        on: Annotated[datetime | None, day("on", "--on")] = None,
        known: Annotated[datetime | None, day("known", "--known")] = None,
        known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
        vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
        as_json: Annotated[bool, option("answer_json", "--json")] = False,
    ) -> int:
        from aidledger.publishing.answer_page import print_listing
        from aidledger.workflows.asking import ask_listing
        from aidledger.workflows.opening import open_ledger

        with open_ledger(ledger_path(), create=False) as ledger:
            answer = ask_listing(
                ledger, question, on=to_date(on), as_known=as_known_on(known, known_by, vintage)
            )
        if not print_as_data(answer, as_json=as_json):
            print_listing(console(), answer, SETTINGS.language)
        return int(ExitStatus.OK)

    return listed
