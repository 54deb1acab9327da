"""`aidledger add`: read texts and record them."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from aidledger.cli.options import argument, count, day, option, to_date, told
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS, new_ledger_path
from aidledger.cli.sources import readings
from aidledger.model.errors import ExitStatus


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="add", help=told("add"))(add)


def add(
    sources: Annotated[list[Path], argument("sources")],
    published: Annotated[datetime | None, day("published", "--published")] = None,
    publisher: Annotated[str | None, option("publisher", "--publisher")] = None,
    by: Annotated[str | None, option("by_person", "--by")] = None,
    private: Annotated[bool, option("private", "--private")] = False,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
    jobs: Annotated[int, count("jobs", "--jobs")] = 1,
) -> int:
    """Record each text whole; a text in another language is not recorded."""
    from aidledger.publishing.change_page import print_change
    from aidledger.publishing.plain import plain
    from aidledger.publishing.reading_page import print_issues
    from aidledger.wording.loading import phrase
    from aidledger.workflows.opening import open_ledger

    path = new_ledger_path()
    status = ExitStatus.OK
    done = []
    # The first text is read before a ledger is made: a wrong path leaves none behind.
    read = readings(sources, to_date(published), publisher, jobs)
    first = next(read)
    with open_ledger(path) as ledger:
        for reading in chain((first,), read):
            print_issues(
                console(error=True), reading.document.text, reading.issues, SETTINGS.language
            )
            if reading.document.language not in ("fr", "en"):
                status = ExitStatus.BAD_DATA
                continue
            added = ledger.add(reading, private=private, by=by)
            done.append(plain(added))
            if not as_json:
                name = reading.document.title or added.document[:12]
                words = phrase(
                    "added" if added.is_new else "known", SETTINGS.language, document=name,
                    claims=added.claims, vintage=added.vintage,
                )  # fmt: skip
                console().print(words)
                print_change(console(), added.replaces, added.difference, SETTINGS.language)
    if as_json:
        print_json(done)
    return int(status)
