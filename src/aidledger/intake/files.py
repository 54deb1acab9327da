"""Turn files and streams into documents: text, Markdown with front matter, HTML.

In: a path or bytes, and what the caller knows of the source. Out: a `Document` with the
issues met. Bytes are decoded by their byte order mark, else as strict UTF-8, else as cp1252
with an issue. What is no text raises a typed error; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aidledger.intake.front_matter import front_matter
from aidledger.intake.pages import extract_page
from aidledger.intake.subjects import may_speak_of_aid
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.evidence import Document
from aidledger.model.issues import Issue, Severity

MOST_BYTES = 8 * 1024 * 1024
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".text"})
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Taken:
    """A document as taken in, and the problems met on the way."""

    document: Document
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the caller says of a source; None = take what the source says itself.

    A language that is not told is found in the text.
    """

    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def take_file(path: Path, told: Told) -> Taken:
    """The document in a file.

    Raises:
        AidledgerError: FILE_MISSING, FILE_NO_PERMISSION, FILE_TOO_LARGE, FILE_EMPTY,
            FILE_BINARY, PAGE_OFF_SUBJECT, PAGE_WITHOUT_ARTICLE, FRONT_MATTER_BAD.
    """
    try:
        if path.is_dir():
            raise AidledgerError("FILE_IS_FOLDER", ExitStatus.NO_INPUT, path=str(path))
        if path.stat().st_size > MOST_BYTES:
            raise AidledgerError("FILE_TOO_LARGE", path=str(path), limit=str(MOST_BYTES >> 20))
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise AidledgerError("FILE_MISSING", ExitStatus.NO_INPUT, path=str(path)) from error
    except PermissionError as error:
        raise AidledgerError(
            "FILE_NO_PERMISSION", ExitStatus.NO_PERMISSION, path=str(path)
        ) from error
    except OSError as error:
        raise AidledgerError(
            "FILE_UNREADABLE", ExitStatus.INPUT_OUTPUT, path=str(path), reason=str(error)
        ) from error
    return take_bytes(data, told, name=str(path))


def take_bytes(data: bytes, told: Told, name: str) -> Taken:
    """The document in some bytes; `name` is how messages call it."""
    if len(data) > MOST_BYTES:
        raise AidledgerError("FILE_TOO_LARGE", path=name, limit=str(MOST_BYTES >> 20))
    text, issues = _decoded(data, name)
    if not text.strip():
        raise AidledgerError("FILE_EMPTY", path=name)
    if _is_page(text, name):
        if not may_speak_of_aid(text):
            raise AidledgerError("PAGE_OFF_SUBJECT", path=name)
        page = extract_page(text, told.url)
        if page is None:
            raise AidledgerError("PAGE_WITHOUT_ARTICLE", path=name)
        return Taken(
            Document(
                text=page.text,
                published=told.published or page.published,
                language=told.language,
                title=told.title or page.title,
                publisher=told.publisher or page.publisher,
                url=told.url or page.url,
            ),
            issues,
        )
    return Taken(_plain(text, told, name), issues)


def take_text(text: str, told: Told) -> Taken:
    """The document that a text is; offsets count in exactly this text."""
    if not text.strip():
        raise AidledgerError("FILE_EMPTY", path="-")
    return Taken(
        Document(
            text=text,
            published=told.published,
            language=told.language,
            title=told.title,
            publisher=told.publisher,
            url=told.url,
        ),
        (),
    )


def files_in(path: Path) -> Iterator[Path]:
    """The file itself, or the readable files of a folder, by name."""
    if not path.is_dir():
        yield path
        return
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    if not found:
        raise AidledgerError("FOLDER_WITHOUT_TEXTS", ExitStatus.NO_INPUT, path=str(path))
    yield from found


def _decoded(data: bytes, name: str) -> tuple[str, tuple[Issue, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise AidledgerError("FILE_BINARY", path=name) from error
    if b"\x00" in data:
        raise AidledgerError("FILE_BINARY", path=name)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _as_cp1252(data, name, error.start)


def _as_cp1252(data: bytes, name: str, place: int) -> tuple[str, tuple[Issue, ...]]:
    """Windows text, said so; refused where control characters show that it is no text."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise AidledgerError("FILE_BINARY", path=name) from error
    controls = sum(ord(character) < 32 and character not in "\t\n\r\f" for character in text)
    if controls * 50 > len(text):
        raise AidledgerError("FILE_BINARY", path=name)
    issue = Issue("DECODED_AS_CP1252", Severity.WARNING, details={"byte": str(place)})
    return text, (issue,)


def _is_page(text: str, name: str) -> bool:
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html")) or (
        name.lower().endswith((".html", ".htm")) and "<" in head
    )


def _plain(text: str, told: Told, name: str) -> Document:
    matter = front_matter(text, name)
    published = told.published or _day(matter.get("published") or matter.get("date"), name)
    return Document(
        text=text,
        published=published,
        language=told.language,
        title=told.title or _word(matter.get("title")),
        publisher=told.publisher or _word(matter.get("publisher")),
        url=told.url or _word(matter.get("url")),
    )


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: object, name: str) -> date | None:
    if value is None:
        return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise AidledgerError("DATE_BAD", path=name, value=str(value)) from error
