"""Speed and memory of the ledger over made documents (`made_documents`): `make bench`.

Prints one line a measure. Processor time stands beside the clock, because other programs on
the machine slow the clock only. `AIDLEDGER_BENCH_CLAIMS` sets the size (100,000).
"""

from __future__ import annotations

import os
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from made_documents import CLAIMS, Made, made_documents

from aidledger.ledger.book import RecordBook
from aidledger.ledger.lookup import lookup_rows
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.claims import AmountClaim, Nature
from aidledger.model.records import ClaimRecord, JudgementRecord, Record, SameThing
from aidledger.workflows.adding import document_record
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.verifying import verify

ROOT = Path(__file__).resolve().parents[1]
SIZE = int(os.environ.get("AIDLEDGER_BENCH_CLAIMS", "100000"))
ON = date(2024, 11, 13)
# Flows of the last month wait for a judgement; those before have been judged.
JUDGED_BEFORE = ON - timedelta(days=30)
ADDS = 300
TIMES = 7


def told(name: str, value: str, wanted: str = "") -> None:
    print(f"{name:<58} {value:>22}   {wanted}")


def records_of(made: Made) -> tuple[Record, ...]:
    """What adding a read document records."""
    document = made.document
    return (
        document_record(document),
        *(
            ClaimRecord(asserted_on=document.published, document=document.id, claim=claim)
            for claim in made.claims
        ),
    )


def judgements(documents: Iterator[Made]) -> Iterator[JudgementRecord]:
    """The word on every flow that was said more than a month before."""
    for made in documents:
        day = made.document.published
        if day is None or day >= JUDGED_BEFORE:
            continue
        for claim in made.claims:
            if isinstance(claim, AmountClaim) and claim.nature is Nature.FLOW:
                yield JudgementRecord(
                    asserted_on=day, id=f"J-{claim.id}", left=claim.id, right="PDA-69",
                    verdict=SameThing.SAME, score=None, reasons=(), by="bench",
                )  # fmt: skip


def adds(folder: Path) -> None:
    """A durable add of a document with 30 claims, beside a bare insert of the same rows."""
    documents = list(made_documents(ADDS))
    book = RecordBook(SqliteStorage(folder / "add.aidledger", create=True))
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute(
        "CREATE TABLE records (seq INTEGER PRIMARY KEY, recorded_at, type, key, topic, asserted_on,"
        " payload, previous, hash, UNIQUE (type, key))"
    )
    bare.execute("CREATE INDEX by_topic ON records (type, topic, seq)")
    bare.execute("CREATE TABLE texts (document PRIMARY KEY, body) WITHOUT ROWID")
    bare.execute(
        "CREATE TABLE lookup (word, place, seq, name, known_on,"
        " PRIMARY KEY (word, place, seq, name)) WITHOUT ROWID"
    )
    ours, theirs = [], []
    # By turns, so that both meet the same moods of the disk.
    for number, made in enumerate(documents):
        records, texts = records_of(made), {made.document.id: made.document.text}
        start = time.perf_counter()
        book.append(records, datetime.now(UTC), texts)
        ours.append(time.perf_counter() - start)
        batch = list(book.storage.rows(since=number * (CLAIMS + 1) + 1))
        index = [entry for row in batch for entry in lookup_rows(row)]
        start = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO texts VALUES (?, ?)", (made.document.id, made.document.text))
        bare.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", batch)
        bare.executemany("INSERT INTO lookup VALUES (?, ?, ?, ?, ?)", index)
        bare.execute("COMMIT")
        theirs.append(time.perf_counter() - start)
    mine, other = statistics.median(ours), statistics.median(theirs)
    told("durable add of a document with 30 claims", f"{mine * 1000:.2f} ms")
    told("bare SQLite insert of the same rows and bytes", f"{other * 1000:.2f} ms")
    told("ratio", f"{mine / other:.2f}", "at most 1.5")
    book.close()


def filled(path: Path) -> Ledger:
    """The worked US record, made documents, and the judgements on their flows."""
    ledger = open_ledger(path)
    ledger.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
    count = -(-SIZE // CLAIMS)
    batch: list[Record] = []
    texts: dict[str, str] = {}
    for made in made_documents(count):
        batch += records_of(made)
        texts[made.document.id] = made.document.text
    ledger.book.append(batch, datetime.now(UTC), texts)
    ledger.book.append(judgements(made_documents(count)), datetime.now(UTC))
    ledger.close()
    return open_ledger(path)


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock and by the processor, the best of several runs."""
    clock, processor = [], []
    for _ in range(TIMES):
        start, busy = time.perf_counter(), time.process_time()
        action()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - busy)
    return min(clock) * 1000, min(processor) * 1000


def main() -> None:
    """Measure and print."""
    print(f"{datetime.now(UTC).date()}  Python {sys.version.split()[0]}  {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(dir=os.environ.get("AIDLEDGER_BENCH_DIR")) as place:
        folder = Path(place)
        adds(folder)
        ledger = filled(folder / "filled.aidledger")
        size = (folder / "filled.aidledger").stat().st_size >> 20
        told("ledger", f"{ledger.view().knowledge.vintage:,} records, {size} MiB")
        for question in ("remaining", "totals"):
            ask = getattr(ledger, question)
            busy = time.process_time()
            ask("US", "UA", on=ON, known=ON)
            busy = (time.process_time() - busy) * 1000
            told(f"{question} over {SIZE:,} claims, first at a pin", f"busy {busy:.0f} ms")
            clock, busy = timed(lambda ask=ask: ask("US", "UA", on=ON, known=ON))
            told("    again at that pin", f"{clock:.0f} ms, busy {busy:.0f}", "100 ms")
        busy = time.process_time()
        verified = verify(ledger)
        busy = time.process_time() - busy
        assert verified.differences == ()
        told("verify", f"{verified.records / busy:,.0f} records/s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        told("peak memory, filling in one batch included", f"{peak} MiB")
        ledger.close()


if __name__ == "__main__":
    main()
