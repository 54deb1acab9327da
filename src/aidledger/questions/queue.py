"""What waits for a person: disagreements first, then flows, then what nobody has looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from aidledger.ledger.reviewing import Reviewed
from aidledger.ledger.topics import AMOUNT_BALANCE, AMOUNT_FLOW, AMOUNT_OTHER
from aidledger.ledger.view import View
from aidledger.model.claims import CLAIM_KINDS, AmountClaim, Claim
from aidledger.model.entries import Entry
from aidledger.model.records import ClaimRecord, ReviewRecord
from aidledger.questions.answers import Pin
from aidledger.questions.flows import judged_new, may_be_booked, settled_flows, suggestions_for
from aidledger.questions.remaining import pin_of
from aidledger.resolving.packages import Candidate

EVERY_TOPIC = (
    AMOUNT_FLOW,
    AMOUNT_BALANCE,
    AMOUNT_OTHER,
    *(kind.kind for kind in CLAIM_KINDS if kind is not AmountClaim),
)


class Waiting(StrEnum):
    """Why something waits.

    CONTESTED: reviewers disagree. FLOW: a read flow is in no total until it is judged.
    UNREVIEWED: only the reader stands behind it.
    """

    CONTESTED = "contested"
    FLOW = "flow"
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a waiting thing may be, with what speaks for it.

    Args:
        name: key of the record; score: 0 to 1; reasons: codes of what agrees.
    """

    name: str
    score: Decimal
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One thing that waits.

    Args:
        waits: why; name: what a decision would name.
        claim: as it stands; document, publisher, asserted_on: where and when it was said.
        sentence: the sentence that holds it; None where the text was removed.
        words_start, words_end: the exact words within the sentence.
        reviewed: who stands behind it; said: people's words on it.
        suggestions: best first.
    """

    waits: Waiting
    name: str
    claim: Claim
    document: str
    publisher: str | None
    asserted_on: date | None
    sentence: str | None
    words_start: int
    words_end: int
    reviewed: Reviewed
    said: tuple[ReviewRecord, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits, the most pressing first.

    Args:
        count: how many wait; items: the first of them.
    """

    pin: Pin
    count: int
    items: tuple[QueueItem, ...]


def queue(view: View, limit: int) -> Queue:
    """The first things that wait for a person, and how many there are.

    Args:
        limit: how many to give in full.
    """
    entries = (*(record.entry for record in view.entries), *judged_new(view))
    settled = settled_flows(view)
    found: dict[Waiting, list[ClaimRecord]] = {reason: [] for reason in Waiting}
    for record in view.claims(EVERY_TOPIC):
        reason = _reason(view, record, settled)
        if reason is not None:
            found[reason].append(record)
    waiting = [(reason, record) for reason in Waiting for record in found[reason]]
    items = (_item(view, reason, record, entries) for reason, record in waiting[:limit])
    return Queue(pin=pin_of(view), count=len(waiting), items=tuple(items))


def item_of(view: View, record: ClaimRecord) -> QueueItem:
    """One claim as the queue would show it, whether it waits or not."""
    entries = (*(item.entry for item in view.entries), *judged_new(view))
    reason = _reason(view, record, settled_flows(view)) or Waiting.UNREVIEWED
    return _item(view, reason, record, entries)


def _reason(view: View, record: ClaimRecord, settled: frozenset[str]) -> Waiting | None:
    status = view.reviewed(record)
    if status is Reviewed.CONTESTED:
        return Waiting.CONTESTED
    is_flow = (
        isinstance(record.claim, AmountClaim)
        and record.claim.about_aid
        and record.claim.nature is not None
        and record.claim.nature.value == "flow"
    )
    if is_flow and record.key not in settled and may_be_booked(record):
        return Waiting.FLOW
    return Waiting.UNREVIEWED if status is Reviewed.MACHINE else None


def _item(
    view: View, reason: Waiting, record: ClaimRecord, entries: tuple[Entry, ...]
) -> QueueItem:
    claim = record.claim
    text = view.text(record.document)
    document = view.documents.get(record.document)
    words = view.words_on(record.key)
    return QueueItem(
        waits=reason,
        name=record.key,
        claim=claim,
        document=record.document,
        publisher=None if document is None else document.publisher,
        asserted_on=record.asserted_on,
        sentence=None if text is None else text[claim.sentence.start : claim.sentence.end],
        words_start=claim.start - claim.sentence.start,
        words_end=claim.end - claim.sentence.start,
        reviewed=view.reviewed(record),
        said=(*words.verdicts, *words.notes),
        suggestions=tuple(_suggested(record, entries)) if reason is Waiting.FLOW else (),
    )


def _suggested(record: ClaimRecord, entries: tuple[Entry, ...]) -> Iterator[Suggestion]:
    for candidate in suggestions_for(record, entries):
        yield _suggestion(candidate)


def _suggestion(candidate: Candidate) -> Suggestion:
    return Suggestion(name=candidate.entry, score=candidate.score, reasons=candidate.reasons)
