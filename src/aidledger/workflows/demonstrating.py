"""The demonstration: two articles over the worked US record, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from aidledger.intake.files import Told
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.questions.answers import RemainingAnswer
from aidledger.reading.text import Reading
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.reading import read_file

ON = date(2024, 11, 13)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demonstration shows.

    Args:
        readings: the two articles, read.
        answer: what remained on their day.
        explained: name of a line for `why`.
    """

    readings: tuple[Reading, ...]
    answer: RemainingAnswer
    explained: str


def examples_folder() -> Path:
    """The folder of examples beside the code.

    Raises:
        AidledgerError: EXAMPLES_MISSING, when the program runs without its repository.
    """
    folder = Path(__file__).resolve().parents[3] / "examples"
    if not folder.is_dir():
        raise AidledgerError("EXAMPLES_MISSING", ExitStatus.NO_INPUT, path=str(folder))
    return folder


def demonstrate(ledger_path: Path) -> Demonstration:
    """Fill a ledger with the worked US record and two articles, and ask it."""
    examples = examples_folder()
    today = datetime.now(UTC).date()
    readings = tuple(
        read_file(path, Told(), today) for path in sorted((examples / "articles").glob("*.md"))
    )
    with open_ledger(ledger_path) as ledger:
        ledger.import_table(examples / "us-ukraine" / "mapping.yml")
        for reading in readings:
            ledger.add(reading)
        answer = ledger.remaining("US", "UA", on=ON, known=ON)
    return Demonstration(readings, answer, answer.parts[0].id if answer.parts else "")
