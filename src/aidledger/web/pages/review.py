"""The review queue: one decision a screen, with what speaks for it and who said what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from aidledger.model.errors import AidledgerError
from aidledger.model.money import Money
from aidledger.model.records import ClaimRecord, EntryRecord, ReviewRecord
from aidledger.publishing.queue_page import changed_fields
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.questions.queue import EVERY_TOPIC, Queue, QueueItem, Suggestion, Waiting, queue
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.problems import PageProblem
from aidledger.wording.loading import message, page_phrase
from aidledger.workflows.fielding import editable_fields
from aidledger.workflows.reviewing import item_named

# The decision of the screen, and what comes after it.
_SHOWN = 6
# Values of fields that say nothing which the words do not.
_USUAL = ("no", "actual", "affirmed")
# What a page tells after a decision, by its code in the address.
TOLD = ("accept", "reject", "correct", "note", "same", "different", "new", "withdraw", "undo")
# Parts of the query that a decision leads back to.
KEPT = ("at", "waits", "kind", "on", "known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a waiting thing may be, as a person compares it.

    Args:
        suggestion: its name, score and reasons.
        language: of the sentence; None where an entry says it, which has none.
        sentence, words_start, words_end: where it is said; the note of an entry.
        money: of an entry; publisher, day: who says it, and when.
    """

    suggestion: Suggestion
    language: str | None
    sentence: str
    words_start: int
    words_end: int
    money: Money | None
    publisher: str | None
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A person's word, as the screen shows it.

    Args:
        review: the word; changes: the fields it corrects; at: when it was recorded.
    """

    review: ReviewRecord
    changes: str
    at: datetime | None


def review(asked: Asked) -> Page:
    """The page of the queue.

    Raises:
        PageProblem: QUERY_BAD; NAME_UNKNOWN, NOT_A_CLAIM where a name is asked for.
    """
    return review_again(asked, {}, None)


def review_again(asked: Asked, entered: Mapping[str, str], problem: PageProblem | None) -> Page:
    """The page with what was entered, and what is wrong with it."""
    found = _queue(asked)
    item = found.items[0] if found.items else None
    told = asked.text("told")
    return Page(
        template="review.html",
        title=page_phrase("review.title", asked.language, n=found.count, count=found.count),
        answer=found,
        tables=(_table(found),),
        shown={
            "item": item,
            "named": asked.text("name") is not None,
            "language_of": _language_of(asked, item),
            "languages": tuple(_language_of(asked, one) for one in found.items),
            "offered": () if item is None else tuple(_offered(asked, item)),
            "said": () if item is None else tuple(_said(asked, item)),
            "fields": () if item is None else editable_fields(item.claim),
            "usual": _USUAL,
            "proposed": _proposed(item),
            "told": told if told in TOLD else None,
            "done": _done(asked),
            "entered": entered,
            "problem": None
            if problem is None
            else message(problem.code, asked.language, dict(problem.details)),
            "kept": {name: value for name in KEPT if (value := asked.text(name))},
        },
    )


def filters(asked: Asked) -> tuple[Waiting | None, str | None, int]:
    """What of the queue is asked for: why it waits, kind of claim, place of the first.

    Raises:
        PageProblem: QUERY_BAD.
    """
    waits, kind = asked.text("waits"), asked.text("kind")
    if waits is not None and waits not in tuple(Waiting):
        raise PageProblem(400, "QUERY_BAD", name="waits", value=waits)
    if kind is not None and kind not in {topic.split("/")[0] for topic in EVERY_TOPIC}:
        raise PageProblem(400, "QUERY_BAD", name="kind", value=kind)
    return None if waits is None else Waiting(waits), kind, asked.whole("at") or 0


def place_after(asked: Asked, name: str) -> int:
    """The place to go on at, once something was decided at the place asked for.

    A flow that is in no total waits on when it is accepted: the next stands behind it.
    """
    waits, kind, first = filters(asked)
    found = queue(asked.view, 1, first=first, waits=waits, kind=kind)
    return first + sum(item.name == name for item in found.items)


def _queue(asked: Asked) -> Queue:
    waits, kind, first = filters(asked)
    name = asked.text("name")
    if name is None:
        return queue(asked.view, _SHOWN, first=first, waits=waits, kind=kind)
    try:
        item = item_named(asked.ledger.book, name)
    except AidledgerError as error:
        raise PageProblem(404, error.code, **dict(error.details)) from error
    return replace(queue(asked.view, 0, first=first, waits=waits, kind=kind), items=(item,))


def _language_of(asked: Asked, item: QueueItem | None) -> str:
    document = None if item is None else asked.view.document(item.document)
    return (document.language if document else None) or asked.language


def _offered(asked: Asked, item: QueueItem) -> Iterator[Offered]:
    for suggestion in item.suggestions:
        claim = asked.view.claim(suggestion.name)
        if claim is not None:
            yield _offered_claim(asked, suggestion, claim)
            continue
        found = asked.view.find(EntryRecord.type, suggestion.name)
        if found is not None and isinstance(found.record, EntryRecord):
            entry = found.record.entry
            note = entry.note or ""
            yield Offered(
                suggestion=suggestion, language=None, sentence=note, words_start=0,
                words_end=0, money=entry.money, publisher=None, day=entry.begins,
            )  # fmt: skip


def _offered_claim(asked: Asked, suggestion: Suggestion, record: ClaimRecord) -> Offered:
    claim = record.claim
    text = asked.view.text(record.document)
    document = asked.view.document(record.document)
    start, end = claim.sentence.start, claim.sentence.end
    return Offered(
        suggestion=suggestion,
        language=None if document is None else document.language,
        sentence=claim.quote if text is None else text[start:end],
        words_start=0 if text is None else claim.start - start,
        words_end=len(claim.quote) if text is None else claim.end - start,
        money=None,
        publisher=None if document is None else document.publisher or document.title,
        day=record.asserted_on,
    )


def _said(asked: Asked, item: QueueItem) -> Iterator[Said]:
    for word in item.said:
        found = asked.view.find(ReviewRecord.type, word.id)
        changes = "" if word.corrected is None else changed_fields(item.claim, word.corrected)
        yield Said(review=word, changes=changes, at=None if found is None else found.recorded_at)


def _proposed(item: QueueItem | None) -> str:
    """How the text reads now, where it reads otherwise."""
    if item is None or item.proposed is None or item.proposed == item.claim:
        return ""
    return changed_fields(item.claim, item.proposed)


def _done(asked: Asked) -> tuple[int, int] | None:
    """First and last record of the decision before this screen, for taking it back."""
    first, last = asked.whole("since"), asked.whole("until")
    return None if first is None or last is None else (first, last)


def _table(found: Queue) -> Table:
    text, code = ColumnKind.TEXT, ColumnKind.CODE
    columns = (
        Column("name", code), Column("waits", code), Column("kind", code),
        Column("reviewed", code), Column("words", text), Column("sentence", text),
        Column("publisher", text), Column("asserted_on", ColumnKind.DATE),
    )  # fmt: skip
    rows = tuple(
        (
            item.name, item.waits.value, item.claim.kind, item.reviewed.value, item.claim.quote,
            item.sentence, item.publisher, item.asserted_on,
        )
        for item in found.items
    )  # fmt: skip
    return Table("queue", columns, rows)


ROUTE = Route(
    name="review", path="review", make=review, asks=("at", "waits", "kind", "name"),
    answer=Queue, needs_server=True,
)  # fmt: skip
