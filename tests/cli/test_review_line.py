"""`review`, `record` and `withdraw` as a person meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
COPY = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "AIDLEDGER"))}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("line") / "line.aidledger"
    done = run(path, "add", ARTICLES / "brussels.md")
    assert done.returncode == 0, done.stderr
    return path


def run(ledger: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from aidledger.cli import main; main()", "--ledger", str(ledger),
         *map(str, arguments)],
        capture_output=True, text=True, timeout=60, check=False,
        env={**COPY, "LANG": "C.UTF-8"},
    )  # fmt: skip


def waiting(ledger: Path) -> dict[str, object]:
    plain: dict[str, object] = json.loads(run(ledger, "review", "--json", "--limit", "99").stdout)
    return plain


def test_the_queue_shows_each_sentence_and_shrinks_by_a_word(ledger: Path) -> None:
    before = waiting(ledger)
    shown = run(ledger, "review", "--limit", "2")
    assert f"{before['count']} wait for a person" in shown.stdout
    assert "more: --limit" in shown.stdout
    items = before["items"]
    assert isinstance(items, list)
    name = items[-1]["name"]
    one = run(ledger, "review", name)
    assert name in one.stdout
    assert "unreviewed" in one.stdout
    done = run(ledger, "review", name, "--accept", "--by", "anna", "--reason", "read again")
    assert done.stdout.startswith("recorded as R-")
    after = waiting(ledger)
    assert after["count"] == int(str(before["count"])) - 1
    explained = run(ledger, "why", name)
    assert "accepted by a person" in explained.stdout
    assert "anna: accepted — read again" in explained.stdout
    taken_back = run(ledger, "withdraw", done.stdout.split()[-1], "--by", "anna")
    assert taken_back.returncode == 0
    assert waiting(ledger)["count"] == before["count"]


def test_a_claim_is_recorded_and_corrected_in_french(ledger: Path) -> None:
    title = json.loads(run(ledger, "review", "--json", "--limit", "1").stdout)["items"][0][
        "document"
    ]
    text = (ARTICLES / "brussels.md").read_text(encoding="utf-8")
    words = text.split("---")[2].strip().split("\n\n")[1].split(". ")[0].split("\n")[0]
    made = run(
        ledger, "record", title[:10], words, "--kind", "promise", "--set", "content=all of it",
        "--set", "by=United States", "--by", "anna", "--lang", "fr",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    name = made.stdout.split()[-1]
    explained = " ".join(run(ledger, "why", name, "--lang", "fr").stdout.split())
    assert "inscrit par une personne" in explained
    itself = run(ledger, "review", name, "--merge", name, "--by", "anna")
    assert "the same as itself" in itself.stderr
    changed = run(
        ledger, "review", name, "--set", "deadline=2025-01-20", "--by", "anna", "--lang", "fr"
    )
    assert changed.returncode == 0, changed.stderr
    rows = json.loads(run(ledger, "ask", "promises", "--json").stdout)["rows"]
    row = next(row for row in rows if name in row["rests_on"])
    assert row["due"] == "2025-01-20"
    assert "corrected" in {told["reviewed"] for told in row["told"]}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("review", "c-1", "--accept"), "Whose word"),
        (("review", "c-1", "--accept", "--reject", "--by", "a"), "One word at a time"),
        (("review", "--accept", "--by", "a"), "needs the name"),
    ],
)
def test_a_word_that_cannot_be_taken(ledger: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run(ledger, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "next:" in done.stderr


def test_a_record_leaves_as_a_journal_and_comes_back(ledger: Path, tmp_path: Path) -> None:
    journal, again = tmp_path / "record.journal", tmp_path / "again.aidledger"
    assert "head" in run(ledger, "export", "journal", "--out", journal).stdout
    assert "records added" in run(again, "import", journal).stdout
    assert run(again, "verify").stdout == run(ledger, "verify").stdout
    assert json.loads(run(again, "import", journal, "--json").stdout)["added"] == 0
    text = journal.read_text(encoding="utf-8")
    journal.write_text(text.replace("\nend ", "\n2024-02-30 note N\n\nend "), encoding="utf-8")
    refused = run(tmp_path / "other.aidledger", "import", journal)
    assert refused.returncode == 65
    assert "  | 2024-02-30 note N\n  | ^^^^^^^^^^\n" in refused.stderr
    assert run(ledger, "export", "journal", "--out", tmp_path / "no" / "x.journal").returncode == 73


def test_texts_are_read_again_and_a_changed_article_tells_what_changed(tmp_path: Path) -> None:
    ledger, article = tmp_path / "again.aidledger", tmp_path / "article.md"
    head = "---\ntitle: Aid\npublished: 2024-11-{day}\nurl: https://courier.example/aid\n---\n\n"
    body = "The United States pledged ${sum} million to Ukraine on Monday."
    for day, sum_ in (("12", "40"), ("13", "60")):
        article.write_text(head.format(day=day) + body.format(sum=sum_), encoding="utf-8")
        shown = run(ledger, "add", article)
        assert shown.returncode == 0, shown.stderr
    assert "follows" in shown.stdout
    assert "«$60 million»" in shown.stdout
    told = run(ledger, "reread")
    assert "texts read again: 1" in told.stdout
    assert json.loads(run(ledger, "reread", "--json").stdout)["found"] == []
    assert "0 judged the same thing now" in run(ledger, "judge").stdout
    assert run(ledger, "reread", "nothing").returncode == 66
