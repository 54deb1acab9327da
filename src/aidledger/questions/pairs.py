"""Donors and recipients of whom something is booked."""

from __future__ import annotations

from aidledger.ledger.view import View
from aidledger.model.accounts import Account


def recorded_pairs(view: View) -> tuple[tuple[str, str], ...]:
    """Donor and recipient of every account with an entry, aid to oneself left out, sorted.

    A donor's account for itself holds what refills its own stocks.
    """
    found = {
        (place.donor, place.recipient)
        for record in view.entries
        for place in (record.entry.source, record.entry.target)
        if isinstance(place, Account) and place.donor != place.recipient
    }
    return tuple(sorted(found))
