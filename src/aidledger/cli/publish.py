"""`aidledger publish`: the whole site as files that open from a disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aidledger.cli.options import argument, told
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="publish", help=told("publish"))(publish)


def publish(out: Annotated[Path, argument("publish_out")]) -> int:
    """Write the site of the ledger of this run to a new folder."""
    from aidledger.web.publishing_site import publish as write_site
    from aidledger.web.serving import Serving
    from aidledger.wording.loading import phrase

    pages = write_site(Serving(ledger=ledger_path()), out)
    typer.echo(phrase("site_written", SETTINGS.language, pages=pages, path=out / "index.html"))
    return 0
