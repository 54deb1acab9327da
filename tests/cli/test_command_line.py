"""The command line as a person meets it: output, files, and every bad input with its status."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "examples" / "articles"
REMAINING = ("ask", "remaining", "--donor", "US", "--recipient", "Ukraine", "--on", "2024-11-13")


def run(
    *arguments: str | Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "AIDLEDGER"))}
    return subprocess.run(
        [sys.executable, "-c", "from aidledger.cli import main; main()", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env={**clean, "LANG": "C.UTF-8", **environment},
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "test.aidledger"
    done = run("--ledger", path, "import", ROOT / "examples" / "us-ukraine" / "mapping.yml")
    assert done.returncode == 0, done.stderr
    return path


def test_read_prints_the_contract() -> None:
    done = run("read", ARTICLES / "bruxelles.md", "--json")
    plain = json.loads(done.stdout)
    assert (done.returncode, plain["schema"]) == (0, "aidledger.reading/1")
    text = (ARTICLES / "bruxelles.md").read_text(encoding="utf-8")
    assert plain["document"]["characters"] == len(text)
    assert plain["document"]["published"] == "2024-11-13"
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in plain["claims"])


def test_several_texts_are_an_array_and_lines() -> None:
    assert len(json.loads(run("read", ARTICLES, "--json").stdout)) == 2
    lines = run("read", *sorted(ARTICLES.glob("*.md")), "--jsonl").stdout.splitlines()
    assert [json.loads(line)["document"]["language"] for line in lines] == ["en", "fr"] or len(
        lines
    ) == 2


def test_standard_input_and_a_table_for_people() -> None:
    text = "La France versera 12 millions d'euros au Soudan d'ici au 31 décembre 2024."
    done = run("read", "-", "--published", "2024-11-13", "--lang", "fr", stdin=text.encode())
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "Argent" in shown
    assert "12\u202fM€" in shown
    assert "France → Sudan" in shown


def test_an_html_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    body = (ARTICLES / "brussels.md").read_text(encoding="utf-8").split("---")[2]
    paragraphs = "".join(
        f"<p>{part.strip('# ')}</p>" for part in body.split("\n\n") if part.strip()
    )
    page.write_text(
        "<!doctype html><html><head><title>Left</title>"
        '<meta property="article:published_time" content="2024-11-13"></head>'
        f"<body><nav>Menu</nav><article><h1>Left</h1>{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    out = tmp_path / "text.txt"
    plain = json.loads(run("read", page, "--json", "--text-out", out).stdout)
    text = out.read_text(encoding="utf-8")
    assert plain["document"]["published"] == "2024-11-13"
    assert [c for c in plain["claims"] if c["kind"] == "amount"]
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in plain["claims"])


def test_a_sum_of_money_is_asked_explained_and_exported(ledger: Path, tmp_path: Path) -> None:
    done = run("--ledger", ledger, *REMAINING, "--known", "2024-11-13", "--json")
    answer = json.loads(done.stdout)
    assert answer["totals"][0]["face"] == "9300000000"
    rows = run("--ledger", ledger, *REMAINING, "--known", "2024-11-13").stdout.decode()
    assert rows.splitlines()[0].split("\t")[:3] == ["channel", "origin", "amount"]
    why = run("--ledger", ledger, "why", answer["parts"][0]["id"])
    assert why.returncode == 0
    assert b"4.3bn" in why.stdout
    for name in ("rows.csv", "rows.xlsx"):
        out = tmp_path / name
        left = ("export", "remaining", *REMAINING[2:], "--out", out)
        assert run("--ledger", ledger, *left).returncode == 0
        assert out.stat().st_size > 100
    assert run("--ledger", ledger, "verify").returncode == 0
    changed = run("--ledger", ledger, "diff", *REMAINING[2:], "--known", "2024-11-11", "--json")
    assert [row["line"] for row in json.loads(changed.stdout)["steps"][0]["changes"]]
    assert run("--ledger", ledger, "ask", "offices").returncode == 0
    totals = run("ask", "totals", *REMAINING[2:], "--by", "stage", AIDLEDGER_LEDGER=str(ledger))
    assert totals.returncode == 0


def test_adding_twice_changes_nothing(ledger: Path) -> None:
    first = json.loads(run("--ledger", ledger, "add", ARTICLES, "--json").stdout)
    second = json.loads(run("--ledger", ledger, "add", ARTICLES, "--json").stdout)
    assert [row["is_new"] for row in first] == [True, True]
    assert [row["is_new"] for row in second] == [False, False]
    assert second[-1]["vintage"] == first[-1]["vintage"]


def test_the_demonstration_in_both_languages(tmp_path: Path) -> None:
    for language, words in (("en", "What remained"), ("fr", "Ce qui restait")):
        done = run("demo", "--lang", language, "--ledger", tmp_path / f"{language}.aidledger")
        shown = done.stdout.decode()
        assert done.returncode == 0
        assert words in shown
        assert "6" in shown
        assert "Kremlin" in shown


BAD = [
    ("empty.txt", b"", 65, "holds no text"),
    ("binary.txt", b"\x89PNG\x00\x01\x02", 65, "is no text"),
    ("page.html", b"<!doctype html><html><body><nav>Aid</nav></body></html>", 65, "no article"),
    ("other.html", b"<!doctype html><html><p>It rained.</p></html>", 65, "no word of money"),
    ("german.txt", "Die Bundesregierung hat die Hilfe für die Ukraine nicht erhöht, "
     "und das wird auch so bleiben, sagte der Minister.".encode(), 65, "another language"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "status", "words"), BAD, ids=[row[0] for row in BAD])
def test_what_cannot_be_read(
    tmp_path: Path, name: str, data: bytes, status: int, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = run("read", path)
    assert done.returncode == status
    told = done.stderr.decode()
    assert words in told
    assert "next:" in told
    assert "Traceback" not in told


def test_a_missing_file_in_french() -> None:
    done = run("read", "rien.txt", "--lang", "fr")
    assert done.returncode == 66
    assert "n'existe pas" in done.stderr.decode()


def test_windows_text_and_a_day_in_the_future(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Paris a promis 5 millions d’euros à l’Arménie, lundi.".encode("cp1252"))
    done = run("read", path, "--published", "2999-01-01", "--json")
    codes = [issue["code"] for issue in json.loads(done.stdout)["issues"]]
    assert (done.returncode, codes) == (0, ["DECODED_AS_CP1252", "PUBLISHED_IN_FUTURE"])


def test_without_a_day_relative_dates_stay_open(tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text("La France a versé mercredi 5 millions d'euros au Liban.", encoding="utf-8")
    issues = json.loads(run("read", path, "--json").stdout)["issues"]
    assert [issue["code"] for issue in issues] == ["NO_PUBLICATION_DATE"]


def test_a_ledger_that_another_process_holds(ledger: Path) -> None:
    held = sqlite3.connect(ledger, isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    try:
        done = run("--ledger", ledger, "add", ARTICLES / "brussels.md")
    finally:
        held.execute("ROLLBACK")
        held.close()
    assert done.returncode == 69
    assert b"Another process holds" in done.stderr
    assert run("--ledger", ledger, "verify").returncode == 0


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a ledger, and longer than a header of one hundred bytes would be " * 3)
    before = path.read_bytes()
    done = run("--ledger", path, *REMAINING)
    assert done.returncode == 65
    assert path.read_bytes() == before


def test_a_donor_nobody_recorded(ledger: Path) -> None:
    asked = ("ask", "remaining", "--donor", "Norvège", "--recipient", "UA", "--on", "2024-11-13")
    done = run("--ledger", ledger, *asked)
    assert done.returncode == 66
    assert "Not recorded" in done.stdout.decode()
    unknown = run("--ledger", ledger, *("ask", "remaining", "--donor", "Atlantis", *asked[4:]))
    assert unknown.returncode == 66


def test_usage_and_a_missing_ledger(tmp_path: Path) -> None:
    assert run("fly").returncode == 2
    assert run("--ledger", tmp_path / "none.aidledger", *REMAINING).returncode == 66


def test_a_changed_byte_is_found_and_named(ledger: Path) -> None:
    raw = sqlite3.connect(ledger)
    triggers = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("UPDATE records SET payload = replace(payload, '1', '2') WHERE seq = 7")
    raw.commit()
    raw.close()
    done = run("--ledger", ledger, "verify")
    assert done.returncode == 1
    assert b"#7" in done.stdout


def test_control_characters_are_shown_not_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    text = "La France versera 12 millions d'euros\x1b[31m au Soudan\u202e demain."
    path.write_text(text, encoding="utf-8")
    shown = run("read", path, "--published", "2024-11-13").stdout.decode()
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_ledger_is_copied_pruned_and_indexed_again(ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.aidledger"
    assert run("--ledger", ledger, "backup", copy).returncode == 0
    assert run("--ledger", copy, "verify").stdout == run("--ledger", ledger, "verify").stdout
    assert run("--ledger", ledger, "add", ARTICLES / "brussels.md").returncode == 0
    order = ("--by", "a clerk", "--reason", "an order")
    title = "How much is left for Ukraine? It depends on who counts"
    for language, words in (("en", "its hash and its quotations stay"), ("fr", "déjà été retiré")):
        done = run("--lang", language, "--ledger", ledger, "remove-text", title, *order)
        assert done.returncode == 0, done.stderr
        assert words in done.stdout.decode()
    told = run("--ledger", ledger, "verify")
    assert told.returncode == 0
    assert b"removed by law" in told.stdout
    assert b"a clerk: an order" in told.stdout
    assert b"index rows built" in run("--ledger", ledger, "reindex").stdout
