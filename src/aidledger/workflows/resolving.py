"""Let the rules judge which reports are the same thing, as records that can be withdrawn.

A rule's judgement has a name made of the rule and the pair: running the rules again changes
nothing, and one that a person withdrew is not made again by the same version of the rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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
    claims, entries = view.claims(COMPARED_TOPICS), view.entries
    reports = tuple(reports_of(view, claims))
    proposals = certain(reports, (record.entry for record in entries))
    known_on = {record.key: record.asserted_on for record in (*claims, *entries)}
    made = [_judgement(view, proposal, known_on) for proposal in proposals]
    fresh = [item for item in made if book.find(JudgementRecord.type, item.id) is None]
    appended = book.append(fresh, now)
    return Resolved(len(reports), appended.added, len(proposals) - len(fresh), appended.vintage)


def _judgement(
    view: View, proposal: Proposal, known_on: Mapping[str, date | None]
) -> JudgementRecord:
    key = f"{proposal.rule}\n{proposal.left}\n{proposal.right}"
    days = (known_on[name] or _recorded_on(view, name) for name in (proposal.left, proposal.right))
    return JudgementRecord(
        asserted_on=max(days),
        id="S-" + hashlib.sha256(key.encode()).hexdigest()[:16],
        left=proposal.left, right=proposal.right, verdict=SameThing.SAME,
        score=proposal.score, reasons=proposal.reasons, by=proposal.rule,
    )  # fmt: skip


def _recorded_on(view: View, name: str) -> date:
    """The day from which a record without a day of its own is known."""
    found = view.find(ClaimRecord.type, name) or view.find(EntryRecord.type, name)
    assert found is not None
    return found.known_on
