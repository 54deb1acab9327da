"""`aidledger remove-text`: remove a text for good, as a law may order; a tombstone stays."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="remove-text", help=told("remove_text"))(remove_text)


def remove_text(
    document: Annotated[str, argument("document")],
    by: Annotated[str, option("by_person", "--by")],
    reason: Annotated[str, option("reason", "--reason")],
) -> int:
    """Remove the text of a document."""
    from aidledger.wording.loading import phrase
    from aidledger.workflows.opening import open_ledger
    from aidledger.workflows.removing import remove_text as remove

    with open_ledger(ledger_path(), create=False) as ledger:
        removed = remove(ledger.book, document, reason, by, datetime.now(UTC))
    words = phrase(
        "removed_before" if removed is None else "removed", SETTINGS.language,
        document=removed or document,
    )  # fmt: skip
    console().print(words, soft_wrap=True)
    return 0
