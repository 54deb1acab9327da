"""Burden sharing: what each donor's aid came to, side by side.

One line a donor, recipient, stage, channel, valuation and currency, and one over the channels.
Currencies and valuations are never added; asked for in one currency, each line shows what it is
at the newest known rate, with its day and source. Donors are ranked among lines of one kind: a
rank is a first and a last place, and donors whose intervals overlap share places. What stands in
another donor's account too (a reimbursement, a pot of several donors) is shown apart, and is in
no rank. A donor of whom nothing is recorded at a stage is listed as that, never as zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from aidledger.ledger.view import View
from aidledger.model.accounts import Account, AccountStage
from aidledger.model.amounts import Interval
from aidledger.model.money import Money, total
from aidledger.model.records import RateRecord
from aidledger.questions.converting import RateUsed, convert, rate_between, rates_on
from aidledger.questions.pairs import recorded_pairs
from aidledger.questions.remaining import booked_entries, pin_of
from aidledger.questions.rows import Derived, Row, Subject, prefix
from aidledger.questions.scopes import MONEY, known_books
from aidledger.questions.totals import counts

# A flag of the entry whose sum stands in another donor's account too.
COUNTED_ELSEWHERE = "counted_elsewhere"

# The line over all channels.
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class BurdenRow(Row):
    """What one donor's aid came to, at one stage, by one channel, priced one way.

    Args:
        donor, recipient: catalogue ids.
        stage: how far; channel: `all` over the channels; valuation: `money` needs none.
        counted_elsewhere: True where the sum stands in another donor's account too.
        reached: the sum; None = nothing is recorded, which is not zero.
        converted: in the currency asked for, None without a rate; rate: that rate, in words.
        first, last: places among donors of the same kind of line, from and to; None = in no rank.
        among: how many donors are ranked.
    """

    donor: str
    recipient: str
    stage: str
    channel: str
    valuation: str
    counted_elsewhere: bool
    reached: Derived[Money | None]
    converted: Derived[Money | None]
    rate: Derived[str | None]
    first: Derived[int | None]
    last: Derived[int | None]
    among: Derived[int]


def burden(view: View, subject: Subject) -> tuple[BurdenRow, ...]:
    """Answer: every donor of `subject.recipient` (None = of each), by a day."""
    pairs = [pair for pair in recorded_pairs(view) if subject.recipient in (None, pair[1])]
    lines = [row for donor, recipient in pairs for row in _lines(view, subject, donor, recipient)]
    rates = () if subject.into is None else rates_on(view.rates, _day(subject))
    rows = _ranked([_in_currency(row, subject.into, rates) for row in lines], subject.into)
    rows += _unrecorded(rows, pairs, subject, view)
    return tuple(
        sorted(
            (row for row in rows if subject.donor in (None, row.donor)),
            key=_order,
        )
    )


def _day(subject: Subject) -> date:
    assert subject.on is not None
    return subject.on


def _order(row: BurdenRow) -> tuple[object, ...]:
    return (
        row.recipient,
        AccountStage(row.stage).rung,
        row.stage,
        row.channel != ALL,
        row.channel,
        row.counted_elsewhere,
        row.valuation,
        row.reached is None,
        "" if row.converted is not None or row.reached is None else row.reached.currency,
        row.first or 0,
        row.last or 0,
        row.name,
    )


Kind = tuple[str, str, str, bool, str]


def _lines(view: View, subject: Subject, donor: str, recipient: str) -> Iterator[BurdenRow]:
    books = known_books(booked_entries(view, donor, recipient)).posted(_day(subject)).books
    sums: dict[Kind, Money] = {}
    entries: dict[Kind, list[str]] = {}
    for (place, currency), balance in books.items():
        if not isinstance(place, Account) or (place.donor, place.recipient) != (donor, recipient):
            continue
        for sign, movement in balance.movements:
            if not counts(sign, movement, place):
                continue
            elsewhere = COUNTED_ELSEWHERE in movement.entry.flags
            money = movement.money if sign > 0 else -movement.money
            for channel in (place.channel,) if elsewhere else (place.channel, ALL):
                kind = (place.stage.value, channel, place.basis or MONEY, elsewhere, currency)
                sums[kind] = sums.get(kind, Money.nothing(currency)) + money
                entries.setdefault(kind, []).append(movement.entry.id)
    start = prefix("burden", subject, pin_of(view))
    for kind, money in sums.items():
        stage, channel, valuation, elsewhere, currency = kind
        tail = ":".join((donor, recipient, stage, channel, valuation, currency))
        yield BurdenRow(
            name=f"{start}/{tail}" + (f":{COUNTED_ELSEWHERE}" if elsewhere else ""),
            rests_on=tuple(dict.fromkeys(entries[kind])),
            donor=donor,
            recipient=recipient,
            stage=stage,
            channel=channel,
            valuation=valuation,
            counted_elsewhere=elsewhere,
            reached=money,
            converted=None,
            rate=None,
            first=None,
            last=None,
            among=0,
        )


def _in_currency(row: BurdenRow, into: str | None, rates: Sequence[RateRecord]) -> BurdenRow:
    assert row.reached is not None
    if into is None:
        return row
    if row.reached.currency == into:
        return replace(row, converted=row.reached)
    used = rate_between(row.reached.currency, into, rates)
    if used is None:
        return row
    return replace(
        row,
        converted=convert(row.reached, used),
        rate=_in_words(used),
        rests_on=(*row.rests_on, *used.records),
    )


def _in_words(rate: RateUsed) -> str:
    return f"1 {rate.base} = {rate.rate:.6f} {rate.quote}, {rate.day}, {rate.source}"


def _ranked(rows: list[BurdenRow], into: str | None) -> list[BurdenRow]:
    """The rows with their places, among rows of one kind."""
    kinds: dict[tuple[str, ...], list[BurdenRow]] = {}
    for row in rows:
        kinds.setdefault(_kind(row, into), []).append(row)
    return [row for members in kinds.values() for row in _placed(members, into)]


def _kind(row: BurdenRow, into: str | None) -> tuple[str, ...]:
    assert row.reached is not None
    currency = row.reached.currency if into is None else into
    flag = COUNTED_ELSEWHERE if row.counted_elsewhere else ""
    return row.recipient, row.stage, row.channel, row.valuation, currency, flag


def _placed(rows: Sequence[BurdenRow], into: str | None) -> Iterator[BurdenRow]:
    sums = _sums_by_donor(rows, into)
    for row in rows:
        if row.counted_elsewhere or row.donor not in sums:
            yield row
            continue
        first, last = places(sums, row.donor)
        yield replace(row, first=first, last=last, among=len(sums))


def _sums_by_donor(rows: Iterable[BurdenRow], into: str | None) -> dict[str, Money]:
    """What each donor gave in one currency; a donor with a sum that has no rate is in none."""
    moneys: dict[str, list[Money | None]] = {}
    for row in rows:
        moneys.setdefault(row.donor, []).append(row.reached if into is None else row.converted)
    return {
        donor: total((money for money in given if money is not None), _currency(given))
        for donor, given in moneys.items()
        if None not in given
    }


def _currency(moneys: Iterable[Money | None]) -> str:
    return next(money.currency for money in moneys if money is not None)


def places(sums: Mapping[str, Money], donor: str) -> tuple[int, int]:
    """First and last place of a donor; those whose strict intervals overlap share places.

    >>> from decimal import Decimal
    >>> euros = {"A": Decimal(9), "B": Decimal(5), "C": Decimal(5)}
    >>> sums = {name: Money.exactly(value, "EUR") for name, value in euros.items()}
    >>> places(sums, "A"), places(sums, "C")
    ((1, 1), (2, 3))
    """
    own = sums[donor].strict
    others = [money.strict for name, money in sums.items() if name != donor]
    apart = [other for other in others if not other.overlaps(own)]
    above = sum(1 for other in apart if _is_above(other, own))
    return 1 + above, 1 + above + len(others) - len(apart)


def _is_above(one: Interval, other: Interval) -> bool:
    """Of two intervals that do not overlap, whether the first lies higher."""
    if one.low is None or other.high is None:
        return False
    return one.low >= other.high


def _unrecorded(
    rows: Iterable[BurdenRow],
    pairs: Iterable[tuple[str, str]],
    subject: Subject,
    view: View,
) -> list[BurdenRow]:
    """Donors of whom nothing is recorded at a stage that others reached."""
    seen = {(row.recipient, row.stage, row.donor) for row in rows}
    stages = {(recipient, stage) for recipient, stage, _ in seen}
    start = prefix("burden", subject, pin_of(view))
    return [
        BurdenRow(
            name=f"{start}/{donor}:{recipient}:{stage}:{ALL}",
            rests_on=(),
            donor=donor,
            recipient=recipient,
            stage=stage,
            channel=ALL,
            valuation=MONEY,
            counted_elsewhere=False,
            reached=None,
            converted=None,
            rate=None,
            first=None,
            last=None,
            among=0,
        )
        for donor, recipient in pairs
        for of, stage in stages
        if of == recipient and (recipient, stage, donor) not in seen
    ]
