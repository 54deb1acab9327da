"""What a text says otherwise than before: a changed article, or a text read again."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from aidledger.model.claims import Claim
from aidledger.model.records import ReadingChange, RereadingRecord
from aidledger.publishing.escaping import safe
from aidledger.publishing.queue_page import changed_fields, fields_of
from aidledger.resolving.versions import ReadingDifference
from aidledger.wording.loading import label, phrase

_MARKS = {ReadingChange.ADDED: "+", ReadingChange.GONE: "-", ReadingChange.CHANGED: "~"}


def print_change(
    console: Console, replaces: str | None, difference: ReadingDifference | None, language: str
) -> None:
    """Print what a changed article says otherwise; nothing where no text was replaced."""
    if replaces is None or difference is None:
        return
    console.print(
        "  "
        + phrase(
            "version", language, before=replaces[:12], same=len(difference.same),
            changed=len(difference.changed), gone=len(difference.gone),
            added=len(difference.added),
        )
    )  # fmt: skip
    for old, new in difference.changed:
        _line(console, ReadingChange.CHANGED, new.id, new, changed_fields(old, new))
    for claim in difference.gone:
        _line(console, ReadingChange.GONE, claim.id, claim, fields_of(claim))
    for claim in difference.added:
        _line(console, ReadingChange.ADDED, claim.id, claim, fields_of(claim))


def print_rereading(
    console: Console, record: RereadingRecord, standing: Claim | None, language: str
) -> None:
    """Print one claim that reads otherwise now.

    Args:
        standing: the claim as it stands; None where there is none yet.
    """
    claim = record.claim or standing
    assert claim is not None
    is_changed = standing is not None and record.claim is not None
    words = (
        changed_fields(standing, record.claim)
        if is_changed and standing is not None and record.claim is not None
        else fields_of(claim)
    )
    _line(console, record.change, record.id, claim, words)
    if record.change is not ReadingChange.ADDED:
        told = label("reading_change", record.change.value, language)
        console.print(Text(f"      {told}: {record.target}", style="dim"))


def _line(console: Console, change: ReadingChange, name: str, claim: Claim, words: str) -> None:
    console.print(
        Text.assemble(
            f"  {_MARKS[change]} {name}  {claim.kind} «", (safe(claim.quote), "bold"), "»  ",
            safe(words),
        )
    )  # fmt: skip
