"""Answers for people: what remained, totals, why.

In: a typed answer and a language. Out: lines printed on a rich console. Every figure shows
what it rests on (computed, asserted, unexplained) and the name by which `why` explains it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidledger.model.money import Money
from aidledger.publishing.escaping import safe
from aidledger.publishing.scope_words import check_words
from aidledger.questions.answers import (
    Check,
    Part,
    Pin,
    RemainingAnswer,
    SaidBalance,
    Segment,
    TotalRow,
    TotalsAnswer,
    Verdict,
)
from aidledger.resolving.sources import SourceCount
from aidledger.wording.figures import day, interval, money, number
from aidledger.wording.loading import label, phrase

_STYLES = {
    Verdict.CONSISTENT: "green",
    Verdict.CONSISTENT_LENIENT: "green",
    Verdict.DISJOINT: "red",
    Verdict.UNSCOPED: "yellow",
}


def print_remaining(console: Console, answer: RemainingAnswer, language: str) -> None:
    """Print what remained: parts, deadline, what was said, reservations."""
    title = phrase(
        "remaining_title", language, donor=answer.donor, recipient=answer.recipient,
        on=day(answer.on, language),
    )  # fmt: skip
    print_head(console, title, answer.pin, language)
    if not answer.is_recorded:
        console.print(
            phrase("not_recorded", language, donor=answer.donor, recipient=answer.recipient)
        )
        return
    console.print(parts_table(answer, language))
    print_deadlines(console, answer, language)
    if answer.said:
        console.print()
        console.print(Text(phrase("said", language), style="bold cyan"))
        print_said(console, answer.said, language)
    _closing(console, answer, language)


def print_head(console: Console, title: str, pin: Pin, language: str) -> None:
    """Print the title of an answer and the knowledge that it is pinned by."""
    known = day(pin.known, language) if pin.known else phrase("known_all", language)
    console.print(
        Text.assemble(
            (title, "bold"),
            "\n",
            (
                phrase(
                    "pin",
                    language,
                    known=known,
                    vintage=f"#{pin.vintage}",
                    head=(pin.head or "-")[:8],
                ),
                "dim",
            ),
        )
    )


def parts_table(answer: RemainingAnswer, language: str) -> Padding:
    """The sum and its parts with the arithmetic of each."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for total in answer.totals:
        table.add_row(
            Text(phrase("remaining", language), style="bold"),
            Text(face(total, language), style="bold green"),
            "",
            Text(interval(total.strict, total.currency, language), style="dim"),
        )
    for part in answer.parts:
        for place, segment in enumerate(part.segments):
            name = _part_name(part, language) if place == 0 else ""
            table.add_row(
                f"  {name}",
                face(segment.money, language),
                label("origin", segment.origin.value, language),
                arithmetic(segment, language),
            )
    return Padding(table, (0, 0, 0, 2))


def _part_name(part: Part, language: str) -> str:
    code = f"{part.channel}+revaluation" if part.by_revaluation else part.channel
    return label("channel", code, language)


def arithmetic(segment: Segment, language: str) -> str:
    """The steps of a segment: "5.55 directives, 26 September 2024, less 1.25 in 3 packages"."""
    if len(segment.steps) < 2 and segment.origin.value != "computed":
        step = segment.steps[0]
        return f"{day(step.first, language)}  why {step.entries[0]}"
    words: list[str] = []
    for step in segment.steps:
        sign = "−" if step.sign < 0 else "+" if words else ""
        days = day(step.first, language)
        if step.first != step.last:
            days = f"{days} – {day(step.last, language)}"
        count = f"{len(step.entries)} × " if len(step.entries) > 1 else ""
        kind = label("entry", step.type.value, language)
        words.append(f"{sign}{face(step.money, language)} {count}{kind} ({days})")
    return " ".join(words)


def print_deadlines(console: Console, answer: RemainingAnswer, language: str) -> None:
    """The days ahead, with what a day would have to see."""
    for due in answer.deadlines:
        pace = face(due.pace, language) if due.pace is not None else "?"
        line = phrase(
            "deadline_line", language, due=due.due.isoformat(), event=safe(due.event),
            days=number_of(due.days, language), pace=_rough(due.pace, language) or pace,
        )  # fmt: skip
        console.print(Text(f"  {phrase('deadline', language)}  {line}"))


def number_of(count: int, language: str) -> str:
    """A count with the marks of the language."""
    return number(Decimal(count), language)


def _rough(value: Money | None, language: str) -> str | None:
    if value is None or value.face is None:
        return None
    million = (value.face / Decimal(10**6)).quantize(Decimal(1)) * 10**6
    return money(million, value.currency, language)


def print_said(console: Console, said: tuple[SaidBalance, ...], language: str) -> None:
    """Stated balances with verdict and the scope under which each can be right."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=3)
    table.add_column(no_wrap=True)
    table.add_column(ratio=5)
    for item in said:
        words = f"«{safe(item.words)}»" if item.words else face(item.stated, language)
        who = safe(item.speaker or item.publisher or "")
        table.add_row(
            Text.assemble(
                (words, "bold"), f"  {who}, {item.as_of.isoformat()}{_standing(item, language)}"
            ),
            _verdict(item, language),
            Text(_reason(item, language)),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _standing(item: SaidBalance, language: str) -> str:
    """Who stands behind a claim of a text, in a word; what a table's source says of its row."""
    if item.reviewed is None:
        return "" if item.confirmed else f", {phrase('unconfirmed', language)}"
    standing = label("standing", item.reviewed.value, language)
    return f", {standing}{told_by(item.sources, language)}"


def told_by(sources: SourceCount | None, language: str) -> str:
    """How many say it, and how many independently; nothing for one source."""
    if sources is None or sources.sources < 2:
        return ""
    words = phrase("sources", language, sources=sources.sources, independent=sources.independent)
    return f", {words}"


def _verdict(item: SaidBalance, language: str) -> Text:
    """The verdict; a figure that fits another scope than it says is told apart."""
    if item.verdict is Verdict.DISJOINT and item.fits:
        return Text(label("verdict", "other_scope", language), style="yellow")
    return Text(label("verdict", item.verdict.value, language), style=_STYLES[item.verdict])


def _reason(item: SaidBalance, language: str) -> str:
    if item.verdict is not Verdict.DISJOINT:
        return _counts_as(item.shown, item.as_of, language)
    if item.fits:
        best = _counts_as(item.fits[0], item.as_of, language)
        chance = "" if item.chance is None else f"{item.chance * 100:.0f}"
        return f"{best}  ({phrase('tried', language, tried=item.tried, chance=chance)})"
    residual = interval(item.shown.residual, item.stated.currency, language)
    return phrase("no_scope", language, tried=item.tried, residual=residual)


def _counts_as(check: Check, stated_on: date, language: str) -> str:
    return phrase(
        "counts_as", language, scope=check_words(check, stated_on, language),
        computed=face(check.computed, language),
    )  # fmt: skip


def _closing(console: Console, answer: RemainingAnswer | TotalsAnswer, language: str) -> None:
    if answer.waiting:
        console.print()
        console.print(Text(phrase("waiting", language, count=len(answer.waiting)), style="yellow"))
        for flow in answer.waiting:
            near = f" ≈ {', '.join(flow.candidates[:2])}" if flow.candidates else ""
            standing = label("standing", flow.reviewed.value, language)
            told = f"{standing}{told_by(flow.sources, language)}"
            console.print(Text(f"  «{safe(flow.words)}»  {told}  why {flow.claim}{near}"))
    if answer.findings:
        console.print()
        console.print(Text(phrase("findings", language), style="bold"))
        for finding in answer.findings:
            about = ", ".join(finding.about[:2]) + (" …" if len(finding.about) > 2 else "")
            console.print(
                Text(f"  {label('finding', finding.code.value, language)}: {about}", style="dim")
            )


def print_totals(console: Console, answer: TotalsAnswer, language: str) -> None:
    """Print what reached each stage, and what stands there."""
    title = phrase(
        "totals_title", language, donor=answer.donor, recipient=answer.recipient,
        on=day(answer.on, language),
    )  # fmt: skip
    print_head(console, title, answer.pin, language)
    if not answer.is_recorded:
        console.print(
            phrase("not_recorded", language, donor=answer.donor, recipient=answer.recipient)
        )
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("stage", "channel", "envelope"):
        table.add_column(label("column", name, language))
    table.add_column(label("column", "reached", language), justify="right")
    table.add_column(label("column", "standing", language), justify="right")
    for row in answer.rows:
        table.add_row(*_total_cells(row, language))
    console.print(Padding(table, (1, 0, 0, 2)))
    _closing(console, answer, language)


def _total_cells(row: TotalRow, language: str) -> tuple[str, ...]:
    return (
        label("stage", row.stage, language),
        label("channel", row.channel, language) if row.channel else "",
        row.envelope or "",
        face(row.reached, language),
        face(row.standing, language),
    )


def face(value: Money, language: str) -> str:
    """The figure of a sum, or its interval where it has no single one."""
    if value.face is None:
        return interval(value.strict, value.currency, language)
    return money(value.face, value.currency, language)
