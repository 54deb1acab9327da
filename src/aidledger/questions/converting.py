"""An answer in another currency: a view, with the rate, its day and its source beside each sum.

The book is never converted. A sum is multiplied by the newest known reference rate on or
before the day of the question, straight or by way of a currency that both have a rate for.
A sum without such a rate stays in its currency and is named: it is in no converted sum.
Sums of one stage are added only within one valuation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext

from aidledger.ledger.view import View
from aidledger.model.amounts import Interval
from aidledger.model.money import Money, total
from aidledger.model.records import RateRecord
from aidledger.questions.answers import Pin, RemainingAnswer, TotalsAnswer

REMAINING = "remaining"
_DIGITS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class RateUsed:
    """A rate by which a sum was converted.

    Args:
        records: ids of the rate records, one, or two where it goes by way of a third currency.
        base, quote: one unit of `base` is `rate` units of `quote`.
        day: day of the rate, the earlier of two.
        source: who publishes it.
    """

    records: tuple[str, ...]
    base: str
    quote: str
    rate: Decimal
    day: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedRow:
    """One sum of the answer.

    Args:
        stage, channel, basis: of the line; channel and basis None where it has none.
        money: the sum as booked; converted: in the other currency, None without a rate.
        rate: None without one, or where none is needed.
    """

    stage: str
    channel: str | None
    basis: str | None
    money: Money
    converted: Money | None
    rate: RateUsed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedSum:
    """The sum of a stage and valuation over currencies; rows without a rate are not in it."""

    stage: str
    basis: str | None
    money: Money
    left_out: tuple[Money, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedAnswer:
    """An answer in another currency.

    Args:
        of: the question converted; into: the currency.
        rows: its sums; sums: over currencies.
    """

    question: str = "converted"
    of: str
    donor: str
    recipient: str
    on: date
    into: str
    pin: Pin
    is_recorded: bool
    rows: tuple[ConvertedRow, ...]
    sums: tuple[ConvertedSum, ...]


def converted(view: View, answer: RemainingAnswer | TotalsAnswer, into: str) -> ConvertedAnswer:
    """The sums of an answer in another currency, at the rates known to the same view.

    Args:
        into: ISO 4217 code.
    """
    rates = rates_on(view.rates, answer.on)
    rows = tuple(
        _row(stage, channel, basis, money, into, rates)
        for stage, channel, basis, money in _sums_of(answer)
    )
    return ConvertedAnswer(
        of=answer.question,
        donor=answer.donor,
        recipient=answer.recipient,
        on=answer.on,
        into=into,
        pin=answer.pin,
        is_recorded=answer.is_recorded,
        rows=rows,
        sums=_sums(rows, into),
    )


def rates_on(records: Iterable[RateRecord], on: date) -> tuple[RateRecord, ...]:
    """The newest rate of each pair of currencies on or before a day."""
    newest: dict[tuple[str, str], RateRecord] = {}
    for record in records:
        pair = (record.base, record.quote)
        if record.day <= on and (pair not in newest or record.day > newest[pair].day):
            newest[pair] = record
    return tuple(newest[pair] for pair in sorted(newest))


def rate_between(base: str, quote: str, rates: Sequence[RateRecord]) -> RateUsed | None:
    """One rate, straight or turned round, else two by way of a third currency; None without."""
    for record in rates:
        step = _step(record, base)
        if step is not None and step.quote == quote:
            return step
    for record in rates:
        first = _step(record, base)
        if first is None:
            continue
        for other in rates:
            second = _step(other, first.quote)
            if second is not None and second.quote == quote:
                return _by_way(first, second)
    return None


def _step(record: RateRecord, base: str) -> RateUsed | None:
    """A rate read from one of its ends."""
    if base == record.base:
        rate, quote = record.rate, record.quote
    elif base == record.quote:
        rate, quote = _quotient(Decimal(1), record.rate), record.base
    else:
        return None
    return RateUsed(
        records=(record.id,), base=base, quote=quote, rate=rate, day=record.day,
        source=record.source,
    )  # fmt: skip


def _by_way(first: RateUsed, second: RateUsed) -> RateUsed:
    sources = dict.fromkeys((first.source, second.source))
    return RateUsed(
        records=(*first.records, *second.records),
        base=first.base,
        quote=second.quote,
        rate=_product(first.rate, second.rate),
        day=min(first.day, second.day),
        source=", ".join(sources),
    )


def _quotient(one: Decimal, other: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = _DIGITS
        return one / other


def _product(one: Decimal, other: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = _DIGITS
        return one * other


def _sums_of(
    answer: RemainingAnswer | TotalsAnswer,
) -> Iterable[tuple[str, str | None, str | None, Money]]:
    if isinstance(answer, RemainingAnswer):
        return [(REMAINING, None, None, money) for money in answer.totals]
    return [(row.stage, row.channel, row.basis, row.reached) for row in answer.rows]


def _row(
    stage: str,
    channel: str | None,
    basis: str | None,
    money: Money,
    into: str,
    rates: Sequence[RateRecord],
) -> ConvertedRow:
    rate = None if money.currency == into else rate_between(money.currency, into, rates)
    changed = money if money.currency == into else None
    if rate is not None:
        changed = convert(money, rate)
    return ConvertedRow(
        stage=stage, channel=channel, basis=basis, money=money, converted=changed, rate=rate
    )


def convert(money: Money, rate: RateUsed) -> Money:
    """A sum at a rate, in whole units; intervals are rounded outwards, so that none narrows."""
    return Money(
        face=None if money.face is None else _whole(money.face, rate.rate, ROUND_HALF_EVEN),
        strict=_interval(money.strict, rate.rate),
        lenient=_interval(money.lenient, rate.rate),
        currency=rate.quote,
    )


def _interval(interval: Interval, rate: Decimal) -> Interval:
    return Interval(
        None if interval.low is None else _whole(interval.low, rate, ROUND_FLOOR),
        None if interval.high is None else _whole(interval.high, rate, ROUND_CEILING),
    )


def _whole(value: Decimal, rate: Decimal, rounding: str) -> Decimal:
    return _product(value, rate).quantize(Decimal(1), rounding)


def _sums(rows: Sequence[ConvertedRow], into: str) -> tuple[ConvertedSum, ...]:
    groups: dict[tuple[str, str | None], list[ConvertedRow]] = {}
    for row in rows:
        groups.setdefault((row.stage, row.basis), []).append(row)
    return tuple(
        ConvertedSum(
            stage=stage,
            basis=basis,
            money=total((row.converted for row in members if row.converted is not None), into),
            left_out=tuple(row.money for row in members if row.converted is None),
        )
        for (stage, basis), members in groups.items()
    )
