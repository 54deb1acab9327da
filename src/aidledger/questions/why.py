"""Why: a record or a line of an answer, down to sentences, rows and arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from aidledger.catalogue import Catalogue, load_catalogue
from aidledger.ledger.book import RecordBook
from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.reviewing import Reviewed
from aidledger.ledger.view import View
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.records import (
    BalanceRecord,
    Citation,
    ClaimRecord,
    DecisionRecord,
    DocumentRecord,
    EntryRecord,
    JudgementRecord,
    NoteRecord,
    RateRecord,
    Record,
    Recorded,
    RereadingRecord,
    ReviewRecord,
    TermRecord,
    WithdrawalRecord,
)
from aidledger.questions.answers import Part, SaidBalance, TotalRow
from aidledger.questions.asked import QUESTIONS, answer_rows
from aidledger.questions.remaining import POT, remaining
from aidledger.questions.rows import Row, subject_of
from aidledger.questions.standing import WHOLE, StandingRow, standing
from aidledger.questions.things import Things
from aidledger.questions.totals import By, totals
from aidledger.resolving.sources import SourceCount

# Parts of the name of a line of what remains, where it is about no single pot.
_PARTS_OF_A_LINE = 9
# What people say of other records.
_WORDS = (JudgementRecord, ReviewRecord, WithdrawalRecord, RereadingRecord)
# Records that have a name which a person may ask about.
NAMED = (
    ClaimRecord,
    EntryRecord,
    BalanceRecord,
    DecisionRecord,
    TermRecord,
    RateRecord,
    NoteRecord,
    JudgementRecord,
    ReviewRecord,
    WithdrawalRecord,
    RereadingRecord,
    DocumentRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place in a document that states a record.

    Args:
        document: its id; title, publisher: as given.
        start, end: half-open code points.
        excerpt: the sentence or row that holds the place; None where the text was removed.
        words_start, words_end: the exact words within the excerpt.
        url: address that the row gives, or the document's.
        confidence: letter of the table, or None.
    """

    document: str
    title: str | None
    publisher: str | None
    start: int
    end: int
    excerpt: str | None
    words_start: int
    words_end: int
    url: str | None
    confidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One step of why, with what it rests on below it.

    Args:
        name: id of the record or line.
        kind: type of the record, or `line`.
        seq: sequence number of the record; None for a line.
        hash: its hash in the chain; None for a line.
        asserted_on: the day its source said it.
        record: the record; None for a line.
        line: the line with its arithmetic; None for a record.
        reviewed: who stands behind a claim; None for other records.
        sources: documents that say the same thing; None where none is a text.
        evidence: the sentence or row that states it; None for a line.
        because: what it rests on.
    """

    name: str
    kind: str
    seq: int | None = None
    hash: str | None = None
    asserted_on: date | None = None
    record: Record | None = None
    line: Part | TotalRow | StandingRow | SaidBalance | Row | None = None
    reviewed: Reviewed | None = None
    sources: SourceCount | None = None
    evidence: Evidence | None = None
    because: tuple[Explanation, ...] = ()


def why(
    book: RecordBook, name: str, catalogue: Callable[[], Catalogue] = load_catalogue
) -> Explanation:
    """The reasons of a record or of a line of an answer.

    Args:
        name: id of a record, or of a line (`remaining/...`, `meetings/...`), which says by
            itself at which pin it stands.
        catalogue: loads the catalogue, for the questions that need it.

    Raises:
        AidledgerError: `NAME_UNKNOWN`.
    """
    if "/" in name:
        explained = _line(book, name, catalogue)
        if explained is not None:
            return explained
    for kind in NAMED:
        found = book.find(kind.type, name)
        if found is not None:
            return _record(book, found, book.view())
    raise AidledgerError("NAME_UNKNOWN", ExitStatus.NO_INPUT, name=name)


def _record(book: RecordBook, found: Recorded, view: View | None) -> Explanation:
    """A record with what it rests on.

    Args:
        view: also tells what people said of it (reviews, withdrawals); None below such words,
            which lead back to the record itself.
    """
    record = found.record
    grounds = _grounds(record)
    words = () if view is None else _words_on(view, record)
    below = None if isinstance(record, _WORDS) else view
    row = book.storage.find(record.type, record.key)
    return Explanation(
        name=record.key,
        kind=record.type,
        seq=found.seq,
        hash=row.hash if row is not None else None,
        asserted_on=found.known_on,
        record=record,
        reviewed=_reviewed(view, record),
        sources=_sources(view, record),
        evidence=_evidence(book, record),
        because=(
            *(_record(book, item, below) for key in grounds for item in _find_any(book, key)),
            *(_record(book, item, None) for key in words for item in _find_any(book, key)),
        ),
    )


def _words_on(view: View, record: Record) -> tuple[str, ...]:
    """Names of the reviews and of the withdrawal that speak of a record."""
    said = view.words_on(record.key)
    withdrawal = view.withdrawals.get((record.type, record.key))
    judged = tuple(link.judgement for link in view.links_of(record.key))
    names = (*(item.id for item in (*said.verdicts, *said.notes)), *judged)
    return (*names, *((withdrawal.id,) if withdrawal is not None else ()))


def _sources(view: View | None, record: Record) -> SourceCount | None:
    """How many documents say the thing; for an entry, what texts say beside its own source."""
    if view is None or not isinstance(record, (ClaimRecord, EntryRecord)):
        return None
    counted = Things(view, [record.key]).sources_of(record.key)
    return counted if counted.sources else None


def _reviewed(view: View | None, record: Record) -> Reviewed | None:
    if view is None or not isinstance(record, ClaimRecord):
        return None
    return view.reviewed(record)


def _grounds(record: Record) -> tuple[str, ...]:
    if isinstance(record, EntryRecord) and record.entry.decision:
        return (record.entry.decision,)
    if isinstance(record, DecisionRecord):
        return record.grounds
    if isinstance(record, JudgementRecord):
        return (record.left,) if record.right is None else (record.left, record.right)
    if isinstance(record, (ReviewRecord, WithdrawalRecord, RereadingRecord)):
        return (record.target,)
    return ()


def _find_any(book: RecordBook, key: str) -> tuple[Recorded, ...]:
    for kind in NAMED:
        found = book.find(kind.type, key)
        if found is not None:
            return (found,)
    return ()


def _evidence(book: RecordBook, record: Record) -> Evidence | None:
    if isinstance(record, ClaimRecord):
        claim = record.claim
        return _quoted(
            book,
            record.document,
            (claim.sentence.start, claim.sentence.end),
            (claim.start, claim.end),
            record.citation,
        )
    citation: Citation | None = getattr(record, "citation", None)
    if citation is None:
        return None
    place = (citation.start, citation.end)
    return _quoted(book, citation.document, place, place, citation)


def _quoted(
    book: RecordBook,
    document: str,
    around: tuple[int, int],
    words: tuple[int, int],
    citation: Citation | None,
) -> Evidence:
    found = book.find(DocumentRecord.type, document)
    about = None if found is None else found.record
    text = book.storage.text(document)
    assert about is None or isinstance(about, DocumentRecord)
    return Evidence(
        document=document,
        title=None if about is None else about.title,
        publisher=None if about is None else about.publisher,
        start=words[0],
        end=words[1],
        excerpt=None if text is None else text[around[0] : around[1]],
        words_start=words[0] - around[0],
        words_end=words[1] - around[0],
        url=(citation.url if citation else None) or (about.url if about else None),
        confidence=citation.confidence if citation else None,
    )


def _line(book: RecordBook, name: str, catalogue: Callable[[], Catalogue]) -> Explanation | None:
    parts = name.split("/")
    makers: dict[str, Callable[[RecordBook, list[str], str], Explanation | None]] = {
        "remaining": _remaining_line,
        "totals": _totals_line,
        "standing": _standing_line,
    }
    if len(parts) < 8:
        return None
    try:
        if parts[0] in QUESTIONS:
            return _row(book, parts, name, catalogue())
        if parts[0] not in makers:
            return None
        return makers[parts[0]](book, parts, name)
    except ValueError:
        return None


def _view(book: RecordBook, parts: list[str]) -> View:
    known = None if parts[4] == "-" else date.fromisoformat(parts[4])
    return book.view(known, by=KnownBy(parts[5]), vintage=int(parts[6]))


def _remaining_line(book: RecordBook, parts: list[str], name: str) -> Explanation | None:
    # What the pot is named may hold the mark between parts.
    pot = "/".join(parts[8:-2]) if parts[7] == POT and len(parts) > _PARTS_OF_A_LINE else None
    answer = remaining(_view(book, parts), parts[1], parts[2], date.fromisoformat(parts[3]), pot)
    for part in answer.parts:
        if part.id == name:
            entries = [
                entry
                for segment in part.segments
                for step in segment.steps
                for entry in step.entries
            ]
            return _explained(book, name, part, entries)
    return None


def _totals_line(book: RecordBook, parts: list[str], name: str) -> Explanation | None:
    answer = totals(
        _view(book, parts), parts[1], parts[2], date.fromisoformat(parts[3]), By(parts[7])
    )
    for row in (*answer.rows, *answer.memos):
        if row.id == name:
            return _explained(book, name, row, list(row.entries))
    return None


def _standing_line(book: RecordBook, parts: list[str], name: str) -> Explanation | None:
    pot = "/".join(parts[7:-4])
    answer = standing(
        _view(book, parts),
        parts[1],
        parts[2],
        date.fromisoformat(parts[3]),
        None if pot == WHOLE else pot,
    )
    for row in answer.rows:
        if row.id == name:
            return _explained(book, name, row, list(row.entries))
    return None


def _row(book: RecordBook, parts: list[str], name: str, catalogue: Catalogue) -> Explanation | None:
    answer = answer_rows(_view(book, parts), parts[0], subject_of(parts), catalogue)
    for row in answer.rows:
        if row.name == name:
            return _explained(book, name, row, list(row.rests_on))
    return None


def _explained(
    book: RecordBook, name: str, line: Part | TotalRow | StandingRow | Row, entries: list[str]
) -> Explanation:
    below = [found for entry in dict.fromkeys(entries) for found in _find_any(book, entry)]
    view = book.view()
    return Explanation(
        name=name,
        kind="line",
        line=line,
        because=tuple(_record(book, found, view) for found in below),
    )
