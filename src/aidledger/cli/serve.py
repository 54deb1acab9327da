"""`aidledger serve`: the pages of a ledger, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aidledger.cli.options import option, told
from aidledger.cli.settings import SETTINGS, ledger_path
from aidledger.model.errors import AidledgerError, ExitStatus

if TYPE_CHECKING:
    from aidledger.web.serving import Writing

_HOST = "127.0.0.1"
_PORT = 8600


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="serve", help=told("serve"))(serve)


def serve(
    port: Annotated[int, option("port", "--port")] = _PORT,
    write: Annotated[bool, option("serve_write", "--write")] = False,
    by: Annotated[str | None, option("by_person", "--by")] = None,
    folder: Annotated[Path | None, option("serve_folder", "--folder")] = None,
    public: Annotated[bool, option("serve_public", "--public")] = False,
) -> int:
    """Serve the ledger of this run until interrupted."""
    from aidledger.web.limits import RATES
    from aidledger.web.running import run
    from aidledger.web.serving import Serving
    from aidledger.web.signing_in import LINK_LASTS
    from aidledger.wording.loading import phrase
    from aidledger.workflows.opening import open_ledger

    for name, value in (("--by", by), ("--folder", folder)):
        if value is not None and not write:
            raise AidledgerError("SERVE_NOT_WRITING", ExitStatus.USAGE, option=name)
    writing = _writing(by, folder) if write else None
    path = ledger_path()
    serving = Serving(ledger=path, public=public, writing=writing, rates=RATES)
    open_ledger(path, create=False).close()
    place = f"http://{_HOST}:{port}/"
    typer.echo(phrase("serving", SETTINGS.language, address=place))
    if writing is not None:
        signing = writing.signing
        link = f"{place}{SETTINGS.language}/sign-in?key={signing.new_key()}"
        minutes = int(LINK_LASTS.total_seconds()) // 60
        told = phrase("sign_in_link", SETTINGS.language, by=signing.by, link=link, minutes=minutes)
        typer.echo(told)
    run(serving, _HOST, port)
    return 0


def _writing(by: str | None, folder: Path | None) -> Writing:
    from aidledger.web.serving import Writing, utc_now
    from aidledger.web.signing_in import SignIns

    name = (by or "").strip()
    if not name or not name.isprintable():
        raise AidledgerError("WRITER_UNNAMED", ExitStatus.USAGE)
    if folder is not None and not folder.is_dir():
        raise AidledgerError("FILE_MISSING", ExitStatus.NO_INPUT, path=str(folder))
    return Writing(signing=SignIns(name, utc_now), folder=folder)
