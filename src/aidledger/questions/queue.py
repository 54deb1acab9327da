"""What waits for a person: disagreements first, then flows, then what nobody has looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from aidledger.ledger.reviewing import Reviewed
from aidledger.ledger.topics import AMOUNT_BALANCE, AMOUNT_FLOW, AMOUNT_OTHER
from aidledger.ledger.view import View
from aidledger.model.claims import CLAIM_KINDS, AmountClaim, Claim, MeetingClaim, TenureClaim
from aidledger.model.records import ClaimRecord, ReadingChange, RereadingRecord, ReviewRecord
from aidledger.questions.answers import Pin
from aidledger.questions.flows import (
    judged_new,
    may_be_booked,
    report_of,
    reports_of,
    settled_flows,
    suggestions_for,
)
from aidledger.questions.remaining import pin_of
from aidledger.questions.things import Things
from aidledger.resolving.proposing import Report, alike
from aidledger.resolving.sources import SourceCount

EVERY_TOPIC = (
    AMOUNT_FLOW,
    AMOUNT_BALANCE,
    AMOUNT_OTHER,
    *(kind.kind for kind in CLAIM_KINDS if kind is not AmountClaim),
)


COMPARED_TOPICS = (AMOUNT_FLOW, MeetingClaim.kind, TenureClaim.kind)
_MOST_SUGGESTIONS = 5


class Waiting(StrEnum):
    """Why something waits.

    CONTESTED: reviewers disagree, or one judgement says *same* what another keeps apart.
    FLOW: a read flow is in no total until it is judged.
    REREAD: the text reads otherwise now. UNREVIEWED: only the reader stands behind it.
    """

    CONTESTED = "contested"
    FLOW = "flow"
    REREAD = "reread"
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
        sources: how many documents say it, and how many independently.
        change, proposed: how its text reads now, for a difference of readings; else None.
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
    sources: SourceCount
    change: ReadingChange | None = None
    proposed: Claim | None = None
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits, the most pressing first.

    Args:
        count: how many of those asked for wait; items: some of them, in order.
        first: place of the first of these items, from 0.
        reasons, kinds: how many wait for each reason, and of each kind of claim, in all.
    """

    pin: Pin
    count: int
    items: tuple[QueueItem, ...]
    first: int = 0
    reasons: tuple[tuple[Waiting, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()


def queue(
    view: View,
    limit: int,
    *,
    first: int = 0,
    waits: Waiting | None = None,
    kind: str | None = None,
) -> Queue:
    """Things that wait for a person, and how many there are.

    Args:
        limit: how many to give in full.
        first: how many of those asked for to pass over.
        waits, kind: only what waits for this reason, and claims of this kind; None = all.
    """
    looking = _Looking(view)
    found: dict[Waiting, list[ClaimRecord | RereadingRecord]] = {why: [] for why in Waiting}
    for record in view.claims(EVERY_TOPIC):
        reason = _reason(view, record, looking)
        if reason is not None:
            found[reason].append(record)
    found[Waiting.REREAD].extend(
        item for item in view.rereadings if not view.words_on(item.id).verdicts
    )
    every = [(reason, record) for reason in Waiting for record in found[reason]]
    waiting = [
        (reason, record)
        for reason, record in every
        if waits in (None, reason) and kind in (None, _kind(view, record))
    ]
    items = (
        _item(view, reason, record, looking)
        if isinstance(record, ClaimRecord)
        else item_of_rereading(view, record, looking)
        for reason, record in waiting[first : first + limit]
    )
    return Queue(
        pin=pin_of(view),
        count=len(waiting),
        items=tuple(items),
        first=first,
        reasons=tuple((reason, len(found[reason])) for reason in Waiting if found[reason]),
        kinds=tuple(sorted(Counter(_kind(view, record) for _, record in every).items())),
    )


def _kind(view: View, record: ClaimRecord | RereadingRecord) -> str:
    if isinstance(record, ClaimRecord):
        return record.claim.kind
    if record.claim is not None:
        return record.claim.kind
    standing = view.claim(record.target)
    return "" if standing is None else standing.claim.kind


def item_of_rereading(
    view: View, record: RereadingRecord, looking: _Looking | None = None
) -> QueueItem:
    """A difference of readings as the queue shows it."""
    standing = view.claim(record.target)
    claim = record.claim if standing is None else standing.claim
    assert claim is not None
    shown = ClaimRecord(asserted_on=record.asserted_on, document=record.document, claim=claim)
    item = _item(view, Waiting.REREAD, shown, looking or _Looking(view))
    words = view.words_on(record.id)
    return replace(
        item, name=record.id, change=record.change, proposed=record.claim,
        said=(*item.said, *words.verdicts, *words.notes), suggestions=(),
    )  # fmt: skip


def item_of(view: View, record: ClaimRecord) -> QueueItem:
    """One claim as the queue would show it, whether it waits or not."""
    looking = _Looking(view)
    reason = _reason(view, record, looking) or Waiting.UNREVIEWED
    return _item(view, reason, record, looking)


class _Looking:
    """What the claims of a view are compared with."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.entries = (*(record.entry for record in view.entries), *judged_new(view))
        self.things = Things(view)
        self.settled = settled_flows(view, self.things, self.entries)
        self.refused = {
            name for link in self.things.clusters.refused for name in (link.left, link.right)
        }

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Claims that can be the same thing as others."""
        return tuple(reports_of(self._view, self._view.claims(COMPARED_TOPICS)))


def _reason(view: View, record: ClaimRecord, looking: _Looking) -> Waiting | None:
    status = view.reviewed(record)
    if status is Reviewed.CONTESTED or record.key in looking.refused:
        return Waiting.CONTESTED
    is_flow = (
        isinstance(record.claim, AmountClaim)
        and record.claim.about_aid
        and record.claim.nature is not None
        and record.claim.nature.value == "flow"
    )
    if is_flow and record.key not in looking.settled and may_be_booked(record):
        return Waiting.FLOW
    return Waiting.UNREVIEWED if status is Reviewed.MACHINE else None


def _item(view: View, reason: Waiting, record: ClaimRecord, looking: _Looking) -> QueueItem:
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
        sources=looking.things.sources_of(record.key),
        suggestions=_suggested(view, reason, record, looking),
    )


def _suggested(
    view: View, reason: Waiting, record: ClaimRecord, looking: _Looking
) -> tuple[Suggestion, ...]:
    """Booked entries and other reports that it may be, but is not judged to be, best first."""
    found = []
    if reason is Waiting.FLOW:
        found = [
            Suggestion(name=item.entry, score=item.score, reasons=item.reasons)
            for item in suggestions_for(record, looking.entries)
        ]
    own = report_of(record)
    judged = {name for link in view.links_of(record.key) for name in link.pair}
    for report in looking.reports:
        if report.name == own.name or report.name in judged:
            continue
        likeness = alike(own, report)
        if likeness is not None:
            found.append(
                Suggestion(name=report.name, score=likeness.score, reasons=likeness.reasons)
            )
    best = sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.name))
    return tuple(best[:_MOST_SUGGESTIONS])
