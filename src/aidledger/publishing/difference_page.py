"""What changed between two answers, for people: step by step, line by line, by which records."""

from __future__ import annotations

from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidledger.model.money import Money
from aidledger.publishing.answer_page import face
from aidledger.publishing.escaping import safe
from aidledger.publishing.rows_page import sketch_of
from aidledger.publishing.sketches import BAD, DOUBTFUL, GOOD
from aidledger.questions.answers import Pin, TotalRow
from aidledger.questions.difference import DifferenceAnswer
from aidledger.questions.row_difference import (
    Differences,
    LineChange,
    RowChange,
    RowsDifferenceAnswer,
    axis_of,
)
from aidledger.questions.rows import Row
from aidledger.wording.figures import day
from aidledger.wording.loading import label, phrase, row_label, row_phrase

_STYLES = {LineChange.COME: GOOD, LineChange.GONE: BAD, LineChange.CHANGED: DOUBTFUL}
_SIGNS = {LineChange.COME: "+", LineChange.GONE: "−", LineChange.CHANGED: "~"}
_MOST_RECORDS = 8


def print_differences(console: Console, answer: Differences, language: str) -> None:
    """Print what changed, one section an axis."""
    for place, step in enumerate(answer.steps):
        if place:
            console.print()
        axis = row_label("axis", axis_of(step).value, language)
        what = row_label("title", answer.asked, language)
        console.print(Text(f"{axis}: {what}", style="bold"))
        console.print(
            Text(f"  {side_words(step.before.on, step.before.pin, language)}", style="dim")
        )
        console.print(Text(f"  {side_words(step.after.on, step.after.pin, language)}", style="dim"))
        if not step.changes:
            console.print(f"  {row_phrase('nothing_changed', language)}")
        elif isinstance(step, DifferenceAnswer):
            _print_remaining(console, step, language)
        else:
            _print_rows(console, step, language)


def side_words(on: date | None, pin: Pin, language: str) -> str:
    """One of the two answers by its day and its knowledge."""
    known = day(pin.known, language) if pin.known else phrase("known_all", language)
    return row_phrase(
        "side", language, on=day(on, language) if on else row_phrase("any_day", language),
        known=known, vintage=f"#{pin.vintage}",
    )  # fmt: skip


def _print_remaining(console: Console, step: DifferenceAnswer, language: str) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for before, after in zip(step.before.totals, step.after.totals, strict=False):
        table.add_row(
            Text(phrase("remaining", language), style="bold"),
            _sum(before, language), "→", Text(_sum(after, language), style="bold green"),
        )  # fmt: skip
    for change in step.changes:
        table.add_row(
            f"  {label('channel', change.line, language)}",
            _sum(change.before, language), "→", _sum(change.after, language),
        )  # fmt: skip
        table.add_row("", "", "", Text(_records(change.gone, change.come), style="dim"))
    console.print(Padding(table, (0, 0, 0, 2)))


def _sum(value: Money | None, language: str) -> str:
    return "–" if value is None else face(value, language)


def _print_rows(console: Console, step: RowsDifferenceAnswer, language: str) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=3, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(justify="right", max_width=26)
    for change in step.changes:
        row = change.after if change.after is not None else change.before
        assert row is not None
        sign = Text(f"  {_SIGNS[change.change]}", _STYLES[change.change])
        kind = Text(row_label("line", change.change.value, language), _STYLES[change.change])
        table.add_row(sign, Text(headline_of(step.question, row, language), style="bold"), kind)
        for line in changed_lines(change, language):
            table.add_row("", line, "")
        if change.gone or change.come:
            table.add_row("", Text(_records(change.gone, change.come), style="dim"), "")
    console.print(table)


def headline_of(question: str, row: Row | TotalRow, language: str) -> str:
    """What a changed row is about, in one line."""
    if isinstance(row, TotalRow):
        parts = (
            label("stage", row.stage, language),
            label("channel", row.channel, language) if row.channel else None,
            row.envelope,
            f"{face(row.reached, language)}",
        )
        return " · ".join(part for part in parts if part)
    sketch = sketch_of(question, row, language)
    return "  ".join(part for part in (sketch.lead, sketch.headline) if part)


def changed_lines(change: RowChange, language: str) -> list[str]:
    """What differs in a changed row: a line a field."""
    return [
        row_phrase(
            "was_is", language, column=row_label("field", one.field, language),
            before=_value(one.field, one.before, language),
            after=_value(one.field, one.after, language),
        )
        for one in change.changed
    ]  # fmt: skip


# Which group of words a field's codes are told by.
_GROUPS = {
    "state": ("meeting_state", "restriction_state"),
    "status": ("claim_status", "told_status", "restriction_status"),
    "verdict": ("promise_verdict",),
    "hold": ("hold",),
    "agreement": ("agreement",),
    "kind": ("deadline_kind", "kind"),
}


def _value(field: str, value: object, language: str) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, Money):
        return face(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, tuple):
        return safe(", ".join(row_label("challenge", str(one), language) for one in value))
    code = str(getattr(value, "value", value))
    told = (row_label(group, code, language) for group in _GROUPS.get(field, ()))
    return next((words for words in told if words != code), safe(code))


def _records(gone: tuple[str, ...], come: tuple[str, ...]) -> str:
    named = [*(f"−{name}" for name in gone), *(f"+{name}" for name in come)]
    more = len(named) - _MOST_RECORDS
    return "  ".join(named[:_MOST_RECORDS]) + (f"  … +{more}" if more > 0 else "")
