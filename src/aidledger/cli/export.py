"""`aidledger export`: an answer as CSV or XLSX."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from aidledger.cli.asking.answering import answer_to, as_known_on
from aidledger.cli.options import By, KnownBy, argument, day, option, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS


class Question(StrEnum):
    """Questions whose answers leave as files."""

    REMAINING = "remaining"
    TOTALS = "totals"


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="export", help=told("export"))(export)


def export(
    question: Annotated[Question, argument("question")],
    donor: Annotated[str, option("donor", "--donor")],
    recipient: Annotated[str, option("recipient", "--recipient")],
    on: Annotated[datetime, day("on", "--on")],
    out: Annotated[Path, option("out", "--out")],
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    by: Annotated[By, option("by", "--by")] = By.CHANNEL,
) -> int:
    """Write the answer to a file."""
    from aidledger.publishing.tables import write_table
    from aidledger.wording.loading import phrase

    answer = answer_to(
        question.value, donor, recipient, on.date(), as_known_on(known, known_by, vintage), by.value
    )
    write_table(answer, out)
    console().print(phrase("exported", SETTINGS.language, path=out))
    return 0
