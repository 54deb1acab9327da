"""Read texts: from a file, a stream or a string to claims and issues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from aidledger.catalogue import load_catalogue
from aidledger.intake.files import Taken, Told, take_bytes, take_file, take_text
from aidledger.model.issues import Issue, Severity
from aidledger.reading.pipeline import read_document
from aidledger.reading.text import Reading


def read_text(text: str, told: Told, today: date, catalogue_folder: Path | None = None) -> Reading:
    """The claims of a text; `today` tells a publication date in the future."""
    return _read(take_text(text, told), today, catalogue_folder)


def read_file(path: Path, told: Told, today: date, catalogue_folder: Path | None = None) -> Reading:
    """The claims of the text in a file."""
    return _read(take_file(path, told), today, catalogue_folder)


def read_bytes(
    data: bytes, told: Told, today: date, name: str, catalogue_folder: Path | None = None
) -> Reading:
    """The claims of the text in some bytes."""
    return _read(take_bytes(data, told, name), today, catalogue_folder)


def _read(taken: Taken, today: date, catalogue_folder: Path | None) -> Reading:
    reading = read_document(taken.document, load_catalogue(catalogue_folder))
    published = taken.document.published
    future = (
        (Issue("PUBLISHED_IN_FUTURE", Severity.WARNING, details={"date": published.isoformat()}),)
        if published is not None and published > today
        else ()
    )
    return replace(reading, issues=(*taken.issues, *future, *reading.issues))
