"""Records in one SQLite file, through the standard library.

Write-ahead log, `synchronous=FULL` (what was acknowledged survives a power cut), `BEGIN
IMMEDIATE` (one writer at a time), triggers that refuse to change or delete a record. The
file carries an application id, so that a file that is no ledger is told apart, and the
version of the schema.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.storage.port import Batch
from aidledger.model.errors import AidledgerError, ExitStatus

APPLICATION_ID = 0x41494C44  # "AILD"
SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    topic TEXT NOT NULL,
    asserted_on TEXT,
    payload TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (type, key)
);
CREATE INDEX records_by_topic ON records (type, topic, seq);
CREATE TABLE texts (
    document TEXT PRIMARY KEY,
    body TEXT NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER records_never_change BEFORE UPDATE ON records
BEGIN SELECT RAISE(ABORT, 'records are never changed'); END;
CREATE TRIGGER records_never_go BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END;
CREATE TRIGGER texts_never_change BEFORE UPDATE ON texts
BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END;
CREATE TRIGGER texts_go_by_tombstone_only BEFORE DELETE ON texts
WHEN NOT EXISTS (SELECT 1 FROM records WHERE type = 'tombstone' AND key = OLD.document)
BEGIN SELECT RAISE(ABORT, 'a text goes by a tombstone only'); END;
"""

_INSERT = """
INSERT INTO records
    (seq, recorded_at, type, key, topic, asserted_on, payload, previous, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LAST = """
SELECT seq, recorded_at, type, key, topic, asserted_on, payload, previous, hash
FROM records ORDER BY seq DESC LIMIT 1
"""
_FIND = """
SELECT seq, recorded_at, type, key, topic, asserted_on, payload, previous, hash
FROM records WHERE type = ? AND key = ?
"""
_ALL = """
SELECT seq, recorded_at, type, key, topic, asserted_on, payload, previous, hash
FROM records WHERE seq BETWEEN :since AND :up_to ORDER BY seq
"""
_OF_TYPES = """
SELECT seq, recorded_at, type, key, topic, asserted_on, payload, previous, hash
FROM records
WHERE type IN (SELECT value FROM json_each(:types)) AND seq BETWEEN :since AND :up_to
ORDER BY seq
"""
_OF_TOPICS = """
SELECT seq, recorded_at, type, key, topic, asserted_on, payload, previous, hash
FROM records
WHERE type IN (SELECT value FROM json_each(:types))
    AND topic IN (SELECT value FROM json_each(:topics))
    AND seq BETWEEN :since AND :up_to
ORDER BY seq
"""
_NO_LIMIT = 2**63 - 1


class SqliteStorage:
    """One ledger file.

    Args:
        path: the file.
        create: True makes a new ledger where there is none.
        wait: seconds to wait for another writer before `LEDGER_BUSY`.

    Raises:
        AidledgerError: `LEDGER_MISSING`, `LEDGER_NOT_A_LEDGER`, `LEDGER_TOO_NEW`,
            `LEDGER_CANNOT_CREATE`, `LEDGER_NO_PERMISSION`, `LEDGER_BUSY`.
    """

    def __init__(self, path: Path, *, create: bool = False, wait: float = 10.0) -> None:
        self._path = path
        if not create and not path.exists():
            raise AidledgerError("LEDGER_MISSING", ExitStatus.NO_INPUT, path=str(path))
        with self._as_typed_errors():
            self._connection = self._connect(wait)
            try:
                self._prepare(create, wait)
            except BaseException:
                self._connection.close()
                raise

    def _connect(self, wait: float) -> sqlite3.Connection:
        if not self._path.parent.is_dir():
            raise AidledgerError(
                "LEDGER_CANNOT_CREATE", ExitStatus.CANNOT_CREATE, path=str(self._path)
            )
        return sqlite3.connect(
            self._path, timeout=wait, isolation_level=None, check_same_thread=False
        )

    def _prepare(self, create: bool, wait: float) -> None:
        if self._is_blank():
            if not create:
                raise AidledgerError("LEDGER_MISSING", ExitStatus.NO_INPUT, path=str(self._path))
            self._create(wait)
            _sync_folder(self._path.parent)
        version = self._pragma("user_version")
        if self._pragma("application_id") != APPLICATION_ID:
            raise AidledgerError("LEDGER_NOT_A_LEDGER", path=str(self._path))
        if version > SCHEMA_VERSION:
            raise AidledgerError(
                "LEDGER_TOO_NEW",
                ExitStatus.CONFIGURATION,
                path=str(self._path),
                version=str(version),
                known=str(SCHEMA_VERSION),
            )
        self._connection.execute("PRAGMA synchronous = FULL")

    def _create(self, wait: float) -> None:
        _retry_while_locked(
            lambda: self._connection.execute("PRAGMA journal_mode = WAL").fetchone(), wait
        )
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("BEGIN IMMEDIATE")
        # Another process may have made the ledger while this one waited.
        if self._pragma("user_version") == 0:
            for statement in _statements(_SCHEMA):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._connection.execute("COMMIT")

    def _is_blank(self) -> bool:
        """True for a file without tables: new, or left so by a crash while it was made."""
        tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return int(tables) == 0 and self._pragma("application_id") == 0

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    @contextmanager
    def writing(self) -> Iterator[Batch]:
        """See `Storage.writing`."""
        with self._as_typed_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield _SqliteBatch(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def last(self) -> StoredRow | None:
        """See `Storage.last`."""
        with self._as_typed_errors():
            return _last(self._connection)

    def find(self, record_type: str, key: str) -> StoredRow | None:
        """See `Storage.find`."""
        with self._as_typed_errors():
            return _find(self._connection, record_type, key)

    def rows(
        self,
        *,
        types: Sequence[str] = (),
        topics: Sequence[str] = (),
        since: int = 1,
        up_to: int | None = None,
    ) -> Iterator[StoredRow]:
        """See `Storage.rows`."""
        query = _OF_TOPICS if topics else _OF_TYPES if types else _ALL
        parameters = {
            "types": json.dumps(list(types)),
            "topics": json.dumps(list(topics)),
            "since": since,
            "up_to": _NO_LIMIT if up_to is None else up_to,
        }
        with self._as_typed_errors():
            for row in self._connection.execute(query, parameters):
                yield StoredRow(*row)

    def text(self, document: str) -> str | None:
        """See `Storage.text`."""
        with self._as_typed_errors():
            found = self._connection.execute(
                "SELECT body FROM texts WHERE document = ?", (document,)
            ).fetchone()
        return None if found is None else str(found[0])

    def backup(self, target: str) -> None:
        """See `Storage.backup`."""
        with self._as_typed_errors():
            self._connection.execute("VACUUM INTO ?", (target,))

    def close(self) -> None:
        """See `Storage.close`."""
        self._connection.close()

    @contextmanager
    def _as_typed_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._typed(error) from error

    def _typed(self, error: sqlite3.Error) -> AidledgerError:
        name = getattr(error, "sqlite_errorname", "") or ""
        for prefix, code, status in _MEANINGS:
            if name.startswith(prefix):
                return AidledgerError(code, status, path=str(self._path))
        return AidledgerError(
            "LEDGER_DAMAGED", ExitStatus.INTEGRITY, path=str(self._path), reason=str(error)
        )


_MEANINGS = (
    ("SQLITE_BUSY", "LEDGER_BUSY", ExitStatus.UNAVAILABLE),
    ("SQLITE_LOCKED", "LEDGER_BUSY", ExitStatus.UNAVAILABLE),
    ("SQLITE_NOTADB", "LEDGER_NOT_A_LEDGER", ExitStatus.BAD_DATA),
    ("SQLITE_READONLY", "LEDGER_READ_ONLY", ExitStatus.NO_PERMISSION),
    ("SQLITE_PERM", "LEDGER_NO_PERMISSION", ExitStatus.NO_PERMISSION),
    ("SQLITE_CANTOPEN", "LEDGER_CANNOT_CREATE", ExitStatus.CANNOT_CREATE),
    ("SQLITE_FULL", "LEDGER_DISK_FULL", ExitStatus.INPUT_OUTPUT),
    ("SQLITE_IOERR", "LEDGER_INPUT_OUTPUT", ExitStatus.INPUT_OUTPUT),
)


class _SqliteBatch:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def last(self) -> StoredRow | None:
        return _last(self._connection)

    def find(self, record_type: str, key: str) -> StoredRow | None:
        return _find(self._connection, record_type, key)

    def append(self, rows: Sequence[StoredRow]) -> None:
        self._connection.executemany(
            _INSERT,
            [
                (
                    row.seq,
                    row.recorded_at,
                    row.type,
                    row.key,
                    row.topic,
                    row.asserted_on,
                    row.payload,
                    row.previous,
                    row.hash,
                )
                for row in rows
            ],
        )

    def put_text(self, document: str, text: str) -> None:
        self._connection.execute("INSERT INTO texts VALUES (?, ?)", (document, text))

    def drop_text(self, document: str) -> None:
        self._connection.execute("DELETE FROM texts WHERE document = ?", (document,))


def _last(connection: sqlite3.Connection) -> StoredRow | None:
    row = connection.execute(_LAST).fetchone()
    return None if row is None else StoredRow(*row)


def _find(connection: sqlite3.Connection, record_type: str, key: str) -> StoredRow | None:
    row = connection.execute(_FIND, (record_type, key)).fetchone()
    return None if row is None else StoredRow(*row)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _retry_while_locked(action: Callable[[], object], wait: float) -> None:
    """Changing the journal mode does not honour the busy timeout: wait here."""
    end = time.monotonic() + wait
    while True:
        try:
            action()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file as durable as its content."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
