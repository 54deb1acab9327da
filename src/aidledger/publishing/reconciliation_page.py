"""A reconciliation for people: flows alone, the decisions used, the figure with them."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidledger.model.money import Money
from aidledger.publishing.escaping import safe
from aidledger.publishing.scope_words import scope_words
from aidledger.questions.answers import Verdict
from aidledger.questions.reconciling import Compared, Compares, ReconciledRow, Reconciliation
from aidledger.wording.figures import day, interval, money
from aidledger.wording.loading import label, phrase


def print_reconciliation(console: Console, answer: Reconciliation, language: str) -> None:
    """Print every row, and last how many meet the table of facts and which do not."""
    for row in answer.rows:
        _print_row(console, row, language)
    console.print()
    for name in answer.not_asked:
        console.print(Text(phrase("not_asked", language, row=name), style="red"))
    expected = [row for row in answer.rows if row.row.fact is not None]
    words = phrase(
        "reconciled", language, rows=len(expected), met=len(expected) - len(answer.differing)
    )
    console.print(Text(words, style="bold green" if answer.is_met else "bold red"))
    for row in answer.differing:
        console.print(Text(f"  {safe(', '.join(row.row.name))}", style="red"))


def _print_row(console: Console, row: ReconciledRow, language: str) -> None:
    asked, answer = row.row.asked, row.answer
    title = safe(", ".join(row.row.name)) or phrase("beyond_the_table", language)
    console.print()
    console.print(Text(title, style="bold"))
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    counts = phrase(
        "counted_on", language, scope=scope_words(asked.scope, language),
        on=day(asked.on, language), known=day(asked.known, language),
    )  # fmt: skip
    grid.add_row(phrase("counts", language), counts)
    if asked.compares is Compares.SOURCES:
        grid.add_row("", Text(phrase("two_sources", language), style="yellow"))
    grid.add_row(phrase("flows_alone", language), _figure(answer.flows, language))
    for added in asked.plus:
        grid.add_row("", phrase("of_which_stated", language, name=added))
    for anchor in answer.anchors:
        grid.add_row(
            phrase("anchor", language),
            f"{_signed(anchor.money, language)}  why {anchor.decision}",
        )
    if answer.anchors:
        grid.add_row(phrase("with_anchors", language), _figure(answer.anchored, language))
    for said in answer.compared:
        grid.add_row(phrase("was_said", language), _said(said, language))
    grid.add_row(phrase("outcome", language), _outcome(row, language))
    if row.row.remark:
        remark = safe(row.row.remark[language].strip())
        grid.add_row(phrase("remark", language), Text(remark, style="yellow"))
    for found in row.deviations:
        words = phrase(
            "deviation", language, field=label("column", found.field, language),
            expected=found.expected, found=found.found,
        )  # fmt: skip
        grid.add_row(Text(phrase("differs", language), style="red"), Text(words, style="red"))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _figure(value: Money, language: str) -> Text:
    face = money(value.face, value.currency, language)
    if value.strict.is_point:
        return Text(face, style="bold")
    return Text.assemble((face, "bold"), f"  {interval(value.strict, value.currency, language)}")


def _signed(value: Money, language: str) -> str:
    sign = "+" if value.face is not None and value.face >= 0 else ""
    return f"{sign}{money(value.face, value.currency, language)}"


def _said(said: Compared, language: str) -> Text:
    words = (
        f"«{safe(said.words)}»"
        if said.words
        else money(said.stated.face, said.stated.currency, language)
    )
    verdict = label("verdict", said.verdict.value, language)
    left = (
        ""
        if said.residual is None
        else (
            f"  {phrase('residual', language)} "
            f"{interval(said.residual, said.stated.currency, language)}"
        )
    )
    return Text.assemble(
        (words, "bold"), f"  {safe(said.speaker)}  ",
        (verdict, "red" if said.verdict is Verdict.DISJOINT else "green"), f"{left}  why {said.id}",
    )  # fmt: skip


def _outcome(row: ReconciledRow, language: str) -> str:
    answer = row.answer
    words = label("outcome", answer.judged.value, language)
    if row.row.residual:
        words = f"{words}: {safe(row.row.residual[language])}"
    if answer.outcome is not answer.at_face:
        words += "  " + phrase(
            "by_face_and_interval", language,
            face=label("outcome", answer.at_face.value, language),
            interval=label("outcome", answer.outcome.value, language),
        )  # fmt: skip
    if row.row.fact is None:
        return words
    met = phrase("as_expected" if not row.deviations else "not_as_expected", language)
    left = money(row.row.fact.residual, answer.anchored.currency, language)
    return f"{words}  ({phrase('residual_of_table', language, residual=left)})  {met}"
