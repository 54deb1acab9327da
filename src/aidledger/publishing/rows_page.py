"""Answers made of rows, for people: a block a row, its state at the right, its sources below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from aidledger.publishing.answer_page import print_head
from aidledger.publishing.burden_sketch import burden_sketch
from aidledger.publishing.fact_sketches import (
    claim_sketch,
    handover_sketch,
    meeting_sketch,
    office_sketch,
    restriction_sketch,
    statement_sketch,
    timeline_sketch,
)
from aidledger.publishing.money_sketches import (
    deadline_sketch,
    pace_sketch,
    promise_sketch,
    stale_sketch,
)
from aidledger.publishing.sketches import Sketch, Source, quoted
from aidledger.questions.rows import Row, RowsAnswer
from aidledger.wording.figures import day
from aidledger.wording.loading import row_label, row_phrase

_SKETCHES: Mapping[str, Callable[[Any, str], Sketch]] = {
    "deadlines": deadline_sketch,
    "pace": pace_sketch,
    "promises": promise_sketch,
    "stale": stale_sketch,
    "burden": burden_sketch,
    "denials": claim_sketch,
    "offices": office_sketch,
    "meetings": meeting_sketch,
    "restrictions": restriction_sketch,
    "handovers": handover_sketch,
    "timeline": timeline_sketch,
    "statements": statement_sketch,
}
_LEAD = 10
_MOST_SOURCES = 6
_MOST_BADGE = 26


def print_rows(console: Console, answer: RowsAnswer, language: str) -> None:
    """Print the rows of an answer."""
    print_head(console, _title(answer, language), answer.pin, language)
    if not answer.rows:
        code = f"none_{answer.question}" if answer.question in ("stale", "pace") else "none"
        console.print(f"  {row_phrase(code, language)}")
    for row in answer.rows:
        sketch = sketch_of(answer.question, row, language)
        if not sketch.is_short:
            console.print()
        console.print(_block(sketch, row, language))


def sketch_of(question: str, row: Row, language: str) -> Sketch:
    """What a page shows of a row."""
    return _SKETCHES[question](row, language)


def _title(answer: RowsAnswer, language: str) -> str:
    subject = answer.subject
    parts = [row_label("title", answer.question, language)]
    if subject.donor and subject.recipient:
        parts.append(f"{subject.donor} → {subject.recipient}")
    if subject.on is not None:
        parts.append(row_phrase("on", language, day=day(subject.on, language)))
    parts.append(row_phrase("rows", language, n=len(answer.rows)))
    return " · ".join(parts)


def _block(sketch: Sketch, row: Row, language: str) -> Group:
    head = _grid()
    head.add_column(justify="right", max_width=_MOST_BADGE)
    weight = "" if sketch.is_short else "bold"
    head.add_row(
        Text(f"  {sketch.lead}"),
        Text(sketch.headline, style=weight),
        Text(sketch.badge, sketch.style),
    )
    body = _grid()
    details = sketch.details
    if sketch.is_short:
        last = details[-1] if details else ""
        details = (*details[:-1], f"{last}  why {row.name}".strip())
    for line in details:
        body.add_row("", Text(line, style="dim" if sketch.is_short else ""))
    for source in sketch.sources[:_MOST_SOURCES]:
        body.add_row("", _source(source))
    if len(sketch.sources) > _MOST_SOURCES:
        more = len(sketch.sources) - _MOST_SOURCES
        body.add_row("", Text(row_phrase("and_more", language, n=more), style="dim"))
    if not sketch.is_short:
        body.add_row("", Text(row_phrase("why", language, name=row.name), style="dim"))
    return Group(head, body)


def _grid() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=_LEAD + 2, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    return table


def _source(source: Source) -> Text:
    state = f" {source.state}" if source.state else ""
    return Text.assemble(
        (f"{source.day}{state}  ", "dim"),
        (quoted(source.words), "italic"),
        (f"  {source.who}", "dim"),
    )
