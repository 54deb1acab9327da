"""What every storage must do, whatever stands behind the port."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.lookup import LookupRow
from aidledger.ledger.storage.port import Storage
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.errors import AidledgerError, ExitStatus


def row(seq: int, record_type: str = "entry", topic: str = "") -> StoredRow:
    return StoredRow(
        seq=seq,
        recorded_at="2024-11-13T12:00:00+00:00",
        type=record_type,
        key=f"k{seq}",
        topic=topic,
        asserted_on="2024-11-13",
        payload="{}",
        previous="",
        hash=f"h{seq}",
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.aidledger"


@pytest.fixture(params=[SqliteStorage], ids=["sqlite"])
def storage(request: pytest.FixtureRequest, path: Path) -> Storage:
    made: Storage = request.param(path, create=True)
    request.addfinalizer(made.close)
    return made


def test_a_new_storage_is_empty(storage: Storage) -> None:
    assert storage.last() is None
    assert list(storage.rows()) == []
    assert storage.find("entry", "k1") is None
    assert storage.text("d") is None


def test_what_was_committed_is_there_after_opening_again(storage: Storage, path: Path) -> None:
    with storage.writing() as batch:
        batch.append([row(1), row(2)])
        batch.put_text("d", "text “é”")
    storage.close()
    again = SqliteStorage(path)
    assert [item.seq for item in again.rows()] == [1, 2]
    assert again.text("d") == "text “é”"
    assert again.find("entry", "k2") == row(2)
    again.close()


def test_a_batch_is_whole_or_not_at_all(storage: Storage) -> None:
    with pytest.raises(RuntimeError), storage.writing() as batch:
        batch.append([row(1)])
        batch.put_text("d", "text")
        raise RuntimeError("stop")
    assert list(storage.rows()) == []
    assert storage.text("d") is None


def test_rows_are_chosen_by_type_topic_and_sequence(storage: Storage) -> None:
    with storage.writing() as batch:
        batch.append([row(1), row(2, "claim", "meeting"), row(3, "claim", "item"), row(4)])
    assert [item.seq for item in storage.rows(types=["claim"])] == [2, 3]
    assert [item.seq for item in storage.rows(types=["claim"], topics=["item"])] == [3]
    assert [item.seq for item in storage.rows(up_to=3, since=2)] == [2, 3]
    assert [item.seq for item in storage.rows(types=["entry"], up_to=3)] == [1]


def test_places_of_the_index_are_as_what_is_looked_up(storage: Storage) -> None:
    index = [
        LookupRow("linked\ta", "b\n", 1, "x", "2024-11-13"),
        LookupRow("linked\ta", "ç", 2, "x", "2024-11-14"),
        LookupRow("linked\ta", "d", 2, "x", "2024-11-15"),
        LookupRow("linked\tab", "e", 2, "x", "2024-11-13"),
    ]
    with storage.writing() as batch:
        batch.append([row(1), row(2)], index)

    def places(*without: int, known_on: str = "9999", up_to: int = 9) -> set[str]:
        found = storage.lookup_places("linked\ta", without, known_on=known_on, up_to=up_to)
        return set(found)

    assert places() == {"b\n", "ç", "d"}
    assert places(2) == places(up_to=1) == places(known_on="2024-11-13") == {"b\n"}
    assert places(1, 2) == places(up_to=0) == set()


def test_what_is_known_is_told_by_type_and_key(storage: Storage) -> None:
    with storage.writing() as batch:
        batch.append([row(1), row(2, "claim")])
        assert batch.known([]) == {}
        names = [("entry", "k1"), ("entry", "k2"), ("claim", "k2"), ("claim", "k'\"\n")]
        assert batch.known(names) == {("entry", "k1"): row(1), ("claim", "k2"): row(2, "claim")}


@pytest.mark.parametrize("recursive_triggers", ["ON", "OFF"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET payload = 'x'",
        "UPDATE records SET seq = 7",
        "UPDATE OR REPLACE records SET seq = 1 WHERE seq = 2",
        "DELETE FROM records",
        "DELETE FROM records WHERE seq = 2",
        "UPDATE texts SET body = 'x'",
        "DELETE FROM texts",
        "INSERT OR REPLACE INTO records SELECT * FROM records",
        "REPLACE INTO records SELECT 2, recorded_at, type, 'new', topic, asserted_on, payload,"
        " previous, hash FROM records WHERE seq = 1",
        "REPLACE INTO records SELECT 3, recorded_at, type, key, topic, asserted_on, payload,"
        " previous, hash FROM records WHERE seq = 1",
        "INSERT INTO records SELECT 9, recorded_at, type, 'new', topic, asserted_on, payload,"
        " previous, hash FROM records WHERE seq = 1",
        "INSERT INTO records SELECT NULL, recorded_at, type, 'new', topic, asserted_on, payload,"
        " previous, hash FROM records WHERE seq = 1",
        "REPLACE INTO texts VALUES ('d', 'x')",
        "INSERT INTO records SELECT 3, recorded_at, type, key, topic, asserted_on, payload,"
        " previous, hash FROM records WHERE seq = 1"
        " ON CONFLICT (type, key) DO UPDATE SET payload = 'x'",
    ],
)
def test_the_database_itself_refuses_to_change_a_record(
    storage: Storage, path: Path, statement: str, recursive_triggers: str
) -> None:
    with storage.writing() as batch:
        batch.append([row(1), row(2)])
        batch.put_text("d", "text")
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA recursive_triggers = {recursive_triggers}")
    with pytest.raises(sqlite3.IntegrityError):
        other.execute(statement)
    other.close()
    assert list(storage.rows()) == [row(1), row(2)]
    assert storage.text("d") == "text"


def test_a_text_goes_after_its_tombstone_only(storage: Storage) -> None:
    with storage.writing() as batch:
        batch.put_text("k1", "text")
    with pytest.raises(AidledgerError), storage.writing() as batch:
        batch.drop_text("k1")
    with storage.writing() as batch:
        batch.append([row(1, "tombstone")])
        batch.drop_text("k1")
    assert storage.text("k1") is None
    with pytest.raises(AidledgerError), storage.writing() as batch:
        batch.put_text("k1", "text")


def test_the_bytes_of_a_removed_text_leave_the_file(storage: Storage, path: Path) -> None:
    words = "nobody may read this any more " * 400
    with storage.writing() as batch:
        batch.put_text("k1", words)
    with storage.writing() as batch:
        batch.append([row(1, "tombstone")])
        batch.drop_text("k1")
    for file in path.parent.iterdir():
        assert b"nobody may read" not in file.read_bytes(), file


def test_a_backup_is_a_ledger_of_its_own(storage: Storage, tmp_path: Path) -> None:
    with storage.writing() as batch:
        batch.append([row(1)])
    storage.backup(tmp_path / "copy.aidledger")
    copy = SqliteStorage(tmp_path / "copy.aidledger")
    assert copy.last() == row(1)
    assert copy._word("journal_mode") == "wal"
    copy.close()


def test_a_backup_never_replaces_a_file(storage: Storage, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    for target in (tmp_path / "kept.txt", tmp_path / "nowhere" / "copy.aidledger"):
        with pytest.raises(AidledgerError) as raised:
            storage.backup(target)
        assert raised.value.status is ExitStatus.CANNOT_CREATE
    assert (tmp_path / "kept.txt").read_text() == "kept"
    assert not list(tmp_path.glob("*unfinished*"))


def test_a_ledger_that_may_not_be_written_is_read(storage: Storage, path: Path) -> None:
    with storage.writing() as batch:
        batch.append([row(1)])
    storage.close()
    script = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        from aidledger.ledger.storage.sqlite import SqliteStorage
        from aidledger.model.errors import AidledgerError
        if os.geteuid() == 0:
            os.setuid(65534)
        storage = SqliteStorage(Path(sys.argv[1]))
        print(storage.last().seq)
        try:
            with storage.writing():
                pass
        except AidledgerError as error:
            print(error.code)
        """
    )
    for folder in path.parents:
        if "pytest" in str(folder):
            folder.chmod(0o755)
    path.parent.chmod(0o555)
    path.chmod(0o444)
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    path.parent.chmod(0o755)
    assert done.stdout.split() == ["1", "LEDGER_READ_ONLY"], done.stderr


def test_durable_settings(storage: Storage, path: Path) -> None:
    assert isinstance(storage, SqliteStorage)
    assert storage._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert storage._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def refused(path: Path, *, create: bool = False) -> AidledgerError:
    with pytest.raises(AidledgerError) as raised:
        SqliteStorage(path, create=create, wait=0.1)
    return raised.value


def test_a_missing_ledger_is_not_made_by_asking(tmp_path: Path) -> None:
    error = refused(tmp_path / "none.aidledger")
    assert (error.code, error.status) == ("LEDGER_MISSING", ExitStatus.NO_INPUT)
    assert not (tmp_path / "none.aidledger").exists()


def test_a_text_file_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader,\n" * 100)
    error = refused(tmp_path / "letter.txt", create=True)
    assert (error.code, error.status) == ("LEDGER_NOT_A_LEDGER", ExitStatus.BAD_DATA)
    assert (tmp_path / "letter.txt").read_text().startswith("Dear reader,")


def test_another_database_is_no_ledger(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE birds (name TEXT)")
    other.commit()
    other.close()
    assert refused(tmp_path / "other.db", create=True).code == "LEDGER_NOT_A_LEDGER"


def test_a_ledger_of_a_newer_version_is_left_alone(storage: Storage, path: Path) -> None:
    storage.close()
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 99")
    other.close()
    error = refused(path)
    assert (error.code, error.details["version"]) == ("LEDGER_TOO_NEW", "99")


def test_a_ledger_that_another_process_holds(storage: Storage, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    second = SqliteStorage(path, wait=0.1)
    with pytest.raises(AidledgerError) as raised, second.writing():
        pytest.fail("two writers at once")
    assert (raised.value.code, raised.value.status) == ("LEDGER_BUSY", ExitStatus.UNAVAILABLE)
    assert second.last() is None, "readers do not wait for a writer"
    other.execute("ROLLBACK")
    other.close()
    second.close()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    error = refused(tmp_path / "no" / "such.aidledger", create=True)
    assert (error.code, error.status) == ("LEDGER_CANNOT_CREATE", ExitStatus.CANNOT_CREATE)


def test_processes_that_make_the_same_ledger_at_once(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from aidledger.ledger.storage.sqlite import SqliteStorage
        SqliteStorage(Path(sys.argv[1]), create=True).close()
        """
    )
    path = tmp_path / "shared.aidledger"
    makers = [
        subprocess.Popen([sys.executable, "-c", script, str(path)], stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    assert [maker.communicate()[1] for maker in makers] == [b""] * 6
    storage = SqliteStorage(path)
    assert storage.last() is None
    storage.close()


def test_days_are_counted_by_source_and_by_recording(storage: Storage) -> None:
    undated = row(3)._replace(asserted_on=None, recorded_at="2024-11-14T00:30:00+00:00")
    with storage.writing() as batch:
        batch.append([row(1), row(2), undated])
    said = ("2024-11-13", "2024-11-13")
    assert sorted(storage.days(1, 3)) == [(*said, 2), ("2024-11-14", "2024-11-14", 1)]
    assert storage.days(2, 2) == [(*said, 1)]
    assert storage.days(4, 9) == []
