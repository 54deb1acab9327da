"""`aidledger export`: answers as CSV or XLSX, the whole record as a journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aidledger.cli.asking.answering import answer_to, as_known_on, subject_asked
from aidledger.cli.options import Axis, By, KnownBy, day, option, to_date, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path

if TYPE_CHECKING:
    from aidledger.workflows.asking import Answer

# Questions about a pair on a day, and those whose answers are rows.
OF_A_PAIR = ("remaining", "totals")
OF_ROWS = (
    "deadlines", "pace", "promises", "denials", "offices", "meetings", "restrictions",
    "handovers", "timeline", "stale", "burden", "statements",
)  # fmt: skip


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    export = typer.Typer(help=told("export"), no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(export, name="export")
    for question in OF_A_PAIR:
        export.command(name=question, help=told(question))(_answer(question))
    export.command(name="contradictions", help=told("contradictions"))(contradictions)
    for question in OF_ROWS:
        export.command(name=question, help=told(question))(_rows(question))
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
        pin = as_known_on(known, known_by, vintage)
        return _write(answer_to(question, donor, recipient, on.date(), pin, by.value), out)

    return export


def contradictions(
    donor: Annotated[str, option("donor", "--donor")],
    recipient: Annotated[str, option("recipient", "--recipient")],
    out: Annotated[Path, option("out", "--out")],
    on: Annotated[datetime | None, day("contradictions_on", "--on")] = None,
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
) -> int:
    """Write what contradicts what."""
    from aidledger.workflows.asking import ask_contradictions
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        answer = ask_contradictions(
            ledger, donor=donor, recipient=recipient, on=to_date(on),
            as_known=as_known_on(known, known_by, vintage),
        )  # fmt: skip
    return _write(answer, out)


def _rows(question: str) -> Callable[..., int]:
    def export(
        out: Annotated[Path, option("out", "--out")],
        donor: Annotated[str | None, option("donor_limit", "--donor")] = None,
        recipient: Annotated[str | None, option("recipient_limit", "--recipient")] = None,
        on: Annotated[datetime | None, day("on_limit", "--on")] = None,
        days: Annotated[int | None, option("timeline_days", "--days", minimum=0)] = None,
        axis: Annotated[Axis, option("axis", "--axis")] = Axis.WORLD,
        forecast: Annotated[bool, option("forecast", "--forecast")] = False,
        known: Annotated[datetime | None, day("known", "--known")] = None,
        known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
        vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    ) -> int:
        from aidledger.workflows.asking import ask_rows
        from aidledger.workflows.opening import open_ledger

        subject = subject_asked(
            on=on, donor=donor, recipient=recipient, days=days, forecast=forecast,
            said=axis is Axis.SAID,
        )  # fmt: skip
        with open_ledger(ledger_path(), create=False) as ledger:
            answer = ask_rows(ledger, question, subject, as_known_on(known, known_by, vintage))
        return _write(answer, out)

    return export


def _write(answer: Answer, out: Path) -> int:
    from aidledger.publishing.exports import write_answer
    from aidledger.wording.loading import phrase

    for path in write_answer(answer, out):
        console().print(phrase("exported", SETTINGS.language, path=path))
    return 0


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
