"""A person's word on a claim: accept, correct, reject, note, or record one that was missed.

Each is a record with who says it and why; nothing is edited. A second word of the same
person on the same claim withdraws the first, in the same step. A review speaks of what a
source said, so it counts from the day from which its target was known: an answer about the
past gets better, while the same answer at an earlier vintage stays what it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from aidledger.catalogue import Catalogue, load_catalogue
from aidledger.ledger.book import RecordBook
from aidledger.ledger.reviewing import BY_A_PERSON
from aidledger.model.claims import AmountClaim, Claim, claim_id
from aidledger.model.contract import claim_to_json
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.evidence import Document, Span
from aidledger.model.records import (
    ClaimRecord,
    DocumentRecord,
    ReadingChange,
    Recorded,
    RereadingRecord,
    ReviewRecord,
    ReviewVerdict,
)
from aidledger.questions.queue import QueueItem, item_of, item_of_rereading
from aidledger.workflows.fielding import field_hints, kind_of, whole_claim, with_fields
from aidledger.workflows.word import Word, find_named, next_number, undoing

_LEAST_OF_AN_ID = 6
# Fields that name another claim of the document.
_LINKS = frozenset({"same_as", "restates", "part_of", "of", "denies", "amount"})


def accept(book: RecordBook, name: str, word: Word) -> str:
    """A person accepts a claim as it was read, or as it reads now; the review's name."""
    rereading = book.find(RereadingRecord.type, name)
    if rereading is not None:
        return _decide_rereading(book, rereading, ReviewVerdict.ACCEPT, word)
    return _review(book, name, ReviewVerdict.ACCEPT, word)


def reject(book: RecordBook, name: str, word: Word) -> str:
    """A person rejects a claim, or the way it reads now; the review's name."""
    rereading = book.find(RereadingRecord.type, name)
    if rereading is not None:
        return _decide_rereading(book, rereading, ReviewVerdict.REJECT, word)
    return _review(book, name, ReviewVerdict.REJECT, word)


def _decide_rereading(book: RecordBook, found: Recorded, verdict: ReviewVerdict, word: Word) -> str:
    """A person's word on how a text reads now: accepted, the claim becomes that."""
    record = found.record
    assert isinstance(record, RereadingRecord)
    if verdict is ReviewVerdict.ACCEPT:
        if record.change is ReadingChange.CHANGED:
            _review(book, record.target, ReviewVerdict.CORRECT, word, record.claim)
        elif record.change is ReadingChange.GONE:
            _review(book, record.target, ReviewVerdict.REJECT, word)
        elif record.claim is not None and book.find(ClaimRecord.type, record.target) is None:
            added = ClaimRecord(
                asserted_on=record.asserted_on, document=record.document, claim=record.claim
            )
            book.append([added], word.now)
            _review(book, record.target, ReviewVerdict.ACCEPT, word)
    earlier = _earlier_words(book, record.id, word)
    return _append_review(book, found, verdict, word, None, earlier)


def correct(book: RecordBook, name: str, changes: Sequence[str], word: Word) -> str:
    """A person says how a claim should read; the review's name.

    Args:
        changes: `FIELD=VALUE` (see `fielding`), on top of what was read.

    Raises:
        AidledgerError: NAME_UNKNOWN, CORRECTION_EMPTY where nothing would change, and those
            of `with_fields`.
    """
    found = _known_claim(book, name)
    record = found.record
    assert isinstance(record, ClaimRecord)
    corrected = with_fields(record.claim, changes, load_catalogue())
    if corrected == record.claim:
        raise AidledgerError("CORRECTION_EMPTY", ExitStatus.USAGE, name=name)
    return _review(book, name, ReviewVerdict.CORRECT, word, corrected)


def note(book: RecordBook, name: str, word: Word) -> str:
    """A person notes something on a record of any type; the note's name."""
    found = find_named(book, name)
    return _append_review(book, found, ReviewVerdict.NOTE, word, None, ())


def _review(
    book: RecordBook,
    name: str,
    verdict: ReviewVerdict,
    word: Word,
    corrected: Claim | None = None,
) -> str:
    found = _known_claim(book, name)
    withdrawn = _earlier_words(book, name, word)
    return _append_review(book, found, verdict, word, corrected, withdrawn)


def _append_review(
    book: RecordBook,
    target: Recorded,
    verdict: ReviewVerdict,
    word: Word,
    corrected: Claim | None,
    earlier: tuple[ReviewRecord, ...],
) -> str:
    number = next_number(book)
    review = ReviewRecord(
        asserted_on=target.known_on, id=f"R-{number}", target=target.record.key,
        verdict=verdict, corrected=corrected, reason=word.reason, by=word.by,
    )  # fmt: skip
    undone = tuple(
        undoing(old, f"W-{number + place}", word, replacement=review.id)
        for place, old in enumerate(earlier, start=1)
    )
    book.append([review, *undone], word.now)
    return review.id


def _earlier_words(book: RecordBook, name: str, word: Word) -> tuple[ReviewRecord, ...]:
    said = book.view().words_on(name).verdicts
    return tuple(review for review in said if review.by == word.by)


def _known_claim(book: RecordBook, name: str) -> Recorded:
    found = book.find(ClaimRecord.type, name)
    if found is None:
        other = find_named(book, name).record
        raise AidledgerError("NOT_A_CLAIM", ExitStatus.USAGE, name=name, type=other.type)
    return found


def item_named(book: RecordBook, name: str) -> QueueItem:
    """A claim, or a difference of readings, as the queue shows it, whether it waits or not."""
    rereading = book.find(RereadingRecord.type, name)
    if rereading is not None:
        assert isinstance(rereading.record, RereadingRecord)
        return item_of_rereading(book.view(), rereading.record)
    record = _known_claim(book, name).record
    assert isinstance(record, ClaimRecord)
    return item_of(book.view(), record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A claim that the reader missed, as a person writes it down.

    Args:
        document: id of the document, its first characters, its title or its address.
        words: the words of the document that state it.
        kind: kind of claim; fields: `FIELD=VALUE` words.
        occurrence: which place, from 1, where the words stand several times; None = the only.
    """

    document: str
    words: str
    kind: str
    fields: tuple[str, ...] = ()
    occurrence: int | None = None


def record_claim(book: RecordBook, missed: Missed, word: Word) -> str:
    """Record a claim by its words, on a person's authority; the claim's id.

    What the words alone let the reader read (figure, currency, qualifier) is taken from
    them; the fields given come on top.

    Raises:
        AidledgerError: DOCUMENT_UNKNOWN, TEXT_GONE, QUOTE_NOT_FOUND, QUOTE_AMBIGUOUS,
            KIND_UNKNOWN, FIELD_MISSING, and those of `with_fields`.
    """
    about = find_document(book, missed.document)
    document = stored_document(book, about)
    span = _place(document, missed)
    claim = _claim(document, span, missed, _free_id(book, document.id, missed.kind, span))
    known_on = _document_known_on(book, about)
    number = next_number(book)
    review = ReviewRecord(
        asserted_on=known_on, id=f"R-{number + 1}", target=claim.id,
        verdict=ReviewVerdict.ACCEPT, corrected=None, reason=word.reason, by=word.by,
    )  # fmt: skip
    record = ClaimRecord(asserted_on=known_on, document=document.id, claim=claim)
    book.append([record, review], word.now)
    return claim.id


def find_document(book: RecordBook, name: str) -> DocumentRecord:
    """The document that a name means: id or its first characters, title, address.

    Raises:
        AidledgerError: DOCUMENT_UNKNOWN, DOCUMENT_AMBIGUOUS.
    """
    documents = book.view().documents.values()
    found = [
        document
        for document in documents
        if name in (document.title, document.url)
        or (len(name) >= _LEAST_OF_AN_ID and document.id.startswith(name))
    ]
    if not found:
        raise AidledgerError("DOCUMENT_UNKNOWN", ExitStatus.NO_INPUT, name=name)
    if len(found) > 1:
        known = ", ".join(document.id[:12] for document in found)
        raise AidledgerError("DOCUMENT_AMBIGUOUS", ExitStatus.USAGE, name=name, known=known)
    return found[0]


def stored_document(book: RecordBook, about: DocumentRecord) -> Document:
    """The document with its stored text, as it was read.

    Raises:
        AidledgerError: TEXT_GONE, where the text was removed.
    """
    text = book.storage.text(about.id)
    if text is None:
        raise AidledgerError("TEXT_GONE", ExitStatus.NO_INPUT, document=about.id[:12])
    return Document(
        text=text, published=about.asserted_on, language=about.language, title=about.title,
        publisher=about.publisher, url=about.url,
    )  # fmt: skip


def _document_known_on(book: RecordBook, about: DocumentRecord) -> date:
    found = book.find(DocumentRecord.type, about.id)
    assert found is not None
    return found.known_on


def _place(document: Document, missed: Missed) -> Span:
    from aidledger.reading.placing import places_of

    places = places_of(document, missed.words)
    if not places:
        raise AidledgerError(
            "QUOTE_NOT_FOUND", ExitStatus.USAGE, words=missed.words, document=document.id[:12]
        )
    if missed.occurrence is None:
        if len(places) > 1:
            raise AidledgerError(
                "QUOTE_AMBIGUOUS", ExitStatus.USAGE, words=missed.words, count=str(len(places)),
                places=", ".join(str(place.start) for place in places),
            )  # fmt: skip
        return places[0]
    if not 1 <= missed.occurrence <= len(places):
        raise AidledgerError(
            "OCCURRENCE_UNKNOWN", ExitStatus.USAGE, occurrence=str(missed.occurrence),
            count=str(len(places)),
        )  # fmt: skip
    return places[missed.occurrence - 1]


def _free_id(book: RecordBook, document: str, kind: str, span: Span) -> str:
    ordinal = 0
    while True:
        name = claim_id(document, kind, span.start, span.end, ordinal)
        if book.find(ClaimRecord.type, name) is None:
            return name
        ordinal += 1


def _claim(document: Document, span: Span, missed: Missed, name: str) -> Claim:
    from aidledger.reading.placing import sentence_around

    kind = kind_of(missed.kind)
    sentence = sentence_around(document, span)
    plain: dict[str, Any] = {
        "kind": missed.kind,
        "id": name,
        "quote": document.text[span.start : span.end],
        "start": span.start,
        "end": span.end,
        "sentence": {"start": sentence.start, "end": sentence.end},
        "rule": BY_A_PERSON,
    }
    catalogue = load_catalogue()
    plain |= _read_from_words(document, plain["quote"], kind, catalogue)
    return whole_claim(plain, missed.fields, catalogue)


def _read_from_words(
    document: Document, words: str, kind: type[Claim], catalogue: Catalogue
) -> dict[str, Any]:
    """What the reader makes of the words alone, of the fields that a person may set."""
    from aidledger.reading.pipeline import read_document

    alone = replace(document, text=words)
    for claim in read_document(alone, catalogue).claims:
        if isinstance(claim, kind):
            plain = claim_to_json(claim)
            found = {name: plain[name] for name in field_hints(kind) if name not in _LINKS}
            return found | _about_aid(kind)
    return _about_aid(kind)


def _about_aid(kind: type[Claim]) -> dict[str, Any]:
    """A person who records a sum says that it is aid, unless a field says otherwise."""
    return {"about_aid": True} if kind is AmountClaim else {}
