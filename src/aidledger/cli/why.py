"""`aidledger why`: a figure down to its sentences and arithmetic."""

from __future__ import annotations

from typing import Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="why", help=told("why"))(why)


def why(
    name: Annotated[str, argument("name")],
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Explain a record or a line of an answer."""
    from aidledger.publishing.plain import plain
    from aidledger.publishing.why_page import print_why
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        explanation = ledger.why(name)
    if as_json:
        print_json(plain(explanation))
    else:
        print_why(console(), explanation, SETTINGS.language)
    return 0
