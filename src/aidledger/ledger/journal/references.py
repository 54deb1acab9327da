"""Which records a record speaks of: each must be there, in the ledger or in the same journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aidledger.model.records import (
    Citation,
    ClaimRecord,
    DecisionRecord,
    DocumentRecord,
    EntryRecord,
    JudgementRecord,
    ReadingChange,
    Record,
    RereadingRecord,
    ReviewRecord,
    SightingRecord,
    TombstoneRecord,
    WithdrawalRecord,
)

ANY_TYPE = ""


def references_of(record: Record) -> Iterator[tuple[str, str]]:
    """Type and key of each record that this one speaks of; type "" = of any type."""
    if isinstance(record, (ClaimRecord, SightingRecord, TombstoneRecord, RereadingRecord)):
        yield DocumentRecord.type, record.document
    citation: Citation | None = getattr(record, "citation", None)
    if citation is not None:
        yield DocumentRecord.type, citation.document
    if isinstance(record, EntryRecord) and record.entry.decision is not None:
        yield DecisionRecord.type, record.entry.decision
    if isinstance(record, DecisionRecord):
        for ground in record.grounds:
            yield ANY_TYPE, ground
    if isinstance(record, JudgementRecord):
        yield ANY_TYPE, record.left
        if record.right is not None:
            yield ANY_TYPE, record.right
    if isinstance(record, RereadingRecord) and record.change is not ReadingChange.ADDED:
        yield ClaimRecord.type, record.target
    if isinstance(record, ReviewRecord):
        yield ANY_TYPE, record.target
    if isinstance(record, WithdrawalRecord):
        yield record.target_type, record.target
        if record.replacement is not None:
            yield record.target_type, record.replacement


def unknown_references(
    record: Record, is_known: Callable[[str, str], bool]
) -> tuple[tuple[str, str], ...]:
    """Those of them that are not known."""
    return tuple(pair for pair in references_of(record) if not is_known(*pair))
