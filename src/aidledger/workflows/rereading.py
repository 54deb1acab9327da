"""Read stored texts again: what differs from the record is kept for review, nothing else changes.

Claim ids do not depend on rules, so people's decisions stay with their claims. What a person
had already put right, and the reader now finds, is no difference any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from aidledger.catalogue import load_catalogue
from aidledger.ledger.book import RecordBook
from aidledger.ledger.encoding import encode
from aidledger.ledger.reviewing import BY_A_PERSON, as_reviewed
from aidledger.ledger.view import View
from aidledger.model.claims import Claim
from aidledger.model.errors import AidledgerError
from aidledger.model.records import (
    ClaimRecord,
    DocumentRecord,
    ReadingChange,
    Recorded,
    RereadingRecord,
)
from aidledger.resolving.versions import difference_of_readings, says_the_same
from aidledger.workflows.reviewing import find_document, stored_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What reading again found.

    Args:
        documents: texts read; removed: texts that are gone by law.
        unchanged: claims that read as before; settled: differences that people's reviews had
            foreseen.
        found: differences, recorded now or before, that no review has decided.
        recorded: how many of them are new.
    """

    documents: int
    removed: int
    unchanged: int
    settled: int
    found: tuple[RereadingRecord, ...]
    recorded: int
    vintage: int


def reread(book: RecordBook, document: str | None, reader: str, now: datetime) -> Reread:
    """Read one stored text again, or all of them.

    Args:
        document: as in `find_document`; None = every text.
        reader: name and version of what reads now.

    Raises:
        AidledgerError: DOCUMENT_UNKNOWN, DOCUMENT_AMBIGUOUS.
    """
    view = book.view()
    chosen = view.documents.values() if document is None else (find_document(book, document),)
    tally = _Tally()
    claims: dict[str, list[ClaimRecord]] = {}
    for record in view.claims_as_read():
        claims.setdefault(record.document, []).append(record)
    differences = [
        difference
        for about in chosen
        if about.media == "text"
        for difference in _differences(book, view, about, claims.get(about.id, []), reader, tally)
    ]
    fresh = [item for item in differences if book.find(RereadingRecord.type, item.id) is None]
    appended = book.append(fresh, now)
    open_ones = tuple(item for item in differences if not view.words_on(item.id).verdicts)
    return Reread(
        documents=tally.documents, removed=tally.removed, unchanged=tally.unchanged,
        settled=tally.settled, found=open_ones, recorded=appended.added, vintage=appended.vintage,
    )  # fmt: skip


@dataclass(slots=True)
class _Tally:
    documents: int = 0
    removed: int = 0
    unchanged: int = 0
    settled: int = 0


def _differences(
    book: RecordBook,
    view: View,
    about: DocumentRecord,
    records: list[ClaimRecord],
    reader: str,
    tally: _Tally,
) -> Iterator[RereadingRecord]:
    from aidledger.reading.pipeline import read_document

    try:
        document = stored_document(book, about)
    except AidledgerError:
        tally.removed += 1
        return
    tally.documents += 1
    found = book.find(DocumentRecord.type, about.id)
    assert found is not None
    now_read = read_document(document, load_catalogue()).claims
    known = {record.key: record for record in records}
    told = difference_of_readings((record.claim for record in records), now_read)
    tally.unchanged += len(told.same)
    pairs = (
        *((ReadingChange.CHANGED, old.id, new) for old, new in told.changed),
        *((ReadingChange.GONE, old.id, None) for old in told.gone),
        *((ReadingChange.ADDED, new.id, new) for new in told.added),
    )
    for change, target, claim in pairs:
        is_withdrawn = target not in known and book.find(ClaimRecord.type, target) is not None
        if is_withdrawn or _is_settled(view, known.get(target), claim):
            tally.settled += 1
        else:
            yield _difference(found, target, change, claim, reader)


def _is_settled(view: View, record: ClaimRecord | None, claim: Claim | None) -> bool:
    """True where people have already made the claim what it reads as now, or wrote it down."""
    if record is None:
        return False
    if record.claim.rule == BY_A_PERSON:
        return True
    standing = as_reviewed(record, view.words_on(record.key))
    if standing is None or claim is None:
        return standing is None and claim is None
    return says_the_same(standing.claim, claim)


def _difference(
    document: Recorded, target: str, change: ReadingChange, claim: Claim | None, reader: str
) -> RereadingRecord:
    record = RereadingRecord(
        asserted_on=document.known_on, id="", document=document.record.key, target=target,
        change=change, claim=claim, reader=reader,
    )  # fmt: skip
    # The same words read the same way are the same difference, whichever version reads them.
    said = replace(record, reader="", claim=None if claim is None else replace(claim, rule=""))
    digest = hashlib.sha256(encode(said).encode("utf-8", "surrogatepass")).hexdigest()
    return replace(record, id=f"RR-{digest[:16]}")
