"""Are two reports of a meeting or a call reports of the same one?

Certain where the same people met in the same way on the same day, and the places do not
contradict. Where a day is missing, reports within ten days of each other may be the same.
A meeting planned in one text and held in another is one meeting: its statuses are its history.
"""

from __future__ import annotations

from datetime import date

from aidledger.model.claims import MeetingClaim
from aidledger.resolving.likeness import Likeness, days_between, keys_of, likeness, whole_day

RULE = "same-meeting/1"
NEAR_DAYS = 10


def alike(
    left: MeetingClaim, left_said: date | None, right: MeetingClaim, right_said: date | None
) -> Likeness | None:
    """How alike two reports are; None where they cannot be the same meeting.

    Args:
        left_said, right_said: days on which they were said.
    """
    first, second = keys_of(left.participants), keys_of(right.participants)
    if len(first & second) < 2 or left.format is not right.format:
        return None
    weights = {"same_participants": "0.5"} if first == second else {"shared_participants": "0.3"}
    apart = days_between(whole_day(left.date), whole_day(right.date))
    if apart == 0:
        weights["same_day"] = "0.4"
    elif apart is None and (days_between(left_said, right_said) or 0) <= NEAR_DAYS:
        weights["near_day"] = "0.2"
    else:
        return None
    places = {place.casefold() for place in (left.place, right.place) if place is not None}
    if len(places) > 1:
        return None if apart is None else likeness(weights, is_certain=False)
    if left.place is not None and right.place is not None:
        weights["same_place"] = "0.1"
    return likeness(weights, is_certain=first == second and apart == 0)
