"""Entries: what moves money between two accounts, and why it may.

An entry takes an amount from one place and puts the same amount into another, so that
nothing appears or disappears unseen. Its type says what happened in the trade's words,
and each type may move between certain places only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aidledger.model.accounts import Account, AccountStage, Place, World
from aidledger.model.errors import Contradiction
from aidledger.model.money import Money

# What is wrong with the ends of an entry, or None.
Check = Callable[[Place, Place], str | None]


class EntryType(StrEnum):
    """What happened."""

    ENACT = "enact"
    RAISE_CEILING = "raise_ceiling"
    PLEDGE = "pledge"
    DIRECT = "direct"
    ALLOCATE = "allocate"
    CONTRACT = "contract"
    SHIP = "ship"
    DELIVER = "deliver"
    LAPSE = "lapse"
    REVALUE = "revalue"
    CANCEL = "cancel"
    REDUCE = "reduce"
    REIMBURSE = "reimburse"
    RECLASSIFY = "reclassify"
    ADJUST = "adjust"


class Extent(StrEnum):
    """What the amount of an entry states.

    CHANGE: the sum that moves.
    LEVEL: the sum that stands after it ("raised to 7.8 billion"); posting finds the change.
    REMAINDER: all that is left moves; the entry states no amount.
    """

    CHANGE = "change"
    LEVEL = "level"
    REMAINDER = "remainder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One movement.

    Args:
        id: name of the entry, unique in a ledger.
        type: what happened.
        source, target: where the amount leaves and where it arrives.
        extent: see `Extent`.
        money: the amount; None only for REMAINDER.
        begins, ends: days between which it took effect; the same day when it is known.
            Between the two an answer counts anything from nothing to the whole.
        drawn_from: pots and directives from which the target's envelope comes.
        event: name shared by the entries of one event (a law with four parts).
        decision: id of the person's decision that books it; None = a source states it.
        flags: named reservations, sorted (`ceiling_taken_at_face`, `not_itemised`, ...).
        note: free words for people.

    Raises:
        ValueError: the parts contradict each other; the message says how.
    """

    id: str
    type: EntryType
    source: Place
    target: Place
    extent: Extent = Extent.CHANGE
    money: Money | None
    begins: date
    ends: date
    drawn_from: tuple[str, ...] = ()
    event: str | None = None
    decision: str | None = None
    flags: tuple[str, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        if self.begins > self.ends:
            raise Contradiction("begins_after_end", id=self.id)
        if (self.money is None) != (self.extent is Extent.REMAINDER):
            raise Contradiction("amount_of_remainder", id=self.id)
        if self.source == self.target:
            raise Contradiction("same_ends", id=self.id, place=str(self.source))
        problem = _wrong_ends(self)
        if problem:
            raise Contradiction(problem, id=self.id, type=self.type.value)


def _wrong_ends(entry: Entry) -> str | None:
    if World.UNEXPLAINED in (entry.source, entry.target):
        if entry.type is not EntryType.ADJUST:
            return "only_adjust"
        return None if entry.decision else "needs_decision"
    if entry.type is EntryType.ADJUST:
        return "adjust_ends"
    return _CHECKS[entry.type](entry.source, entry.target)


def _to_waiting_money(_source: Place, target: Place) -> str | None:
    if isinstance(target, Account) and target.stage.is_unallocated:
        return None
    return "to_waiting_money"


def _to_memo(_source: Place, target: Place) -> str | None:
    if isinstance(target, Account) and target.stage.is_memo:
        return None
    return "to_memo"


def _to_lapsed(source: Place, target: Place) -> str | None:
    if isinstance(source, Account) and target is World.LAPSED:
        return None
    return "to_lapsed"


def _by_revaluation(source: Place, target: Place) -> str | None:
    if World.REVALUATION in (source, target):
        return None
    return "by_revaluation"


def _up_the_ladder(source: Place, target: Place) -> str | None:
    if not isinstance(target, Account) or target.stage.is_memo:
        return "to_no_memo"
    if isinstance(source, Account) and source.stage.rung > target.stage.rung:
        return "up_the_ladder"
    return None


def _to_stages(*stages: AccountStage) -> Check:
    named = "_or_".join(stage.value for stage in stages)

    def ends(source: Place, target: Place) -> str | None:
        if not isinstance(target, Account) or target.stage not in stages:
            return f"to_{named}"
        return _up_the_ladder(source, target)

    return ends


def _to_the_recipient(source: Place, target: Place) -> str | None:
    if target is World.RECIPIENT and isinstance(source, Account):
        return None
    return _to_stages(AccountStage.DELIVERED, AccountStage.DISBURSED)(source, target)


def _between_donors(source: Place, target: Place) -> str | None:
    if not isinstance(source, Account):
        return "from_the_payer"
    if target is World.OTHER_DONOR:
        return None
    if isinstance(target, Account) and target.donor != source.donor:
        return None
    return "to_other_donor"


def _between_accounts(source: Place, target: Place) -> str | None:
    if isinstance(source, Account) and isinstance(target, Account):
        return None
    return "between_accounts"


def _down_the_ladder(source: Place, target: Place) -> str | None:
    if not isinstance(source, Account):
        return "from_account"
    if isinstance(target, Account) and source.stage.rung < target.stage.rung:
        return "down_the_ladder"
    return None


_CHECKS: dict[EntryType, Check] = {
    EntryType.ENACT: _to_waiting_money,
    EntryType.RAISE_CEILING: _to_waiting_money,
    EntryType.DIRECT: _to_waiting_money,
    EntryType.PLEDGE: _to_memo,
    EntryType.LAPSE: _to_lapsed,
    EntryType.REVALUE: _by_revaluation,
    EntryType.ALLOCATE: _up_the_ladder,
    EntryType.CONTRACT: _to_stages(AccountStage.CONTRACTED),
    EntryType.SHIP: _to_stages(AccountStage.SHIPPED),
    EntryType.DELIVER: _to_the_recipient,
    EntryType.REIMBURSE: _between_donors,
    EntryType.RECLASSIFY: _between_accounts,
    EntryType.CANCEL: _down_the_ladder,
    EntryType.REDUCE: _down_the_ladder,
}
