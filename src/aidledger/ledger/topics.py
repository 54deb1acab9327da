"""Topics: the word by which storage finds the records that a question needs."""

from __future__ import annotations

from aidledger.model.claims import AmountClaim, Claim
from aidledger.model.claims.money import Nature
from aidledger.model.records import ClaimRecord, Record

AMOUNT_FLOW = "amount/flow"
AMOUNT_BALANCE = "amount/balance"
AMOUNT_OTHER = "amount/other"


def topic_of(record: Record) -> str:
    """The topic of a record: the kind of a claim, with the nature of an amount; else ""."""
    return topic_of_claim(record.claim) if isinstance(record, ClaimRecord) else ""


def topic_of_claim(claim: Claim) -> str:
    """The kind of a claim, with the nature of an amount."""
    if not isinstance(claim, AmountClaim):
        return claim.kind
    if not claim.about_aid or claim.nature is None:
        return AMOUNT_OTHER
    return AMOUNT_FLOW if claim.nature is Nature.FLOW else AMOUNT_BALANCE
