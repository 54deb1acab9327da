"""Does a stated balance meet the record? Interval against interval."""

from __future__ import annotations

from datetime import date

from aidledger.model.amounts import Interval
from aidledger.model.money import Money
from aidledger.model.scopes import Scope
from aidledger.questions.answers import Check, Verdict
from aidledger.questions.scopes import KnownBooks, balance_of, valuations_of


def check(books: KnownBooks, stated: Money, scope: Scope, on: date) -> Check:
    """A stated balance set against the record under a scope, on a day."""
    computed = balance_of(books, scope, on, stated.currency)
    verdict = compare(stated, computed)
    return Check(
        scope=scope,
        on=on,
        computed=computed,
        verdict=verdict,
        residual=residual(stated, computed) if verdict is Verdict.DISJOINT else None,
        valuations=valuations_of(books, scope, on, stated.currency),
    )


def compare(stated: Money, computed: Money) -> Verdict:
    """The verdict of interval arithmetic.

    >>> from decimal import Decimal
    >>> compare(Money.exactly(Decimal(7), "USD"), Money.exactly(Decimal(7), "USD")).value
    'consistent'
    """
    if stated.strict.overlaps(computed.strict):
        return Verdict.CONSISTENT
    if stated.lenient.overlaps(computed.lenient):
        return Verdict.CONSISTENT_LENIENT
    return Verdict.DISJOINT


def residual(stated: Money, computed: Money) -> Interval:
    """What the record would have to gain to meet the statement, leniently."""
    return stated.lenient - computed.lenient
