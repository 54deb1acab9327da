"""Reconcile a folder's record with a table of facts, row by row.

The folder holds `questions.yml`: which mappings make the record, which table of facts it is
compared with, and the rows as questions. The record is made anew in a ledger of its own, so
that the result rests on the folder alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from aidledger.intake.tables import read_table
from aidledger.ledger.view import View
from aidledger.model.accounts import AccountStage
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.reconciling import (
    AskedRow,
    Compares,
    Fact,
    Judged,
    Outcome,
    ReconciledRow,
    Reconciliation,
    Reconciling,
    deviations,
    reconcile,
)
from aidledger.workflows.importing import file_text
from aidledger.workflows.opening import open_ledger

SCHEMA = "aidledger.reconciliation/1"
QUESTIONS = "questions.yml"

_SCOPE_LISTS = ("channels", "envelopes")


def reconcile_folder(folder: Path, keep: Path | None = None) -> Reconciliation:
    """Make the record of a folder, and set it against the folder's table of facts.

    Args:
        folder: holds `questions.yml` and the tables beside it.
        keep: ledger in which the record is left for `why`; None = a ledger of the moment.

    Raises:
        AidledgerError: `RECONCILIATION_BAD`, with the place; `FACT_MISSING`; `NOT_KNOWN_YET`;
            and those of an import.
    """
    content = _content(folder / QUESTIONS)
    facts, asked = _parse(content, folder)
    with TemporaryDirectory(prefix="aidledger-reconcile-") as place:
        path = keep or Path(place) / "record.aidledger"
        with open_ledger(path) as ledger:
            for mapping in content["records"]:
                ledger.import_table(folder / mapping)
            rows = tuple(_answered(ledger.view(row.asked.known), row) for row in asked)
    named = {row.name for row in asked}
    return Reconciliation(
        rows=rows, not_asked=tuple(", ".join(name) for name in facts if name not in named)
    )


def _answered(view: View, row: AskedRow) -> ReconciledRow:
    answer = reconcile(view, row.asked)
    found = () if row.fact is None else deviations(answer, row.fact)
    return ReconciledRow(row=row, answer=answer, deviations=found)


def _content(path: Path) -> Any:
    try:
        content = yaml.safe_load(file_text(path))
        if content["schema"] != SCHEMA:
            raise ValueError(f"{content['schema']!r} is not {SCHEMA!r}")
    except (yaml.YAMLError, TypeError, KeyError, ValueError) as error:
        raise _bad(path, "schema", error) from error
    return content


def _parse(content: Any, folder: Path) -> tuple[dict[tuple[str, ...], Fact], list[AskedRow]]:
    path, where = folder / QUESTIONS, "facts"
    try:
        facts = _facts(content["facts"], folder)
        rows = []
        for number, question in enumerate(content["questions"], start=1):
            where = f"questions, {number}"
            rows.append(_asked(question, content, facts))
        return facts, rows
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise _bad(path, where, error) from error


def _bad(path: Path, where: str, error: Exception) -> AidledgerError:
    return AidledgerError("RECONCILIATION_BAD", path=str(path), where=where, reason=str(error))


def _facts(table: Any, folder: Path) -> dict[tuple[str, ...], Fact]:
    """Rows of the table of facts by name; columns that are not named here are never read."""
    unit = Decimal(table["unit"])
    facts = {}
    for row in read_table(file_text(folder / table["file"])).rows:
        name = tuple(row.cells[column] for column in table["row"])
        facts[name] = Fact(
            computed=Decimal(row.cells[table["computed"]]) * unit,
            low=Decimal(row.cells[table["low"]]) * unit,
            high=Decimal(row.cells[table["high"]]) * unit,
            residual=Decimal(row.cells[table["residual"]]) * unit,
            outcome=Outcome(table["verdicts"][row.cells[table["verdict"]]]),
        )
    return facts


def _asked(question: Any, content: Any, facts: Mapping[tuple[str, ...], Fact]) -> AskedRow:
    name = tuple(str(part) for part in question.get("row", ()))
    if name and name not in facts:
        raise AidledgerError("FACT_MISSING", ExitStatus.BAD_DATA, row=", ".join(name))
    residual = question.get("residual", {})
    return AskedRow(
        name=name,
        asked=Reconciling(
            scope=_scope(question["scope"], content["donor"], content["recipient"]),
            on=_day(question["on"]),
            known=_day(question["known"]),
            currency=content["currency"],
            statements=tuple(question["statements"]),
            anchors=tuple(question.get("anchors", ())),
            plus=tuple(question.get("plus", ())),
            compares=Compares(question.get("compares", Compares.RECORD)),
            is_named=bool(residual),
            judged=Judged(question.get("judged", Judged.INTERVAL)),
        ),
        fact=facts.get(name),
        residual=residual,
        remark=question.get("remark", {}),
    )


def _scope(told: Any, donor: str, recipient: str) -> Scope:
    parts = {name: tuple(told[name]) for name in _SCOPE_LISTS if name in told}
    return Scope(
        donor=donor,
        recipient=recipient,
        kind=BalanceKind(told["kind"]),
        stage=AccountStage(told["stage"]) if "stage" in told else None,
        revaluations=told.get("revaluations", True),
        since=_day(told["since"]) if "since" in told else None,
        channels=parts.get("channels"),
        envelopes=parts.get("envelopes"),
    )


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise ValueError(f"{value!r} is no date")
    return value
