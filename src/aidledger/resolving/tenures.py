"""Are two reports of a person in an office reports of the same tenure?

Certain where person and office are the same and they were said within some months. One who
was and is to be again holds the office twice: *former* beside *incoming* is never one tenure.
"""

from __future__ import annotations

from datetime import date

from aidledger.model.claims import TenureClaim, TenureStatus
from aidledger.resolving.likeness import Likeness, days_between, key_of, likeness

RULE = "same-tenure/1"
# Elections to an office come at least this far apart.
NEAR_DAYS = 400

_TO_COME = frozenset({TenureStatus.INCOMING, TenureStatus.CONDITIONAL, TenureStatus.RUMOURED})


def alike(
    left: TenureClaim, left_said: date | None, right: TenureClaim, right_said: date | None
) -> Likeness | None:
    """How alike two reports are; None where they cannot be the same tenure."""
    if key_of(left.person) != key_of(right.person) or _office(left) != _office(right):
        return None
    if left.from_ and right.from_ and left.from_ != right.from_:
        return None
    statuses = {left.status, right.status}
    is_former = TenureStatus.FORMER in statuses
    if is_former and statuses & _TO_COME:
        return None
    weights = {"same_person": "0.5", "same_office": "0.3"}
    apart = days_between(left_said, right_said)
    is_near = apart is not None and apart <= NEAR_DAYS
    if is_near:
        weights["near_day"] = "0.1"
    is_certain = is_near and (not is_former or statuses == {TenureStatus.FORMER})
    return likeness(weights, is_certain=is_certain)


def _office(claim: TenureClaim) -> tuple[str, str]:
    """Office and body: an office of no catalogue is told apart by the body it belongs to."""
    body = (
        ""
        if claim.office.id is not None or claim.organisation is None
        else key_of(claim.organisation)
    )
    return key_of(claim.office), body
