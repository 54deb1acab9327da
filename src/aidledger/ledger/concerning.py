"""The last record that can concern a donor and recipient: their answers stand still until then.

What was recorded since concerns others, so that an answer at this vintage is the answer at the
newest. Too many records may be said to concern a pair, never too few: a word of a person (a
review, a judgement, a withdrawal) concerns everybody, because links lead anywhere. A vintage
never parts a batch: it ends where the document or table ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import partial

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.encoding import decode
from aidledger.ledger.lookup import BALANCE, DUE, ENTRY, NAMES, RESTATES, lookup_rows, word
from aidledger.ledger.storage.port import Storage
from aidledger.model.claims import AmountClaim
from aidledger.model.records import (
    BalanceRecord,
    ClaimRecord,
    DecisionRecord,
    DocumentRecord,
    EntryRecord,
    JudgementRecord,
    NoteRecord,
    RateRecord,
    Record,
    RereadingRecord,
    ReviewRecord,
    SightingRecord,
    TermRecord,
    WithdrawalRecord,
)

Pair = tuple[str, str]

# Concern those whom they name; any other record concerns everybody, but a document those
# whom its claims name already.
_NAMING: tuple[type[Record], ...] = (ClaimRecord, EntryRecord, BalanceRecord)
# Leave every earlier vintage as it was; any other record may take something out of the past.
_ADDING: tuple[type[Record], ...] = (
    *_NAMING, DecisionRecord, DocumentRecord, JudgementRecord, NoteRecord, RateRecord,
    RereadingRecord, ReviewRecord, SightingRecord, TermRecord, WithdrawalRecord,
)  # fmt: skip
_NAMING_TYPES = frozenset(kind.type for kind in _NAMING)
_ADDING_TYPES = frozenset(kind.type for kind in _ADDING)
# The claims of a document that name a donor and recipient decide for these of its claims.
_OF_DOCUMENT = frozenset({DUE, RESTATES})
# So many records are read one by one; among more, the index finds those that matter.
_FEW = 400
# Where rows are read from the last to the first, so many come first.
_STRETCH = 400
_NO_DAY = "9999"
_LAST_PLACE = "\U0010ffff"


def last_concerning(storage: Storage, pair: Pair, *, up_to: int, since: int = 1) -> int | None:
    """The end of the last batch with a record that can concern a donor and recipient.

    Args:
        pair: donor and recipient, ids of the catalogue.
        up_to: greatest sequence number that counts.
        since: smallest sequence number that is looked at.

    Returns:
        A sequence number not above `up_to`; None where no record of these concerns them.
    """
    find = _among_few if up_to - since < _FEW else _by_index
    last = find(storage, pair, since, up_to)
    return None if last is None else _end_of_batch(storage, last, up_to)


def changes_the_past(storage: Storage, *, since: int, up_to: int) -> bool:
    """True where one of some records takes something out of earlier vintages: a removed text."""
    return any(row.type not in _ADDING_TYPES for row in storage.rows(since=since, up_to=up_to))


def _among_few(storage: Storage, pair: Pair, since: int, up_to: int) -> int | None:
    concerns = partial(_concerns, storage, pair)
    return max(
        (row.seq for row in storage.rows(since=since, up_to=up_to) if concerns(row)), default=None
    )


def _by_index(storage: Storage, pair: Pair, since: int, up_to: int) -> int | None:
    concerns = partial(_concerns, storage, pair)
    found = [seq for term in _words(pair) for seq, _ in _looked_up(storage, term, up_to)]
    last = max((seq for seq in found if seq >= since), default=since - 1)
    for rows in _backwards(storage, last + 1, up_to):
        others = [row for row in rows if row.type not in _NAMING_TYPES]
        last = max((row.seq for row in others if concerns(row)), default=last)
        if rows and last >= rows[0].seq:
            break
    of_documents = {
        seq for term in _OF_DOCUMENT for seq, _ in _looked_up(storage, term, up_to) if seq > last
    }
    for seq in sorted(of_documents, reverse=True):
        (row,) = storage.rows(since=seq, up_to=seq)
        if concerns(row):
            return seq
    return last if last >= since else None


def _words(pair: Pair) -> frozenset[str]:
    """Words of the index under which whatever names the pair is found."""
    return frozenset(word(term, *pair) for term in (NAMES, ENTRY, BALANCE))


def _looked_up(
    storage: Storage, term: str, up_to: int, first: str = "", last: str = _LAST_PLACE
) -> list[tuple[int, str]]:
    return storage.lookup(term, first, last, known_on=_NO_DAY, up_to=up_to)


def _concerns(storage: Storage, pair: Pair, row: StoredRow) -> bool:
    record = decode(row.type, row.payload)
    if isinstance(record, DocumentRecord):
        return _names(storage, record.id, pair, row.seq)
    if isinstance(record, TermRecord):
        return record.donor == pair[0] and record.recipient in (None, pair[1])
    if row.type not in _NAMING_TYPES:
        return True
    found = {item.word for item in lookup_rows(row, record)}
    if found & _words(pair):
        return True
    return (
        isinstance(record, ClaimRecord)
        and bool(found & _OF_DOCUMENT)
        and any(
            _is_about(storage, document, pair, row.seq)
            for document in (record.document, _restated_in(storage, record))
        )
    )


def _restated_in(storage: Storage, record: ClaimRecord) -> str:
    """The document of the claim that one restates; "" where there is none."""
    claim = record.claim
    if not isinstance(claim, AmountClaim) or claim.restates is None:
        return ""
    restated = storage.find(ClaimRecord.type, claim.restates)
    found = None if restated is None else decode(restated.type, restated.payload)
    return found.document if isinstance(found, ClaimRecord) else ""


def _is_about(storage: Storage, document: str, pair: Pair, up_to: int) -> bool:
    """True where an amount of the document names the pair, or a corrected one may."""
    return any(_names(storage, place, pair, up_to) for place in (document, ""))


def _names(storage: Storage, document: str, pair: Pair, up_to: int) -> bool:
    return bool(_looked_up(storage, word(NAMES, *pair), up_to, document, document))


def _backwards(storage: Storage, since: int, up_to: int) -> Iterator[list[StoredRow]]:
    """Rows in ever longer stretches from the last to the first, in order within each."""
    last, length = up_to, _STRETCH
    while last >= since:
        first = max(since, last - length + 1)
        yield list(storage.rows(since=first, up_to=last))
        last, length = first - 1, length * 4


def _end_of_batch(storage: Storage, seq: int, up_to: int) -> int:
    """The last record that was recorded at the same moment; times never go back."""

    def moment(place: int) -> str:
        placed = storage.placed(place)
        assert placed is not None
        return placed.recorded_at

    return seq + bisect_right(range(seq + 1, up_to + 1), moment(seq), key=moment)
