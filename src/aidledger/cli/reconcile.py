"""`aidledger reconcile`: a folder's record against a table of facts; exit 1 where they differ."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS
from aidledger.model.errors import ExitStatus


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="reconcile", help=told("reconcile"))(reconcile)


def reconcile(
    folder: Annotated[Path | None, argument("reconcile_folder")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Reconcile a folder; without one, the worked US record."""
    from aidledger.publishing.plain import plain
    from aidledger.publishing.reconciliation_page import print_reconciliation
    from aidledger.publishing.sums_page import print_groups, print_sums
    from aidledger.workflows.checking_sums import check_sums, is_about_sums
    from aidledger.workflows.demonstrating import examples_folder
    from aidledger.workflows.reconciling import reconcile_folder

    folder = folder or examples_folder() / "us-ukraine" / "reconciliation"
    if is_about_sums(folder):
        found = check_sums(folder, SETTINGS.ledger)
        if as_json:
            print_json(plain(found))
        else:
            print_groups(console(), found.groups, SETTINGS.language)
            print_sums(console(), found.sums, SETTINGS.language)
        return int(ExitStatus.OK if found.is_met else ExitStatus.FINDINGS)
    answer = reconcile_folder(folder, SETTINGS.ledger)
    if as_json:
        print_json(plain(answer))
    else:
        print_reconciliation(console(), answer, SETTINGS.language)
    return int(ExitStatus.OK if answer.is_met else ExitStatus.FINDINGS)
