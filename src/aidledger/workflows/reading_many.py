"""Read many files, in several processes where asked; readings come in the order of the files.

In: paths. Out: readings, or the error of the first file that cannot be read, exactly as one
process gives them. Few files are under way at a time, so memory does not grow with their
number.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from itertools import islice
from pathlib import Path

from aidledger.intake.files import Told
from aidledger.reading.text import Reading
from aidledger.workflows.reading import read_file

_AHEAD = 4  # batches under way for each process
_BATCH = 8  # files handed over at a time: fewer messages between processes


def read_files(paths: Iterable[Path], told: Told, today: date, jobs: int = 1) -> Iterator[Reading]:
    """The readings of some files, in their order.

    Args:
        jobs: how many processes read; with 1 this one does.

    Raises:
        AidledgerError: as `read_file`, at the place of the file that cannot be read.
    """
    if jobs <= 1:
        for path in paths:
            yield read_file(path, told, today)
        return
    # Forked children would inherit locks and threads; spawned ones start clean everywhere.
    context = multiprocessing.get_context("spawn")
    batches = _batches(iter(paths))
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting: deque[Future[list[Reading | Exception]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_read_batch, batch, told, today))
                if len(waiting) >= jobs * _AHEAD:
                    yield from _readings(waiting.popleft())
            while waiting:
                yield from _readings(waiting.popleft())
        finally:
            for left in waiting:
                left.cancel()


def _batches(paths: Iterator[Path]) -> Iterator[list[Path]]:
    while batch := list(islice(paths, _BATCH)):
        yield batch


def _read_batch(paths: list[Path], told: Told, today: date) -> list[Reading | Exception]:
    """Readings up to the first error, which stands last."""
    done: list[Reading | Exception] = []
    for path in paths:
        try:
            done.append(read_file(path, told, today))
        except Exception as error:  # raised again where it belongs in the order
            done.append(error)
            break
    return done


def _readings(batch: Future[list[Reading | Exception]]) -> Iterator[Reading]:
    for item in batch.result():
        if isinstance(item, Exception):
            raise item
        yield item
