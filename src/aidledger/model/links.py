"""Links: what a judgement says of two records, without the rest of it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Link(NamedTuple):
    """Two records are, or are not, the same thing.

    Args:
        left, right: their names.
        is_same: False where they are said to be different things.
        score: how sure a rule is; None where a person says it.
        judgement: name of the judgement.
    """

    left: str
    right: str
    is_same: bool
    score: Decimal | None
    judgement: str

    @property
    def pair(self) -> tuple[str, str]:
        """Both names, in order."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)
