"""Add a read document to the record, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aidledger.ledger.book import RecordBook
from aidledger.model.evidence import Document
from aidledger.model.records import ClaimRecord, DocumentRecord, Record, SightingRecord

if TYPE_CHECKING:
    # Asking needs no reader: it is imported where a text is read.
    from aidledger.reading.text import Reading


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did.

    Args:
        document: id of the document.
        is_new: False where its text was known already; then no claim is added.
        claims: claims recorded by this call.
        vintage: sequence number of the last record afterwards.
    """

    document: str
    is_new: bool
    claims: int
    vintage: int


def add_reading(book: RecordBook, reading: Reading, recorded_at: datetime) -> Added:
    """Record a document and its claims.

    A text that is known already is not read into the record again; met under another
    address or publisher, that sighting is recorded, and counts as the same source.
    """
    document = reading.document
    known = book.find(DocumentRecord.type, document.id)
    if known is not None:
        assert isinstance(known.record, DocumentRecord)
        appended = book.append(_sighting(document, known.record), recorded_at)
        return Added(document.id, False, 0, appended.vintage)
    records: tuple[Record, ...] = (
        document_record(document),
        *(
            ClaimRecord(asserted_on=document.published, document=document.id, claim=claim)
            for claim in reading.claims
        ),
    )
    appended = book.append(records, recorded_at, {document.id: document.text})
    return Added(document.id, True, len(reading.claims), appended.vintage)


def document_record(document: Document, media: str = "text") -> DocumentRecord:
    """What the record keeps of a document beside its text."""
    return DocumentRecord(
        asserted_on=document.published,
        id=document.id,
        language=document.language,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        characters=len(document.text),
        media=media,
    )


def _sighting(document: Document, known: DocumentRecord) -> tuple[SightingRecord, ...]:
    if (document.url, document.publisher) in ((known.url, known.publisher), (None, None)):
        return ()
    return (
        SightingRecord(
            asserted_on=document.published,
            document=document.id,
            url=document.url,
            publisher=document.publisher,
        ),
    )
