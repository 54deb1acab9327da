"""Many files at once: several processes give what one gives, in the same order."""

from __future__ import annotations

import json
from pathlib import Path

from test_command_line import run

TEXTS = (
    "La France versera {n} millions d'euros au Soudan, a annoncé la ministre.",
    "Norway will give ${n} million to Moldova, the minister said.",
)


def _folder(folder: Path, count: int) -> Path:
    for number in range(count):
        text = TEXTS[number % 2].format(n=number + 10)
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def test_two_processes_read_as_one(tmp_path: Path) -> None:
    folder = _folder(tmp_path, 21)
    alone = run("read", folder, "--jsonl")
    several = run("read", folder, "--jsonl", "--jobs", "2")
    assert several.stdout == alone.stdout
    assert len(alone.stdout.splitlines()) == 21
    whole = json.loads(run("read", folder, "--json", "--jobs", "2").stdout)
    assert whole == [json.loads(line) for line in alone.stdout.splitlines()]


def test_an_error_comes_at_its_place(tmp_path: Path) -> None:
    folder = _folder(tmp_path, 12)
    (folder / "005.txt").write_bytes(b"\x00\x01")
    alone = run("read", folder, "--jsonl")
    several = run("read", folder, "--jsonl", "--jobs", "2")
    assert (several.stdout, several.stderr) == (alone.stdout, alone.stderr)
    assert (several.returncode, alone.returncode) == (65, 65)
    assert len(alone.stdout.splitlines()) == 5
    assert len(json.loads(run("read", folder, "--json").stdout)) == 5


def test_adding_in_two_processes_records_the_same(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    folder = _folder(tmp_path / "texts", 10)
    alone = run("--ledger", tmp_path / "1.aidledger", "add", folder, "--json")
    several = run("--ledger", tmp_path / "2.aidledger", "add", folder, "--json", "--jobs", "2")
    assert (several.stdout, several.returncode) == (alone.stdout, 0)
    assert len(json.loads(alone.stdout)) == 10


def test_no_processes_is_a_mistake(tmp_path: Path) -> None:
    assert run("read", tmp_path, "--jobs", "0").returncode == 2
