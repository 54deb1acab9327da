"""Why, for people: a figure or a row down to its sentences and arithmetic, as a tree."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from aidledger.model.records import JudgementRecord, Record, ReviewRecord, WithdrawalRecord
from aidledger.publishing.answer_page import arithmetic, face, told_by
from aidledger.publishing.escaping import safe
from aidledger.publishing.rows_page import sketch_of
from aidledger.questions.answers import Part, TotalRow
from aidledger.questions.rows import Row
from aidledger.questions.why import Explanation
from aidledger.wording.loading import label, phrase


def print_why(console: Console, explanation: Explanation, language: str) -> None:
    """Print a figure down to its sentences and arithmetic, as a tree."""
    tree = Tree(_node(explanation, language))
    for below in explanation.because:
        _grow(tree, below, language)
    console.print(tree)


def _grow(tree: Tree, explanation: Explanation, language: str) -> None:
    branch = tree.add(_node(explanation, language))
    for below in explanation.because:
        _grow(branch, below, language)


def _node(explanation: Explanation, language: str) -> Text:
    text = Text.assemble((explanation.name, "bold"), f"  {explanation.kind}")
    line = explanation.line
    if isinstance(line, Part):
        text.append(f"  {face(line.money, language)}")
        for segment in line.segments:
            origin = label("origin", segment.origin.value, language)
            text.append(
                f"\n  {face(segment.money, language)} {origin}: {arithmetic(segment, language)}"
            )
    elif isinstance(line, TotalRow):
        text.append(f"  {face(line.reached, language)}")
    elif isinstance(line, Row):
        text.append(_row_words(explanation.name, line, language))
    if explanation.seq is not None:
        asserted = explanation.asserted_on.isoformat() if explanation.asserted_on else "?"
        text.append(
            "  "
            + phrase(
                "chain",
                language,
                seq=f"#{explanation.seq}",
                hash=(explanation.hash or "")[:12],
                asserted=asserted,
            ),
            "dim",
        )
    if explanation.reviewed is not None:
        text.append(f"  {label('reviewed', explanation.reviewed.value, language)}", "yellow")
    text.append(told_by(explanation.sources, language), "yellow")
    text.append(_word_of(explanation.record, language))
    evidence = explanation.evidence
    if evidence is not None and evidence.excerpt is not None:
        excerpt = evidence.excerpt
        low, high = evidence.words_start, evidence.words_end
        text.append("\n  ")
        text.append(safe(excerpt[:low]))
        text.append(safe(excerpt[low:high]), "underline")
        text.append(safe(excerpt[high:]))
        source = evidence.url or evidence.publisher or evidence.title or ""
        text.append(f"\n  {safe(source)}", "dim")
    return text


def _row_words(name: str, row: Row, language: str) -> Text:
    """What a row of an answer says, without its sources, which stand below."""
    sketch = sketch_of(name.partition("/")[0], row, language)
    text = Text(f"\n  {sketch.headline}", style="bold")
    text.append(f"  {sketch.badge}", sketch.style)
    for line in sketch.details:
        text.append(f"\n  {line}", "")
    return text


def _word_of(record: Record | None, language: str) -> str:
    """What a person's word says: who, what, why."""
    if isinstance(record, ReviewRecord):
        verdict = label("review_verdict", record.verdict.value, language)
        return f"\n  {safe(record.by)}: {verdict}{_because(record.reason)}"
    if isinstance(record, WithdrawalRecord):
        reason = label("withdrawal", record.reason.value, language)
        return f"\n  {safe(record.by)}: {reason}{_because(record.note)}"
    if isinstance(record, JudgementRecord):
        verdict = label("same_thing", record.verdict.value, language)
        codes = [label("reason", code, language) for code in record.reasons]
        score = "" if record.score is None else f" {record.score:.2f}"
        told = f" ({', '.join(codes)})" if codes else ""
        return f"\n  {safe(record.by)}: {verdict}{score}{told}{_because(record.reason)}"
    return ""


def _because(reason: str | None) -> str:
    return f" — {safe(reason)}" if reason else ""
