"""Remove the text of a document, as a law or a court may order."""

from __future__ import annotations

from datetime import datetime

from aidledger.ledger.book import RecordBook
from aidledger.model.records import TombstoneRecord
from aidledger.workflows.reviewing import find_document


def remove_text(book: RecordBook, name: str, reason: str, by: str, now: datetime) -> str | None:
    """Remove a text and leave a tombstone; the document's id, None where it was gone already.

    The document's hash, its claims and their quotations stay, and so do answers that rest
    on them; `verify` tells of the tombstone. The bytes leave the file; copies made before
    hold them still.

    Args:
        name: the document: its id or the first characters of it, its title or its address.
        reason: why, in words that can be read for ever.
        by: who removes it.

    Raises:
        AidledgerError: `DOCUMENT_UNKNOWN`, `DOCUMENT_AMBIGUOUS`.
    """
    document = find_document(book, name).id
    if book.find(TombstoneRecord.type, document) is not None:
        return None
    book.remove_text(
        TombstoneRecord(asserted_on=now.date(), document=document, reason=reason, by=by), now
    )
    return document
