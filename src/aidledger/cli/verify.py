"""`aidledger verify`: recompute chain, hashes and quotations; exit 1 when something differs."""

from __future__ import annotations

from typing import Annotated

import typer

from aidledger.cli.options import option, told
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS, ledger_path
from aidledger.model.errors import ExitStatus


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="verify", help=told("verify"))(verify)


def verify(as_json: Annotated[bool, option("answer_json", "--json")] = False) -> int:
    """Verify the ledger of this run."""
    from aidledger.publishing.plain import plain
    from aidledger.wording.loading import message, phrase
    from aidledger.workflows.opening import open_ledger
    from aidledger.workflows.verifying import verify as verify_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        verified = verify_ledger(ledger)
    if as_json:
        print_json(plain(verified))
    else:
        out = console()
        for difference in verified.differences:
            out.print(f"#{difference.seq}  {difference.what}  {difference.name}")
        if verified.differences:
            count = str(len(verified.differences))
            words, hint = message("VERIFY_FAILED", SETTINGS.language, {"count": count})
            out.print(f"{words}\n  {hint}")
        else:
            words = phrase(
                "verified", SETTINGS.language, records=verified.records,
                documents=verified.documents, quotes=verified.quotes,
            )  # fmt: skip
            out.print(f"{words}\n{verified.head or ''}")
    return int(ExitStatus.FINDINGS if verified.differences else ExitStatus.OK)
