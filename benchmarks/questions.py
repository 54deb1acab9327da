"""How long the questions whose answers are rows take over the worked record and the articles.

`.venv/bin/python benchmarks/questions.py` prints, for each question, rows and the best of three.
"""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from aidledger.intake.files import Told
from aidledger.questions.asked import QUESTIONS
from aidledger.questions.rows import Subject
from aidledger.workflows.asking import AsKnown, ask_rows
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.reading import read_file

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = date(2024, 11, 13)


def main() -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder, open_ledger(f"{folder}/us.aidledger") as ledger:
        ledger.import_table(EXAMPLES / "us-ukraine" / "mapping.yml")
        for path in sorted((EXAMPLES / "articles").glob("*.md")):
            ledger.add(read_file(path, Told(), date(2026, 1, 1)))
        for question in QUESTIONS:
            rows, seconds = measured(ledger, question)
            print(f"{question:14} {rows:4} rows {seconds * 1000:7.1f} ms")


def measured(ledger: Ledger, question: str) -> tuple[int, float]:
    """Rows of an answer, and the best of three times."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subject = Subject(donor="US", recipient="UA", on=DAY)
        answer = ask_rows(ledger, question, subject, AsKnown(known=DAY))
        times.append(time.perf_counter() - begun)
    return len(answer.rows), min(times)


if __name__ == "__main__":
    main()
