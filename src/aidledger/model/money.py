"""Sums of money as the ledger keeps them: a figure, and what it allows.

`Money` carries the printed figure (`face`) beside two intervals: `strict` (what logic
allows) and `lenient` (what press practice allows). Units are whole currency units, exact
decimals, never a float. `face` is None where no single figure can be named: the sum of a
vague amount, or a sum in the middle of a period whose course is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from aidledger.model.amounts import Interval

NOTHING = Interval.exactly(0)


class MixedCurrenciesError(ValueError):
    """Two currencies met in one sum: a conversion is a view with its rate, never an addition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in one currency.

    Args:
        face: the figure as printed; None = no single figure.
        strict, lenient: the intervals of the qualifier.
        currency: ISO 4217 code.

    >>> left = Money.exactly(Decimal(5550), "USD") - Money.exactly(Decimal(1250), "USD")
    >>> left.face
    Decimal('4300')
    """

    face: Decimal | None
    strict: Interval
    lenient: Interval
    currency: str

    @classmethod
    def exactly(cls, value: Decimal | int, currency: str) -> Money:
        """A sum known to the unit."""
        point = Interval.exactly(value)
        return cls(face=Decimal(value), strict=point, lenient=point, currency=currency)

    @classmethod
    def nothing(cls, currency: str) -> Money:
        """Zero, exactly."""
        return cls.exactly(0, currency)

    def __add__(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise MixedCurrenciesError(f"{self.currency} and {other.currency}")
        return Money(
            face=None if self.face is None or other.face is None else self.face + other.face,
            strict=self.strict + other.strict,
            lenient=self.lenient + other.lenient,
            currency=self.currency,
        )

    def __neg__(self) -> Money:
        return Money(
            face=None if self.face is None else -self.face,
            strict=-self.strict,
            lenient=-self.lenient,
            currency=self.currency,
        )

    def __sub__(self, other: Money) -> Money:
        return self + (-other)

    def at_most_this(self) -> Money:
        """The sum in the middle of its course: anything from nothing to this.

        The figure is lost, the intervals reach down (or up) to zero.
        """
        if self.strict == NOTHING and self.lenient == NOTHING:
            return self
        return Money(
            face=None,
            strict=self.strict.hull(NOTHING),
            lenient=self.lenient.hull(NOTHING),
            currency=self.currency,
        )


def plain(value: Decimal) -> Decimal:
    """The same number without idle zeros or an exponent.

    >>> plain(Decimal("1675000000.00")), plain(Decimal("9.3E+9")), plain(Decimal("0.50"))
    (Decimal('1675000000'), Decimal('9300000000'), Decimal('0.5'))
    """
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value else value.normalize()


def plain_interval(interval: Interval) -> Interval:
    """The same interval, its bounds without idle zeros."""
    return Interval(
        None if interval.low is None else plain(interval.low),
        None if interval.high is None else plain(interval.high),
        interval.low_open,
        interval.high_open,
    )


def total(moneys: Iterable[Money], currency: str) -> Money:
    """The sum of amounts in one currency; nothing for none.

    Raises:
        MixedCurrenciesError: an amount is in another currency.
    """
    result = Money.nothing(currency)
    for money in moneys:
        result = result + money
    return result
