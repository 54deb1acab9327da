"""How often a client may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How much a client may ask of one kind.

    Args:
        at_once: requests that may come together; a_second: how many more with each second.
    """

    at_once: int
    a_second: float


# By kind of request; what is of no kind is not counted.
RATES: Mapping[str, Rate] = {
    "search": Rate(at_once=30, a_second=5),
    "export": Rate(at_once=60, a_second=10),
    "write": Rate(at_once=60, a_second=4),
}
