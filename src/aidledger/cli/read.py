"""`aidledger read`: texts to claims; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS
from aidledger.cli.sources import readings
from aidledger.model.errors import ExitStatus


def read(
    sources: Sequence[Path],
    published: date | None,
    publisher: str | None,
    *,
    as_json: bool,
    as_lines: bool,
    text_out: Path | None,
) -> int:
    """Read and print; an array with `--json` where several texts are read."""
    from aidledger.model.contract import reading_to_json
    from aidledger.publishing.reading_page import issue_to_json, print_issues, print_reading

    found: list[dict[str, Any]] = []
    many = len(sources) > 1 or any(source.is_dir() for source in sources)
    status = ExitStatus.OK
    for number, reading in enumerate(readings(sources, published, publisher)):
        if reading.document.language not in ("fr", "en"):
            status = ExitStatus.BAD_DATA
        if text_out is not None:
            text_out.write_text(reading.document.text, encoding="utf-8", newline="")
        if as_json or as_lines:
            issues = [issue_to_json(issue, SETTINGS.language) for issue in reading.issues]
            plain = reading_to_json(reading.document, reading.claims, issues)
            if as_lines:
                print_json(plain, indent=None)
            else:
                found.append(plain)
            continue
        out = console()
        if number:
            out.print()
        print_reading(out, reading.document, reading.claims, SETTINGS.language)
        print_issues(console(error=True), reading.document.text, reading.issues, SETTINGS.language)
    if as_json and not as_lines:
        print_json(found if many else found[0])
    return int(status)
