"""aidledger: every figure about international aid, tied to the sentence that states it.

>>> import aidledger
>>> reading = aidledger.read("La France versera 12 millions d'euros au Soudan.")
>>> [(claim.kind, claim.quote) for claim in reading.claims]
[('amount', "12 millions d'euros")]
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aidledger.reading.text import Reading
    from aidledger.workflows.opening import Ledger

__version__ = "0.1.0"
__all__ = ["open", "read"]


def read(
    source: str | Path,
    *,
    published: date | str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read a text: its claims, each tied to its words, and the issues met.

    Args:
        source: the text itself, or the path of a file.
        published: day of publication (ISO); None = the source's own, or unknown: then
            relative dates stay unresolved and an issue says so.
        title, publisher, url: what is known of the source.

    Raises:
        aidledger.model.errors.AidledgerError: the file is missing, empty, no text ...
    """
    from aidledger.intake.files import Told
    from aidledger.workflows.reading import read_file, read_text

    day = date.fromisoformat(published) if isinstance(published, str) else published
    told = Told(published=day, title=title, publisher=publisher, url=url)
    today = datetime.now(UTC).date()
    if isinstance(source, Path):
        return read_file(source, told, today)
    return read_text(source, told, today)


def open(path: str | Path) -> Ledger:  # noqa: A001 - `aidledger.open` reads like the built-in
    """Open the ledger in a file; a new one is made where there is none."""
    from aidledger.workflows.opening import open_ledger

    return open_ledger(path)
