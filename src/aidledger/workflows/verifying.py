"""Verify a ledger: chain, document hashes, and every quotation, recomputed."""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.ledger.chain import BEFORE_THE_FIRST, recomputed_hash
from aidledger.ledger.encoding import decode
from aidledger.model.evidence import Document
from aidledger.model.records import ClaimRecord, DocumentRecord
from aidledger.workflows.opening import Ledger


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs from what was recorded.

    Args:
        seq: number of the record; what: chain, hash, text or quotation; name: of the record.
    """

    seq: int
    what: str
    name: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what differs."""

    records: int
    documents: int
    quotes: int
    head: str | None
    differences: tuple[Difference, ...]


def verify(ledger: Ledger) -> Verified:
    """Recompute every hash, document and quotation of a ledger."""
    storage = ledger.book.storage
    previous, expected = BEFORE_THE_FIRST, 1
    records = documents = quotes = 0
    found: list[Difference] = []
    for row in storage.rows():
        records += 1
        if row.seq != expected or row.previous != previous:
            found.append(Difference(row.seq, "chain", row.key))
        if recomputed_hash(row) != row.hash:
            found.append(Difference(row.seq, "hash", row.key))
        previous, expected = row.hash, row.seq + 1
        try:
            record = decode(row.type, row.payload)
        except ValueError:
            found.append(Difference(row.seq, "hash", row.key))
            continue
        if isinstance(record, DocumentRecord):
            documents += 1
            text = storage.text(record.id)
            if text is not None and Document(text=text).id != record.id:
                found.append(Difference(row.seq, "text", record.id))
        elif isinstance(record, ClaimRecord):
            quotes += 1
            text = storage.text(record.document)
            claim = record.claim
            if text is not None and text[claim.start : claim.end] != claim.quote:
                found.append(Difference(row.seq, "quotation", claim.id))
    head = previous if records else None
    return Verified(records, documents, quotes, head, tuple(found))
