"""Contradictions for people: both sides, what is between them, how both can be right."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from aidledger.publishing.answer_page import print_head
from aidledger.publishing.escaping import safe
from aidledger.publishing.scope_words import check_words
from aidledger.questions.answers import Check, SaidBalance
from aidledger.questions.contradictions import (
    Conflict,
    ConflictKind,
    ContradictionsAnswer,
)
from aidledger.wording.figures import day, interval, money
from aidledger.wording.loading import label, phrase

_STYLES = {
    ConflictKind.NUMERIC: "red",
    ConflictKind.SOFT: "yellow",
    ConflictKind.SCOPE: "green",
    ConflictKind.STATUS: "yellow",
    ConflictKind.DENIED: "red",
    ConflictKind.OFFICE: "red",
}


def print_contradictions(console: Console, answer: ContradictionsAnswer, language: str) -> None:
    """Print each contradiction with both sides in full."""
    title = phrase(
        "contradictions_title", language, donor=answer.donor, recipient=answer.recipient,
        count=len(answer.conflicts) + len(answer.claims), compared=answer.compared,
    )  # fmt: skip
    print_head(console, title, answer.pin, language)
    for conflict in answer.conflicts:
        console.print()
        _print_conflict(console, conflict, language)
    for claims in answer.claims:
        console.print()
        kind = label("conflict", claims.kind.value, language)
        console.print(Text(f"  {kind}", style=_STYLES[claims.kind]))
        for words, name in (
            (claims.first_words, claims.first),
            (claims.second_words, claims.second),
        ):
            console.print(Text.assemble("    «", (safe(words), "bold"), f"»  why {name}"))


def _print_conflict(console: Console, conflict: Conflict, language: str) -> None:
    kind = label("conflict", conflict.kind.value, language)
    gap = interval(conflict.gap, conflict.first.stated.currency, language)
    console.print(
        Text.assemble(
            (f"  {kind}", _STYLES[conflict.kind]), f"  {phrase('apart', language, gap=gap)}"
        )
    )
    console.print(_side(conflict.first, conflict.first_check, language))
    if conflict.second is None:
        assert conflict.second_check is not None
        computed = conflict.second_check.computed
        words = phrase(
            "record_says", language,
            computed=money(computed.face, computed.currency, language),
            scope=check_words(conflict.second_check, conflict.first.as_of, language),
        )  # fmt: skip
        console.print(Text(f"    {words}"))
        return
    if conflict.brought != conflict.first.stated:
        words = phrase(
            "brought", language, on=day(conflict.second.as_of, language),
            sum=money(conflict.brought.face, conflict.brought.currency, language),
        )  # fmt: skip
        console.print(Text(f"      {words}", style="dim"))
    console.print(_side(conflict.second, conflict.second_check, language))


def _side(said: SaidBalance, check: Check | None, language: str) -> Text:
    words = (
        safe(said.words) if said.words else money(said.stated.face, said.stated.currency, language)
    )
    who = safe(said.speaker or said.publisher or "")
    text = Text.assemble(
        "    «", (words, "bold"), f"»  {who}, {said.as_of.isoformat()}  why {said.id}"
    )
    if not said.confirmed:
        text.append(f"  {phrase('unconfirmed', language)}", "yellow")
    if check is None:
        text.append(f"\n      {phrase('agrees_nowhere', language)}", "dim")
    else:
        counts = phrase(
            "counts_as", language, scope=check_words(check, said.as_of, language),
            computed=money(check.computed.face, check.computed.currency, language),
        )  # fmt: skip
        text.append(f"\n      {counts}", "dim")
        if said.tried:
            chance = "" if said.chance is None else f"{said.chance * 100:.0f}"
            tried = phrase("tried", language, tried=said.tried, chance=chance)
            text.append(f"  ({tried})", "dim")
    return text
