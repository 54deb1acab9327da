"""What an answer may use: known by which day, up to which record.

The pair (known day, vintage) pins an answer: the same pair gives the same answer for
ever. The vintage is a sequence number, never a time, because clocks go wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class KnownBy(StrEnum):
    """Whose knowledge: what sources had said, or what the ledger had recorded."""

    ASSERTED = "asserted"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """One state of knowledge.

    Args:
        known: last day that counts; None = no limit.
        by: whether `known` limits what sources had said or what was recorded.
        vintage: sequence number of the last record that counts.
    """

    known: date | None
    by: KnownBy
    vintage: int
