"""The vintage at which the answer about a donor and recipient stands, as records are added."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from aidledger.ledger.concerning import Pair, changes_the_past, last_concerning
from aidledger.ledger.storage.port import Storage

_MOST_PAIRS = 1_000


@dataclass(frozen=True, slots=True)
class Newest:
    """The state of a ledger's record.

    Args:
        vintage: number of the last record.
        past: number of the last record seen that took something out of earlier vintages;
            0 = none since the server was started.
    """

    vintage: int
    past: int


class Standing:
    """What was found about each pair, so that only new records are looked at; for all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest: Newest | None = None
        # By pair: up to which record was looked, and the last that concerns it.
        self._pairs: OrderedDict[Pair, tuple[int, int]] = OrderedDict()

    def newest(self, storage: Storage) -> Newest:
        """The state of the record now."""
        last = storage.last()
        vintage = 0 if last is None else last.seq
        with self._lock:
            before = self._newest or Newest(vintage, 0)
            if vintage > before.vintage and changes_the_past(
                storage, since=before.vintage + 1, up_to=vintage
            ):
                before = Newest(vintage, vintage)
            self._newest = Newest(max(vintage, before.vintage), before.past)
            return self._newest

    def of(self, storage: Storage, pair: Pair, newest: int) -> int:
        """The last record that can concern a donor and recipient; 0 where none does."""
        with self._lock:
            looked, stands = self._pairs.get(pair, (0, 0))
            if newest > looked:
                found = last_concerning(storage, pair, up_to=newest, since=looked + 1)
                looked, stands = newest, stands if found is None else found
            self._pairs[pair] = (looked, stands)
            self._pairs.move_to_end(pair)
            while len(self._pairs) > _MOST_PAIRS:
                self._pairs.popitem(last=False)
            return stands
