"""`aidledger backup`: a copy of the ledger as it is now, whole and durable."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aidledger.cli.options import argument, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="backup", help=told("backup"))(backup)


def backup(target: Annotated[Path, argument("target")]) -> int:
    """Copy the ledger of this run to a new file."""
    from aidledger.wording.loading import phrase
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        ledger.book.storage.backup(target)
    console().print(phrase("exported", SETTINGS.language, path=target))
    return 0
