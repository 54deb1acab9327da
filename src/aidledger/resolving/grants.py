"""Which package uses which granted authority?

A package is announced within days of the delegation that it uses. Pairs of the same sum come
first, nearest day first; what is left pairs by day alone, and leaves a rest: a package may
use authority that was granted earlier and part of a new one. Each grant and each package is
in one pair at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aidledger.model.money import Money

# A delegation and its package carry dates some days apart; a rest is told of one day only.
NEAR_DAYS = 10
SAME_DAYS = 1

Dated = tuple[str, date, Money]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A grant and the package that uses it.

    Args:
        grant, package: their ids; granted_on, used_on: their days.
        rest: package less grant; nothing where the sums are the same.
    """

    grant: str
    package: str
    granted_on: date
    used_on: date
    rest: Money


def match_grants(grants: Sequence[Dated], packages: Sequence[Dated]) -> tuple[Matched, ...]:
    """Pairs, in order of the day of the grant.

    >>> from decimal import Decimal
    >>> sum_of = lambda millions: Money.exactly(Decimal(millions), "USD")
    >>> granted = [("memorandum", date(2022, 4, 5), sum_of(100))]
    >>> used = [("package", date(2022, 4, 6), sum_of(100))]
    >>> [(pair.grant, pair.rest.face) for pair in match_grants(granted, used)]
    [('memorandum', Decimal('0'))]
    """
    near = sorted(
        (
            (grant[2].face != package[2].face, abs((grant[1] - package[1]).days), grant, package)
            for grant in grants
            for package in packages
            if _may_pair(grant, package)
        ),
        key=lambda pair: (pair[0], pair[1], pair[2][1], pair[2][0], pair[3][0]),
    )
    paired: list[Matched] = []
    taken: set[str] = set()
    for _, _, grant, package in near:
        if grant[0] in taken or package[0] in taken:
            continue
        taken |= {grant[0], package[0]}
        paired.append(_matched(grant, package))
    return tuple(sorted(paired, key=lambda pair: (pair.granted_on, pair.grant)))


def _may_pair(grant: Dated, package: Dated) -> bool:
    if grant[2].currency != package[2].currency:
        return False
    apart = abs((grant[1] - package[1]).days)
    return apart <= (NEAR_DAYS if grant[2].face == package[2].face else SAME_DAYS)


def _matched(grant: Dated, package: Dated) -> Matched:
    granted, used = (
        Money.exactly(money.face, money.currency) if money.face is not None else money
        for money in (grant[2], package[2])
    )
    return Matched(
        grant=grant[0],
        package=package[0],
        granted_on=grant[1],
        used_on=package[1],
        rest=used - granted,
    )
