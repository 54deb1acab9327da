"""`aidledger audit-pack`: an auditor's folder, with the program that checks it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on
from aidledger.cli.options import KnownBy, argument, count, day, option, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path
from aidledger.model.errors import ExitStatus


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="audit-pack", help=told("audit_pack"))(audit_pack)


def audit_pack(
    out: Annotated[Path, argument("audit_out")],
    donor: Annotated[str, option("donor", "--donor")],
    recipient: Annotated[str, option("recipient", "--recipient")],
    on: Annotated[datetime, day("on", "--on")],
    known: Annotated[datetime | None, day("known", "--known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    sample: Annotated[int, count("audit_sample", "--sample")] = 25,
    seed: Annotated[str, option("audit_seed", "--seed")] = "1",
    quotes_only: Annotated[bool, option("audit_quotes_only", "--quotes-only")] = False,
) -> int:
    """Write the pack; exit 1 where the ledger does not verify."""
    from aidledger.wording.loading import phrase
    from aidledger.workflows.auditing import PackAsked, write_audit_pack
    from aidledger.workflows.opening import open_ledger

    asked = PackAsked(
        donor=donor, recipient=recipient, on=on.date(),
        as_known=as_known_on(known, known_by, vintage), sample=sample, seed=seed,
        with_texts=not quotes_only,
    )  # fmt: skip
    with open_ledger(ledger_path(), create=False) as ledger:
        packed = write_audit_pack(ledger, asked, out)
    words = phrase(
        "audit_packed", SETTINGS.language, path=packed.path, files=packed.files,
        figures=packed.figures, digest=packed.digest, head=packed.head or "-",
    )  # fmt: skip
    console().print(words, soft_wrap=True)
    return int(ExitStatus.FINDINGS if packed.differences else ExitStatus.OK)
