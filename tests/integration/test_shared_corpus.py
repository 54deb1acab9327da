"""The source article against its annotations, where the annotated texts are at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = os.environ.get("AIDLEDGER_SHARED")
pytestmark = pytest.mark.skipif(
    SHARED is None, reason="AIDLEDGER_SHARED is not set: the annotated texts are not at hand"
)
PROGRAM = f'{sys.executable} -c "from aidledger.cli import main; main()" read'


def test_every_annotation_of_the_source_article_is_found(tmp_path: Path) -> None:
    assert SHARED is not None
    corpus = Path(SHARED) / "corpus"
    done = subprocess.run(
        [sys.executable, corpus / "score.py", corpus / "dev", corpus / "dev/annotations.jsonl",
         corpus / "dev/meta.jsonl", "--only", "000", "--misses", "--command", PROGRAM,
         "--json", tmp_path / "scores.json"],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    misses = [line for line in done.stdout.decode().splitlines() if line.startswith("000 ")]
    assert misses == []
    assert json.loads((tmp_path / "scores.json").read_text())
