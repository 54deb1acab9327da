"""Records in one SQLite file, through the standard library.

Write-ahead log, `synchronous=FULL` (what was acknowledged survives a power cut), `BEGIN
IMMEDIATE` (one writer at a time), triggers that refuse to change or delete a record
(`schema`). A file of an older schema is copied, then brought up to date, when it is opened;
a file on a volume that may not be written is opened for reading alone.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.lookup import LookupRow
from aidledger.ledger.storage import schema
from aidledger.ledger.storage.port import Batch, Placed
from aidledger.model.errors import AidledgerError, ExitStatus

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
_KNOWN = """
SELECT seq, recorded_at, type, key, topic, asserted_on, payload, previous, hash
FROM records
WHERE (type, key) IN (
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)
)
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
_AT = """
SELECT seq, recorded_at, type, key, topic, asserted_on, payload, previous, hash
FROM records WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq
"""
_PLACED = "SELECT recorded_at, hash FROM records WHERE seq = ?"
_LOOKUP = """
SELECT seq, name FROM lookup
WHERE word = ? AND place BETWEEN ? AND ? AND known_on <= ? AND seq <= ? ORDER BY place, seq
"""
# One text of all places: thousands of rows cost more to hand over than to find.
_PLACES = """
SELECT json_group_array(place) FROM lookup
WHERE word = ? AND known_on <= ? AND seq <= ? AND seq NOT IN (SELECT value FROM json_each(?))
"""
_DAYS = """
SELECT coalesce(asserted_on, substr(recorded_at, 1, 10)) AS known_on,
    substr(recorded_at, 1, 10) AS recorded_on, count(*)
FROM records WHERE seq BETWEEN ? AND ? GROUP BY known_on, recorded_on
"""
_INDEX = "SELECT word, place, seq, name, known_on FROM lookup ORDER BY seq, word, place, name"
_NO_LIMIT = 2**63 - 1


class SqliteStorage:
    """One ledger file.

    Args:
        path: the file.
        create: True makes a new ledger where there is none.
        wait: seconds to wait for another writer before `LEDGER_BUSY`.
        writes: False refuses to write, in SQLite itself as well; an older schema is still
            brought up to date first.

    Raises:
        AidledgerError: `LEDGER_MISSING`, `LEDGER_NOT_A_LEDGER`, `LEDGER_TOO_NEW`,
            `LEDGER_CANNOT_CREATE`, `LEDGER_NO_PERMISSION`, `LEDGER_BUSY`, `LEDGER_READ_ONLY`
            and `LEDGER_OLD` (it may not be written, and would have to be).
    """

    def __init__(
        self, path: Path, *, create: bool = False, wait: float = 10.0, writes: bool = True
    ) -> None:
        self._path = path
        self._wait = wait
        self._may_write = True
        self.copy_before_migration: Path | None = None
        _check_place(path, create)
        with self._as_typed_errors():
            self._connection = self._connect(str(path))
            try:
                self._prepare(create)
            except sqlite3.OperationalError as error:
                self._connection.close()
                if _name(error) not in _UNWRITABLE or not path.exists():
                    raise
                self._open_unwritable()
            except BaseException:
                self._connection.close()
                raise
            if not writes:
                self._may_write = False
                self._connection.execute("PRAGMA query_only = ON")

    def _connect(self, name: str) -> sqlite3.Connection:
        return sqlite3.connect(
            name, timeout=self._wait, isolation_level=None, check_same_thread=False,
            uri=name.startswith("file:"),
        )  # fmt: skip

    def _prepare(self, create: bool) -> None:
        if self._is_blank():
            if not create:
                raise AidledgerError("LEDGER_MISSING", ExitStatus.NO_INPUT, path=str(self._path))
            self._create()
        version = self._checked_version()
        self._keep_a_log()
        if version < schema.SCHEMA_VERSION:
            self._migrate(version)

    def _checked_version(self) -> int:
        version = self._pragma("user_version")
        if self._pragma("application_id") != schema.APPLICATION_ID:
            raise AidledgerError("LEDGER_NOT_A_LEDGER", path=str(self._path))
        if version < 1:
            raise AidledgerError(
                "LEDGER_DAMAGED", ExitStatus.INTEGRITY, path=str(self._path), reason="schema 0"
            )
        if version > schema.SCHEMA_VERSION:
            raise AidledgerError(
                "LEDGER_TOO_NEW",
                ExitStatus.CONFIGURATION,
                path=str(self._path),
                version=str(version),
                known=str(schema.SCHEMA_VERSION),
            )
        return version

    def _create(self) -> None:
        self._keep_a_log()
        self._connection.execute("BEGIN IMMEDIATE")
        # Another process may have made the ledger while this one waited.
        if self._pragma("user_version") == 0:
            schema.create(self._connection)
        self._connection.execute("COMMIT")

    def _keep_a_log(self) -> None:
        """Write-ahead log, every commit on the disk, and what is deleted overwritten."""
        if self._word("journal_mode") != "wal":
            _retry_while_locked(
                lambda: self._connection.execute("PRAGMA journal_mode = WAL").fetchone(), self._wait
            )
            # The journal of this very step must not come back after a power cut: it would
            # undo the step, and with it everything that the log holds by then.
            _sync(self._path.parent)
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA secure_delete = ON")

    def _migrate(self, version: int) -> None:
        """Copy the file beside itself, then change it in one transaction: all or nothing."""
        copy = self._path.with_name(f"{self._path.name}.schema-{version}")
        self._copy_to(copy)
        with self._transaction():
            # Another process may have brought it up to date while this one waited.
            schema.migrate(self._connection, self._pragma("user_version"))
        self.copy_before_migration = copy

    def _open_unwritable(self) -> None:
        """Open a file that may not be written, for reading alone.

        SQLite reads a log only where it may write beside the file. A log with something in
        it holds records that would be missed, so that such a file is refused.
        """
        log = self._path.with_name(self._path.name + "-wal")
        if log.exists() and log.stat().st_size > 0:
            raise AidledgerError("LEDGER_READ_ONLY", ExitStatus.NO_PERMISSION, path=str(self._path))
        self._may_write = False
        self._connection = self._connect(f"file:{quote(str(self._path.absolute()))}?immutable=1")
        try:
            if self._checked_version() < schema.SCHEMA_VERSION:
                raise AidledgerError("LEDGER_OLD", ExitStatus.NO_PERMISSION, path=str(self._path))
        except BaseException:
            self._connection.close()
            raise

    def _is_blank(self) -> bool:
        """True for a file without tables: new, or left so by a crash while it was made."""
        tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return int(tables) == 0 and self._pragma("application_id") == 0

    def _pragma(self, name: str) -> int:
        return int(self._word(name))

    def _word(self, name: str) -> str:
        return str(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    @contextmanager
    def writing(self) -> Iterator[Batch]:
        """See `Storage.writing`."""
        batch = _SqliteBatch(self._connection)
        with self._as_typed_errors():
            with self._transaction():
                yield batch
            if batch.has_dropped:
                # The log still holds the removed text: empty it into the file now.
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if not self._may_write:
            raise AidledgerError("LEDGER_READ_ONLY", ExitStatus.NO_PERMISSION, path=str(self._path))
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
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

    def days(self, since: int, up_to: int) -> list[tuple[str, str, int]]:
        """See `Storage.days`."""
        with self._as_typed_errors():
            return self._connection.execute(_DAYS, (since, up_to)).fetchall()

    def text(self, document: str) -> str | None:
        """See `Storage.text`."""
        with self._as_typed_errors():
            found = self._connection.execute(
                "SELECT body FROM texts WHERE document = ?", (document,)
            ).fetchone()
        return None if found is None else str(found[0])

    def texts(self) -> Iterator[str]:
        """See `Storage.texts`."""
        with self._as_typed_errors():
            for (document,) in self._connection.execute(
                "SELECT document FROM texts ORDER BY document"
            ):
                yield str(document)

    def rows_at(self, places: Sequence[int]) -> Iterator[StoredRow]:
        """See `Storage.rows_at`."""
        with self._as_typed_errors():
            for row in self._connection.execute(_AT, (json.dumps(places),)):
                yield StoredRow(*row)

    def lookup(
        self, word: str, first: str = "", last: str = "9999", *, known_on: str, up_to: int
    ) -> list[tuple[int, str]]:
        """See `Storage.lookup`."""
        with self._as_typed_errors():
            found = self._connection.execute(_LOOKUP, (word, first, last, known_on, up_to))
            return found.fetchall()

    def lookup_places(
        self, word: str, without: Sequence[int] = (), *, known_on: str, up_to: int
    ) -> frozenset[str]:
        """See `Storage.lookup_places`."""
        parameters = (word, known_on, up_to, json.dumps(list(without)))
        with self._as_typed_errors():
            (places,) = self._connection.execute(_PLACES, parameters).fetchone()
        return frozenset(json.loads(places))

    def placed(self, seq: int) -> Placed | None:
        """See `Storage.placed`."""
        with self._as_typed_errors():
            found = self._connection.execute(_PLACED, (seq,)).fetchone()
        return None if found is None else Placed(*found)

    def index(self) -> Iterator[LookupRow]:
        """See `Storage.index`."""
        with self._as_typed_errors():
            for row in self._connection.execute(_INDEX):
                yield LookupRow(*row)

    def reindex(self) -> int:
        """See `Storage.reindex`."""
        with self._as_typed_errors(), self._transaction():
            return schema.rebuild_lookup(self._connection)

    def missing_guards(self) -> Iterator[str]:
        """See `Storage.missing_guards`."""
        with self._as_typed_errors():
            yield from schema.missing_guards(self._connection)

    def problems(self) -> Iterator[str]:
        """See `Storage.problems`."""
        with self._as_typed_errors():
            for (told,) in self._connection.execute("PRAGMA integrity_check"):
                if told != "ok":
                    yield str(told)

    def backup(self, target: Path) -> None:
        """See `Storage.backup`."""
        if target.exists():
            raise AidledgerError("FILE_EXISTS", ExitStatus.CANNOT_CREATE, path=str(target))
        self._copy_to(target)

    def _copy_to(self, target: Path) -> None:
        """A copy takes its name only when it is whole and on the disk."""
        if not target.parent.is_dir():
            reason = os.strerror(errno.ENOENT)
            raise AidledgerError(
                "FILE_CANNOT_WRITE", ExitStatus.CANNOT_CREATE, path=str(target), reason=reason
            )
        unfinished = target.with_name(f"{target.name}.unfinished-{os.getpid()}")
        try:
            with self._as_typed_errors():
                self._connection.execute("VACUUM INTO ?", (str(unfinished),))
            _sync(unfinished)
            os.replace(unfinished, target)
            _sync(target.parent)
        finally:
            unfinished.unlink(missing_ok=True)

    def close(self) -> None:
        """See `Storage.close`."""
        self._connection.close()

    @contextmanager
    def _as_typed_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._typed(error) from error
        except UnicodeDecodeError as error:
            # A changed byte in the schema: SQLite's own message of it is no text.
            raise AidledgerError(
                "LEDGER_DAMAGED", ExitStatus.INTEGRITY, path=str(self._path), reason=str(error)
            ) from error

    def _typed(self, error: sqlite3.Error) -> AidledgerError:
        name = _name(error)
        if name.startswith("SQLITE_CANTOPEN") and self._path.exists():
            name = "SQLITE_PERM"
        for prefix, code, status in _MEANINGS:
            if name.startswith(prefix):
                return AidledgerError(code, status, path=str(self._path))
        return AidledgerError(
            "LEDGER_DAMAGED", ExitStatus.INTEGRITY, path=str(self._path), reason=str(error)
        )


def _check_place(path: Path, create: bool) -> None:
    try:
        if not create and not path.exists():
            raise AidledgerError("LEDGER_MISSING", ExitStatus.NO_INPUT, path=str(path))
        if not path.parent.is_dir():
            raise AidledgerError("LEDGER_CANNOT_CREATE", ExitStatus.CANNOT_CREATE, path=str(path))
    except PermissionError as error:
        raise AidledgerError(
            "LEDGER_NO_PERMISSION", ExitStatus.NO_PERMISSION, path=str(path)
        ) from error


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", None) or ""


# What SQLite says of a file with a log on a volume that may not be written.
_UNWRITABLE = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_READONLY_DIRECTORY")

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
        self.has_dropped = False

    def last(self) -> StoredRow | None:
        return _last(self._connection)

    def known(self, names: Collection[tuple[str, str]]) -> dict[tuple[str, str], StoredRow]:
        found = map(StoredRow._make, self._connection.execute(_KNOWN, (json.dumps(list(names)),)))
        return {(row.type, row.key): row for row in found}

    def append(self, rows: Sequence[StoredRow], index: Sequence[LookupRow] = ()) -> None:
        self._connection.executemany(_INSERT, rows)
        schema.insert_lookup(self._connection, index)

    def put_text(self, document: str, text: str) -> None:
        self._connection.execute("INSERT INTO texts VALUES (?, ?)", (document, text))

    def drop_text(self, document: str) -> None:
        self._connection.execute("DELETE FROM texts WHERE document = ?", (document,))
        self.has_dropped = True


def _last(connection: sqlite3.Connection) -> StoredRow | None:
    row = connection.execute(_LAST).fetchone()
    return None if row is None else StoredRow(*row)


def _find(connection: sqlite3.Connection, record_type: str, key: str) -> StoredRow | None:
    row = connection.execute(_FIND, (record_type, key)).fetchone()
    return None if row is None else StoredRow(*row)


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


def _sync(path: Path) -> None:
    """Make a file, or the names in a folder, as durable as what was committed."""
    try:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        is_full = error.errno == errno.ENOSPC
        code = "LEDGER_DISK_FULL" if is_full else "LEDGER_INPUT_OUTPUT"
        raise AidledgerError(code, ExitStatus.INPUT_OUTPUT, path=str(path)) from error
