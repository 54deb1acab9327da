"""The port of storage: everything that a ledger asks of the place where records lie.

Append-only: rows are added inside one transaction and never changed. A transaction is
whole or not at all, and durable once it has ended without an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from aidledger.ledger.chain import StoredRow


class Batch(Protocol):
    """An open transaction that alone may write."""

    def last(self) -> StoredRow | None:
        """The newest row; None in an empty ledger."""

    def find(self, record_type: str, key: str) -> StoredRow | None:
        """The row of this name, or None."""

    def append(self, rows: Sequence[StoredRow]) -> None:
        """Add rows after the last, in order."""

    def put_text(self, document: str, text: str) -> None:
        """Keep the text of a document."""

    def drop_text(self, document: str) -> None:
        """Remove the text of a document whose tombstone has been appended."""


class Storage(Protocol):
    """Records at rest."""

    def writing(self) -> AbstractContextManager[Batch]:
        """A transaction: committed when the block ends well, undone when it raises.

        Raises:
            AidledgerError: `LEDGER_BUSY`, `LEDGER_READ_ONLY`, `LEDGER_DISK_FULL`,
                `LEDGER_INPUT_OUTPUT`.
        """

    def last(self) -> StoredRow | None:
        """The newest row; None in an empty ledger."""

    def find(self, record_type: str, key: str) -> StoredRow | None:
        """The row of this name, or None."""

    def rows(
        self,
        *,
        types: Sequence[str] = (),
        topics: Sequence[str] = (),
        since: int = 1,
        up_to: int | None = None,
    ) -> Iterator[StoredRow]:
        """Rows in order of sequence.

        Args:
            types: only rows of these types; empty = all.
            topics: only rows of these topics (`types` says of which); empty = all.
            since: smallest sequence number.
            up_to: greatest sequence number; None = no limit.
        """

    def text(self, document: str) -> str | None:
        """The text of a document; None = not here, or removed."""

    def backup(self, target: str) -> None:
        """Write a consistent copy of everything to a new file."""

    def close(self) -> None:
        """Let go of the file."""
