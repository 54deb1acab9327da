"""The verbs, in the order in which `--help` shows them; each stands in a file of its own name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from aidledger.cli import (
    add,
    asking,
    audit_pack,
    backup,
    decide,
    demo,
    diff,
    export,
    importing,
    judge,
    memoranda,
    publish,
    read,
    reconcile,
    record,
    reindex,
    remove_text,
    reread,
    restate,
    review,
    serve,
    verify,
    why,
    withdraw,
)
from aidledger.cli.options import option, told

VERBS = (
    read,
    add,
    importing,
    asking,
    diff,
    judge,
    record,
    restate,
    decide,
    review,
    reread,
    withdraw,
    why,
    export,
    reconcile,
    memoranda,
    verify,
    audit_pack,
    backup,
    remove_text,
    reindex,
    serve,
    publish,
    demo,
)


def build() -> TyperGroup:
    """The command line with its help in the language of the run."""
    app = typer.Typer(
        help=told("app"), no_args_is_help=True, add_completion=False, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    app.callback()(_settings)
    for verb in VERBS:
        verb.declare(app)
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    return command


def _settings(
    ledger: Annotated[Path | None, option("ledger_option", "--ledger")] = None,
    lang: Annotated[str | None, option("lang_option", "--lang")] = None,
) -> None:
    """Both are taken from the arguments before they are parsed."""
