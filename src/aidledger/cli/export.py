"""`aidledger export`: answers as CSV or XLSX, the whole record as a journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from aidledger.cli.asking.answering import answer_to, as_known_on
from aidledger.cli.options import By, KnownBy, day, option, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path

QUESTIONS = ("remaining", "totals")


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    export = typer.Typer(help=told("export"), no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(export, name="export")
    for question in QUESTIONS:
        export.command(name=question, help=told(question))(_answer(question))
    export.command(name="journal", help=told("export_journal"))(journal)


def _answer(question: str) -> Callable[..., int]:
    def export(
        donor: Annotated[str, option("donor", "--donor")],
        recipient: Annotated[str, option("recipient", "--recipient")],
        on: Annotated[datetime, day("on", "--on")],
        out: Annotated[Path, option("out", "--out")],
        known: Annotated[datetime | None, day("known", "--known")] = None,
        known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
        vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
        by: Annotated[By, option("by", "--by")] = By.CHANNEL,
    ) -> int:
        from aidledger.publishing.tables import write_table
        from aidledger.wording.loading import phrase

        pin = as_known_on(known, known_by, vintage)
        write_table(answer_to(question, donor, recipient, on.date(), pin, by.value), out)
        console().print(phrase("exported", SETTINGS.language, path=out))
        return 0

    return export


def journal(out: Annotated[Path, option("journal_out", "--out")]) -> int:
    """Write the whole record to a file."""
    from aidledger.wording.loading import phrase
    from aidledger.workflows.journalling import export_journal
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        written = export_journal(ledger.book, out)
    words = phrase(
        "exported_journal", SETTINGS.language, path=out, records=written.records,
        head=(written.head or "-")[:12],
    )  # fmt: skip
    console().print(words)
    return 0
