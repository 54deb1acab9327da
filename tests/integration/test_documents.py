"""What the documents promise: real output, the folders there are, commands that run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import aidledger

ROOT = Path(__file__).parents[2]


def blocks(name: str, kind: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def squeezed(line: str) -> str:
    return " ".join(line.replace("─", "").split())


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.fr.md", "fr")])
def test_the_first_screen_is_what_the_program_prints(
    name: str, language: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from aidledger.cli import main; main()", "demo", "--lang", language,
         "--ledger", str(tmp_path / "demo.aidledger")],
        capture_output=True, timeout=60, check=True, env={**os.environ, "LANG": "C.UTF-8"},
    )  # fmt: skip
    printed = {squeezed(line) for line in done.stdout.decode().splitlines()}
    (shown,) = blocks(name, "text")
    missing = [line for line in shown.splitlines() if line and squeezed(line) not in printed]
    assert missing == []


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks("README.md", "python")
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out == "amount 12 millions d'euros pledged France Sudan\n"


def test_every_verb_named_exists() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", "from aidledger.cli import main; main()", "--help"],
        capture_output=True, timeout=60, check=True,
    ).stdout.decode()  # fmt: skip
    for name in ("README.md", "README.fr.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for verb in re.findall(r"`aidledger (\w+)", text):
            assert re.search(rf"^  {verb}\b", shown, re.MULTILINE), verb


def test_the_folders_of_the_architecture_are_those_of_the_tree() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE))
    source = Path(aidledger.__file__).parent
    there = {path.name for path in source.iterdir() if path.is_dir() and path.name[0] != "_"}
    assert named == there


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"
