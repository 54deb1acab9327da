"""Read the sources that a command line names: files, folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aidledger.reading.text import Reading


def readings(
    sources: Sequence[Path], published: date | None, publisher: str | None
) -> Iterator[Reading]:
    """The reading of each source, in order."""
    from aidledger.intake.files import Told, files_in
    from aidledger.workflows.reading import read_bytes, read_file

    told = Told(published=published, publisher=publisher)
    today = datetime.now(UTC).date()
    for source in sources:
        if str(source) == "-":
            yield read_bytes(sys.stdin.buffer.read(), told, today, "-")
            continue
        for path in files_in(source):
            yield read_file(path, told, today)
