"""Let the rules judge which reports are the same thing, as records that can be withdrawn.

A rule's judgement has a name made of the rule and the pair: running the rules again changes
nothing, and one that a person withdrew is not made again by the same version of the rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from aidledger.ledger.book import RecordBook
from aidledger.ledger.view import View
from aidledger.model.records import ClaimRecord, EntryRecord, JudgementRecord, SameThing
from aidledger.questions.flows import reports_of
from aidledger.questions.queue import COMPARED_TOPICS
from aidledger.resolving.proposing import Proposal, certain


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the rules did.

    Args:
        reports: claims looked at; judged: judgements recorded now; known: made before.
        vintage: number of the last record afterwards.
    """

    reports: int
    judged: int
    known: int
    vintage: int


def judge_by_rules(book: RecordBook, now: datetime) -> Resolved:
    """Record what the rules are certain of."""
    view = book.view()
    reports = tuple(reports_of(view, view.claims(COMPARED_TOPICS)))
    proposals = certain(reports, (record.entry for record in view.entries))
    made = [_judgement(view, proposal) for proposal in proposals]
    fresh = [item for item in made if book.find(JudgementRecord.type, item.id) is None]
    appended = book.append(fresh, now)
    return Resolved(len(reports), appended.added, len(proposals) - len(fresh), appended.vintage)


def _judgement(view: View, proposal: Proposal) -> JudgementRecord:
    key = f"{proposal.rule}\n{proposal.left}\n{proposal.right}"
    return JudgementRecord(
        asserted_on=max(_known_days(view, proposal)),
        id="S-" + hashlib.sha256(key.encode()).hexdigest()[:16],
        left=proposal.left, right=proposal.right, verdict=SameThing.SAME,
        score=proposal.score, reasons=proposal.reasons, by=proposal.rule,
    )  # fmt: skip


def _known_days(view: View, proposal: Proposal) -> Iterator[date]:
    for name in (proposal.left, proposal.right):
        for kind in (ClaimRecord, EntryRecord):
            found = view.find(kind.type, name)
            if found is not None:
                yield found.known_on
