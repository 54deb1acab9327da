"""Many writers at once, with readers that check what they see, and the same feed from each."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

from feed import problems_of

ARTICLES = 10
_HERE = str(Path(__file__).parent)

_WRITER = """
import sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from feed import reading
from aidledger.workflows.opening import open_ledger
for _ in range(2):
    for number in range(int(sys.argv[2])):
        with open_ledger(Path(sys.argv[1]), wait=120) as ledger:
            ledger.add(reading(number))
"""

# One read transaction sees every document with all its claims, and never less than before.
_READER = """
import json, sqlite3, sys, time
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from feed import reading
path, stop = Path(sys.argv[1]), Path(sys.argv[4])
wanted = {r.document.id: len(r.claims) for r in map(reading, range(int(sys.argv[2])))}
while not path.exists():
    time.sleep(0.01)
newest = looks = 0
while not stop.exists():
    raw = sqlite3.connect(path, timeout=120, isolation_level=None)
    if not raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'records'").fetchone()[0]:
        continue
    raw.execute("BEGIN")
    rows = raw.execute("SELECT seq, type, key, payload FROM records ORDER BY seq").fetchall()
    again = raw.execute("SELECT count(*) FROM records").fetchone()[0]
    raw.execute("COMMIT")
    raw.close()
    assert [row[0] for row in rows] == list(range(1, again + 1)), "a hole"
    assert len(rows) >= newest, "less than before"
    newest = len(rows)
    seen = {key: 0 for _, kind, key, _ in rows if kind == "document"}
    for _, kind, _, payload in rows:
        if kind == "claim":
            seen[json.loads(payload)["document"]] += 1
    assert all(wanted[document] == count for document, count in seen.items()), "half a document"
    looks += 1
print(looks)
"""


def run(place: Path, writers: int, readers: int) -> tuple[int, list[str]]:
    """Let all add the same feed twice into one new ledger; looks taken, and what was wrong."""
    path, stop = place / "shared.aidledger", place / "stop"
    common = [str(path), str(ARTICLES), _HERE]
    reading_ = [_started(_READER, [*common, str(stop)]) for _ in range(readers)]
    writing = [_started(_WRITER, common) for _ in range(writers)]
    wrong = [error for error in (_ended(process)[1] for process in writing) if error]
    stop.touch()
    looks = 0
    for process in reading_:
        out, error = _ended(process)
        looks += int(out or 0)
        wrong += [error] if error else []
    return writers * ARTICLES * 2 + looks, wrong + problems_of(path, range(ARTICLES), ARTICLES)


def _started(script: str, arguments: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _ended(process: subprocess.Popen[str]) -> tuple[str, str]:
    return process.communicate(timeout=600)
