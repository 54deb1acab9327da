"""Load on loopback: requests a second on an envelope page's JSON, one writer running: `make load`.

A server, a writer and the reader are three processes. Requests are sent at their times, whether
earlier ones were answered or not, and latency counts from that time, so that waiting in a queue
is seen. Two runs: the writer adds documents about others, then documents about the very donor
and recipient of the page, so that its answer is made anew each time. Bounded: so many seconds.

`AIDLEDGER_BENCH_LEDGER` names a ledger to be copied; without it one of 100,000 claims is made.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ledger import SIZE, filled, told

from aidledger.intake.files import Told
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.reading import read_text

RATE, SECONDS, CONNECTIONS = 200, 20, 32
WARMING = 5
WRITES_A_SECOND = 1
PAGE = "/en/e/US/UA.json?on=2024-11-13&known=2024-11-13"
PROGRAM = Path(sys.executable).parent / "aidledger"
ABOUT = {
    "others": "Norway has given Sudan ${} million in aid.",
    "the page's": "The United States has ${} billion of aid left for Ukraine.",
}


@dataclass(frozen=True)
class Measured:
    """Seconds from the time at which each request was due; how many were refused or failed."""

    seconds: list[float]
    failed: int


async def request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> bool:
    """One request over an open connection; True where it was answered whole."""
    writer.write(f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next(int(line[15:]) for line in lines if line.startswith("content-length:"))
    await reader.readexactly(length)
    return " 200 " in lines[0]


async def load(port: int, seconds: float) -> Measured:
    """Requests at their times, each on the next connection that is free."""
    free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
    for connection in opened:
        free.put_nowait(connection)
    taken: list[float] = []
    failed = 0

    async def ask(due: float) -> None:
        nonlocal failed
        connection = await free.get()
        whole = await request(*connection, port)
        free.put_nowait(connection)
        taken.append(time.perf_counter() - due)
        failed += not whole

    begun = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(int(RATE * seconds)):
            due = begun + number / RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(ask(due))
    for _, writer in opened:
        writer.close()
    return Measured(taken, failed)


def write(path: Path, words: str, seconds: float, first: int) -> None:
    """The writer: a short document a time, read and recorded as `add` does."""
    with open_ledger(path) as ledger:
        end = time.monotonic() + seconds
        number = first
        while time.monotonic() < end:
            reading = read_text(
                words.format(number), Told(published=date(2024, 11, 12)), date(2025, 2, 1)
            )
            ledger.add(reading)
            number += 1
            time.sleep(1 / WRITES_A_SECOND)


def main() -> None:
    """Measure and print."""
    print(f"{datetime.now(UTC).date()}  Python {sys.version.split()[0]}  {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(dir=os.environ.get("AIDLEDGER_BENCH_DIR")) as folder:
        path = Path(folder) / "load.aidledger"
        given = os.environ.get("AIDLEDGER_BENCH_LEDGER")
        if given:
            shutil.copy(given, path)
        else:
            filled(path).close()
        with open_ledger(path, create=False) as ledger:
            vintage = ledger.view().knowledge.vintage
            told("ledger", f"{vintage:,} records", f"{SIZE:,} claims where made here")
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        server = subprocess.Popen([PROGRAM, "--ledger", path, "serve", "--port", str(port)])
        try:
            _measure(path, port)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _measure(path: Path, port: int) -> None:
    for _ in range(100):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    asyncio.run(load(port, WARMING))
    for first, (whose, words) in enumerate(ABOUT.items(), start=1):
        process = multiprocessing.Process(target=write, args=(path, words, SECONDS, first * 100))
        process.start()
        found = asyncio.run(load(port, SECONDS))
        process.join(timeout=SECONDS)
        taken = sorted(found.seconds)
        rate = len(taken) / SECONDS
        told(f"requests a second, a writer of {whose} records", f"{rate:.0f}", f"{RATE}")
        told("    median", f"{statistics.median(taken) * 1000:.1f} ms", "under 20 ms")
        for share in (0.9, 0.99):
            told(f"    {share:.0%} within", f"{taken[int(share * len(taken))] * 1000:.1f} ms")
        told("    slowest", f"{taken[-1] * 1000:.0f} ms")
        told("    refused or failed", f"{found.failed}", "0")


if __name__ == "__main__":
    main()
