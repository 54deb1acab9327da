"""Reservations that an answer tells beside its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from datetime import date

from aidledger.ledger.posting import Movement, Posted
from aidledger.model.accounts import Account, Place, World
from aidledger.model.money import Money
from aidledger.model.scopes import Scope
from aidledger.questions.answers import Finding, FindingCode
from aidledger.questions.scopes import KnownBooks, not_itemised_accounts, pots_within

CEILING_AT_FACE = "ceiling_taken_at_face"


def findings(books: KnownBooks, scope: Scope, on: date, counted: Set[Place]) -> Iterator[Finding]:
    """Reservations on an answer.

    Args:
        scope: what was asked about.
        counted: the accounts that its figures rest on.
    """
    posted = books.posted(on)
    within = pots_within(books, scope)
    yield from _overdrawn(posted, within)
    silent = [
        str(place)
        for place in not_itemised_accounts(books)
        if isinstance(place, Account)
        and within(place)
        and any(place == held for held, _ in posted.books)
    ]
    yield from _finding(FindingCode.NOT_ITEMISED, silent)
    touching = [item for item in posted.movements if {item.source, item.target} & counted]
    yield from _finding(FindingCode.CEILING_AT_FACE, _ids(touching, CEILING_AT_FACE))
    inferred = [item for item in touching if item.is_inferred]
    filled = [item.entry.id for item in inferred if isinstance(item.source, World)]
    yield from _finding(FindingCode.INFERRED, filled)
    passed = [item.entry.id for item in inferred if isinstance(item.source, Account)]
    yield from _finding(FindingCode.PASSED, passed)


def _finding(code: FindingCode, about: list[str]) -> Iterator[Finding]:
    if about:
        yield Finding(code=code, about=tuple(sorted(set(about))))


def _ids(movements: list[Movement], flag: str) -> list[str]:
    return [movement.entry.id for movement in movements if flag in movement.entry.flags]


def _overdrawn(posted: Posted, within: Callable[[Account], bool]) -> Iterator[Finding]:
    for (place, _), balance in sorted(posted.books.items(), key=lambda item: str(item[0])):
        if isinstance(place, Account) and within(place) and _is_below_nothing(balance.money):
            yield Finding(code=FindingCode.OVERDRAWN, about=(str(place),), money=balance.money)


def _is_below_nothing(money: Money) -> bool:
    return money.lenient.high is not None and money.lenient.high < 0
