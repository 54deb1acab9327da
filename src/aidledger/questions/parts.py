"""Lines of an answer: accounts grouped as people ask, each with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from aidledger.ledger.posting import Movement, Posted
from aidledger.model.accounts import Account
from aidledger.model.entries import EntryType
from aidledger.model.money import Money, total
from aidledger.questions.answers import Origin, Part, Segment, Step
from aidledger.questions.envelopes import revalued_envelopes

_ORIGINS = {EntryType.REVALUE: Origin.ASSERTED, EntryType.ADJUST: Origin.UNEXPLAINED}
_ORDER = tuple(Origin)

Signed = tuple[int, Movement]


def parts_of(posted: Posted, accounts: Iterable[Account], prefix: str) -> tuple[Part, ...]:
    """Lines by channel, what a revaluation gave back apart, greatest first.

    Args:
        posted: the book on the day.
        accounts: those that the answer counts.
        prefix: first part of the names of the lines.
    """
    revalued = revalued_envelopes(posted)
    keys = sorted(
        (account.channel, account.envelope in revalued, currency, str(account), account)
        for account in accounts
        for place, currency in posted.books
        if place == account
    )
    parts = []
    for (channel, by_revaluation, currency), group in groupby(keys, key=lambda key: key[:3]):
        members = [key[4] for key in group]
        signed = [item for account in members for item in posted.books[account, currency].movements]
        inside = set(members)
        segments = _segments(
            [(sign, item) for sign, item in signed if not _stays(item, inside)], currency
        )
        if not segments:
            continue
        parts.append(
            Part(
                id=f"{prefix}/{channel}{'+revaluation' if by_revaluation else ''}/{currency}",
                channel=channel,
                by_revaluation=by_revaluation,
                envelopes=tuple(sorted({account.envelope for account in members})),
                money=total((segment.money for segment in segments), currency),
                segments=segments,
            )
        )
    return tuple(sorted(parts, key=lambda part: (-(part.money.face or 0), part.id)))


def _stays(movement: Movement, inside: set[Account]) -> bool:
    return movement.source in inside and movement.target in inside


def _segments(signed: list[Signed], currency: str) -> tuple[Segment, ...]:
    segments = []
    for origin in _ORDER:
        own = [
            item for item in signed if _ORIGINS.get(item[1].entry.type, Origin.COMPUTED) is origin
        ]
        steps = _steps(own, currency)
        if steps:
            money = total((_signed(step.sign, step.money) for step in steps), currency)
            segments.append(Segment(origin=origin, money=money, steps=steps))
    return tuple(segments)


def _steps(signed: list[Signed], currency: str) -> tuple[Step, ...]:
    def kind(item: Signed) -> tuple[int, bool, str]:
        sign, movement = item
        return -sign, movement.is_inferred, movement.entry.type.value

    steps = []
    for (minus_sign, is_inferred, entry_type), group in groupby(sorted(signed, key=kind), key=kind):
        members = [movement for _, movement in group]
        steps.append(
            Step(
                type=EntryType(entry_type),
                sign=-minus_sign,
                money=total((movement.money for movement in members), currency),
                entries=tuple(movement.entry.id for movement in members),
                first=min(movement.entry.begins for movement in members),
                last=max(movement.entry.ends for movement in members),
                is_inferred=is_inferred,
            )
        )
    return tuple(steps)


def _signed(sign: int, money: Money) -> Money:
    return money if sign > 0 else -money
