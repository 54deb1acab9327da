"""The record as known on a day: what questions read.

A view never changes: it is pinned by its `Knowledge`. Records withdrawn by then are left
out (their withdrawal is itself a record, known from its own day). Claims come as people's
reviews have left them: corrected ones corrected, rejected ones not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from aidledger.ledger.encoding import decode
from aidledger.ledger.knowledge import Knowledge, KnownBy
from aidledger.ledger.reviewing import (
    NOBODY,
    Reviewed,
    Words,
    as_reviewed,
    reviewed,
    words_by_target,
)
from aidledger.ledger.storage.port import Storage
from aidledger.ledger.topics import topic_of
from aidledger.model.records import (
    BalanceRecord,
    ClaimRecord,
    DecisionRecord,
    DocumentRecord,
    EntryRecord,
    JudgementRecord,
    Record,
    Recorded,
    ReviewRecord,
    TermRecord,
    WithdrawalRecord,
)

Kind = TypeVar("Kind", bound=Record)


class View:
    """Everything known at one state of knowledge.

    Args:
        storage: where the records lie.
        knowledge: what counts.
    """

    def __init__(self, storage: Storage, knowledge: Knowledge) -> None:
        self._storage = storage
        self.knowledge = knowledge

    @cached_property
    def head(self) -> str | None:
        """Hash of the last record that counts; None before the first."""
        for row in self._storage.rows(up_to=self.knowledge.vintage, since=self.knowledge.vintage):
            return row.hash
        return None

    @cached_property
    def entries(self) -> tuple[EntryRecord, ...]:
        """Booked entries that stand, in order of sequence."""
        return self._standing(EntryRecord)

    @cached_property
    def balances(self) -> tuple[BalanceRecord, ...]:
        """Imported balance assertions that stand."""
        return self._standing(BalanceRecord)

    @cached_property
    def terms(self) -> tuple[TermRecord, ...]:
        """Days on which something ends."""
        return self._standing(TermRecord)

    @cached_property
    def decisions(self) -> tuple[DecisionRecord, ...]:
        """Decisions that stand."""
        return self._standing(DecisionRecord)

    @cached_property
    def judgements(self) -> tuple[JudgementRecord, ...]:
        """Judgements that stand."""
        return self._standing(JudgementRecord)

    @cached_property
    def reviews(self) -> tuple[ReviewRecord, ...]:
        """Reviews that stand."""
        return self._standing(ReviewRecord)

    @cached_property
    def documents(self) -> dict[str, DocumentRecord]:
        """Documents by id."""
        return {record.id: record for record in self._standing(DocumentRecord)}

    def claims(self, topics: Sequence[str]) -> tuple[ClaimRecord, ...]:
        """Claims of some topics that stand, as reviewed (`aidledger.ledger.topics`)."""
        found = [
            claim
            for record in self._standing(ClaimRecord, topics)
            if (claim := as_reviewed(record, self.words_on(record.key))) is not None
            and (record is claim or topic_of(claim) in topics)
        ]
        return (*found, *self._moved_to(topics))

    def _moved_to(self, topics: Sequence[str]) -> Iterator[ClaimRecord]:
        """Claims that a correction has brought to these topics from another."""
        corrected = (name for name, words in self._words.items() if _corrects(words))
        for name in sorted(corrected):
            found = self.find(ClaimRecord.type, name)
            if found is None or not self._stands(found.record):
                continue
            assert isinstance(found.record, ClaimRecord)
            claim = as_reviewed(found.record, self.words_on(name))
            was = topic_of(found.record)
            if claim is not None and was not in topics and topic_of(claim) in topics:
                yield claim

    def words_on(self, name: str) -> Words:
        """What people say of a record."""
        return self._words.get(name, NOBODY)

    def reviewed(self, record: ClaimRecord) -> Reviewed:
        """Who stands behind a claim of this view."""
        return reviewed(record.claim, self.words_on(record.key))

    @cached_property
    def _words(self) -> Mapping[str, Words]:
        return words_by_target(self.reviews)

    def find(self, record_type: str, key: str) -> Recorded | None:
        """The record of this name if it is known and recorded, withdrawn or not."""
        row = self._storage.find(record_type, key)
        if row is None or row.seq > self.knowledge.vintage:
            return None
        found = Recorded(
            seq=row.seq,
            recorded_at=datetime.fromisoformat(row.recorded_at),
            record=decode(row.type, row.payload),
        )
        return found if self._is_known(row.asserted_on, row.recorded_at) else None

    def text(self, document: str) -> str | None:
        """The text of a document; None = removed by law or not here."""
        return self._storage.text(document)

    @cached_property
    def withdrawals(self) -> dict[tuple[str, str], WithdrawalRecord]:
        """Withdrawals that stand, by type and key of what they withdraw."""
        standing: dict[tuple[str, str], WithdrawalRecord] = {}
        # A withdrawal can only be undone by a later one, so the last ones are settled first.
        for item in reversed(list(self._known(WithdrawalRecord))):
            if (item.type, item.key) not in standing:
                standing[item.target_type, item.target] = item
        return standing

    def _standing(self, kind: type[Kind], topics: Sequence[str] = ()) -> tuple[Kind, ...]:
        return tuple(record for record in self._known(kind, topics) if self._stands(record))

    def _stands(self, record: Record) -> bool:
        """False for what was withdrawn, and for what a withdrawn document says."""
        withdrawn = self.withdrawals
        if not withdrawn:
            return True
        document = record.document if isinstance(record, ClaimRecord) else None
        return (record.type, record.key) not in withdrawn and (
            document is None or (DocumentRecord.type, document) not in withdrawn
        )

    def _known(self, kind: type[Kind], topics: Sequence[str] = ()) -> Iterator[Kind]:
        for row in self._storage.rows(
            types=(kind.type,), topics=topics, up_to=self.knowledge.vintage
        ):
            if self._is_known(row.asserted_on, row.recorded_at):
                record = decode(row.type, row.payload)
                assert isinstance(record, kind)
                yield record

    def _is_known(self, asserted_on: str | None, recorded_at: str) -> bool:
        if self.knowledge.known is None:
            return True
        limit = self.knowledge.known.isoformat()
        recorded_on = recorded_at[:10]
        if self.knowledge.by is KnownBy.RECORDED:
            return recorded_on <= limit
        return (asserted_on or recorded_on) <= limit


def _corrects(words: Words) -> bool:
    return any(review.corrected is not None for review in words.verdicts)
