"""The index: small rows by which questions find their records without reading all others.

Derived from the records alone, kept in the same file and written in the same transaction,
so that it is never behind. It can be thrown away and built again at will; `verify` compares
it with the records, row by row. It says where to look, never what is true: a question
decodes the records that it finds.

A row says: under `word`, at `place`, record `seq` is to be found.

| word | place | name |
|---|---|---|
| topic of an amount about aid, donor, recipient | day it was said | id of the claim |
| `names`, donor, recipient | document | id of the claim |
| `restates` | id of the claim restated | id of the claim |
| `due` | day | id of the claim |
| `entry` or `balance`, donor, recipient | | its id |
| `judged`, verdict | | id of the record judged |
| `link` | | what a judgement says of two records: `links_of` reads it |
| `linked`, id of a record | id of the other record | the same |
| `address` | address of a document | its id |
| `private` | | id of a document marked so |

A claim that a review corrects is found by what it was and by what it is now: the rows of the
correction stand under the number of the review, without a day. Whoever looks up claims
therefore asks each, as reviewed, whether it is meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.encoding import canonical, decode
from aidledger.ledger.topics import AMOUNT_OTHER, topic_of_claim
from aidledger.model.accounts import Account
from aidledger.model.claims import AmountClaim, Claim, DeadlineClaim, PromiseClaim
from aidledger.model.entries import Entry
from aidledger.model.links import Link
from aidledger.model.parties import Named
from aidledger.model.records import (
    BalanceRecord,
    ClaimRecord,
    DocumentRecord,
    EntryRecord,
    JudgementRecord,
    Record,
    ReviewRecord,
    SameThing,
    SightingRecord,
)

NAMES = "names"
RESTATES = "restates"
DUE = "due"
ENTRY = "entry"
BALANCE = "balance"
JUDGED = "judged"
LINK = "link"
LINKED = "linked"
ADDRESS = "address"
PRIVATE = "private"

_LINKING = frozenset({SameThing.SAME, SameThing.DIFFERENT})
_WHOLE_DAY = len("2025-01-20")


class LookupRow(NamedTuple):
    """One row of the index.

    Args:
        word, place: what it is found by (see the table of the module).
        seq: the record.
        name: the record, or the record that it speaks of.
        known_on: ISO day from which its source had said it, the day of recording where no
            other is known.
    """

    word: str
    place: str
    seq: int
    name: str
    known_on: str


def word(*parts: str) -> str:
    """The word of some parts.

    >>> word("entry", "US", "UA").split()
    ['entry', 'US', 'UA']
    """
    return "\t".join(parts)


def lookup_rows(row: StoredRow, record: Record | None = None) -> tuple[LookupRow, ...]:
    """The rows of the index for a record, in order.

    Args:
        row: the record as stored.
        record: the same, where it is decoded already.
    """
    known_on = row.asserted_on or row.recorded_at[:10]
    found = _found_by(decode(row.type, row.payload) if record is None else record, known_on)
    if not found:
        return ()
    return tuple(
        LookupRow(term, place, row.seq, name, known_on) for term, place, name in sorted(set(found))
    )


Found = tuple[str, str, str]


def _found_by(record: Record, known_on: str) -> Iterable[Found]:
    if isinstance(record, ClaimRecord):
        return _by_claim(record.claim, record.document, known_on)
    if isinstance(record, EntryRecord):
        return [(word(ENTRY, *pair), "", record.key) for pair in _ends(record.entry)]
    if isinstance(record, BalanceRecord):
        scope = record.balance.scope
        if scope is None:
            return ()
        return [(word(BALANCE, scope.donor, scope.recipient), "", record.key)]
    if isinstance(record, JudgementRecord):
        return _by_judgement(record)
    if isinstance(record, DocumentRecord | SightingRecord):
        return _by_document(record)
    if isinstance(record, ReviewRecord):
        return () if record.corrected is None else _by_claim(record.corrected, "", "")
    return ()


def _by_document(record: DocumentRecord | SightingRecord) -> Iterator[Found]:
    document = record.id if isinstance(record, DocumentRecord) else record.document
    if record.url is not None:
        yield ADDRESS, record.url, document
    if isinstance(record, DocumentRecord) and record.private:
        yield PRIVATE, "", document


def _by_judgement(record: JudgementRecord) -> Iterator[Found]:
    yield word(JUDGED, record.verdict.value), "", record.left
    if record.right is None or record.verdict not in _LINKING:
        return
    score = None if record.score is None else format(record.score, "f")
    is_same = record.verdict is SameThing.SAME
    link = canonical([record.left, record.right, is_same, score, record.id])
    yield LINK, "", link
    yield word(LINKED, record.left), record.right, link
    yield word(LINKED, record.right), record.left, link


def links_of(names: Iterable[str]) -> Iterator[Link]:
    """What rows under `link` or `linked` say."""
    # One call for all: an answer may have to look at many thousands.
    for left, right, is_same, score, judgement in json.loads(f"[{','.join(names)}]"):
        yield Link(left, right, is_same, None if score is None else Decimal(score), judgement)


def _by_claim(claim: Claim, document: str, said_on: str) -> list[Found]:
    found: list[Found] = []
    if isinstance(claim, AmountClaim):
        topic = topic_of_claim(claim)
        if topic == AMOUNT_OTHER:
            return found
        for pair in named_pairs(claim):
            found.append((word(topic, *pair), said_on, claim.id))
            found.append((word(NAMES, *pair), document, claim.id))
        if claim.restates is not None:
            found.append((RESTATES, claim.restates, claim.id))
    day = due_day(claim)
    if day is not None:
        found.append((DUE, day, claim.id))
    return found


def named_pairs(claim: Claim) -> frozenset[tuple[str, str]]:
    """Donors and recipients that an amount names, each with each; none for other claims."""
    if not isinstance(claim, AmountClaim):
        return frozenset()
    return frozenset(product(_ids(claim.donor), _ids(claim.recipient)))


def due_day(claim: Claim) -> str | None:
    """The whole ISO day that a claim names as the last; None for a month, or for none."""
    day = None
    if isinstance(claim, DeadlineClaim):
        day = claim.date
    elif isinstance(claim, AmountClaim | PromiseClaim):
        day = claim.deadline
    return day if day is not None and len(day) == _WHOLE_DAY else None


def _ids(names: tuple[Named, ...] | None) -> tuple[str, ...]:
    return tuple(name.id for name in names or () if name.id is not None)


def _ends(entry: Entry) -> set[tuple[str, str]]:
    return {
        (place.donor, place.recipient)
        for place in (entry.source, entry.target)
        if isinstance(place, Account)
    }
