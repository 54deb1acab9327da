"""An old ledger opens: copied first, then brought up to date, its records as they were."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from aidledger.ledger.storage.schema import SCHEMA_VERSION
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.errors import LedgerMigratedWarning
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.verifying import verify

OLD = Path(__file__).parents[2] / "data" / "ledger-of-schema-1.sql"


def old_ledger(path: Path) -> list[tuple[object, ...]]:
    """Write a ledger of schema 1; its records."""
    made = sqlite3.connect(path)
    made.execute("PRAGMA journal_mode = WAL")
    made.executescript(OLD.read_text(encoding="utf-8"))
    rows = made.execute("SELECT * FROM records ORDER BY seq").fetchall()
    made.close()
    return rows


def test_an_old_ledger_is_copied_then_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.aidledger"
    rows = old_ledger(path)
    with pytest.warns(LedgerMigratedWarning, match="schema-1"):
        ledger = open_ledger(path)
    verified = verify(ledger)
    ledger.close()
    assert verified.differences == ()
    assert verified.index > 0
    after = sqlite3.connect(path)
    assert after.execute("SELECT * FROM records ORDER BY seq").fetchall() == rows
    assert after.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    after.close()
    copy = sqlite3.connect(path.with_name("old.aidledger.schema-1"))
    assert copy.execute("SELECT * FROM records ORDER BY seq").fetchall() == rows
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    copy.close()
    SqliteStorage(path).close()  # a second opening has nothing to do, and warns of nothing


def test_a_new_ledger_and_a_migrated_one_have_the_same_schema(tmp_path: Path) -> None:
    path = tmp_path / "old.aidledger"
    old_ledger(path)
    storage = SqliteStorage(path)
    assert list(storage.missing_guards()) == []
    storage.close()


def test_a_migration_that_fails_leaves_the_old_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.aidledger"
    rows = old_ledger(path)
    with monkeypatch.context() as broken:
        broken.setattr("aidledger.ledger.storage.schema.rebuild_lookup", _stop)
        with pytest.raises(RuntimeError):
            SqliteStorage(path)
    left = sqlite3.connect(path)
    assert left.execute("PRAGMA user_version").fetchone() == (1,)
    assert left.execute("SELECT * FROM records ORDER BY seq").fetchall() == rows
    assert left.execute("SELECT count(*) FROM sqlite_master WHERE name = 'lookup'").fetchone() == (
        0,
    )
    left.close()
    SqliteStorage(path).close()


def _stop(_connection: sqlite3.Connection) -> int:
    raise RuntimeError("stop")
