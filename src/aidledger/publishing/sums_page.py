"""Sums checked against a table of facts, and groups of figures, for people."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidledger.model.money import Money
from aidledger.publishing.escaping import safe
from aidledger.publishing.scope_words import scope_words
from aidledger.questions.figure_groups import ExplainedGroup, ReasonFound
from aidledger.questions.sums import CheckedRow, CheckedSums, Term
from aidledger.wording.figures import day, money
from aidledger.wording.loading import label, phrase

_SHOWN = 3


def print_sums(console: Console, sums: CheckedSums, language: str) -> None:
    """Print every sum with its terms, and last how many meet the table of facts."""
    for row in sums.rows:
        _print_sum(console, row, language)
    console.print()
    for name in sums.not_asked:
        console.print(Text(phrase("not_asked", language, row=safe(name)), style="red"))
    met = sum(row.is_met for row in sums.rows)
    words = phrase("reconciled", language, rows=len(sums.rows), met=met)
    console.print(Text(words, style="bold green" if sums.is_met else "bold red"))


def print_groups(console: Console, groups: tuple[ExplainedGroup, ...], language: str) -> None:
    """Print every group with its figures, its reasons and how they were found."""
    for group in groups:
        _print_group(console, group, language)
    kept = sum(group.group.is_kept for group in groups)
    console.print()
    words = phrase("groups_counted", language, groups=len(groups), kept=kept)
    console.print(Text(words, style="bold"))


def _print_sum(console: Console, row: CheckedRow, language: str) -> None:
    checked = row.checked
    currency = checked.asked.currency
    console.print()
    console.print(Text(safe(checked.asked.name), style="bold"))
    grid = _grid()
    for term in checked.terms:
        grid.add_row(*_term(term, language))
    grid.add_row(phrase("sum_computed", language), _money(checked.computed, language))
    grid.add_row(phrase("was_said", language), money(checked.said, currency, language))
    verdict = label("sum_verdict", checked.verdict.value, language)
    left = f"{money(checked.residual, currency, language)}  ({_percent(row, language)})"
    style = "green" if row.is_met else "red"
    grid.add_row(phrase("outcome", language), Text(f"{verdict}  {left}", style=style))
    if row.expected.remark:
        remark = safe(row.expected.remark[language].strip())
        grid.add_row(phrase("remark", language), Text(remark, style="yellow"))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _percent(row: CheckedRow, language: str) -> str:
    digits = f"{row.checked.share:+f}"
    return f"{digits.replace('.', ',') if language == 'fr' else digits} %"


def _term(term: Term, language: str) -> tuple[str, Text]:
    sign = "+" if term.sign > 0 else "−"
    if term.record is not None:
        return sign, Text(f"{_money(term.money, language)}  why {term.record}")
    assert term.flows is not None
    scope, on = scope_words(term.flows.scope, language), day(term.flows.on, language)
    counted = phrase("flows_by", language, scope=scope, on=on)
    return sign, Text(f"{_money(term.money, language)}  {counted}")


def _money(value: Money, language: str) -> str:
    return money(value.face, value.currency, language)


def _print_group(console: Console, answered: ExplainedGroup, language: str) -> None:
    group = answered.group
    console.print()
    verdict = label("group_verdict", "kept" if group.is_kept else "explained", language)
    style = "yellow" if group.is_kept else "green"
    console.print(Text.assemble((safe(group.name), "bold"), "  ", (verdict, style)))
    console.print(Padding(Text(safe(group.words[language])), (0, 0, 0, 2)))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for figure in answered.figures:
        balance = figure.record.balance
        qualifier = label("qualifier", balance.qualifier.value, language)
        table.add_row(
            day(balance.as_of, language), f"{qualifier} {_money(balance.money, language)}".strip(),
            label("stage", figure.asked.stage.value, language), safe(balance.speaker),
            Text(f"why {balance.id}", style="dim"),
        )  # fmt: skip
    console.print(Padding(table, (0, 0, 0, 2)))
    for reason in answered.reasons:
        console.print(Padding(_reason(reason, language), (0, 0, 0, 2)))
    for name in group.sums:
        console.print(Padding(phrase("group_sum", language, row=safe(name)), (0, 0, 0, 2)))


def _reason(reason: ReasonFound, language: str) -> Text:
    name = label("group_reason", reason.reason.value, language)
    if not reason.findings:
        found = phrase("found_in_notes", language)
        return Text(phrase("reason_found", language, reason=name, found=found))
    shown = "; ".join(
        f"{label('group_found', item.found.value, language)} ({', '.join(item.figures)})"
        for item in reason.findings[:_SHOWN]
    )
    more = len(reason.findings) - _SHOWN
    found = shown + (f"; +{more}" if more > 0 else "")
    return Text(phrase("reason_found", language, reason=name, found=found))


def _grid() -> Table:
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    return grid
