"""What texts say beside sums: offices, meetings, denials, restrictions, handovers, terms, promises.

One table a question, every row with the day its source said it, who said it, the words, and
the name by which `why` explains it. Rows stand side by side, contradictions too; nothing is
settled here. A status that changed is a further row, in order of the day it was said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from aidledger.ledger.view import View
from aidledger.model.claims import (
    Claim,
    DeadlineClaim,
    DenialClaim,
    HandoverClaim,
    MeetingClaim,
    PromiseClaim,
    RestrictionClaim,
    StatementClaim,
    TenureClaim,
)
from aidledger.model.parties import Named
from aidledger.model.records import ClaimRecord
from aidledger.questions.answers import Cell, Column, ColumnKind, Pin, Table
from aidledger.questions.remaining import pin_of
from aidledger.questions.things import Things
from aidledger.resolving.sources import SourceCount

# Topics of claims that a denial may be about.
DENIABLE = ("meeting", "statement", "amount/flow", "amount/balance", "amount/other")

_OPENING = (Column("asserted_on", ColumnKind.DATE),)
_CLOSING = (
    Column("said_by", ColumnKind.TEXT),
    Column("words", ColumnKind.TEXT),
    Column("reviewed", ColumnKind.CODE),
    Column("sources", ColumnKind.COUNT),
    Column("independent", ColumnKind.COUNT),
    Column("publisher", ColumnKind.TEXT),
    Column("why", ColumnKind.CODE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingAnswer:
    """The rows of a listing.

    Args:
        question: name of the listing.
        on: the day in the world to which rows were limited; None = no limit.
        pin: the state of knowledge.
        is_recorded: False where no text says anything of the kind.
        table: the rows.
    """

    question: str
    on: date | None
    pin: Pin
    is_recorded: bool
    table: Table


def _text(name: str) -> Column:
    return Column(name, ColumnKind.TEXT)


def _code(name: str) -> Column:
    return Column(name, ColumnKind.CODE)


def _day(name: str) -> Column:
    return Column(name, ColumnKind.CODE)  # a day or a month, as ISO text


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One kind of claim as a table: its columns and the cells of a claim."""

    kind: str
    columns: tuple[Column, ...]
    cells: Callable[[Claim, Mapping[str, Claim]], Row]


def listing(view: View, question: str, on: date | None = None) -> ListingAnswer:
    """The rows of a listing, in the order in which sources said them.

    Args:
        question: a key of `LISTINGS`.
        on: offices and restrictions said up to this day of the world; None = all.
    """
    form = LISTINGS[question]
    records = view.claims((form.kind,))
    targets = (
        {record.key: record.claim for record in _denied(view)} if question == "denials" else {}
    )
    chosen = [record for record in records if on is None or _by(record, on)]
    chosen.sort(
        key=lambda record: (record.asserted_on or date.max, record.document, record.claim.start)
    )
    rows = _rows(view, form, chosen, targets)
    columns = (*_OPENING, *form.columns, *_CLOSING)
    return ListingAnswer(
        question=question,
        on=on,
        pin=pin_of(view),
        is_recorded=bool(rows),
        table=Table(question, columns, rows),
    )


def _by(record: ClaimRecord, on: date) -> bool:
    return record.asserted_on is None or record.asserted_on <= on


def _denied(view: View) -> tuple[ClaimRecord, ...]:
    return view.claims(DENIABLE)


def _rows(
    view: View, form: Listing, records: list[ClaimRecord], targets: Mapping[str, Claim]
) -> tuple[Row, ...]:
    """One row for each state of each thing: several prints of one are counted, not repeated."""
    things = Things(view)
    reports: dict[tuple[str, str], list[ClaimRecord]] = {}
    for record in records:
        state = str(getattr(record.claim, "status", ""))
        reports.setdefault((things.thing(record), state), []).append(record)
    return tuple(
        _row(view, form, said[0], targets, things.sources(said)) for said in reports.values()
    )


def _row(
    view: View, form: Listing, record: ClaimRecord, targets: Mapping[str, Claim],
    sources: SourceCount,
) -> Row:  # fmt: skip
    claim = record.claim
    document = view.document(record.document)
    said_by = ", ".join(name.name for name in claim.attributed_to) or None
    return (
        record.asserted_on,
        *form.cells(claim, targets),
        said_by,
        claim.quote,
        view.reviewed(record).value,
        sources.sources,
        sources.independent,
        document.publisher if document is not None else None,
        claim.id,
    )


def _name(name: Named | None) -> str | None:
    return name.name if name is not None else None


def _tenure(claim: Claim, _: Mapping[str, Claim]) -> Row:
    assert isinstance(claim, TenureClaim)
    return (
        claim.person.name, claim.office.name, _name(claim.organisation), claim.status.value,
        claim.condition, _name(claim.succeeds),
    )  # fmt: skip


def _meeting(claim: Claim, _: Mapping[str, Claim]) -> Row:
    assert isinstance(claim, MeetingClaim)
    return (
        claim.date, ", ".join(name.name for name in claim.participants), claim.place,
        claim.status.value, claim.format.value, "disputed" if claim.disputed else None,
    )  # fmt: skip


def _denial(claim: Claim, targets: Mapping[str, Claim]) -> Row:
    assert isinstance(claim, DenialClaim)
    target = targets.get(claim.denies or "")
    claimed_by = ", ".join(name.name for name in target.attributed_to) if target else None
    return (
        _name(claim.denied_by), claim.scope.value, target.quote if target else None,
        claimed_by or None, claim.denies,
    )  # fmt: skip


def _restriction(claim: Claim, _: Mapping[str, Claim]) -> Row:
    assert isinstance(claim, RestrictionClaim)
    return (
        _name(claim.issuer), _name(claim.target), claim.object, claim.territory,
        claim.status.value,
    )  # fmt: skip


def _handover(claim: Claim, _: Mapping[str, Claim]) -> Row:
    assert isinstance(claim, HandoverClaim)
    return (
        claim.function, _name(claim.from_), _name(claim.to), claim.status.value,
        claim.scope.value if claim.scope else None,
    )  # fmt: skip


def _deadline(claim: Claim, _: Mapping[str, Claim]) -> Row:
    assert isinstance(claim, DeadlineClaim)
    return (claim.date, claim.event)


def _promise(claim: Claim, _: Mapping[str, Claim]) -> Row:
    assert isinstance(claim, PromiseClaim)
    return (_name(claim.by), claim.deadline, claim.amount)


def _statement(claim: Claim, _: Mapping[str, Claim]) -> Row:
    assert isinstance(claim, StatementClaim)
    return (_name(claim.speaker), claim.mode.value, claim.act.value)


LISTINGS: Mapping[str, Listing] = {
    "offices": Listing(
        "tenure",
        (_text("person"), _text("office"), _text("organisation"), _code("status"),
         _text("condition"), _text("succeeds")),
        _tenure,
    ),
    "meetings": Listing(
        "meeting",
        (_day("day"), _text("participants"), _text("place"), _code("status"), _code("format"),
         _code("disputed")),
        _meeting,
    ),
    "denials": Listing(
        "denial",
        (_text("denied_by"), _code("scope"), _text("claim"), _text("claimed_by"), _code("denies")),
        _denial,
    ),
    "restrictions": Listing(
        "restriction",
        (_text("issuer"), _text("target"), _text("object"), _text("territory"), _code("status")),
        _restriction,
    ),
    "handovers": Listing(
        "handover",
        (_text("function"), _text("from"), _text("to"), _code("status"), _code("scope")),
        _handover,
    ),
    "deadlines": Listing("deadline", (_day("due"), _text("event")), _deadline),
    "promises": Listing("promise", (_text("by"), _day("due"), _code("amount")), _promise),
    "statements": Listing(
        "statement", (_text("speaker"), _code("mode"), _code("act")), _statement
    ),
}  # fmt: skip
