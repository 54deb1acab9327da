"""The record as known on a day: what questions read.

A view never changes: it is pinned by its `Knowledge`. Records withdrawn by then are left
out (their withdrawal is itself a record, known from its own day). Claims come as people's
reviews have left them: corrected ones corrected, rejected ones not at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.encoding import decode
from aidledger.ledger.knowledge import Knowledge, KnownBy
from aidledger.ledger.lookup import (
    ADDRESS,
    BALANCE,
    DUE,
    ENTRY,
    JUDGED,
    LINK,
    LINKED,
    NAMES,
    RESTATES,
    due_day,
    links_of,
    named_pairs,
    word,
)
from aidledger.ledger.reviewing import (
    NOBODY,
    Reviewed,
    Words,
    as_reviewed,
    reviewed,
    words_by_target,
)
from aidledger.ledger.storage.port import Storage
from aidledger.ledger.topics import AMOUNT_OTHER, topic_of
from aidledger.model.claims import AmountClaim
from aidledger.model.links import Link
from aidledger.model.records import (
    BalanceRecord,
    ClaimRecord,
    DecisionRecord,
    DocumentRecord,
    EntryRecord,
    JudgementRecord,
    RateRecord,
    Record,
    Recorded,
    RereadingRecord,
    ReviewRecord,
    SameThing,
    SightingRecord,
    TermRecord,
    WithdrawalRecord,
)

Kind = TypeVar("Kind", bound=Record)
# Sequence number of a record, and the name that the index keeps for it.
Place = tuple[int, str]
_NO_DAY = "9999"
# After every name of a record.
_NO_NAME = "\U0010ffff"


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
        placed = self._storage.placed(self.knowledge.vintage)
        return None if placed is None else placed.hash

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
    def rates(self) -> tuple[RateRecord, ...]:
        """Reference rates that stand."""
        return self._standing(RateRecord)

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

    def claims_as_read(self, document: str | None = None) -> tuple[ClaimRecord, ...]:
        """Claims that stand, before any review; of one document, or (None) of all."""
        return tuple(
            record
            for record in self._standing(ClaimRecord)
            if document is None or record.document == document
        )

    @cached_property
    def rereadings(self) -> tuple[RereadingRecord, ...]:
        """Differences that reading again found, decided or not."""
        return self._standing(RereadingRecord)

    @property
    def spoken_of(self) -> frozenset[str]:
        """Names of the records of which people say something."""
        return frozenset(self._words)

    def words_on(self, name: str) -> Words:
        """What people say of a record."""
        return self._words.get(name, NOBODY)

    def reviewed(self, record: ClaimRecord) -> Reviewed:
        """Who stands behind a claim of this view."""
        return reviewed(record.claim, self.words_on(record.key))

    @cached_property
    def _words(self) -> Mapping[str, Words]:
        return words_by_target(self.reviews)

    def entries_of(self, donor: str, recipient: str) -> tuple[EntryRecord, ...]:
        """Entries that stand with an end at this donor for this recipient."""
        return self._at(EntryRecord, self._found(word(ENTRY, donor, recipient)))

    def balances_of(self, donor: str, recipient: str) -> tuple[BalanceRecord, ...]:
        """Imported balance assertions that stand, about this donor and recipient."""
        return self._at(BalanceRecord, self._found(word(BALANCE, donor, recipient)))

    def claims_of(
        self,
        topics: Sequence[str],
        donor: str,
        recipient: str,
        *,
        since: date | None = None,
        until: date | None = None,
        among: Set[str] | None = None,
        without: Set[str] = frozenset(),
    ) -> tuple[ClaimRecord, ...]:
        """Amounts that stand, as reviewed, and name this donor and this recipient.

        Args:
            topics: `amount/...` (`aidledger.ledger.topics`).
            since, until: first and last day on which they were said; None = no limit.
            among: only claims with these ids; None = all.
            without: not those with these.
        """
        first = "" if since is None else since.isoformat()
        last = _NO_DAY if until is None else until.isoformat()

        def is_meant(record: ClaimRecord) -> bool:
            said_on = "" if record.asserted_on is None else record.asserted_on.isoformat()
            return (
                topic_of(record) in topics
                and (donor, recipient) in named_pairs(record.claim)
                and (not said_on or first <= said_on <= last)
            )

        terms = [word(topic, donor, recipient) for topic in topics]
        dated = (item for term in terms for item in self._found(term, first, last))
        corrected = (item for term in terms for item in self._found(term, "", ""))
        places = (
            (seq, name)
            for seq, name in (*dated, *corrected)
            if name not in without and (among is None or name in among)
        )
        return self._claims_at(places, is_meant)

    def claims_restating(self, claims: Iterable[str]) -> tuple[ClaimRecord, ...]:
        """Amounts about aid that stand, as reviewed, and say again what one of these says."""
        restated = frozenset(claims)

        def is_meant(record: ClaimRecord) -> bool:
            claim = record.claim
            return (
                isinstance(claim, AmountClaim)
                and claim.restates in restated
                and topic_of(record) != AMOUNT_OTHER
            )

        places = (item for claim in restated for item in self._found(RESTATES, claim, claim))
        return self._claims_at(places, is_meant)

    def claims_due(self, since: date) -> tuple[ClaimRecord, ...]:
        """Claims of any kind that stand and name a day from this one on as their last."""
        first = since.isoformat()

        def is_meant(record: ClaimRecord) -> bool:
            return (due_day(record.claim) or "") >= first and topic_of(record) != AMOUNT_OTHER

        return self._claims_at(self._found(DUE, first), is_meant)

    def is_about(self, document: str, donor: str, recipient: str) -> bool:
        """True when an amount of the document that stands names this donor and recipient."""

        def is_meant(record: ClaimRecord) -> bool:
            return (
                record.document == document
                and topic_of(record) != AMOUNT_OTHER
                and (donor, recipient) in named_pairs(record.claim)
            )

        term = word(NAMES, donor, recipient)
        read = self._found(term, document, document)
        if any(self._is_as_read(name, document) for _, name in read):
            return True
        return bool(
            self._claims_at(read[:1], is_meant)
            or self._claims_at((*read[1:], *self._corrected(term)), is_meant)
        )

    def _corrected(self, term: str) -> list[Place]:
        """What corrections put under a term; asked once for each document, found once."""
        if term not in self._corrected_found:
            self._corrected_found[term] = self._found(term, "", "")
        return self._corrected_found[term]

    @cached_property
    def _corrected_found(self) -> dict[str, list[Place]]:
        return {}

    def _is_as_read(self, claim: str, document: str) -> bool:
        """True for a claim that stands and of which nobody has said anything: it is as indexed."""
        gone = self.withdrawals
        return (
            claim not in self._words
            and (ClaimRecord.type, claim) not in gone
            and (DocumentRecord.type, document) not in gone
        )

    def judged(self, verdict: SameThing) -> frozenset[str]:
        """Ids of the records of which a judgement that stands says so, as its left."""
        withdrawn = self._withdrawn_places
        found = self._found(word(JUDGED, verdict.value))
        return frozenset(name for seq, name in found if seq not in withdrawn)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """What judgements that stand say of pairs of records: same, or different things."""
        return self._links(self._found(LINK))

    def links_of(self, name: str) -> tuple[Link, ...]:
        """The same, of the pairs that one record is in."""
        return self._links(self._found(word(LINKED, name), last=_NO_NAME))

    def linked_with(self, names: Iterable[str]) -> frozenset[str]:
        """Names that a judgement that stands links straight with one of these, same or not.

        A record with thousands of links is met in one answer: only their ends are read.
        """
        withdrawn = sorted(self._withdrawn_places)
        linked: set[str] = set()
        for name in names:
            linked |= self._storage.lookup_places(
                word(LINKED, name), withdrawn, known_on=self._limit, up_to=self._newest_known
            )
        return frozenset(linked)

    def _links(self, found: list[Place]) -> tuple[Link, ...]:
        withdrawn = self._withdrawn_places
        return tuple(links_of(name for seq, name in found if seq not in withdrawn))

    @cached_property
    def contested(self) -> frozenset[str]:
        """Ids of the claims about which reviewers disagree."""
        return frozenset(name for name, words in self._words.items() if words.is_contested)

    def documents_at(self, address: str) -> tuple[str, ...]:
        """Ids of the documents that were met at an address, in order of record."""
        return tuple(dict.fromkeys(name for _, name in self._found(ADDRESS, address, address)))

    @cached_property
    def sightings(self) -> dict[str, tuple[SightingRecord, ...]]:
        """Further places where a text was met, by id of its document."""
        found: dict[str, list[SightingRecord]] = {}
        for record in self._standing(SightingRecord):
            found.setdefault(record.document, []).append(record)
        return {document: tuple(records) for document, records in found.items()}

    def claim(self, name: str) -> ClaimRecord | None:
        """A claim that stands, as reviewed, by its id; None where none is known."""
        record = self._standing_record(ClaimRecord, name)
        return None if record is None else as_reviewed(record, self.words_on(name))

    def document(self, name: str) -> DocumentRecord | None:
        """A document that stands, by its id; None where none is known."""
        return self._standing_record(DocumentRecord, name)

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

    def _standing_record(self, kind: type[Kind], key: str) -> Kind | None:
        found = self.find(kind.type, key)
        if found is None or not self._stands(found.record):
            return None
        assert isinstance(found.record, kind)
        return found.record

    def _found(self, term: str, first: str = "", last: str = _NO_DAY) -> list[Place]:
        """What the index holds for records that are known, withdrawn ones included."""
        return self._storage.lookup(
            term, first, last, known_on=self._limit, up_to=self._newest_known
        )

    @cached_property
    def _limit(self) -> str:
        """Last ISO day on which what is found may have become known."""
        knowledge = self.knowledge
        if knowledge.known is None or knowledge.by is KnownBy.RECORDED:
            return _NO_DAY
        return knowledge.known.isoformat()

    @cached_property
    def _newest_known(self) -> int:
        """Greatest sequence number that counts: times of recording never go back."""
        knowledge = self.knowledge
        if knowledge.known is None or knowledge.by is KnownBy.ASSERTED:
            return knowledge.vintage
        limit = knowledge.known.isoformat()

        def is_later(seq: int) -> bool:
            placed = self._storage.placed(seq)
            return placed is not None and placed.recorded_at[:10] > limit

        return bisect_left(range(1, knowledge.vintage + 1), True, key=is_later)

    def _at(self, kind: type[Kind], places: Iterable[Place]) -> tuple[Kind, ...]:
        """The records at some places that stand, in order of sequence."""
        found = []
        for row in self._storage.rows_at(sorted({seq for seq, _ in places})):
            record = decode(row.type, row.payload)
            assert isinstance(record, kind)
            if self._stands(record):
                found.append(record)
        return tuple(found)

    def _claims_at(
        self, places: Iterable[Place], is_meant: Callable[[ClaimRecord], bool]
    ) -> tuple[ClaimRecord, ...]:
        """Claims at some places, or corrected there, that stand and, as reviewed, are meant."""
        found: dict[int, ClaimRecord] = {}
        named = dict(places)
        if not named:
            return ()
        for row in self._storage.rows_at(sorted(named)):
            of = row if row.type == ClaimRecord.type else self._corrected_at(named[row.seq])
            if of is None or of.seq in found:
                continue
            record = decode(of.type, of.payload)
            assert isinstance(record, ClaimRecord)
            claim = as_reviewed(record, self.words_on(record.key))
            if claim is not None and self._stands(record) and is_meant(claim):
                found[of.seq] = claim
        return tuple(found[seq] for seq in sorted(found))

    def _corrected_at(self, name: str) -> StoredRow | None:
        row = self._storage.find(ClaimRecord.type, name)
        if row is None or row.seq > self.knowledge.vintage:
            return None
        return row if self._is_known(row.asserted_on, row.recorded_at) else None

    @cached_property
    def _withdrawn_places(self) -> frozenset[int]:
        """Sequence numbers of the records that no longer stand."""
        rows = (self._storage.find(*name) for name in self.withdrawals)
        return frozenset(row.seq for row in rows if row is not None)

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
