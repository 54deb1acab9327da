"""Days by which something is due: which law, politics or source sets them, and what they ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from aidledger.ledger.view import View
from aidledger.model.accounts import Account
from aidledger.model.claims import DeadlineClaim, PromiseClaim
from aidledger.model.entries import EntryType
from aidledger.model.money import Money
from aidledger.model.records import EntryRecord, TermRecord
from aidledger.model.scopes import Scope
from aidledger.questions.deadlines import full_day, pace
from aidledger.questions.remaining import booked_entries, pin_of
from aidledger.questions.rows import (
    Derived,
    Row,
    Subject,
    Told,
    by_time,
    prefix,
    told_of,
    told_order,
)
from aidledger.questions.scopes import KnownBooks, balance_of, known_books


class DeadlineKind(StrEnum):
    """What makes the day: a law, politics, or only what sources say."""

    LEGAL = "legal"
    POLITICAL = "political"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow(Row):
    """A day by which something is due.

    Args:
        due: ISO day, or month.
        event: what ends or is promised, as its source words it.
        kind: see `DeadlineKind`.
        pots: envelopes whose authority lapses on the day.
        days: left from the day of the question; None without one, or for a month.
        remaining: what remains of what the day concerns; None unless a donor and a recipient
            are asked for and it is one sum.
        needed: what each day would have to bring of it.
        told: who names the day, in order of time.
    """

    due: str
    event: str
    kind: DeadlineKind
    pots: tuple[str, ...]
    days: Derived[int | None]
    remaining: Derived[Money | None]
    needed: Derived[Money | None]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A day as one record names it."""

    due: str
    event: str
    kind: DeadlineKind
    pot: str | None
    told: Told


def deadlines(view: View, subject: Subject) -> tuple[DeadlineRow, ...]:
    """Answer: days by which something is due, nearest first; past ones where no day is asked."""
    named = [
        item
        for item in (*_of_terms(view, subject), *_of_lapses(view, subject), *_of_claims(view))
        if subject.on is None or item.due >= subject.on.isoformat()[: len(item.due)]
    ]
    books = None
    if subject.donor is not None and subject.recipient is not None:
        named = [item for item in named if _concerns(view, item, subject)]
        books = known_books(booked_entries(view, subject.donor, subject.recipient))
    days = sorted({item.due for item in named})
    return tuple(
        _row(view, subject, books, [item for item in named if item.due == due]) for due in days
    )


def _concerns(view: View, item: _Named, subject: Subject) -> bool:
    """A text's day concerns a pair where the text states an amount of it."""
    assert subject.donor is not None
    assert subject.recipient is not None
    record = view.claim(item.told.record)
    return record is None or view.is_about(record.document, subject.donor, subject.recipient)


def _of_terms(view: View, subject: Subject) -> Iterator[_Named]:
    for term in view.terms:
        if subject.donor not in (None, term.donor):
            continue
        if term.recipient is not None and subject.recipient not in (None, term.recipient):
            continue
        kind = DeadlineKind.LEGAL if term.legal else DeadlineKind.POLITICAL
        yield _Named(term.due.isoformat(), term.event, kind, None, _told_term(term))


def _told_term(term: TermRecord) -> Told:
    return Told(
        record=term.id,
        asserted_on=term.asserted_on,
        said_by=None,
        publisher=None,
        words=term.event,
        reviewed=None,
    )


def _of_lapses(view: View, subject: Subject) -> Iterator[_Named]:
    """Days on which the law takes back what was not used."""
    for record in view.entries:
        entry, source = record.entry, record.entry.source
        if entry.type is not EntryType.LAPSE or not isinstance(source, Account):
            continue
        if subject.donor in (None, source.donor) and subject.recipient in (None, source.recipient):
            words = entry.note or entry.id
            yield _Named(
                entry.begins.isoformat(),
                words,
                DeadlineKind.LEGAL,
                source.envelope,
                _told_entry(record, words),
            )


def _told_entry(record: EntryRecord, words: str) -> Told:
    return Told(
        record=record.key,
        asserted_on=record.asserted_on,
        said_by=None,
        publisher=None,
        words=words,
        reviewed=None,
    )


def _of_claims(view: View) -> Iterator[_Named]:
    for record in sorted(view.claims((DeadlineClaim.kind, PromiseClaim.kind)), key=by_time):
        claim = record.claim
        if isinstance(claim, DeadlineClaim):
            day, event = claim.date, claim.event
        else:
            assert isinstance(claim, PromiseClaim)
            day, event = claim.deadline, claim.content
        if day is not None:
            yield _Named(day, event, DeadlineKind.SAID, None, told_of(view, record))


def _row(
    view: View, subject: Subject, books: KnownBooks | None, named: list[_Named]
) -> DeadlineRow:
    first = named[0]
    pots = tuple(sorted({item.pot for item in named if item.pot is not None}))
    day = full_day(first.due)
    days = (day - subject.on).days if day is not None and subject.on is not None else None
    # A day that only lapses name concerns their pots; any other, all that remains.
    is_of_pots = len([item for item in named if item.pot is not None]) == len(named)
    left = _left(books, subject, pots if is_of_pots else None)
    told = sorted((item.told for item in named), key=told_order)
    return DeadlineRow(
        name=f"{prefix('deadlines', subject, pin_of(view))}/{first.due}",
        rests_on=tuple(one.record for one in told),
        due=first.due,
        event=first.event,
        kind=min((item.kind for item in named), key=list(DeadlineKind).index),
        pots=pots,
        days=days,
        remaining=left,
        needed=pace(left, days) if left is not None and days is not None else None,
        told=tuple(told),
    )


def _left(books: KnownBooks | None, subject: Subject, pots: tuple[str, ...] | None) -> Money | None:
    if books is None or subject.on is None:
        return None
    assert subject.donor is not None
    assert subject.recipient is not None
    scope = Scope(donor=subject.donor, recipient=subject.recipient, envelopes=pots)
    currencies = sorted({currency for _, currency in books.posted(subject.on).books})
    if len(currencies) != 1:
        return None
    return balance_of(books, scope, subject.on, currencies[0])
