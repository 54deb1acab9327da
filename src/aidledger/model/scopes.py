"""Scopes: which accounts a balance speaks of, and what it says of them.

A scope is a pattern over accounts. None in a part means that the part is not restricted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aidledger.model.accounts import AccountStage
from aidledger.model.amounts import Qualifier
from aidledger.model.money import Money


class BalanceKind(StrEnum):
    """What a balance counts.

    REMAINING: what waits for a package on the day.
    CUMULATIVE: everything that reached a stage up to the day, since the start or a date.
    RESTORED: what a revaluation gave back.
    """

    REMAINING = "remaining"
    CUMULATIVE = "cumulative"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which accounts, in which sense.

    Args:
        donor, recipient: catalogue ids.
        kind: see `BalanceKind`.
        channels: None = every channel.
        envelopes: pots with all that is drawn from them; None = every pot.
        stage: for a cumulative balance, the stage that the money reached.
        revaluations: False leaves out what a revaluation gave back or took off.
        since: first day that a cumulative balance counts; None = from the start.
    """

    donor: str
    recipient: str
    kind: BalanceKind = BalanceKind.REMAINING
    channels: tuple[str, ...] | None = None
    envelopes: tuple[str, ...] | None = None
    stage: AccountStage | None = None
    revaluations: bool = True
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceAssertion:
    """Somebody says that a balance lay in an interval on a day.

    Args:
        id: name of the assertion, unique in a ledger.
        scope: the accounts as the words say; None = the words fit several accounts.
        as_of: the day that it speaks of.
        money: what it says, with both intervals.
        qualifier: the qualifier as printed.
        speaker: who says it, as the source names him.
        words: the figure in the words of the source, or None.
        confirmed: False where the source itself calls the figure unconfirmed.
        note: free words for people.
    """

    id: str
    scope: Scope | None
    as_of: date
    money: Money
    qualifier: Qualifier
    speaker: str
    words: str | None = None
    confirmed: bool = True
    note: str | None = None
