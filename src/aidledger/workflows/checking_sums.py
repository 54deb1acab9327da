"""Check a folder's sums of records, and explain its groups of figures.

The folder holds `questions.yml` (schema `aidledger.sums/1`: which mappings make the record,
which table of facts the sums are compared with, the sums) and may hold `groups.yml`. The record
is made anew in a ledger of its own, so that the result rests on the folder alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from aidledger.intake.tables import read_table
from aidledger.model.accounts import AccountStage
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.figure_groups import (
    AskedFigure,
    ExplainedGroup,
    FigureGroup,
    Reason,
    explain,
)
from aidledger.questions.sums import (
    CheckedRow,
    CheckedSums,
    ExpectedSum,
    FlowsOn,
    SumAsked,
    SumVerdict,
    check_sum,
)
from aidledger.workflows.importing import file_text
from aidledger.workflows.opening import Ledger, open_ledger

SUMS = "aidledger.sums/1"
GROUPS = "aidledger.groups/1"
QUESTIONS = "questions.yml"
GROUPS_FILE = "groups.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SumsAndGroups:
    """What a folder's record was found to hold."""

    sums: CheckedSums
    groups: tuple[ExplainedGroup, ...]

    @property
    def is_met(self) -> bool:
        """True where the table of facts is met row by row."""
        return self.sums.is_met


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    asked: SumAsked
    said: Decimal
    expected: ExpectedSum


def is_about_sums(folder: Path) -> bool:
    """True for a folder whose questions are sums."""
    content = _loaded(folder / QUESTIONS)
    return isinstance(content, Mapping) and content.get("schema") == SUMS


def check_sums(folder: Path, keep: Path | None = None) -> SumsAndGroups:
    """Make the record of a folder, check its sums and explain its groups.

    Args:
        keep: ledger in which the record is left for `why`; None = a ledger of the moment.

    Raises:
        AidledgerError: `RECONCILIATION_BAD`, with the place; `FACT_MISSING`; `NOT_KNOWN_YET`;
            `NAME_UNKNOWN`; and those of an import.
    """
    content = _loaded(folder / QUESTIONS)
    rows, names = _parsed(content, folder)
    groups = _groups(folder / GROUPS_FILE)
    with (
        TemporaryDirectory(prefix="aidledger-sums-") as place,
        open_ledger(keep or Path(place) / "record.aidledger") as ledger,
    ):
        for mapping in content["records"]:
            ledger.import_table(folder / mapping)
        return _answered(ledger, rows, names, groups, content["recipient"])


def _answered(
    ledger: Ledger,
    rows: list[_Row],
    names: tuple[str, ...],
    groups: tuple[FigureGroup, ...],
    recipient: str,
) -> SumsAndGroups:
    """The sums and groups as a ledger has them."""
    asked = {row.asked.name for row in rows}
    checked = CheckedSums(
        rows=tuple(
            CheckedRow(
                checked=check_sum(ledger.view(row.asked.known), row.asked, recipient, row.said),
                expected=row.expected,
            )
            for row in rows
        ),
        not_asked=tuple(name for name in names if name not in asked),
    )
    view = ledger.view()
    return SumsAndGroups(sums=checked, groups=tuple(explain(view, group) for group in groups))


def _loaded(path: Path) -> Any:
    try:
        return yaml.safe_load(file_text(path))
    except yaml.YAMLError as error:
        raise _bad(path, "schema", error) from error


def _bad(path: Path, where: str, error: Exception) -> AidledgerError:
    return AidledgerError("RECONCILIATION_BAD", path=str(path), where=where, reason=str(error))


def _parsed(content: Any, folder: Path) -> tuple[list[_Row], tuple[str, ...]]:
    path, where = folder / QUESTIONS, "facts"
    try:
        table = content["facts"]
        facts = {
            row.cells[table["row"]]: row.cells
            for row in read_table(file_text(folder / table["file"])).rows
        }
        rows = []
        for number, told in enumerate(content["sums"], start=1):
            where = f"sums, {number}"
            name = told["row"]
            if name not in facts:
                raise AidledgerError("FACT_MISSING", ExitStatus.BAD_DATA, row=name)
            rows.append(_row(told, content, facts[name]))
        return rows, tuple(facts)
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise _bad(path, where, error) from error


def _row(told: Any, content: Any, cells: Mapping[str, str]) -> _Row:
    """Of the table only what was said, its residual and its verdict are read."""
    table = content["facts"]
    unit = Decimal(table["unit"])
    return _Row(
        asked=SumAsked(
            name=told["row"],
            known=_day(told["known"]),
            currency=cells[table["currency"]],
            add=tuple(told.get("add", ())),
            less=tuple(told.get("less", ())),
            flows=_flows(told.get("flows"), content["recipient"]),
            less_flows=_flows(told.get("less_flows"), content["recipient"]),
        ),
        said=Decimal(cells[table["said"]]) * unit,
        expected=ExpectedSum(
            residual=Decimal(cells[table["residual"]]) * unit,
            verdict=SumVerdict(table["verdicts"][cells[table["verdict"]]]),
            apart=Decimal(told.get("apart", "0")),
            remark=told.get("remark", {}),
        ),
    )


def _flows(told: Any, recipient: str) -> FlowsOn | None:
    if told is None:
        return None
    return FlowsOn(
        scope=Scope(
            donor=told["donor"],
            recipient=recipient,
            kind=BalanceKind.CUMULATIVE,
            channels=tuple(told["channels"]) if "channels" in told else None,
            envelopes=tuple(told["envelopes"]),
            stage=AccountStage(told["stage"]),
        ),
        on=_day(told["on"]),
    )


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise ValueError(f"{value!r} is no date")
    return value


def _groups(path: Path) -> tuple[FigureGroup, ...]:
    if not path.exists():
        return ()
    content, where = _loaded(path), "schema"
    try:
        if content["schema"] != GROUPS:
            raise ValueError(f"{content['schema']!r} is not {GROUPS!r}")
        groups = []
        for number, told in enumerate(content["groups"], start=1):
            where = f"groups, {number}"
            groups.append(_group(told))
        return tuple(groups)
    except (KeyError, TypeError, ValueError) as error:
        raise _bad(path, where, error) from error


def _group(told: Any) -> FigureGroup:
    if told["verdict"] not in ("explained", "kept"):
        raise ValueError(f"{told['verdict']!r} is neither explained nor kept")
    return FigureGroup(
        name=told["name"],
        figures=tuple(
            AskedFigure(
                id=figure["id"],
                what=figure["what"],
                stage=AccountStage(figure["stage"]),
                valuation=figure.get("valuation"),
            )
            for figure in told["figures"]
        ),
        reasons=tuple(Reason(reason) for reason in told["reasons"]),
        is_kept=told["verdict"] == "kept",
        sums=tuple(told.get("sums", ())),
        words={language: told[language] for language in ("en", "fr")},
    )
