"""Kill the program, or fail its disk, at every system call that writes.

strace counts the calls of a run without a fault, then the run is repeated once for each of
them: the process is killed before that call, or the call fails with an error of the disk.
The runs are those of the command line as people use it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from feed import acknowledged

# Every call by which the program changes a file or makes it durable.
WRITING = (
    "pwrite64", "pwritev", "fdatasync", "fsync", "ftruncate", "fallocate", "unlink", "unlinkat",
    "rename", "renameat", "renameat2",
)  # fmt: skip
_CALL = re.compile(r"^\s*(?:\[pid\s+\d+\]\s*|\d+\s+)?([a-z0-9_]+)\(", re.MULTILINE)
_PROGRAM = (sys.executable, "-c", "from aidledger.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the program under a fault.

    Args:
        folder: where it ran.
        fault: which call, and what happened there.
        status: exit status; negative where a signal ended it.
        told: what it said on its standard output; error: on the other.
    """

    folder: Path
    fault: str
    status: int
    told: str
    error: str


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found: how many points, and what was wrong at which."""

    points: int
    bad: tuple[str, ...]


def strace() -> str | None:
    """Where strace is; None where it is missing."""
    return shutil.which("strace")


def sweep(
    place: Path,
    arguments: list[str],
    fault: str,
    prepare: Callable[[Path], None],
    problems: Callable[[Run], list[str]],
    calls: tuple[str, ...] = WRITING,
) -> Swept:
    """Repeat a run once for each writing call, with a fault there.

    Args:
        place: an empty folder.
        arguments: of the command line, run inside a folder of its own.
        fault: `signal=SIGKILL`, `error=ENOSPC`, `error=EIO`.
        prepare: fills the folder of a run.
        problems: what is wrong after a run; must be empty at every point.
        calls: the calls that get the fault.
    """
    points = 0
    bad: list[str] = []
    for name, count in _counted(place / "counted", arguments, prepare, calls).items():
        for number in range(1, count + 1):
            points += 1
            folder = place / f"{name}-{number}"
            inject = f"{name}:{fault}:when={number}"
            run = _run(folder, arguments, prepare, ("-e", f"inject={inject}"), calls, inject)
            bad += [f"{inject}: {problem}" for problem in problems(run)]
            shutil.rmtree(folder)
    return Swept(points, tuple(bad))


def _counted(
    folder: Path, arguments: list[str], prepare: Callable[[Path], None], calls: tuple[str, ...]
) -> dict[str, int]:
    trace = folder.with_suffix(".trace")
    run = _run(folder, arguments, prepare, ("-o", str(trace)), calls, "none")
    assert run.status == 0, run.error
    counts: dict[str, int] = {}
    for name in _CALL.findall(trace.read_text(encoding="utf-8", errors="replace")):
        if name in calls:
            counts[name] = counts.get(name, 0) + 1
    shutil.rmtree(folder)
    return counts


def _run(
    folder: Path,
    arguments: list[str],
    prepare: Callable[[Path], None],
    options: tuple[str, ...],
    calls: tuple[str, ...],
    fault: str,
) -> Run:
    folder.mkdir(parents=True)
    prepare(folder)
    tracer = strace()
    assert tracer is not None
    traced = ",".join(f"?{name}" for name in calls)
    quiet = () if "-o" in options else ("-o", "/dev/null")
    done = subprocess.run(
        [
            tracer,
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-e",
            f"trace={traced}",
            *options,
            *quiet,
            *_PROGRAM,
            *arguments,
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Run(folder, fault, done.returncode, done.stdout, done.stderr)


def again(folder: Path, arguments: list[str]) -> Run:
    """The same command without a fault."""
    done = subprocess.run(
        [*_PROGRAM, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Run(folder, "none", done.returncode, done.stdout, done.stderr)


def articles_told(run: Run) -> Iterator[int]:
    """The articles that a run has acknowledged."""
    yield from sorted(acknowledged(run.told))
