"""`aidledger reindex`: build the index from the records again."""

from __future__ import annotations

import typer

from aidledger.cli.options import told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="reindex", help=told("reindex"))(reindex)


def reindex() -> int:
    """Build the index of the ledger of this run."""
    from aidledger.wording.loading import phrase
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        rows = ledger.book.storage.reindex()
    console().print(phrase("reindexed", SETTINGS.language, rows=rows))
    return 0
