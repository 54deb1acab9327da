"""`aidledger read`: texts to claims; nothing is stored."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from aidledger.cli.options import argument, day, option, to_date, told
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS
from aidledger.cli.sources import readings
from aidledger.model.errors import ExitStatus


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="read", help=told("read"))(read)


def read(
    sources: Annotated[list[Path], argument("sources")],
    published: Annotated[datetime | None, day("published", "--published")] = None,
    publisher: Annotated[str | None, option("publisher", "--publisher")] = None,
    as_json: Annotated[bool, option("json", "--json")] = False,
    as_lines: Annotated[bool, option("jsonl", "--jsonl")] = False,
    text_out: Annotated[Path | None, option("text_out", "--text-out")] = None,
) -> int:
    """Read and print; an array with `--json` where several texts are read."""
    from aidledger.model.contract import reading_to_json
    from aidledger.publishing.files import write_file
    from aidledger.publishing.reading_page import issue_to_json, print_issues, print_reading

    found: list[dict[str, Any]] = []
    many = len(sources) > 1 or any(source.is_dir() for source in sources)
    status = ExitStatus.OK
    for number, reading in enumerate(readings(sources, to_date(published), publisher)):
        if reading.document.language not in ("fr", "en"):
            status = ExitStatus.BAD_DATA
        if text_out is not None:
            write_file(text_out, reading.document.text)
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
