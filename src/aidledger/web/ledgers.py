"""Open ledgers for the threads that answer: one each, because a connection is one's own."""

from __future__ import annotations

import threading
from pathlib import Path

from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.search_index import SearchIndex


class Ledgers:
    """The ledger file, open once in every thread that asks.

    Args:
        path: the ledger file.
        public: leave out what is marked private.
        writes: False opens it for reading alone.
    """

    def __init__(self, path: Path, *, public: bool = False, writes: bool = False) -> None:
        self._path = path
        self._public = public
        self._writes = writes
        # One for all threads: it holds words, not connections to the file.
        self.search_index = SearchIndex()
        self._mine = threading.local()
        self._all: list[Ledger] = []
        self._lock = threading.Lock()

    def mine(self) -> Ledger:
        """The ledger of this thread.

        Raises:
            AidledgerError: the file is missing or no ledger.
        """
        ledger: Ledger | None = getattr(self._mine, "ledger", None)
        if ledger is None:
            ledger = self._mine.ledger = open_ledger(
                self._path, create=False, public=self._public, writes=self._writes
            )
            with self._lock:
                self._all.append(ledger)
        return ledger

    def close(self) -> None:
        """Let go of the file in every thread; no request may be running."""
        with self._lock:
            for ledger in self._all:
                ledger.close()
            self._all.clear()
        self._mine = threading.local()
