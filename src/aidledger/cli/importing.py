"""`aidledger import`: record tables by a mapping file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="import", help=told("import"))(import_tables)


def import_tables(
    mapping: Annotated[Path, argument("mapping")],
    table: Annotated[Path | None, argument("mapping")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Record the tables of a mapping, whole or not at all."""
    from aidledger.publishing.plain import plain
    from aidledger.publishing.reading_page import print_issues
    from aidledger.wording.loading import phrase
    from aidledger.workflows.opening import open_ledger

    path = ledger_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_ledger(path) as ledger:
        imported = ledger.import_table(mapping, table)
    if as_json:
        print_json(plain(imported))
        return 0
    words = phrase(
        "imported", SETTINGS.language, tables=imported.tables, added=imported.added,
        known=imported.known, vintage=imported.vintage,
    )  # fmt: skip
    console().print(words)
    print_issues(console(error=True), "", imported.issues, SETTINGS.language)
    return 0
