"""Add an article that a form brings: pasted, uploaded, or named within one folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from aidledger.intake.files import SUFFIXES, Told
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.reading.text import Reading
from aidledger.web.problems import PageProblem
from aidledger.web.writing.checking import Form
from aidledger.workflows.adding import Added, add_reading
from aidledger.workflows.opening import Ledger
from aidledger.workflows.reading import read_bytes, read_file

_LONGEST = {"title": 500, "publisher": 200, "url": 2_000}
_MOST_FILES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """Who adds, when, and from where.

    Args:
        by: name; now: time of recording.
        folder: the one folder from which files may be named; None = none may.
    """

    by: str
    now: datetime
    folder: Path | None


def add_article(ledger: Ledger, form: Form, adding: Adding) -> Added:
    """Read and record the article of a form.

    Raises:
        AidledgerError: no text or several, a file that is none, a date that is none, a path that
            leads out of the folder, a language that is not read, ...
        PageProblem: FIELD_TOO_LONG, FIELD_NOT_PLAIN, ADDRESS_BAD.
    """
    reading = _read(form, adding)
    if reading.document.language not in ("fr", "en"):
        raise AidledgerError("LANGUAGE_NOT_READ", language=reading.document.language or "?")
    return add_reading(
        ledger.book, reading, adding.now, private=form.text("private") == "yes", by=adding.by
    )


def files_of(folder: Path | None) -> tuple[str, ...]:
    """The texts of a folder, as a form may name them."""
    if folder is None:
        return ()
    found = (
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES and path.is_file()
    )
    return tuple(name for _, name in zip(range(_MOST_FILES), found, strict=False))


def _read(form: Form, adding: Adding) -> Reading:
    pasted = form.fields.get("text", "")
    path = form.text("path")
    upload = form.upload
    given = [
        name
        for name, is_given in (("text", pasted.strip()), ("file", upload), ("path", path))
        if is_given
    ]
    if len(given) != 1:
        raise PageProblem(400, "TEXT_MISSING" if not given else "TEXT_TWICE")
    told = _told(form)
    today = adding.now.date()
    if upload is not None:
        return read_bytes(upload.content, told, today, _shown_name(upload.name))
    if path is not None:
        return read_file(within(adding.folder, path), told, today)
    # Forms send line ends as CR LF; the text is kept as it was typed.
    text = pasted.replace("\r\n", "\n")
    return read_bytes(text.encode(errors="replace"), told, today, "-")


def _told(form: Form) -> Told:
    words = {name: _plain(form, name) for name in _LONGEST}
    url = words["url"]
    if url is not None and not url.lower().startswith(("http://", "https://")):
        raise PageProblem(400, "ADDRESS_BAD", value=url)
    language = form.text("language")
    if language not in (None, "fr", "en"):
        raise PageProblem(400, "QUERY_BAD", name="language", value=language)
    return Told(published=_day(form.text("published")), language=language, **words)


def _plain(form: Form, name: str) -> str | None:
    """A line of words without marks that steer a terminal or a header."""
    value = form.text(name)
    if value is None:
        return None
    if len(value) > _LONGEST[name]:
        raise PageProblem(400, "FIELD_TOO_LONG", name=name, most=str(_LONGEST[name]))
    if not value.isprintable():
        raise PageProblem(400, "FIELD_NOT_PLAIN", name=name)
    return value


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        if len(value) != len("2024-11-13"):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise PageProblem(400, "DATE_BAD", value=value) from None


def within(folder: Path | None, name: str) -> Path:
    """A file of the folder by its path in it, every link on the way followed.

    Raises:
        AidledgerError: PATH_OUTSIDE, which does not tell whether anything is there.
    """
    refused = AidledgerError("PATH_OUTSIDE", ExitStatus.NO_INPUT, path=name)
    if folder is None or "\0" in name:
        raise refused
    try:
        root = folder.resolve(strict=True)
        found = (root / name).resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise refused from error
    if not found.is_relative_to(root) or not found.is_file():
        raise refused
    return found


def _shown_name(name: str) -> str:
    """The last part of a sender's name for a file, for messages alone."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign if sign.isprintable() else "�" for sign in last)[:100] or "-"
