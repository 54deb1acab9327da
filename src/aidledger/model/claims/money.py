"""Claims about money: one amount as one sentence states it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.claims.common import Claim
from aidledger.model.parties import Named


class Stage(StrEnum):
    """How far the money is, as the sentence says it at the document's date."""

    RUMOURED = "rumoured"
    REQUESTED = "requested"
    PROPOSED = "proposed"
    PLEDGED = "pledged"
    AUTHORISED = "authorised"
    APPROPRIATED = "appropriated"
    ALLOCATED = "allocated"
    CONTRACTED = "contracted"
    DRAWN_DOWN = "drawn_down"
    DELIVERED = "delivered"
    DISBURSED = "disbursed"
    SPENT = "spent"
    REMAINING = "remaining"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


class Nature(StrEnum):
    """A flow (one package, one payment) or a balance (what remains, a total since a date)."""

    FLOW = "flow"
    BALANCE = "balance"


class AidKind(StrEnum):
    """What the aid is for, in the words of the text."""

    MILITARY = "military"
    HUMANITARIAN = "humanitarian"
    FINANCIAL = "financial"
    RECONSTRUCTION = "reconstruction"
    MIXED = "mixed"


class AuthorityEffect(StrEnum):
    """What an authority lets its holder do: draw goods down, set a law aside, or another act."""

    DRAWDOWN = "drawdown"
    WAIVER = "waiver"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalAuthority:
    """The provision of law under which a sum stands.

    Args:
        section: as numbered in the act, "506(a)(1)"; act: its name, None = not said.
        effect: see `AuthorityEffect`; the sum of a waiver is no further money.
    """

    section: str
    act: str | None
    effect: AuthorityEffect


# Flag of a sum whose scale word may be a slip: it is read as printed, and books nothing.
DOUBTFUL_SCALE = "doubtful_scale"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountClaim(Claim):
    """One amount of money.

    Args:
        stated: the printed number in whole units; None for vague amounts; middle of a range.
        currency: ISO 4217 code; None = not said and not to be inferred.
        strict: what logic allows; lenient: what press practice allows. None for a bare ratio.
        nature, stage: None where the sentence does not say.
        donor, recipient, channel: None = not said; never an empty tuple.
        since: start of a cumulative total, ISO date or month; deadline likewise.
        restates: id of the claim of the same sum that the record keeps; part_of: id of the total.
        ratio: share as a decimal (0.5) of the claim `of` (its id), for "half of ...".
        authority: the provision that the sentence names for the sum; None = it names none.
    """

    kind: ClassVar[str] = "amount"

    stated: Decimal | None
    currency: str | None
    currency_inferred: bool = False
    qualifier: Qualifier
    strict: Interval | None
    lenient: Interval | None
    about_aid: bool
    nature: Nature | None = None
    stage: Stage | None = None
    heading: bool = False
    aid_kind: AidKind | None = None
    donor: tuple[Named, ...] | None = None
    recipient: tuple[Named, ...] | None = None
    channel: tuple[Named, ...] | None = None
    envelope: Named | None = None
    since: str | None = None
    deadline: str | None = None
    restates: str | None = None
    part_of: str | None = None
    ratio: Decimal | None = None
    of: str | None = None
    authority: LegalAuthority | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemClaim(Claim):
    """Goods or people sent, with or without a number.

    Args:
        item: what it is, in the text's words without the number.
        quantity: number of units; None = the text gives none.
    """

    kind: ClassVar[str] = "item"

    item: str
    quantity: Decimal | None = None
    qualifier: Qualifier | None = None
    stage: Stage | None = None
    donor: tuple[Named, ...] | None = None
    recipient: tuple[Named, ...] | None = None
