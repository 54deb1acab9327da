"""What waits for a person, for people: the sentence, the words, what they may be, and why."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from aidledger.model.claims import Claim
from aidledger.model.contract import claim_to_json
from aidledger.model.records import ReadingChange
from aidledger.publishing.escaping import safe
from aidledger.questions.queue import Queue, QueueItem
from aidledger.wording.loading import label, phrase

# What the sentence shows anyway, or what only programs need.
_UNSHOWN = frozenset(
    {"id", "kind", "quote", "start", "end", "sentence", "confidence", "rule", "flags", "lenient"}
)


def print_queue(console: Console, queue: Queue, language: str) -> None:
    """Print how many wait, and the first of them in full."""
    console.print(
        Text(
            phrase("queue_title", language, count=queue.count, vintage=f"#{queue.pin.vintage}"),
            style="bold",
        )
    )
    for item in queue.items:
        console.print()
        print_item(console, item, language)
    if queue.count > len(queue.items):
        console.print()
        console.print(phrase("queue_more", language, more=queue.count - len(queue.items)))


def print_item(console: Console, item: QueueItem, language: str) -> None:
    """Print one thing that waits: its sentence, fields, people's words, suggestions."""
    console.print(
        Text.assemble(
            (label("waiting", item.waits.value, language), "bold yellow"),
            f"  {item.name}  ",
            (label("reviewed", item.reviewed.value, language), "dim"),
        )
    )
    console.print(_sentence(item))
    source = item.publisher or item.document[:12]
    said_on = item.asserted_on.isoformat() if item.asserted_on else "?"
    console.print(Text(f"    {safe(source)}, {said_on}", style="dim"))
    console.print(Text(f"    {item.claim.kind}: {safe(fields_of(item.claim))}"))
    if item.change is not None:
        console.print(Text(f"    {safe(_reads_now(item, language))}", style="bold"))
    if item.sources.sources > 1:
        line = phrase(
            "sources", language, sources=item.sources.sources,
            independent=item.sources.independent,
        )  # fmt: skip
        console.print(Text(f"    {line}"))
    for review in item.said:
        verdict = label("review_verdict", review.verdict.value, language)
        reason = f": {review.reason}" if review.reason else ""
        corrected = f" ({changed_fields(item.claim, review.corrected)})" if review.corrected else ""
        line = f"    {review.id}  {review.by} — {verdict}{corrected}{reason}"
        console.print(Text(safe(line)))
    for suggestion in item.suggestions:
        reasons = ", ".join(label("reason", code, language) for code in suggestion.reasons)
        line = phrase(
            "suggestion", language, name=suggestion.name, score=f"{suggestion.score:.2f}",
            reasons=reasons,
        )  # fmt: skip
        console.print(Text(f"    {safe(line)}"))


def _reads_now(item: QueueItem, language: str) -> str:
    assert item.change is not None
    words = label("reading_change", item.change.value, language)
    if item.change is ReadingChange.CHANGED and item.proposed is not None:
        return f"{words}: {changed_fields(item.claim, item.proposed)}"
    return words


def _sentence(item: QueueItem) -> Text:
    text = Text("    ")
    if item.sentence is None:
        return text.append(safe(item.claim.quote), "underline")
    text.append(safe(item.sentence[: item.words_start]))
    text.append(safe(item.sentence[item.words_start : item.words_end]), "underline bold")
    text.append(safe(item.sentence[item.words_end :]))
    return text


def fields_of(claim: Claim) -> str:
    """The fields that say something, as a person would set them."""
    plain = claim_to_json(claim)
    return ", ".join(
        f"{name}={_short(value)}"
        for name, value in plain.items()
        if name not in _UNSHOWN and value not in (None, [], False, "actual", "affirmed")
    )


def changed_fields(before: Claim, after: Claim) -> str:
    """The fields in which two claims differ, as the second has them."""
    old, new = claim_to_json(before), claim_to_json(after)
    return ", ".join(
        f"{name}={_short(value)}"
        for name, value in new.items()
        if value != old.get(name) and name not in ("lenient", "rule")
    )


def _short(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, list):
        return ",".join(_short(item) for item in value)
    if isinstance(value, dict) and "name" in value:
        return str(value["id"] or value["name"])
    if isinstance(value, dict) and "low" in value:
        opening = "(" if value["low_open"] else "["
        closing = ")" if value["high_open"] else "]"
        return f"{opening}{value['low'] or '*'},{value['high'] or '*'}{closing}"
    return str(value)
