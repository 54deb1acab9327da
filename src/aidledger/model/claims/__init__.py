"""The kinds of claims, one file a family."""

from __future__ import annotations

from aidledger.model.claims.common import Claim, Confidence, Modality, Polarity, claim_id
from aidledger.model.claims.events import (
    DeadlineClaim,
    HandoverClaim,
    HandoverScope,
    HandoverStatus,
    MeetingClaim,
    MeetingFormat,
    MeetingStatus,
    RestrictionClaim,
    RestrictionStatus,
)
from aidledger.model.claims.money import (
    DOUBTFUL_SCALE,
    AidKind,
    AmountClaim,
    AuthorityEffect,
    ItemClaim,
    LegalAuthority,
    Nature,
    Stage,
)
from aidledger.model.claims.offices import TenureClaim, TenureStatus
from aidledger.model.claims.speech import (
    DenialClaim,
    DenialScope,
    PromiseClaim,
    SpeechAct,
    SpeechMode,
    StatementClaim,
)

CLAIM_KINDS: tuple[type[Claim], ...] = (
    AmountClaim,
    ItemClaim,
    StatementClaim,
    DenialClaim,
    MeetingClaim,
    TenureClaim,
    RestrictionClaim,
    HandoverClaim,
    DeadlineClaim,
    PromiseClaim,
)

__all__ = [
    "CLAIM_KINDS",
    "DOUBTFUL_SCALE",
    "AidKind",
    "AmountClaim",
    "AuthorityEffect",
    "Claim",
    "Confidence",
    "DeadlineClaim",
    "DenialClaim",
    "DenialScope",
    "HandoverClaim",
    "HandoverScope",
    "HandoverStatus",
    "ItemClaim",
    "LegalAuthority",
    "MeetingClaim",
    "MeetingFormat",
    "MeetingStatus",
    "Modality",
    "Nature",
    "Polarity",
    "PromiseClaim",
    "RestrictionClaim",
    "RestrictionStatus",
    "SpeechAct",
    "SpeechMode",
    "Stage",
    "StatementClaim",
    "TenureClaim",
    "TenureStatus",
    "claim_id",
]
