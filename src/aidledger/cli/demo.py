"""`aidledger demo`: two articles over the worked US record."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

import typer

from aidledger.cli.options import told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="demo", help=told("demo"))(demo)


def demo() -> int:
    """Fill the ledger named by `--ledger`, else one of its own, and show what follows."""
    from aidledger.publishing.demo_page import print_demo
    from aidledger.workflows.demonstrating import demonstrate

    path = SETTINGS.ledger or Path(mkdtemp(prefix="aidledger-demo-")) / "demo.aidledger"
    shown = demonstrate(path)
    print_demo(
        console(),
        tuple((reading.document, reading.claims) for reading in shown.readings),
        shown.answer,
        shown.explained,
        path,
        SETTINGS.language,
    )
    return 0
