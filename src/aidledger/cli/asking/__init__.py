"""`aidledger ask`: questions to the ledger; each stands in a file of its own name."""

from __future__ import annotations

import typer

from aidledger.cli.asking import (
    burden,
    contradictions,
    deadlines,
    denials,
    handovers,
    meetings,
    offices,
    pace,
    promises,
    remaining,
    restrictions,
    stale,
    statements,
    timeline,
    totals,
)
from aidledger.cli.options import told

QUESTIONS = (
    remaining,
    totals,
    deadlines,
    pace,
    promises,
    contradictions,
    denials,
    offices,
    meetings,
    restrictions,
    handovers,
    timeline,
    stale,
    burden,
    statements,
)


def declare(app: typer.Typer) -> None:
    """Put the questions on the command line."""
    ask = typer.Typer(help=told("ask"), no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(ask, name="ask")
    for question in QUESTIONS:
        question.declare(ask)
