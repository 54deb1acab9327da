"""`aidledger import`: record tables by a mapping file, or a journal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS, new_ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="import", help=told("import"))(import_tables)


def import_tables(
    mapping: Annotated[Path, argument("mapping")],
    table: Annotated[Path | None, argument("mapping")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Record the tables of a mapping, or a journal, whole or not at all."""
    from aidledger.publishing.escaping import safe
    from aidledger.publishing.plain import plain
    from aidledger.publishing.reading_page import print_issues
    from aidledger.wording.loading import label, phrase
    from aidledger.workflows.opening import open_ledger

    path = new_ledger_path()
    if mapping.suffix == ".journal":
        return _import_journal(mapping, as_json=as_json)
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
    for reason, names in imported.notes.items():
        told_of = phrase(
            "imported_notes", SETTINGS.language, count=len(names), names=", ".join(names),
            reason=label("note_reason", reason, SETTINGS.language),
        )  # fmt: skip
        console().print(safe(told_of))
    print_issues(console(error=True), "", imported.issues, SETTINGS.language)
    return 0


def _import_journal(source: Path, *, as_json: bool) -> int:
    from datetime import UTC, datetime

    from aidledger.publishing.plain import plain
    from aidledger.wording.loading import phrase
    from aidledger.workflows.journalling import import_journal
    from aidledger.workflows.opening import open_ledger

    with open_ledger(new_ledger_path()) as ledger:
        appended = import_journal(ledger.book, source, datetime.now(UTC))
    if as_json:
        print_json(plain(appended))
        return 0
    words = phrase(
        "imported_journal", SETTINGS.language, added=appended.added, known=appended.known,
        vintage=appended.vintage,
    )  # fmt: skip
    console().print(words)
    return 0
