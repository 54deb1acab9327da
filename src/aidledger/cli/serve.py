"""`aidledger serve`: the pages of a ledger, on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from aidledger.cli.options import option, told
from aidledger.cli.settings import SETTINGS, ledger_path

_HOST = "127.0.0.1"
_PORT = 8600


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="serve", help=told("serve"))(serve)


def serve(
    port: Annotated[int, option("port", "--port")] = _PORT,
) -> int:
    """Serve the ledger of this run until interrupted."""
    from aidledger.web.running import run
    from aidledger.web.serving import Serving
    from aidledger.wording.loading import phrase
    from aidledger.workflows.opening import open_ledger

    path = ledger_path()
    open_ledger(path, create=False).close()
    typer.echo(phrase("serving", SETTINGS.language, address=f"http://{_HOST}:{port}/"))
    run(Serving(ledger=path), _HOST, port)
    return 0
