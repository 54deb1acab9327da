"""`aidledger export`: an answer as CSV or XLSX."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aidledger.cli.ask import answer_to
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS


def export(
    question: str,
    donor: str,
    recipient: str,
    on: date,
    known: date | None,
    by: str,
    out: Path,
) -> int:
    """Write the answer to a file."""
    from aidledger.publishing.tables import write_table
    from aidledger.wording.loading import phrase

    write_table(answer_to(question, donor, recipient, on, known, "asserted", by), out)
    console().print(phrase("exported", SETTINGS.language, path=out))
    return 0
