"""`aidledger read`: texts to claims; nothing is stored."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aidledger.cli.options import argument, count, day, option, to_date, told
from aidledger.cli.printing import console, json_array, print_json
from aidledger.cli.settings import SETTINGS
from aidledger.cli.sources import readings
from aidledger.model.errors import ExitStatus

if TYPE_CHECKING:
    from aidledger.reading.text import Reading


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
    jobs: Annotated[int, count("jobs", "--jobs")] = 1,
) -> int:
    """Read and print, one text after another; an array with `--json` where there are several."""
    from aidledger.publishing.files import write_file
    from aidledger.publishing.reading_page import print_issues, print_reading

    many = len(sources) > 1 or any(source.is_dir() for source in sources)
    status = ExitStatus.OK
    with ExitStack() as closing:
        array = closing.enter_context(json_array()) if as_json and many and not as_lines else None
        for number, reading in enumerate(readings(sources, to_date(published), publisher, jobs)):
            if reading.document.language not in ("fr", "en"):
                status = ExitStatus.BAD_DATA
            if text_out is not None:
                write_file(text_out, reading.document.text)
            if array is not None:
                array(_plain(reading))
            elif as_json or as_lines:
                print_json(_plain(reading), indent=None if as_lines else 2)
            else:
                out = console()
                if number:
                    out.print()
                print_reading(out, reading.document, reading.claims, SETTINGS.language)
                errors = console(error=True)
                print_issues(errors, reading.document.text, reading.issues, SETTINGS.language)
    return int(status)


def _plain(reading: Reading) -> dict[str, Any]:
    """The reading contract, with its issues in words."""
    from aidledger.model.contract import reading_to_json
    from aidledger.publishing.reading_page import issue_to_json

    issues = [issue_to_json(issue, SETTINGS.language) for issue in reading.issues]
    return reading_to_json(reading.document, reading.claims, issues)
