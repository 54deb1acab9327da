"""Days ahead by which money is to be used, and the pace that they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from aidledger.ledger.view import View
from aidledger.model.amounts import Interval
from aidledger.model.claims import AmountClaim, DeadlineClaim, PromiseClaim
from aidledger.model.money import Money
from aidledger.model.records import ClaimRecord
from aidledger.questions.answers import Deadline

_WHOLE_UNIT = Decimal(1)


def deadlines_ahead(
    view: View, donor: str, recipient: str, on: date, totals: tuple[Money, ...]
) -> tuple[Deadline, ...]:
    """Deadlines from a day on, nearest first.

    A deadline of a text counts where the text also states an amount of this donor for
    this recipient; a recorded term counts by itself.

    Args:
        totals: what remains; a pace is given where it is one sum.
    """
    named = [*_terms(view, donor, recipient, on), *_from_texts(view, donor, recipient, on)]
    days = sorted({due for due, _, _ in named})
    return tuple(
        Deadline(
            due=due,
            event=next(event for day, event, _ in named if day == due),
            days=(due - on).days,
            pace=pace(totals[0], (due - on).days) if len(totals) == 1 else None,
            sources=tuple(source for day, _, source in named if day == due),
        )
        for due in days
    )


def pace(money: Money, days: int) -> Money | None:
    """What a day would have to bring to use it all; None with no day left.

    >>> from decimal import Decimal
    >>> pace(Money.exactly(Decimal(9_300), "USD"), 68).face
    Decimal('137')
    """
    if days <= 0:
        return None
    return Money(
        face=None if money.face is None else _share(money.face, days, ROUND_HALF_UP),
        strict=_interval_share(money.strict, days),
        lenient=_interval_share(money.lenient, days),
        currency=money.currency,
    )


def _interval_share(interval: Interval, days: int) -> Interval:
    """Whole units, rounded outwards: an interval never narrows."""
    return Interval(
        None if interval.low is None else _share(interval.low, days, ROUND_FLOOR),
        None if interval.high is None else _share(interval.high, days, ROUND_CEILING),
    )


def _share(value: Decimal, days: int, rounding: str) -> Decimal:
    return (value / days).quantize(_WHOLE_UNIT, rounding)


def _terms(view: View, donor: str, recipient: str, on: date) -> Iterator[tuple[date, str, str]]:
    for term in view.terms:
        if term.donor == donor and term.recipient in (None, recipient) and term.due >= on:
            yield term.due, term.event, term.id


def _from_texts(
    view: View, donor: str, recipient: str, on: date
) -> Iterator[tuple[date, str, str]]:
    about: dict[str, bool] = {}
    # What a text calls a deadline names the day; an amount that mentions it only repeats it.
    due = sorted(view.claims_due(on), key=lambda record: isinstance(record.claim, AmountClaim))
    for record in due:
        name = record.document
        if name not in about:
            about[name] = view.is_about(name, donor, recipient)
        named = _named_day(record)
        if named is not None and about[name]:
            yield (*named, record.key)


def _named_day(record: ClaimRecord) -> tuple[date, str] | None:
    claim = record.claim
    if isinstance(claim, DeadlineClaim):
        return _day_of(claim.date, claim.event)
    if isinstance(claim, PromiseClaim):
        return _day_of(claim.deadline, claim.content)
    if isinstance(claim, AmountClaim):
        return _day_of(claim.deadline, claim.quote)
    return None


def _day_of(text: str | None, event: str) -> tuple[date, str] | None:
    day = full_day(text)
    return None if day is None else (day, event)


def full_day(text: str | None) -> date | None:
    """A day named to the day; a month is no deadline to count days to.

    >>> full_day("2025-01-20"), full_day("2025-01")
    (datetime.date(2025, 1, 20), None)
    """
    if text is None or len(text) != len("2025-01-20"):
        return None
    return date.fromisoformat(text)
