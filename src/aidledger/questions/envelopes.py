"""Pots and where they come from: an act, the ceilings it raises, the directives from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aidledger.ledger.posting import Posted
from aidledger.model.accounts import Account
from aidledger.model.entries import Entry, EntryType

Parents = Mapping[str, frozenset[str]]


def parents_of(entries: Iterable[Entry]) -> Parents:
    """The pots from which each pot is drawn, by envelope id."""
    parents: dict[str, set[str]] = {}
    for entry in entries:
        if isinstance(entry.target, Account):
            above = {name for name in entry.drawn_from if name != entry.target.envelope}
            parents.setdefault(entry.target.envelope, set()).update(above)
    return {envelope: frozenset(above) for envelope, above in parents.items()}


def family(root: str, parents: Parents) -> frozenset[str]:
    """A pot with everything drawn from it, at any depth; a cycle does no harm.

    >>> sorted(family("act", {"ceiling": frozenset({"act"}), "directive": frozenset({"ceiling"})}))
    ['act', 'ceiling', 'directive']
    """
    members = {root}
    while True:
        more = {envelope for envelope, above in parents.items() if above & members} - members
        if not more:
            return frozenset(members)
        members |= more


def roots(parents: Parents) -> frozenset[str]:
    """Pots that are drawn from nothing recorded, and those named only as a parent."""
    named = set(parents) | {name for above in parents.values() for name in above}
    return frozenset(envelope for envelope in named if not parents.get(envelope))


def revalued_envelopes(posted: Posted) -> frozenset[str]:
    """Pots that a revaluation filled."""
    return frozenset(
        movement.target.envelope
        for movement in posted.movements
        if movement.entry.type is EntryType.REVALUE and isinstance(movement.target, Account)
    )
