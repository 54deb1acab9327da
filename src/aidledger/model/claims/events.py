"""Claims about events: meetings, handovers, restrictions, deadlines."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from aidledger.model.claims.common import Claim
from aidledger.model.parties import Named


class MeetingStatus(StrEnum):
    """As the sentence has it, at the document's date."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class MeetingFormat(StrEnum):
    """Face to face, or by telephone or video."""

    IN_PERSON = "in_person"
    CALL = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClaim(Claim):
    """A meeting or a call.

    Args:
        participants: persons and bodies, in the order of the text.
        place: English short name where known, else as printed; None = not said.
        date, date_end: ISO date, or month (2024-06); None = not said.
        disputed: True when one side denies it in the same document.
    """

    kind: ClassVar[str] = "meeting"

    participants: tuple[Named, ...]
    place: str | None = None
    date: str | None = None
    date_end: str | None = None
    status: MeetingStatus
    format: MeetingFormat = MeetingFormat.IN_PERSON
    disputed: bool = False


class RestrictionStatus(StrEnum):
    """State of a restriction at the document's date."""

    IN_FORCE = "in_force"
    EASED = "eased"
    TIGHTENED = "tightened"
    LIFTED = "lifted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionClaim(Claim):
    """A ban, a blocked aid, a condition of use, a refusal."""

    kind: ClassVar[str] = "restriction"

    issuer: Named | None
    target: Named | None
    object: str
    territory: str | None = None
    status: RestrictionStatus = RestrictionStatus.IN_FORCE


class HandoverScope(StrEnum):
    """How much of the function passes."""

    FULL = "full"
    PARTIAL = "partial"


class HandoverStatus(StrEnum):
    """How far the handover is."""

    DECIDED = "decided"
    STARTED = "started"
    EFFECTIVE = "effective"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverClaim(Claim):
    """A responsibility passes from one party to another.

    Args:
        function: what passes, in the text's words.
        from_, to: giver and taker (`from` and `to` in the contract).
        decided, started, effective: ISO dates where the text gives them.
    """

    kind: ClassVar[str] = "handover"

    function: str
    from_: Named | None = field(metadata={"name": "from"})
    to: Named | None
    scope: HandoverScope | None = None
    status: HandoverStatus = HandoverStatus.EFFECTIVE
    decided: str | None = None
    started: str | None = None
    effective: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineClaim(Claim):
    """A day after which something lapses or by which it is promised (ISO date or month)."""

    kind: ClassVar[str] = "deadline"

    date: str | None
    event: str
