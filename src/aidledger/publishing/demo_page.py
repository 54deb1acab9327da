"""The demonstration on a terminal: figures, what remained, how each can be right, the call."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from aidledger.model.claims import AmountClaim, Claim, DenialClaim, MeetingClaim
from aidledger.model.evidence import Document
from aidledger.publishing.answer_page import parts_table, print_deadlines, print_said
from aidledger.publishing.escaping import safe
from aidledger.questions.answers import RemainingAnswer
from aidledger.wording.figures import interval, money
from aidledger.wording.loading import label, phrase


def print_demo(
    console: Console,
    readings: tuple[tuple[Document, tuple[Claim, ...]], ...],
    answer: RemainingAnswer,
    explained: str,
    ledger: Path,
    language: str,
) -> None:
    """Print the five scenes of the demonstration."""
    _scene(console, "demo_reads", language)
    for document, claims in readings:
        console.print(Text(safe(document.title or ""), style="bold"))
        console.print(_figures(document, claims, language))
    _scene(console, "demo_remains", language)
    console.print(parts_table(answer, language))
    _scene(console, "demo_right", language)
    print_said(console, tuple(item for item in answer.said if item.is_from_text), language)
    _scene(console, "demo_deadline", language)
    print_deadlines(console, answer, language)
    _scene(console, "demo_contested", language)
    for document, claims in readings:
        _contested(console, document, claims, language)
    _scene(console, "demo_next", language)
    lines = phrase("demo_next_lines", language, ledger=ledger, name=explained)
    console.print(Text(lines, no_wrap=True, overflow="ignore"), soft_wrap=True)


def _scene(console: Console, name: str, language: str) -> None:
    console.print()
    console.print(Rule(Text(phrase(name, language), style="bold cyan"), align="left", style="cyan"))


def _figures(document: Document, claims: tuple[Claim, ...], language: str) -> Padding:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for claim in claims:
        if not isinstance(claim, AmountClaim) or claim.restates:
            continue
        qualifier = label("qualifier", claim.qualifier.value, language)
        figure = f"{qualifier} {money(claim.stated, claim.currency, language)}".strip()
        stage = label("stage", claim.stage.value, language) if claim.stage else ""
        bounds = interval(claim.strict, claim.currency, language)
        table.add_row(
            Text(figure, style="bold green"),
            Text(f"{bounds}\n{stage}", style="dim"),
            _sentence(document, claim),
        )
    return Padding(table, (0, 0, 1, 2))


def _sentence(document: Document, claim: Claim) -> Text:
    text = document.text
    return Text.assemble(
        safe(text[claim.sentence.start : claim.start]),
        (safe(text[claim.start : claim.end]), "bold underline"),
        safe(text[claim.end : claim.sentence.end]),
    )


def _contested(
    console: Console, document: Document, claims: tuple[Claim, ...], language: str
) -> None:
    by_id = {claim.id: claim for claim in claims}
    for denial in claims:
        if not isinstance(denial, DenialClaim):
            continue
        target = by_id.get(denial.denies or "")
        if isinstance(target, MeetingClaim):
            source = (
                target.attributed_to[0].name if target.attributed_to else safe(document.title or "")
            )
            who = phrase("claims_says", language, who=source)
            console.print(
                Padding(
                    Text.assemble((who, "bold"), ": ", _sentence(document, target)), (0, 0, 0, 2)
                )
            )
        by = denial.denied_by.name if denial.denied_by else "?"
        who = phrase("denies", language, who=by)
        console.print(
            Padding(
                Text.assemble((who, "bold red"), ": ", _sentence(document, denial)), (0, 0, 1, 2)
            )
        )
