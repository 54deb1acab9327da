"""Open a ledger: the one object that people and programs work with.

`Ledger` ties the layers together: it reads and records documents, imports tables, and
answers questions. Every answer can be pinned (`known`, `vintage`) and is the same for
ever at the same pin.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder, open_ledger(f"{folder}/demo.aidledger") as ledger:
...     ledger.remaining("US", "UA", on=date(2024, 11, 13)).is_recorded
False
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from aidledger.ledger.book import Appended, RecordBook
from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.storage.public import PublicStorage
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.ledger.view import View
from aidledger.model.errors import LedgerMigratedWarning
from aidledger.questions.answers import RemainingAnswer, TotalsAnswer
from aidledger.questions.remaining import remaining
from aidledger.questions.totals import By, totals
from aidledger.questions.why import Explanation, why
from aidledger.workflows.adding import Added, add_reading
from aidledger.workflows.importing import Imported, import_tables

if TYPE_CHECKING:
    # Asking needs no reader: it is imported where a text is read.
    from aidledger.reading.text import Reading

LEDGER_VARIABLE = "AIDLEDGER_LEDGER"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """An open ledger; close it, or use it in a `with` block.

    Args:
        book: the record.
        clock: gives the time of recording.
    """

    def __init__(self, book: RecordBook, clock: Callable[[], datetime] = _utc_now) -> None:
        self.book = book
        self._clock = clock

    def add(self, reading: Reading, *, private: bool = False, by: str | None = None) -> Added:
        """Record a document with its claims; a document known already changes nothing.

        Args:
            private: keep it, and all that rests on it, out of public pages.
            by: who adds it; None = not told.

        Raises:
            AidledgerError: DOCUMENT_PUBLIC (to be private, but recorded as public before).
        """
        return add_reading(self.book, reading, self._clock(), private=private, by=by)

    def import_table(self, mapping: Path | str, table: Path | str | None = None) -> Imported:
        """Record the tables of a mapping file, whole or not at all.

        Args:
            mapping: the mapping file; its tables lie beside it.
            table: another file for the one table of the mapping that has its name; None =
                every table of the mapping.

        Raises:
            AidledgerError: the mapping or a row is wrong; nothing was recorded.
        """
        return import_tables(
            self.book, Path(mapping), None if table is None else Path(table), self._clock()
        )

    def view(
        self,
        known: date | None = None,
        *,
        known_by: KnownBy = KnownBy.ASSERTED,
        vintage: int | None = None,
    ) -> View:
        """The record as known on a day (None = everything recorded)."""
        return self.book.view(known, by=known_by, vintage=vintage)

    def remaining(
        self,
        donor: str,
        recipient: str,
        *,
        on: date,
        known: date | None = None,
        known_by: KnownBy = KnownBy.ASSERTED,
        vintage: int | None = None,
    ) -> RemainingAnswer:
        """What remained of a donor's aid for a recipient on a day (ids of the catalogue)."""
        return remaining(self.view(known, known_by=known_by, vintage=vintage), donor, recipient, on)

    def totals(
        self,
        donor: str,
        recipient: str,
        *,
        on: date,
        by: By = By.CHANNEL,
        known: date | None = None,
        known_by: KnownBy = KnownBy.ASSERTED,
        vintage: int | None = None,
    ) -> TotalsAnswer:
        """What a donor's aid for a recipient came to, stage by stage, up to a day."""
        return totals(
            self.view(known, known_by=known_by, vintage=vintage), donor, recipient, on, by
        )

    def why(self, name: str) -> Explanation:
        """A record or a line of an answer, down to sentences, rows and arithmetic.

        Args:
            name: id of a claim, entry, balance, decision, or line of an answer.

        Raises:
            AidledgerError: `NAME_UNKNOWN`.
        """
        return why(self.book, name)

    def close(self) -> None:
        """Let go of the file."""
        self.book.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_ledger(
    path: Path | str,
    *,
    create: bool = True,
    wait: float = 10.0,
    public: bool = False,
    writes: bool = True,
) -> Ledger:
    """Open the ledger in a file.

    Args:
        path: the file.
        create: make a new one where there is none.
        wait: seconds to wait for another process that is writing.
        public: leave out what is marked private and all that rests on it, and write nothing.
        writes: False opens it for reading alone.

    Raises:
        AidledgerError: `LEDGER_MISSING`, `LEDGER_NOT_A_LEDGER`, `LEDGER_BUSY`, ...

    Warns:
        LedgerMigratedWarning: the file was of an older schema.
    """
    storage = SqliteStorage(Path(path), create=create, wait=wait, writes=writes and not public)
    if storage.copy_before_migration is not None:
        warnings.warn(LedgerMigratedWarning(path, storage.copy_before_migration), stacklevel=2)
    return Ledger(RecordBook(PublicStorage(storage) if public else storage))


def default_ledger() -> Path:
    """The ledger used where none is named: `AIDLEDGER_LEDGER`, else the user's data folder."""
    named = os.environ.get(LEDGER_VARIABLE)
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "aidledger" / "ledger.aidledger"


__all__ = ["Appended", "Ledger", "default_ledger", "open_ledger"]
