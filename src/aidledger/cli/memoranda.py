"""`aidledger memoranda`: authority that a folder of texts grants, against packages that use it."""

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
    app.command(name="memoranda", help=told("memoranda"))(memoranda)


def memoranda(
    folder: Annotated[Path, argument("memoranda_folder")],
    packages: Annotated[Path | None, option("packages", "--packages")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Read and book a folder of delegations; packages default to the worked US record."""
    from aidledger.publishing.memoranda_page import print_memoranda
    from aidledger.publishing.plain import plain
    from aidledger.workflows.demonstrating import examples_folder
    from aidledger.workflows.memoranda import book_memoranda

    record = packages or examples_folder() / "us-ukraine" / "mapping.yml"
    told_by_texts = book_memoranda(folder, record, SETTINGS.ledger)
    if as_json:
        print_json(plain(told_by_texts))
    else:
        print_memoranda(
            console(),
            told_by_texts.granted,
            told_by_texts.comparisons,
            told_by_texts.names,
            tuple(name for name, _ in told_by_texts.not_read),
            SETTINGS.language,
        )
    return int(ExitStatus.OK if told_by_texts.granted.grants else ExitStatus.NO_INPUT)
