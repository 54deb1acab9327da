"""Speed and memory of the main job, measured as a user meets them: `make bench`.

Prints one line a measure: name, median of several runs, the bound that is wanted. The text
read is the longer example article; give another with AIDLEDGER_BENCH_TEXT.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = Path(sys.executable).parent / "aidledger"
TEXT = Path(os.environ.get("AIDLEDGER_BENCH_TEXT", ROOT / "examples/articles/bruxelles.md"))
RUNS = 7


def command(*arguments: str | Path) -> tuple[float, float]:
    """Seconds and peak MiB of one run of the program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=True)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, max(before, after) / 1024


def told(name: str, value: str, wanted: str) -> None:
    print(f"{name:<52} {value:>12}   {wanted}")


def main() -> None:
    """Measure and print."""
    print(f"{datetime.now(UTC).date()}  Python {sys.version.split()[0]}  {os.cpu_count()} cores")
    helps = [command("--help")[0] for _ in range(RUNS)]
    told("aidledger --help", f"{statistics.median(helps):.3f} s", "under 0.3 s")
    runs = [command("read", TEXT, "--published", "2024-11-13", "--json") for _ in range(RUNS)]
    told(
        "read an article, start included",
        f"{statistics.median(r[0] for r in runs):.3f} s",
        "under 1 s",
    )
    told("its peak memory", f"{max(r[1] for r in runs):.0f} MiB", "under 200 MB")
    with tempfile.TemporaryDirectory() as folder:
        demo = [command("--ledger", f"{folder}/{n}.aidledger", "demo")[0] for n in range(3)]
        told("demo", f"{statistics.median(demo):.3f} s", "under 10 s")
        ledger = f"{folder}/0.aidledger"
        asked = ("ask", "remaining", "--donor", "US", "--recipient", "UA", "--on", "2024-11-13")
        asks = [command("--ledger", ledger, *asked, "--json")[0] for _ in range(RUNS)]
        told("ask remaining over the worked US record", f"{statistics.median(asks):.3f} s", "")
    growth()


def growth() -> None:
    """Reading time against text length: doubled input should take about twice as long."""
    from aidledger.catalogue import load_catalogue
    from aidledger.model.evidence import Document
    from aidledger.reading.pipeline import read_document

    text = TEXT.read_text(encoding="utf-8")
    catalogue = load_catalogue()
    previous = 0.0
    for times in (1, 2, 4, 8, 16):
        document = Document(text="\n\n".join([text] * times), published=date(2024, 11, 13))
        seconds = min(_timed(document, catalogue, read_document) for _ in range(3))
        words = len(document.text.split())
        rate = f"{words / seconds:,.0f} w/s"
        grew = f"x {seconds / previous:.2f} on doubled input" if previous else ""
        told(f"read {words} words, warm", rate, grew)
        previous = seconds


def _timed(document: object, catalogue: object, read: object) -> float:
    start = time.perf_counter()
    read(document, catalogue)  # type: ignore[operator]
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
