"""The title of a listing: what its rows come to, as a sentence.

In: an answer made of rows and a language. Out: words. Counts and days only: nothing is judged
that the rows do not say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aidledger.publishing.actor_names import actor_name
from aidledger.publishing.sketches import day_text
from aidledger.questions.denials import ClaimStatus
from aidledger.questions.due import DeadlineRow
from aidledger.questions.meetings import MeetingState
from aidledger.questions.offices import Hold
from aidledger.questions.promises import PromiseVerdict
from aidledger.questions.restrictions import RestrictionState
from aidledger.questions.rows import RowsAnswer
from aidledger.questions.stale import StaleRow
from aidledger.questions.statements import StatementRow
from aidledger.questions.timeline import TimelineRow
from aidledger.wording.loading import label, page_phrase

# Of which rows a title tells the number, by listing.
_TOLD: Mapping[str, Callable[[Any], bool]] = {
    "claims": lambda row: row.status in (ClaimStatus.DENIED_BY_PARTY, ClaimStatus.CHALLENGED),
    "meetings": lambda row: row.state is MeetingState.DISPUTED,
    "offices": lambda row: row.hold in (Hold.INCOMING, Hold.CONDITIONAL, Hold.RUMOURED),
    "restrictions": lambda row: row.state is RestrictionState.IN_FORCE,
    "handovers": lambda row: bool(row.contested),
    "promises": lambda row: row.verdict in (PromiseVerdict.NOT, PromiseVerdict.PARTLY),
}


def listing_finding(name: str, answer: RowsAnswer, language: str) -> str:
    """The title of the listing of this name."""
    rows = answer.rows
    if not rows:
        return page_phrase(f"listing.findings.{name}.nothing", language)
    details = {"count": len(rows), **_details(answer, language)}
    if name in _TOLD:
        told = sum(map(_TOLD[name], rows))
        form = "some" if told else "none"
        return page_phrase(
            f"listing.findings.{name}.{form}", language, n=told, told=told, **details
        )
    return page_phrase(f"listing.findings.{name}.some", language, **{"n": len(rows), **details})


def _details(answer: RowsAnswer, language: str) -> dict[str, object]:
    """What titles of some kinds of rows name beside a number."""
    first = answer.rows[0]
    if isinstance(first, TimelineRow):
        days = [row.day for row in answer.rows if isinstance(row, TimelineRow) and row.day < "9999"]
        return {
            "first": day_text(min(days, default=None), language),
            "last": day_text(max(days, default=None), language),
        }
    if isinstance(first, StatementRow):
        speakers = {row.speaker for row in answer.rows if isinstance(row, StatementRow)}
        return {"speakers": len(speakers - {None})}
    if isinstance(first, DeadlineRow):
        ahead = [row for row in answer.rows if isinstance(row, DeadlineRow) and _is_ahead(row)]
        due = ahead[0] if ahead else first
        return {"due": day_text(due.due, language), "n": due.days or 0, "days": due.days or 0}
    if isinstance(first, StaleRow):
        return {
            "donor": actor_name(first.donor, language),
            "recipient": actor_name(first.recipient, language),
            "channel": label("channel", first.channel, language),
        }
    return {}


def _is_ahead(row: DeadlineRow) -> bool:
    return row.days is not None and row.days >= 0
