"""Flip single bits of a ledger file: `verify` must find every one that changes anything.

Whether a flip changes anything is decided without the program: every table, guard and
setting of the flipped file is read through SQLite alone and compared. A flip that changes
nothing (in space that no record uses) is counted apart.
"""

from __future__ import annotations

import random
import sqlite3
import warnings
from pathlib import Path

from feed import reading

from aidledger.model.errors import AidledgerError
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.verifying import verify


def made(path: Path, articles: int = 12) -> bytes:
    """A ledger of some articles, as bytes."""
    with open_ledger(path) as ledger:
        for number in range(articles):
            ledger.add(reading(number))
    return path.read_bytes()


def flipped(data: bytes, chance: random.Random) -> tuple[bytes, str]:
    """The bytes with one bit flipped, and which."""
    place, bit = chance.randrange(len(data)), chance.randrange(8)
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed), f"byte {place}, bit {bit}"


def content(path: Path) -> object:
    """Everything that SQLite alone can read of a file; the error where it cannot."""
    raw = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    try:
        tables = raw.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()
        names = [row[1] for row in tables if row[0] == "table"]
        settings = [
            raw.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")
        ]
        return tables, settings, [raw.execute(f"SELECT * FROM {name}").fetchall() for name in names]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return repr(error)
    finally:
        raw.close()


def is_found(path: Path) -> bool:
    """True when opening or verifying tells of a difference."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            ledger = open_ledger(path)
        with ledger:
            return bool(verify(ledger).differences)
    except AidledgerError:
        return True


def sweep(place: Path, wanted: int, seed: int = 0) -> tuple[int, list[str]]:
    """Flip bits until so many changed something; those that were not found."""
    data = made(place / "whole.aidledger")
    whole = content(place / "whole.aidledger")
    chance = random.Random(seed)
    changing = 0
    harmless = 0
    missed = []
    path = place / "flipped.aidledger"
    while changing < wanted:
        bytes_, which = flipped(data, chance)
        path.write_bytes(bytes_)
        if content(path) == whole:
            harmless += 1
            continue
        changing += 1
        if not is_found(path):
            missed.append(which)
        for left in place.glob("flipped.aidledger*"):
            left.unlink()
    print(f"    {harmless} further flips changed nothing that can be read")  # noqa: T201
    return changing, missed
