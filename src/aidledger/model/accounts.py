"""Accounts: where money of a donor for a recipient stands.

An account is written `donor:recipient:envelope:channel:stage[:basis]`; the roots of the
book, where money comes from and goes to, are written `world:...`. Donor and recipient are
catalogue ids, envelope and channel are ids of the record. `basis` says how aid in kind
was priced (`as_announced`, `net_book_value`, ...); None where money is money.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AccountStage(StrEnum):
    """How far the money of an account is, in the order of the ladder."""

    RUMOURED = "rumoured"
    REQUESTED = "requested"
    PROPOSED = "proposed"
    PLEDGED = "pledged"
    AUTHORISED = "authorised"
    APPROPRIATED = "appropriated"
    ALLOCATED = "allocated"
    CONTRACTED = "contracted"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    DISBURSED = "disbursed"

    @property
    def is_memo(self) -> bool:
        """True for stages that bind nobody and enter no total."""
        return self in _MEMO

    @property
    def is_unallocated(self) -> bool:
        """True where money or authority waits for a package: what *remains* is here."""
        return self in (AccountStage.AUTHORISED, AccountStage.APPROPRIATED)

    @property
    def rung(self) -> int:
        """Place on the ladder; money moves up, and down only by a typed entry."""
        return _RUNG[self]


_MEMO = frozenset(
    {
        AccountStage.RUMOURED,
        AccountStage.REQUESTED,
        AccountStage.PROPOSED,
        AccountStage.PLEDGED,
    }
)
# A ceiling and an appropriation are two ways to begin, delivery and payment two ways to end.
_RUNG = {
    AccountStage.RUMOURED: 0,
    AccountStage.REQUESTED: 1,
    AccountStage.PROPOSED: 2,
    AccountStage.PLEDGED: 3,
    AccountStage.AUTHORISED: 4,
    AccountStage.APPROPRIATED: 4,
    AccountStage.ALLOCATED: 5,
    AccountStage.CONTRACTED: 6,
    AccountStage.SHIPPED: 7,
    AccountStage.DELIVERED: 8,
    AccountStage.DISBURSED: 8,
}


# Channels that buy: their money passes a contract. Stocks are given without one.
CONTRACTING = frozenset({"procurement"})


def passed_between(
    source: AccountStage | None, target: AccountStage, channel: str
) -> tuple[AccountStage, ...]:
    """Stages that money passes between two others, in order, whether or not a source says so.

    Args:
        source: where it leaves; None = from outside the donor's accounts.
        channel: how it flows: only what is bought passes a contract.

    >>> [stage.value for stage in
    ...  passed_between(AccountStage.AUTHORISED, AccountStage.DELIVERED, "drawdown")]
    ['allocated', 'shipped']
    """
    if target.is_memo or (source is not None and source.is_memo):
        return ()
    path = [AccountStage.APPROPRIATED, AccountStage.ALLOCATED]
    if channel in CONTRACTING:
        path.append(AccountStage.CONTRACTED)
    if target is not AccountStage.DISBURSED:
        path.append(AccountStage.SHIPPED)
    below = -1 if source is None else source.rung
    return tuple(stage for stage in path if below < stage.rung < target.rung)


class World(StrEnum):
    """Roots of the book: what lies outside every donor's accounts."""

    LEGISLATURE = "world:legislature"
    RECIPIENT = "world:recipient"
    LAPSED = "world:lapsed"
    REVALUATION = "world:revaluation"
    UNEXPLAINED = "world:unexplained"
    OTHER_DONOR = "world:other-donor"
    PROMISES = "world:promises"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account of the book.

    >>> str(parse_place("US:UA:PDA-FY2024:drawdown:authorised"))
    'US:UA:PDA-FY2024:drawdown:authorised'
    """

    donor: str
    recipient: str
    envelope: str
    channel: str
    stage: AccountStage
    basis: str | None = None

    def __post_init__(self) -> None:
        for part in (self.donor, self.recipient, self.envelope, self.channel, self.basis):
            if part is not None and (not part or ":" in part):
                raise ValueError(f"{part!r} cannot be a part of an account")

    def __str__(self) -> str:
        parts = [self.donor, self.recipient, self.envelope, self.channel, self.stage.value]
        return ":".join(parts if self.basis is None else [*parts, self.basis])


Place = Account | World


def parse_place(text: str) -> Place:
    """The account or root that a text names.

    Raises:
        ValueError: the text is neither; the message says which part.
    """
    if text.startswith("world:"):
        return World(text)
    parts = text.split(":")
    if len(parts) not in (5, 6):
        raise ValueError(f"an account has five or six parts, {text!r} has {len(parts)}")
    return Account(
        donor=parts[0],
        recipient=parts[1],
        envelope=parts[2],
        channel=parts[3],
        stage=AccountStage(parts[4]),
        basis=parts[5] if len(parts) == 6 else None,
    )
