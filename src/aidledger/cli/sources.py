"""Read the sources that a command line names: files, folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aidledger.reading.text import Reading

_LEAST_SHOWN = 20  # fewer files are done before a bar could be read


def readings(
    sources: Sequence[Path], published: date | None, publisher: str | None, jobs: int = 1
) -> Iterator[Reading]:
    """The reading of each source, in order; a bar on a terminal shows how far it is.

    Args:
        jobs: how many processes read.
    """
    from aidledger.intake.files import Told, files_in
    from aidledger.workflows.reading import read_bytes
    from aidledger.workflows.reading_many import read_files

    told = Told(published=published, publisher=publisher)
    today = datetime.now(UTC).date()
    for is_stream, named in groupby(sources, key=lambda source: str(source) == "-"):
        if is_stream:
            for _ in named:
                yield read_bytes(sys.stdin.buffer.read(), told, today, "-")
            continue
        paths = [path for source in named for path in files_in(source)]
        # More processes than files would only start and stop.
        several = min(jobs, len(paths))
        yield from _shown(read_files(paths, told, today, several), len(paths))


def _shown(found: Iterator[Reading], total: int) -> Iterator[Reading]:
    if total < _LEAST_SHOWN or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from found
        return
    from rich.progress import track

    from aidledger.cli.printing import console

    yield from track(found, total=total, description="", console=console(error=True))
