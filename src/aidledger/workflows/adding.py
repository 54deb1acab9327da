"""Add a read document to the record, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from aidledger.ledger.book import RecordBook
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.evidence import Document
from aidledger.model.records import (
    ClaimRecord,
    DocumentRecord,
    JudgementRecord,
    Record,
    SameThing,
    SightingRecord,
    WithdrawalReason,
    WithdrawalRecord,
)
from aidledger.resolving.versions import RULE, ReadingDifference, difference_of_texts

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
        replaces: id of the text that stood at the same address before; None = none did.
        difference: what the changed article says otherwise; None where nothing was replaced.
    """

    document: str
    is_new: bool
    claims: int
    vintage: int
    replaces: str | None = None
    difference: ReadingDifference | None = None


def add_reading(
    book: RecordBook,
    reading: Reading,
    recorded_at: datetime,
    *,
    private: bool = False,
    by: str | None = None,
) -> Added:
    """Record a document and its claims.

    Args:
        private: keep it, and all that rests on it, out of public pages.
        by: who adds it; None = not told.

    A text that is known already is not read into the record again; met under another
    address or publisher, that sighting is recorded, and counts as the same source. Another
    text at the address of an earlier one takes its place from the day of the change: the
    earlier stays readable, and answers as known before that day stay as they were.

    Raises:
        AidledgerError: DOCUMENT_PUBLIC (to be private, but recorded as public before), and
            those of `RecordBook.append`.
    """
    document = reading.document
    known = book.find(DocumentRecord.type, document.id)
    if known is not None:
        assert isinstance(known.record, DocumentRecord)
        if private and not known.record.private:
            raise AidledgerError("DOCUMENT_PUBLIC", ExitStatus.BAD_DATA, document=document.id[:12])
        appended = book.append(_sighting(document, known.record, by), recorded_at)
        return Added(document.id, False, 0, appended.vintage)
    before = _standing_before(book, document)
    said_on = _said_on(document, before)
    claims = tuple(
        ClaimRecord(asserted_on=said_on, document=document.id, claim=claim)
        for claim in reading.claims
    )
    difference = None if before is None else _difference(book, before, document, claims)
    records: tuple[Record, ...] = (
        replace(document_record(document), private=private, added_by=by),
        *claims,
        *_changed_at_address(book, document, recorded_at),
        *(() if difference is None else _same_claims(said_on, difference)),
    )
    appended = book.append(records, recorded_at, {document.id: document.text})
    if appended.added == 0:  # another writer was first
        return Added(document.id, False, 0, appended.vintage)
    return Added(
        document=document.id, is_new=True, claims=len(reading.claims), vintage=appended.vintage,
        replaces=None if before is None else before.id, difference=difference,
    )  # fmt: skip


def _standing_before(book: RecordBook, document: Document) -> DocumentRecord | None:
    """The text that stood last at the address of this one."""
    if document.url is None:
        return None
    view = book.view()
    standing = (view.document(name) for name in view.documents_at(document.url))
    return next((found for found in reversed(tuple(standing)) if found is not None), None)


def _said_on(document: Document, before: DocumentRecord | None) -> date | None:
    """The day from which a text says it; None = from its recording.

    A changed article that keeps its day does not tell when it was changed.
    """
    day = document.published
    if before is None or before.asserted_on is None or day is None or day > before.asserted_on:
        return day
    return None


def _difference(
    book: RecordBook, before: DocumentRecord, document: Document, claims: tuple[ClaimRecord, ...]
) -> ReadingDifference:
    return difference_of_texts(
        (record.claim for record in book.view().claims_as_read(before.id)),
        book.storage.text(before.id) or "",
        (record.claim for record in claims),
        document.text,
    )


def _same_claims(
    said_on: date | None, difference: ReadingDifference
) -> tuple[JudgementRecord, ...]:
    """What a changed article says as before is the same thing, and stays judged as it was."""
    return tuple(
        JudgementRecord(
            asserted_on=said_on, id=f"V-{new.id}", left=new.id, right=old.id,
            verdict=SameThing.SAME, score=Decimal(1), reasons=("same_words",), by=RULE,
        )
        for old, new in difference.same
    )  # fmt: skip


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


def _sighting(
    document: Document, known: DocumentRecord, by: str | None
) -> tuple[SightingRecord, ...]:
    if (document.url, document.publisher) in ((known.url, known.publisher), (None, None)):
        return ()
    return (
        SightingRecord(
            asserted_on=document.published,
            document=document.id,
            url=document.url,
            publisher=document.publisher,
            added_by=by,
        ),
    )


def _changed_at_address(
    book: RecordBook, document: Document, recorded_at: datetime
) -> tuple[WithdrawalRecord, ...]:
    """The withdrawals of texts that stood at the address before."""
    if document.url is None:
        return ()
    view = book.view()
    found = (view.find(DocumentRecord.type, name) for name in view.documents_at(document.url))
    earlier = (item.record for item in found if item is not None)
    return tuple(
        WithdrawalRecord(
            asserted_on=_day_of_change(old, document, recorded_at),
            id=f"W-{old.id[:12]}-{document.id[:12]}",
            target_type=DocumentRecord.type,
            target=old.id,
            replacement=document.id,
            reason=WithdrawalReason.CHANGED_AT_ADDRESS,
            by=document.url,
        )
        for old in earlier
        if isinstance(old, DocumentRecord) and (old.type, old.id) not in view.withdrawals
    )


def _day_of_change(old: DocumentRecord, new: Document, recorded_at: datetime) -> date:
    """The day of the new text where it gives a later one, else the day on which it was met."""
    if new.published and (old.asserted_on is None or new.published > old.asserted_on):
        return new.published
    return recorded_at.date()
