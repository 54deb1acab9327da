"""Power cuts, simulated: what a disk may hold when the current goes, image by image.

A VFS writes down every write, sync, truncation and deletion that SQLite asks for while
articles are added. An image is what a disk may hold after a cut: everything synced, and of
what was not an arbitrary part, in an arbitrary order, some of it torn at sectors of 512
bytes. Each image is opened with the program itself and checked. With the durable settings
taken away (the negative control) acknowledged articles must get lost, or the harness is
blind.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import apsw
from feed import problems_of, reading

from aidledger.model.errors import AidledgerError
from aidledger.workflows.opening import open_ledger

SECTOR = 512
_VFS = "recording"


@dataclass(slots=True)
class Write:
    """Bytes that were written to a file."""

    file: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Sync:
    """Everything written to a file is on the disk."""

    file: str


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file was cut to a size."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Delete:
    """A file was removed; for good once its folder is synced."""

    file: str


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """The names in the folder are on the disk."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The program has said that an article is recorded."""

    number: int


Operation = Write | Sync | Truncate | Delete | SyncFolder | Acknowledged


class _RecordingVFS(apsw.VFS):
    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations
        super().__init__(_VFS, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _RecordingFile(name, flags, self.operations)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.operations.append(Delete(Path(filename).name))
        if syncdir:
            self.operations.append(SyncFolder())


class _RecordingFile(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int], operations: list[Operation]) -> None:
        path = name if isinstance(name, str | type(None)) else name.filename()
        self.file = "" if path is None else Path(path).name
        self.operations = operations
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self.operations.append(Write(self.file, offset, bytes(data)))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self.operations.append(Sync(self.file))

    def xTruncate(self, size: int) -> None:
        super().xTruncate(size)
        self.operations.append(Truncate(self.file, size))


class _Connection:
    """The part of `sqlite3.Connection` that the storage uses, over the recording VFS."""

    def __init__(self, path: Path, synchronous: str) -> None:
        self._inner = apsw.Connection(str(path), vfs=_VFS)
        self._inner.execute("PRAGMA locking_mode = EXCLUSIVE")  # a log without shared memory
        self._synchronous = synchronous

    @property
    def in_transaction(self) -> bool:
        return self._inner.in_transaction

    def execute(self, statement: str, parameters: Any = ()) -> Any:
        if statement == "PRAGMA synchronous = FULL":
            statement = f"PRAGMA synchronous = {self._synchronous}"
        return self._inner.execute(statement, parameters)

    def executemany(self, statement: str, rows: Any) -> Any:
        return self._inner.executemany(statement, rows)

    def close(self) -> None:
        self._inner.close()


@contextmanager
def _recorded(operations: list[Operation], synchronous: str) -> Iterator[None]:
    vfs = _RecordingVFS(operations)

    def connect(path: Path, **_options: Any) -> _Connection:
        return _Connection(path, synchronous)

    def sync(_folder: Path) -> None:
        operations.append(SyncFolder())

    with (
        patch("aidledger.ledger.storage.sqlite.sqlite3.connect", connect),
        patch("aidledger.ledger.storage.sqlite._sync", sync),
    ):
        yield
    vfs.unregister()


def operations_of(folder: Path, articles: int, synchronous: str = "FULL") -> list[Operation]:
    """What the disk is asked to do while articles are added one by one."""
    operations: list[Operation] = []
    with (
        _recorded(operations, synchronous),
        open_ledger(folder / "recorded.aidledger") as ledger,
    ):
        for number in range(articles):
            ledger.add(reading(number))
            operations.append(Acknowledged(number))
    return operations


@dataclass(slots=True)
class _Disk:
    durable: dict[str, bytearray] = field(default_factory=dict)
    pending: list[Operation] = field(default_factory=list)

    def take(self, operation: Operation) -> None:
        if isinstance(operation, Sync):
            for waiting in [item for item in self.pending if _file(item) == operation.file]:
                _apply(self.durable, waiting)
            self.pending = [item for item in self.pending if _file(item) != operation.file]
        elif isinstance(operation, SyncFolder):
            for gone in [item for item in self.pending if isinstance(item, Delete)]:
                _apply(self.durable, gone)
                self.pending = [item for item in self.pending if _file(item) != gone.file]
        elif not isinstance(operation, Acknowledged):
            self.pending.append(operation)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytearray]:
        """One of the many things that may be on the disk."""
        files = {name: bytearray(data) for name, data in self.durable.items()}
        survivors = [item for item in self.pending if chance.random() < 0.5]
        chance.shuffle(survivors)
        for item in survivors:
            _apply(files, _torn(item, chance) if isinstance(item, Write) else item)
        return files


def _file(operation: Operation) -> str:
    return "" if isinstance(operation, Acknowledged | SyncFolder) else operation.file


def _torn(write: Write, chance: random.Random) -> Write:
    """Some sectors of a write, from its start or to its end; most often all."""
    sectors = -(-len(write.data) // SECTOR)
    if sectors < 2 or chance.random() < 0.7:
        return write
    cut = chance.randrange(1, sectors) * SECTOR
    if chance.random() < 0.5:
        return Write(write.file, write.offset, write.data[:cut])
    return Write(write.file, write.offset + cut, write.data[cut:])


def _apply(files: dict[str, bytearray], operation: Operation) -> None:
    if isinstance(operation, Delete):
        files.pop(operation.file, None)
    elif isinstance(operation, Truncate):
        data = files.setdefault(operation.file, bytearray())
        del data[operation.size :]
        data.extend(bytes(operation.size - len(data)))
    elif isinstance(operation, Write):
        data = files.setdefault(operation.file, bytearray())
        end = operation.offset + len(operation.data)
        data.extend(bytes(max(0, end - len(data))))
        data[operation.offset : end] = operation.data


@dataclass(frozen=True, slots=True)
class Cuts:
    """What a sweep found.

    Args:
        images: disks checked; bad: those on which something was wrong, by what.
    """

    images: int
    bad: tuple[str, ...]


def sweep(folder: Path, operations: list[Operation], images: int, seed: int) -> Cuts:
    """Check so many images, their cuts spread evenly over all operations."""
    chance = random.Random(seed)
    cuts = sorted(chance.randrange(len(operations) + 1) for _ in range(images))
    articles = sum(isinstance(item, Acknowledged) for item in operations)
    disk, done, promised = _Disk(), 0, set()
    bad = []
    for number, cut in enumerate(cuts):
        while done < cut:
            operation = operations[done]
            if isinstance(operation, Acknowledged):
                promised.add(operation.number)
            disk.take(operation)
            done += 1
        found = _check(folder / f"image-{number}", disk.after_a_cut(chance), promised, articles)
        if found:
            bad.append(f"cut {cut} of {len(operations)}: {found[0]}")
    return Cuts(images, tuple(bad))


def _check(
    folder: Path, files: dict[str, bytearray], promised: set[int], articles: int
) -> list[str]:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    try:
        return problems_of(folder / "recorded.aidledger", promised, articles)
    except AidledgerError as error:
        is_blank = error.code == "LEDGER_MISSING" and not promised
        return [] if is_blank else [f"{error.code} {error.details}"]
    except sqlite3.Error as error:
        return [repr(error)]
    finally:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
