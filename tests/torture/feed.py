"""What is fed to a ledger under torture, and what must hold of it whatever happened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from aidledger.catalogue import load_catalogue
from aidledger.intake.files import Told
from aidledger.model.evidence import Document
from aidledger.model.records import ClaimRecord, DocumentRecord
from aidledger.reading.pipeline import read_document
from aidledger.reading.text import Reading
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.reading import read_file
from aidledger.workflows.verifying import verify

_DAY = date(2024, 11, 13)
# What `aidledger add` says of a document once it is on the disk.
ACKNOWLEDGED = re.compile(r"report-(\d+)\.txt|Report (\d+)")


def text(number: int) -> str:
    """Article `number` of the feed, each another."""
    return (
        f"---\ntitle: Report {number}\n---\n"
        f"Paris has promised {number + 10} million euros in aid to Armenia, the minister said.\n\n"
        f"“We will deliver {number + 3} generators by January 20,” he said in Yerevan.\n\n"
        f"Berlin has allocated {number + 20} million dollars in aid to Moldova.\n"
    )


def write_feed(folder: Path, count: int) -> Path:
    """The first articles as files, for the command line."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"report-{number:03}.txt").write_text(text(number), encoding="utf-8")
    return folder


@cache
def reading(number: int) -> Reading:
    """Article `number`, read."""
    words = text(number).split("---\n")[-1]
    document = Document(text=words, published=_DAY, language="en", title=f"Report {number}")
    return read_document(document, load_catalogue())


@cache
def _read_from_file(number: int) -> Reading:
    with TemporaryDirectory() as folder:
        path = write_feed(Path(folder), number + 1) / f"report-{number:03}.txt"
        return read_file(path, Told(published=_DAY), _DAY)


def add_again(path: Path, count: int) -> None:
    """Add the articles once more, as the command line reads them."""
    with open_ledger(path) as ledger:
        for number in range(count):
            ledger.add(_read_from_file(number))


def acknowledged(told: str) -> set[int]:
    """The articles of which the program has said that they are recorded."""
    return {int(first or second) for first, second in ACKNOWLEDGED.findall(told)}


def problems_of(path: Path, wanted: Iterable[int], feed: int) -> list[str]:
    """What is wrong with a ledger after a fault: nothing may be.

    Args:
        path: the ledger.
        wanted: articles that were acknowledged and must be there.
        feed: size of the feed.
    """
    if not path.exists():
        return [f"no ledger, but acknowledged: {sorted(wanted)}"] if set(wanted) else []
    with open_ledger(path) as ledger:
        found = [f"{item.what}: {item.name}" for item in verify(ledger).differences]
        return found + _halves(ledger) + _lost(ledger, wanted, feed)


def _halves(ledger: Ledger) -> list[str]:
    """Documents that are there without all their claims."""
    claims: dict[str, int] = {}
    documents: dict[str, DocumentRecord] = {}
    for row in ledger.book.storage.rows():
        found = ledger.book.find(row.type, row.key)
        assert found is not None
        if isinstance(found.record, DocumentRecord):
            documents[found.record.id] = found.record
        elif isinstance(found.record, ClaimRecord):
            claims[found.record.document] = claims.get(found.record.document, 0) + 1
    wrong = []
    for document, record in documents.items():
        number = int(str(record.title).removeprefix("Report "))
        if claims.get(document, 0) != len(reading(number).claims):
            wrong.append(f"half of {record.title}")
    return wrong


def _lost(ledger: Ledger, wanted: Iterable[int], feed: int) -> list[str]:
    titles = {record.title for record in ledger.view().documents.values()}
    lost = [f"lost Report {number}" for number in wanted if f"Report {number}" not in titles]
    more = len(titles) - feed
    return lost + ([f"{more} documents too many"] if more > 0 else [])
