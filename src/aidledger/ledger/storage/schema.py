"""The schema of a ledger file: its tables, its guards, and the way from one version to the next.

The file carries an application id, so that a file that is no ledger is told apart, and the
version of its schema. Guards are triggers: the database itself refuses to change or delete
a record, to replace one, to leave a gap, and to remove a text without its tombstone. They
bind every program that writes to the file; a program that drops them first is found by
`verify`, which compares the schema with this one, and by the hash chain.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.lookup import LookupRow, lookup_rows

APPLICATION_ID = 0x41494C44  # "AILD"
SCHEMA_VERSION = 4

_RECORDS = """
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

# INSERT OR REPLACE deletes without asking the triggers of DELETE, so it is stopped before.
_GUARDS_OF_2 = """
CREATE TRIGGER records_only_follow BEFORE INSERT ON records
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM records)
BEGIN SELECT RAISE(ABORT, 'records only follow the last'); END;
CREATE TRIGGER records_are_never_replaced BEFORE INSERT ON records
WHEN EXISTS (SELECT 1 FROM records WHERE type = NEW.type AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'records are never replaced'); END;
CREATE TRIGGER texts_are_never_replaced BEFORE INSERT ON texts
WHEN EXISTS (SELECT 1 FROM texts WHERE document = NEW.document)
    OR EXISTS (SELECT 1 FROM records WHERE type = 'tombstone' AND key = NEW.document)
BEGIN SELECT RAISE(ABORT, 'texts are never replaced, and a removed text stays away'); END;
"""

_LOOKUP_OF_2 = """
CREATE TABLE lookup (
    word TEXT NOT NULL,
    place TEXT NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    known_on TEXT NOT NULL,
    PRIMARY KEY (word, place, seq, name)
) WITHOUT ROWID;
"""

_INTO_LOOKUP = "INSERT INTO lookup VALUES (?, ?, ?, ?, ?)"
_ALL_RECORDS = """
SELECT seq, recorded_at, type, key, topic, asserted_on, payload, previous, hash
FROM records ORDER BY seq
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables and guards of a new ledger, inside the open transaction."""
    for script in (_RECORDS, _GUARDS_OF_2, _LOOKUP_OF_2):
        _run(connection, script)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring an older ledger up to date, step by step, inside the open transaction.

    Args:
        version: that of the file.
    """
    for step in range(version, SCHEMA_VERSION):
        _STEPS[step](connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _from_1_to_2(connection: sqlite3.Connection) -> None:
    """Guards against replacement, and the index."""
    _run(connection, _GUARDS_OF_2)
    _run(connection, _LOOKUP_OF_2)
    rebuild_lookup(connection)


def _from_2_to_3(connection: sqlite3.Connection) -> None:
    """Links between records and addresses of documents in the index."""
    rebuild_lookup(connection)


def _from_3_to_4(connection: sqlite3.Connection) -> None:
    """Links in the index by the other record."""
    rebuild_lookup(connection)


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _from_1_to_2,
    2: _from_2_to_3,
    3: _from_3_to_4,
}


def rebuild_lookup(connection: sqlite3.Connection) -> int:
    """Build the index from the records, inside the open transaction; the number of its rows."""
    connection.execute("DELETE FROM lookup")
    written = 0
    for row in connection.execute(_ALL_RECORDS):
        written += insert_lookup(connection, lookup_rows(StoredRow(*row)))
    return written


def insert_lookup(connection: sqlite3.Connection, rows: Sequence[LookupRow]) -> int:
    """Add rows of the index; their number."""
    connection.executemany(_INTO_LOOKUP, rows)
    return len(rows)


def missing_guards(connection: sqlite3.Connection) -> Iterator[str]:
    """Names of the tables and guards that differ from this schema, or are not its own."""
    with sqlite3.connect(":memory:", isolation_level=None) as fresh:
        create(fresh)
        wanted = _objects(fresh)
    fresh.close()
    found = _objects(connection)
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield name


def _objects(connection: sqlite3.Connection) -> dict[str, tuple[str | None, ...]]:
    """What kind each is, of which table, and how it was made, by name."""
    rows = connection.execute("SELECT name, type, tbl_name, sql FROM sqlite_master")
    return {str(name): tuple(told) for name, *told in rows}


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run a script statement by statement: `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
