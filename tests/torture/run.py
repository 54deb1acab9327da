"""`make torture`: every fault that can be made here, and a table of what was found.

Bounded; ends with 1 when something is wrong, or when a tool is missing and a part could not
be run (that is told in capitals). `AIDLEDGER_TORTURE=short` takes a tenth of everything.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import crowd
import flips
import kills
import power_cut
import volumes
from feed import add_again, problems_of, write_feed

from aidledger.ledger.storage.schema import SCHEMA_VERSION
from aidledger.model.errors import AidledgerError

OLD = Path(__file__).parents[1] / "data" / "ledger-of-schema-1.sql"
LEDGER = "t.aidledger"
SHORT = os.environ.get("AIDLEDGER_TORTURE") == "short"
ARTICLES = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the torture: it gives the number of points and what was wrong at them."""

    name: str
    run: Callable[[Path], tuple[int, list[str]]]
    needs: str | None = None


def _scaled(number: int) -> int:
    return max(1, number // 10) if SHORT else number


def _killed_while_adding(place: Path) -> tuple[int, list[str]]:
    return _adding(place, "signal=SIGKILL")


def _full_while_adding(place: Path) -> tuple[int, list[str]]:
    return _adding(place, "error=ENOSPC")


def _failed_while_adding(place: Path) -> tuple[int, list[str]]:
    return _adding(place, "error=EIO")


_ADD = ["--ledger", LEDGER, "add", "feed", "--published", "2024-11-13"]


def _adding(place: Path, fault: str) -> tuple[int, list[str]]:
    def prepare(folder: Path) -> None:
        write_feed(folder / "feed", ARTICLES)

    def problems(run: kills.Run) -> list[str]:
        promised = set(kills.articles_told(run))
        found = _checked(run.folder / LEDGER, promised)
        if fault != "signal=SIGKILL" and (
            run.status not in (0, 74, 73, 77) or "Traceback" in run.error
        ):
            found.append(f"status {run.status}: {run.error[-200:]}")
        add_again(run.folder / LEDGER, ARTICLES)
        return found + _checked(run.folder / LEDGER, set(range(ARTICLES)))

    swept = kills.sweep(place, _ADD, fault, prepare, problems)
    return swept.points, list(swept.bad)


def _ends_in_words(run: kills.Run) -> bool:
    """True for a run that did its work all the same, or said what failed."""
    return run.status in (0, 73, 74, 77) and "Traceback" not in run.error


def _checked(path: Path, promised: set[int]) -> list[str]:
    try:
        return problems_of(path, promised, ARTICLES)
    except AidledgerError as error:
        is_blank = error.code == "LEDGER_MISSING" and not promised
        return [] if is_blank else [f"{error.code} {error.details}"]


def _killed_while_migrating(place: Path) -> tuple[int, list[str]]:
    import sqlite3

    def prepare(folder: Path) -> None:
        made = sqlite3.connect(folder / LEDGER)
        made.execute("PRAGMA journal_mode = WAL")
        made.executescript(OLD.read_text(encoding="utf-8"))
        made.close()

    def problems(run: kills.Run) -> list[str]:
        left = sqlite3.connect(run.folder / LEDGER)
        version = left.execute("PRAGMA user_version").fetchone()[0]
        index = left.execute("SELECT count(*) FROM sqlite_master WHERE name = 'lookup'").fetchone()
        left.close()
        is_whole = (version, *index) in ((1, 0), (SCHEMA_VERSION, 1))
        found = [] if is_whole else [f"between versions: {version}"]
        if version != 1 and not (run.folder / f"{LEDGER}.schema-1").exists():
            found.append("migrated without a copy")
        verified = kills.again(run.folder, verify)
        return found + ([] if verified.status == 0 else [verified.told + verified.error])

    verify = ["--ledger", LEDGER, "verify"]
    swept = kills.sweep(place, verify, "signal=SIGKILL", prepare, problems)
    return swept.points, list(swept.bad)


def _killed_while_copying(place: Path) -> tuple[int, list[str]]:
    made = place / "made"
    write_feed(made / "feed", ARTICLES)
    assert kills.again(made, _ADD).status == 0

    def prepare(folder: Path) -> None:
        shutil.copy(made / LEDGER, folder / LEDGER)

    def problems(run: kills.Run) -> list[str]:
        copy = run.folder / "copy.aidledger"
        return problems_of(copy, set(range(ARTICLES)), ARTICLES) if copy.exists() else []

    command = ["--ledger", LEDGER, "backup", "copy.aidledger"]
    swept = kills.sweep(place / "runs", command, "signal=SIGKILL", prepare, problems)
    return swept.points, list(swept.bad)


def _power_cuts(place: Path) -> tuple[int, list[str]]:
    images, bad = 0, []
    for seed in range(3):
        folder = place / str(seed)
        folder.mkdir(parents=True)
        found = power_cut.sweep(folder, power_cut.operations_of(folder, 6), _scaled(5_000), seed)
        images += found.images
        bad += found.bad
    return images, bad


def _power_cuts_without_sync(place: Path) -> tuple[int, list[str]]:
    """The negative control: the harness must find what is lost without syncs."""
    images, missed = 0, []
    for setting in ("NORMAL", "OFF"):
        folder = place / setting
        folder.mkdir(parents=True)
        operations = power_cut.operations_of(folder, 6, setting)
        found = power_cut.sweep(folder, operations, _scaled(1_000), 0)
        images += found.images
        sys.stdout.write(f"    {setting}: {len(found.bad)} of {found.images} images are bad\n")
        if not found.bad:
            missed.append(f"nothing was found with synchronous={setting}")
    return images, missed


PARTS = (
    Part("kill -9 at every writing call of an add", _killed_while_adding, "strace"),
    Part("ENOSPC at every writing call of an add", _full_while_adding, "strace"),
    Part("EIO at every writing call of an add", _failed_while_adding, "strace"),
    Part("kill -9 at every writing call of a migration", _killed_while_migrating, "strace"),
    Part("kill -9 at every writing call of a backup", _killed_while_copying, "strace"),
    Part("power cuts, disks rebuilt", _power_cuts),
    Part("power cuts without sync (must be found)", _power_cuts_without_sync),
    Part("bits flipped in the file", lambda place: flips.sweep(place, _scaled(1_000))),
    Part("20 writers, checking readers, a feed twice", lambda place: crowd.run(place, 20, 4)),
    Part("clock jumps", lambda place: volumes.clock_jumps(place, _scaled(500))),
    Part("a full disk of 2 MB", volumes.full_disk, "mount"),
    Part("a volume that may not be written", volumes.read_only, "mount"),
)


def _is_missing(tool: str | None) -> bool:
    if tool == "strace":
        return kills.strace() is None
    if tool == "mount":
        return os.geteuid() != 0 or not volumes.may_mount()
    return False


def main() -> int:
    """Run every part; the exit status."""
    wrong = 0
    only = sys.argv[1:]
    for part in PARTS:
        if only and not any(word in part.name for word in only):
            continue
        if _is_missing(part.needs):
            sys.stdout.write(f"NOT RUN  {part.name}: {part.needs} IS MISSING OR NOT ALLOWED\n")
            wrong += 1
            continue
        place = Path(tempfile.mkdtemp(prefix="torture-"))
        start = time.perf_counter()
        points, bad = part.run(place)
        seconds = time.perf_counter() - start
        shutil.rmtree(place)
        told = "ok" if not bad else f"{len(bad)} BAD"
        sys.stdout.write(f"{told:<8} {part.name:<48} {points:>6} points  {seconds:6.1f} s\n")
        sys.stdout.writelines(f"    {line}\n" for line in bad[:5])
        sys.stdout.flush()
        wrong += bool(bad)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
