"""What remained of a donor's aid for a recipient on a day, as known on a day."""

from __future__ import annotations

from datetime import date

from aidledger.ledger.view import View
from aidledger.model.accounts import Account
from aidledger.model.entries import Entry
from aidledger.model.money import Money, total
from aidledger.model.scopes import Scope
from aidledger.questions.answers import Part, Pin, RemainingAnswer
from aidledger.questions.deadlines import deadlines_ahead
from aidledger.questions.findings import findings
from aidledger.questions.flows import judged_new_of, waiting_flows
from aidledger.questions.parts import parts_of
from aidledger.questions.said import said_around
from aidledger.questions.scopes import KnownBooks, known_books, pots_within, waiting_accounts

# In the names of lines, before the pot that they are about.
POT = "of"


def remaining(
    view: View, donor: str, recipient: str, on: date, envelope: str | None = None
) -> RemainingAnswer:
    """Answer: what remained, of what parts, who said what, by which day.

    Args:
        view: the record as known on a day.
        donor, recipient: catalogue ids.
        on: the day in the world.
        envelope: one pot, with all that is drawn from it; None = every pot. What waits for a
            judgement has no pot yet, so a pot's answer lists none.
    """
    booked = booked_entries(view, donor, recipient)
    books = known_books(booked)
    pin = pin_of(view)
    pots = None if envelope is None else (envelope,)
    scope = Scope(donor=donor, recipient=recipient, envelopes=pots)
    counted = waiting_accounts(books, scope, on)
    start = line_prefix("remaining", donor, recipient, on, pin)
    start += "" if envelope is None else f"/{POT}/{envelope}"
    parts = parts_of(books.posted(on), counted, start)
    totals = totals_of(parts)
    said = said_around(view, books, donor, recipient, on)
    if envelope is not None:
        said = tuple(item for item in said if item.checks_of(envelope))
    return RemainingAnswer(
        donor=donor,
        recipient=recipient,
        envelope=envelope,
        on=on,
        pin=pin,
        is_recorded=bool(said) or _is_booked(books, scope),
        totals=totals,
        parts=parts,
        said=said,
        deadlines=deadlines_ahead(view, donor, recipient, on, totals),
        findings=tuple(findings(books, scope, on, set(counted))),
        waiting=() if envelope else waiting_flows(view, booked, donor, recipient, on),
    )


def _is_booked(books: KnownBooks, scope: Scope) -> bool:
    """True where some entry concerns the pot, or any pot where none is named."""
    within = pots_within(books, scope)
    return any(
        isinstance(place, Account) and within(place)
        for entry in books.entries
        for place in (entry.source, entry.target)
    )


def booked_entries(view: View, donor: str, recipient: str) -> tuple[Entry, ...]:
    """Entries of a donor and recipient: imported ones, and flows judged new."""
    booked = (record.entry for record in view.entries_of(donor, recipient))
    return (*booked, *judged_new_of(view, donor, recipient))


def pin_of(view: View) -> Pin:
    """The state of knowledge of a view."""
    knowledge = view.knowledge
    return Pin(
        known=knowledge.known,
        known_by=knowledge.by,
        vintage=knowledge.vintage,
        head=view.head,
    )


def line_prefix(question: str, donor: str, recipient: str, on: date, pin: Pin) -> str:
    """First part of the names of an answer's lines: it says how to answer again."""
    known = "-" if pin.known is None else pin.known.isoformat()
    return (
        f"{question}/{donor}/{recipient}/{on.isoformat()}/{known}/{pin.known_by.value}"
        f"/{pin.vintage}"
    )


def totals_of(parts: tuple[Part, ...]) -> tuple[Money, ...]:
    """The sum of the parts, one for each currency."""
    currencies = sorted({part.money.currency for part in parts})
    return tuple(
        total((part.money for part in parts if part.money.currency == currency), currency)
        for currency in currencies
    )
