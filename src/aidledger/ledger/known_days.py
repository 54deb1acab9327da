"""Days on which something became known: what sources had said, or what was recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.storage.port import Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDay:
    """A day, and how many records became known on it."""

    day: date
    records: int


class KnownDays:
    """Such days of one ledger, counted once: a later vintage adds what is new.

    Args:
        storage: where the records lie.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._vintage = 0
        self._counted: Mapping[KnownBy, Counter[str]] = {by: Counter() for by in KnownBy}
        self._sorted: dict[KnownBy, tuple[KnownDay, ...]] = {}

    def up_to(self, vintage: int, by: KnownBy) -> tuple[KnownDay, ...]:
        """The days of the records up to a vintage, the first day first."""
        if vintage < self._vintage:
            return KnownDays(self._storage).up_to(vintage, by)
        if vintage > self._vintage:
            self._count(vintage)
        if by not in self._sorted:
            self._sorted[by] = tuple(
                KnownDay(day=date.fromisoformat(day), records=records)
                for day, records in sorted(self._counted[by].items())
            )
        return self._sorted[by]

    def _count(self, vintage: int) -> None:
        for known_on, recorded_on, records in self._storage.days(self._vintage + 1, vintage):
            self._counted[KnownBy.ASSERTED][known_on] += records
            self._counted[KnownBy.RECORDED][recorded_on] += records
        self._vintage = vintage
        self._sorted.clear()
