"""A reading for people: claims by kind, each with its figure and its sentence.

In: a reading and a language. Out: lines printed on a rich console; the words of each claim
are marked within their sentence, issues stand below with a caret under the place.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidledger.model.claims import (
    CLAIM_KINDS,
    AmountClaim,
    Claim,
    DeadlineClaim,
    DenialClaim,
    HandoverClaim,
    ItemClaim,
    MeetingClaim,
    PromiseClaim,
    RestrictionClaim,
    StatementClaim,
    TenureClaim,
)
from aidledger.model.evidence import Document
from aidledger.model.issues import Issue
from aidledger.model.parties import Named
from aidledger.publishing.escaping import safe
from aidledger.wording.figures import day, interval, money, number
from aidledger.wording.loading import label, message, phrase

_MOST_EXCERPT = 150
_FIGURE_WIDTH = 26


def print_reading(
    console: Console, document: Document, claims: tuple[Claim, ...], language: str
) -> None:
    """Print the claims of a document, grouped by kind."""
    title = document.title or document.publisher or document.id[:12]
    when = (
        phrase("published", language, date=day(document.published, language))
        if document.published
        else phrase("undated", language)
    )
    count = phrase("claims", language, count=len(claims))
    console.print(Text.assemble((safe(title), "bold"), f"  {when} · {document.language} · {count}"))
    if not claims:
        console.print(phrase("nothing", language))
    by_id = {claim.id: claim for claim in claims}
    for kind in CLAIM_KINDS:
        own = [claim for claim in claims if type(claim) is kind]
        if own:
            console.print()
            console.print(Text(label("kind", kind.kind, language), style="bold cyan"))
            console.print(_table(document, own, by_id, language))


def _table(
    document: Document, claims: list[Claim], by_id: Mapping[str, Claim], language: str
) -> Padding:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=False, width=_FIGURE_WIDTH)
    table.add_column(ratio=2)
    table.add_column(ratio=5)
    for claim in claims:
        first, second = _told(claim, by_id, language)
        table.add_row(Text(first, style="bold"), Text(second), _excerpt(document, claim))
    return Padding(table, (0, 0, 0, 2))


def _excerpt(document: Document, claim: Claim) -> Text:
    """The sentence around the words, cut where it is long, the words marked."""
    start, end = claim.sentence.start, claim.sentence.end
    if end - start > _MOST_EXCERPT:
        room = max(0, _MOST_EXCERPT - (claim.end - claim.start)) // 2
        start, end = max(start, claim.start - room), min(end, claim.end + room)
    text = document.text
    left = "…" if start > claim.sentence.start else ""
    right = "…" if end < claim.sentence.end else ""
    return Text.assemble(
        left + safe(text[start : claim.start]),
        (safe(text[claim.start : claim.end]), "bold underline"),
        safe(text[claim.end : end]) + right,
        style="dim" if getattr(claim, "restates", None) else "",
    )


def _names(names: tuple[Named, ...] | None) -> str:
    return ", ".join(safe(name.name) for name in names or ()) or "?"


def _name(name: Named | None) -> str:
    return safe(name.name) if name is not None else "?"


def _told(claim: Claim, by_id: Mapping[str, Claim], language: str) -> tuple[str, str]:
    """What a claim says, in a few words: the figure or fact, and what goes with it."""
    match claim:
        case AmountClaim():
            return _amount(claim, language)
        case ItemClaim():
            count = number(claim.quantity, language) if claim.quantity is not None else "?"
            return count, f"{safe(claim.item)} · {_stage(claim.stage, language)}"
        case StatementClaim():
            return _name(claim.speaker), label("mode", claim.mode.value, language)
        case DenialClaim():
            target = by_id.get(claim.denies or "")
            words = f"«{safe(target.quote[:60])}»" if target is not None else "?"
            return _name(claim.denied_by), words
        case MeetingClaim():
            return _meeting(claim, language)
        case TenureClaim():
            status = label("status", claim.status.value, language)
            return safe(claim.person.name), f"{safe(claim.office.name)} · {status}"
        case RestrictionClaim():
            status = label("status", claim.status.value, language)
            return f"{_name(claim.issuer)} → {_name(claim.target)}", status
        case HandoverClaim():
            status = label("status", claim.status.value, language)
            return f"{_name(claim.from_)} → {_name(claim.to)}", status
        case DeadlineClaim():
            return claim.date or "?", safe(claim.event)
        case PromiseClaim():
            return _name(claim.by), claim.deadline or ""
    raise AssertionError(claim.kind)


def _stage(stage: object, language: str) -> str:
    return label("stage", str(stage), language) if stage is not None else "?"


def _amount(claim: AmountClaim, language: str) -> tuple[str, str]:
    figure = money(claim.stated, claim.currency, language)
    qualifier = label("qualifier", claim.qualifier.value, language)
    bounds = interval(claim.strict, claim.currency, language)
    parts = [_stage(claim.stage, language)] if claim.about_aid else []
    if claim.nature is not None and claim.about_aid:
        parts.append(label("nature", claim.nature.value, language))
    if claim.about_aid:
        parts.append(f"{_names(claim.donor)} → {_names(claim.recipient)}")
    if claim.restates:
        parts.append(phrase("restates", language))
    elif claim.part_of:
        parts.append(phrase("part_of", language))
    return f"{qualifier} {figure}\n{bounds}".strip(), " · ".join(parts)


def _meeting(claim: MeetingClaim, language: str) -> tuple[str, str]:
    when = claim.date or "?"
    if claim.date_end:
        when = f"{when} – {claim.date_end}"
    status = label("status", claim.status.value, language)
    place = safe(claim.place) if claim.place else label("format", claim.format.value, language)
    return f"{when} · {status}", f"{_names(claim.participants)} · {place}"


def print_issues(console: Console, text: str, issues: tuple[Issue, ...], language: str) -> None:
    """Print issues: what, where (excerpt and caret), what to do next."""
    for issue in issues:
        words, hint = message(issue.code, language, issue.details)
        severity = label("severity", issue.severity.value, language)
        style = "red" if issue.severity.value == "error" else "yellow"
        console.print(Text.assemble((f"{severity}: ", f"bold {style}"), safe(words)))
        if issue.start is not None and issue.end is not None and text:
            low, high = _around(text, issue.start, issue.end)
            console.print(Text(f"  | {safe(text[low:high])}"), soft_wrap=True)
            caret = " " * (issue.start - low) + "^" * max(1, min(issue.end, high) - issue.start)
            console.print(Text(f"  | {caret}"), soft_wrap=True)
        if hint:
            console.print(Text("  " + phrase("hint", language, hint=hint), style="dim"))


_AROUND = 40


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The words around a place, of its first line only."""
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    line_start = text.rfind("\n", 0, start) + 1
    return max(line_start, start - _AROUND), min(line_end, end + _AROUND)


def issue_to_json(issue: Issue, language: str) -> dict[str, object]:
    """An issue as the reading contract has it, with its words."""
    words, hint = message(issue.code, language, issue.details)
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "message": words,
        "start": issue.start,
        "end": issue.end,
        "hint": hint,
    }
