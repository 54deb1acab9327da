"""`aidledger reread`: read stored texts again; what differs waits for review."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="reread", help=told("reread"))(reread)


def reread(
    document: Annotated[str | None, argument("document_reread")] = None,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Read one stored text again, or all."""
    from aidledger import __version__
    from aidledger.publishing.change_page import print_rereading
    from aidledger.publishing.plain import plain
    from aidledger.wording.loading import phrase
    from aidledger.workflows.opening import open_ledger
    from aidledger.workflows.rereading import reread as read_again

    with open_ledger(ledger_path(), create=False) as ledger:
        told_now = read_again(ledger.book, document, f"aidledger {__version__}", datetime.now(UTC))
        view = ledger.view()
        standing = {item.target: view.claim(item.target) for item in told_now.found}
    if as_json:
        print_json(plain(told_now))
        return 0
    words = phrase(
        "reread", SETTINGS.language, documents=told_now.documents, unchanged=told_now.unchanged,
        found=len(told_now.found), recorded=told_now.recorded, settled=told_now.settled,
        vintage=told_now.vintage,
    )  # fmt: skip
    console().print(words)
    for item in told_now.found:
        before = standing[item.target]
        claim = None if before is None else before.claim
        print_rereading(console(), item, claim, SETTINGS.language)
    return 0
