"""Small disks, read-only volumes, clocks that jump."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feed import problems_of, reading

from aidledger.ledger.book import CLOCK_TOLERANCE
from aidledger.model.errors import AidledgerError
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.verifying import verify

_MOST = 2_000
_MORE = 20


def may_mount() -> bool:
    """True where a file system in memory can be mounted."""
    with tempfile.TemporaryDirectory() as place:
        try:
            with _mounted(Path(place), "1m"):
                return True
        except (subprocess.CalledProcessError, FileNotFoundError):
            return False


@contextmanager
def _mounted(place: Path, size: str) -> Iterator[None]:
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _mount(*options: str) -> None:
    subprocess.run(["mount", *options], check=True, capture_output=True)


def full_disk(place: Path) -> tuple[int, list[str]]:
    """Add until the disk is full; then read, make room, and add on."""
    with _mounted(place, "2m"):
        path = place / "full.aidledger"
        added, code = 0, ""
        with open_ledger(path) as ledger:
            while added < _MOST and not code:
                try:
                    ledger.add(reading(added))
                    added += 1
                except AidledgerError as error:
                    code = error.code
        wrong = [] if code == "LEDGER_DISK_FULL" else [f"told {code or 'nothing'}"]
        wrong += problems_of(path, range(added), added)
        _mount("-o", "remount,size=8m", str(place))
        with open_ledger(path) as ledger:
            for number in range(added, added + _MORE):
                ledger.add(reading(number))
        return added, wrong + problems_of(path, range(added + _MORE), added + _MORE)


def read_only(place: Path) -> tuple[int, list[str]]:
    """A volume that may not be written: a closed ledger is read, one with a log is refused."""
    wrong = []
    with _mounted(place, "4m"):
        closed, open_ = place / "closed.aidledger", place / "open.aidledger"
        with open_ledger(closed) as ledger:
            ledger.add(reading(0))
        with tempfile.TemporaryDirectory() as other, open_ledger(f"{other}/x") as ledger:
            ledger.add(reading(0))
            shutil.copy(f"{other}/x", open_)
            shutil.copy(f"{other}/x-wal", f"{open_}-wal")
        _mount("-o", "remount,ro", str(place))
        with open_ledger(closed, create=False) as ledger:
            if verify(ledger).differences or verify(ledger).records == 0:
                wrong.append("a closed ledger is not read")
            wrong += _refused(lambda: ledger.add(reading(1)))
        wrong += _refused(lambda: open_ledger(open_, create=False))
    return 3, wrong


def _refused(action: object) -> list[str]:
    try:
        action()  # type: ignore[operator]
    except AidledgerError as error:
        return [] if error.code == "LEDGER_READ_ONLY" else [error.code]
    return ["written on a volume that may not be written"]


def clock_jumps(place: Path, jumps: int, seed: int = 0) -> tuple[int, list[str]]:
    """Add under a clock that wanders: steps back are refused, and times never go back."""
    chance = random.Random(seed)
    now = [datetime(2024, 11, 13, 12, tzinfo=UTC)]
    wrong = []
    promised = set()
    book = open_ledger(place / "jumping.aidledger").book
    with Ledger(book, clock=lambda: now[0]) as ledger:
        newest = now[0]
        for number in range(jumps):
            now[0] = newest + timedelta(seconds=chance.choice((-86_400, -3_600, -240, 0, 1, 7_200)))
            is_late = bool(promised) and newest - now[0] > CLOCK_TOLERANCE
            is_refused = False
            try:
                ledger.add(reading(number))
                promised.add(number)
            except AidledgerError as error:
                is_refused = error.code == "CLOCK_BEHIND"
            if is_refused is not is_late:
                wrong.append(f"jump {number}: {now[0] - newest}, refused: {is_refused}")
            if number in promised:
                newest = max(newest, now[0]) if len(promised) > 1 else now[0]
    return jumps, wrong + problems_of(place / "jumping.aidledger", promised, jumps)
