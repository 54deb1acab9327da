"""The port of storage: everything that a ledger asks of the place where records lie.

Append-only: rows are added inside one transaction and never changed. A transaction is
whole or not at all, and durable once it has ended without an error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.lookup import LookupRow


class Placed(NamedTuple):
    """The place of a record in the chain, which tells nothing of what it says."""

    recorded_at: str
    hash: str


class Batch(Protocol):
    """An open transaction that alone may write."""

    def last(self) -> StoredRow | None:
        """The newest row; None in an empty ledger."""

    def known(self, names: Collection[tuple[str, str]]) -> dict[tuple[str, str], StoredRow]:
        """The rows that are there already, by type and key."""

    def append(self, rows: Sequence[StoredRow], index: Sequence[LookupRow] = ()) -> None:
        """Add rows after the last, in order, with their rows of the index."""

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

    def rows_at(self, places: Sequence[int]) -> Iterator[StoredRow]:
        """Rows by sequence number, in its order; a number without a row is passed over."""

    def lookup(
        self, word: str, first: str = "", last: str = "9999", *, known_on: str, up_to: int
    ) -> list[tuple[int, str]]:
        """What the index holds under a word: sequence number and name, in order of place.

        Args:
            first, last: smallest and greatest place, both included.
            known_on: last ISO day on which it may have become known.
            up_to: greatest sequence number.
        """

    def lookup_places(
        self, word: str, without: Sequence[int] = (), *, known_on: str, up_to: int
    ) -> frozenset[str]:
        """The places under a word.

        Args:
            without: sequence numbers of records that do not count.
            known_on, up_to: as for `lookup`.
        """

    def placed(self, seq: int) -> Placed | None:
        """When the record of a number was written, and its hash; None where there is none."""

    def index(self) -> Iterator[LookupRow]:
        """All rows of the index, in order of sequence, word and place."""

    def reindex(self) -> int:
        """Throw the index away and build it from the records again; the number of its rows."""

    def days(self, since: int, up_to: int) -> list[tuple[str, str, int]]:
        """How many rows became known on which ISO day: by their source, by recording, number.

        Args:
            since, up_to: smallest and greatest sequence number.
        """

    def text(self, document: str) -> str | None:
        """The text of a document; None = not here, or removed."""

    def texts(self) -> Iterator[str]:
        """Ids of the documents whose texts are here, in order."""

    def missing_guards(self) -> Iterator[str]:
        """Names of tables and guards that are not as this program makes them."""

    def problems(self) -> Iterator[str]:
        """What the medium itself finds wrong, in its own words: damaged pages."""

    def backup(self, target: Path) -> None:
        """Write a consistent copy of everything to a new file, durable once this returns.

        Raises:
            AidledgerError: `FILE_EXISTS`, and those of `writing`.
        """

    def close(self) -> None:
        """Let go of the file."""
