"""The gallery of errors: one file a code, with what provokes it and exactly what is then told.

A file `CODE.yml` holds two documents. The first is written by hand: `given` (files by name:
their text, `{bytes: N}`, `{hex: ...}` or `{text: ..., times: N}`), `prepare` (steps of this
module, in order), then one of `run` (arguments of the command line, a list of commands of
which the last provokes it), `get` (an address of the pages) or `call` (a function of this
module). The second is written by `python tests/errors/gallery.py`: exit or HTTP status, and
the words in English and French. The test compares; a change of words shows in the diff. An
error must leave the ledger as it was: `provoke` checks that too.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import resource
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from aidledger.cli import program
from aidledger.ledger.book import RecordBook
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.errors import AidledgerError
from aidledger.model.records import WithdrawalReason, WithdrawalRecord
from aidledger.wording.loading import words
from aidledger.workflows import demonstrating, opening
from aidledger.workflows.opening import open_ledger

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LEDGER = "test.aidledger"
_NOBODY = 65534
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
_HASH = re.compile(r"\([0-9a-f]{12}\)")
_HEADER = "# What is told; written by `python tests/errors/gallery.py`.\n"


@dataclass(frozen=True, slots=True)
class Told:
    """What a provocation ends in: a status, and the words by language."""

    status: int
    words: dict[str, str]


def cases() -> dict[str, Path]:
    """The files of the gallery, by code."""
    return {path.stem: path for path in sorted(HERE.glob("*.yml"))}


def case(path: Path) -> tuple[dict[str, Any], Told | None]:
    """What a file of the gallery says: the provocation, and what is told (None = not yet)."""
    scenario, *told = yaml.safe_load_all(path.read_text(encoding="utf-8"))
    if not told:
        return scenario, None
    return scenario, Told(told[0]["status"], {k: told[0][k] for k in ("english", "french")})


def provoke(scenario: dict[str, Any]) -> Told:
    """Provoke an error in both languages, each time in a folder of its own."""
    spoken = {}
    status = 0
    for language, name in (("en", "english"), ("fr", "french")):
        with _folder(scenario) as folder, contextlib.ExitStack() as steps:
            for step in scenario.get("prepare", ()):
                steps.enter_context(STEPS[step](folder))
            status, spoken[name] = _told(scenario, language)
    return Told(status, spoken)


@contextlib.contextmanager
def _folder(scenario: dict[str, Any]) -> Iterator[Path]:
    before = Path.cwd()
    folder = Path(tempfile.mkdtemp(prefix="errors-"))
    folder.chmod(0o755)
    os.chdir(folder)
    try:
        for name, content in scenario.get("given", {}).items():
            _write(folder / name, content)
        yield folder
    finally:
        os.chdir(before)
        shutil.rmtree(folder)


def _write(path: Path, content: str | dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    elif "hex" in content:
        path.write_bytes(bytes.fromhex(content["hex"]))
    elif "times" in content:
        path.write_text(content["text"] * content["times"], encoding="utf-8")
    else:
        path.write_bytes(b"")
        os.truncate(path, content["bytes"])


def _told(scenario: dict[str, Any], language: str) -> tuple[int, str]:
    if "get" in scenario:
        return _got(scenario["get"].format(language=language))
    if "call" in scenario:
        return _called(CALLS[scenario["call"]], language)
    for arguments in scenario["run"][:-1]:
        _ran(arguments, language)
    before = _records()
    status, told = _ran(scenario["run"][-1], language)
    assert status == 0 or _records() == before, "half of it was written"
    return status, told


def _records() -> object:
    """The records of the ledger here, none where there is none; None = it cannot be read."""
    if not Path(LEDGER).exists():
        return []
    try:
        with contextlib.closing(sqlite3.connect(f"file:{LEDGER}?mode=ro", uri=True)) as raw:
            return raw.execute("SELECT * FROM records").fetchall()
    except sqlite3.Error:
        return None


def _ran(arguments: list[str], language: str) -> tuple[int, str]:
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        status = program.run(["--lang", language, "--ledger", LEDGER, *map(str, arguments)])
    told = error.getvalue() or out.getvalue()
    return status, _HASH.sub("(a hash)", _TIME.sub("(a time)", told))


def _got(address: str) -> tuple[int, str]:
    from fastapi.testclient import TestClient

    from aidledger.web.application import create_application
    from aidledger.web.serving import Serving

    serving = Serving(ledger=Path(LEDGER), clock=lambda: datetime(2025, 2, 1, 9, tzinfo=UTC))
    with TestClient(create_application(serving), base_url="http://127.0.0.1") as client:
        answer = client.get(address)
    plain = answer.json()
    return answer.status_code, f"{plain['detail']}\n  {plain['hint']}\n"


def _called(function: Callable[[], object], language: str) -> tuple[int, str]:
    error_out = io.StringIO()
    program.take_settings(["--lang", language])
    try:
        function()
    except AidledgerError as error:
        with contextlib.redirect_stderr(error_out):
            program._tell(error.code, error.details, as_json=False)
        return int(error.status), error_out.getvalue()
    raise AssertionError("nothing was provoked")


# Steps: each a context, entered in order before the provocation -----------------------


@cache
def _worked_record() -> Path:
    path = Path(tempfile.mkdtemp(prefix="errors-us-")) / LEDGER
    with open_ledger(path) as ledger:
        ledger.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
    return path


@contextlib.contextmanager
def worked_record(folder: Path) -> Iterator[None]:
    """The ledger is the worked US record."""
    shutil.copy(_worked_record(), folder / LEDGER)
    yield


@contextlib.contextmanager
def added(folder: Path) -> Iterator[None]:
    """The ledger holds the given texts (.txt)."""
    for path in sorted(folder.glob("*.txt")):
        status, told = _ran(["add", path.name, "--published", "2024-11-13"], "en")
        assert status == 0, told
    yield


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another process is writing, and this one waits a moment only."""
    other = sqlite3.connect(folder / LEDGER, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with patch.dict(opening.open_ledger.__kwdefaults__, {"wait": 0.05}):
        yield
    other.execute("ROLLBACK")
    other.close()


@contextlib.contextmanager
def of_a_newer_program(folder: Path) -> Iterator[None]:
    """The ledger has a schema that this program does not know."""
    other = sqlite3.connect(folder / LEDGER)
    other.execute("PRAGMA user_version = 99")
    other.close()
    yield


@contextlib.contextmanager
def of_an_older_program(folder: Path) -> Iterator[None]:
    """The ledger is one of schema 1."""
    made = sqlite3.connect(folder / LEDGER)
    old = HERE.parent / "data" / "ledger-of-schema-1.sql"
    made.executescript(old.read_text(encoding="utf-8"))
    made.close()
    yield


@contextlib.contextmanager
def overwritten(folder: Path) -> Iterator[None]:
    """Everything behind the first page of the ledger is overwritten."""
    path = folder / LEDGER
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    yield


@contextlib.contextmanager
def changed(folder: Path) -> Iterator[None]:
    """A record was changed by a program that took the guards away, and put them back."""
    raw = sqlite3.connect(folder / LEDGER)
    (guard,) = raw.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'records_never_change'"
    ).fetchone()
    raw.execute("DROP TRIGGER records_never_change")
    raw.execute("UPDATE records SET payload = replace(payload, '1', '2') WHERE seq = 7")
    raw.execute(guard)
    raw.commit()
    raw.close()
    yield


@contextlib.contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """The user has no rights on the files, and none to write the folder."""
    for path in folder.iterdir():
        path.chmod(0o600)
    with _rights_of_nobody(folder):
        yield


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The user may read the files and not write anything here."""
    for path in folder.iterdir():
        path.chmod(0o444)
    with _rights_of_nobody(folder):
        yield


@contextlib.contextmanager
def _rights_of_nobody(folder: Path) -> Iterator[None]:
    is_root = os.geteuid() == 0
    if not is_root:  # the owner of a file is refused by taking his own rights away
        for path in folder.iterdir():
            path.chmod(path.stat().st_mode & 0o077 | (path.stat().st_mode & 0o044) << 3)
    folder.chmod(0o555)
    if is_root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


@contextlib.contextmanager
def tomorrow(folder: Path) -> Iterator[None]:
    """The last record was written by a clock that was a day ahead."""
    book = RecordBook(SqliteStorage(folder / LEDGER, create=True))
    record = WithdrawalRecord(
        asserted_on=None, id="W-1", target_type="claim", target="c-none", replacement=None,
        reason=WithdrawalReason.UNDONE, by="a reviewer",
    )  # fmt: skip
    book.append([record], datetime.now(UTC) + timedelta(days=1))
    book.close()
    yield


@contextlib.contextmanager
def full_disk(_folder: Path) -> Iterator[None]:
    """The disk has no room for another page (SQLite reports it just so)."""
    keep = SqliteStorage._keep_a_log

    def keep_within(storage: SqliteStorage) -> None:
        keep(storage)
        storage._connection.execute("PRAGMA max_page_count = 1")  # no more than there are

    with patch.object(SqliteStorage, "_keep_a_log", keep_within):
        yield


@contextlib.contextmanager
def small_files(_folder: Path) -> Iterator[None]:
    """The system refuses to write files beyond their present size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def journal_changed(folder: Path) -> Iterator[None]:
    """The whole record was written as a journal, and a word of it changed."""
    status, told = _ran(["export", "journal", "--out", "whole.journal"], "en")
    assert status == 0, told
    path = folder / "whole.journal"
    path.write_text(
        path.read_text(encoding="utf-8").replace("note: Ukraine ", "note: For Ukraine ", 1)
    )
    yield


@contextlib.contextmanager
def without_repository(_folder: Path) -> Iterator[None]:
    """The program runs from where there are no examples."""
    with patch.object(demonstrating, "__file__", "/usr/lib/aidledger/workflows/x.py"):
        yield


@contextlib.contextmanager
def in_no_time(_folder: Path) -> Iterator[None]:
    """A page gets no time to be read."""
    with patch("aidledger.intake.pages.SECONDS", 0.001):
        yield


STEPS = {
    step.__name__: step
    for step in (
        worked_record, added, held, of_a_newer_program, of_an_older_program, overwritten, changed,
        as_nobody, read_only, tomorrow, full_disk, small_files, journal_changed,
        without_repository, in_no_time,
    )
}  # fmt: skip


# Calls: what only the Python interface can provoke -------------------------------------


def own_catalogue() -> object:
    """A catalogue of one's own with a bad row."""
    from aidledger.catalogue import load_catalogue

    return load_catalogue(Path("catalogue"))


def two_questions() -> object:
    """Two answers about different donors set against each other."""
    from datetime import date

    from aidledger.questions.difference import difference

    with open_ledger(LEDGER) as ledger:
        on = date(2024, 11, 13)
        return difference(ledger.remaining("US", "UA", on=on), ledger.remaining("FR", "UA", on=on))


CALLS = {call.__name__: call for call in (own_catalogue, two_questions)}


def regenerate() -> None:
    """Write what is told into every file of the gallery."""
    for code, path in cases().items():
        text = path.read_text(encoding="utf-8")
        by_hand = text.split("\n---\n", maxsplit=1)[0].rstrip("\n")
        told = provoke(yaml.safe_load(by_hand))
        if words("en")["messages"][code]["message"].split("{")[0] not in told.words["english"]:
            sys.stdout.write(f"{code}: another error was told: {told.words['english']!r}\n")
        parts = [f"{by_hand}\n---\n{_HEADER}status: {told.status}\n"]
        for name, spoken in told.words.items():
            lines = "".join(f"  {line}\n" if line else "\n" for line in spoken.splitlines())
            parts.append(f"{name}: |\n{lines}")
        path.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    regenerate()
