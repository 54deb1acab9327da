"""`aidledger record`: a claim that the reader missed, by its words, as a person's record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import tell_recorded
from aidledger.cli.settings import ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="record", help=told("record"))(record)


def record(
    document: Annotated[str, argument("document")],
    words: Annotated[str, argument("exact_words")],
    kind: Annotated[str, option("kind", "--kind")],
    by: Annotated[str, option("by_person", "--by")],
    fields: Annotated[list[str] | None, option("set_field", "--set")] = None,
    occurrence: Annotated[int | None, option("occurrence", "--occurrence")] = None,
    reason: Annotated[str | None, option("reason", "--reason")] = None,
) -> int:
    """Record a claim by its words."""
    from aidledger.workflows.opening import open_ledger
    from aidledger.workflows.reviewing import Missed, record_claim
    from aidledger.workflows.word import Word

    missed = Missed(
        document=document, words=words, kind=kind, fields=tuple(fields or ()),
        occurrence=occurrence,
    )  # fmt: skip
    with open_ledger(ledger_path(), create=False) as ledger:
        name = record_claim(ledger.book, missed, Word(by=by, now=datetime.now(UTC), reason=reason))
    return tell_recorded(name)
