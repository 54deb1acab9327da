"""Write the whole site as files: every page in both languages, with its twins, at one moment.

The site is what a public server shows: quoted sentences with a set context, no whole text. Pages
that a reader fills in (`Route.needs_server`) and pages of other days are not in it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from fastapi import Response

from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.publishing.files import write_file
from aidledger.web.addresses import LANGUAGES, Address
from aidledger.web.answering import respond, respond_embedded
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.pages import PAGES
from aidledger.web.pages.cite import citing
from aidledger.web.problems import PageProblem
from aidledger.web.rendering import environment
from aidledger.web.routing import route_of
from aidledger.web.serving import Serving
from aidledger.web.site_files import file_of, relinked, split_form
from aidledger.workflows.opening import Ledger, open_ledger

STATIC = Path(__file__).parent / "static"
_MOMENT = ("on", "known", "known_by", "vintage")
# Pages that are kept while their twins and their citation are written.
_KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address of the site, taken apart."""

    route: Route
    parts: dict[str, str]
    address: Address
    embedded: bool


def publish(serving: Serving, out: Path) -> int:
    """Write the site of a ledger to a new folder, whole or not at all.

    Args:
        serving: its ledger, and its clock for the day that the pages stand on.
        out: the folder; it must not exist.

    Returns:
        How many pages and twins were written.

    Raises:
        AidledgerError: FILE_EXISTS, FILE_CANNOT_WRITE; the ledger cannot be read; a page leads
            to one that does not exist.
    """
    if out.exists():
        raise AidledgerError("FILE_EXISTS", ExitStatus.CANNOT_CREATE, path=str(out))
    public = replace(serving, public=True, written_out=True)
    with (
        open_ledger(serving.ledger, create=False, public=True) as ledger,
        _whole_or_nothing(out) as folder,
    ):
        shutil.copytree(STATIC, folder / "static")
        first = environment().get_template("languages.html").render(language="en")
        write_file(folder / "index.html", relinked(first, "index.html", file_of))
        return sum(1 for _ in _written(public, ledger, folder))


def _written(serving: Serving, ledger: Ledger, folder: Path) -> Iterator[str]:
    """Write every page that the first ones lead to; yields the files."""
    pages = [replace(route, make=_kept(route.make)) for route in PAGES]
    routes = (citing(pages), *pages)
    waiting = [f"/{language}" for language in LANGUAGES]
    met = set(waiting)

    def target_of(address: str) -> str | None:
        if address.startswith("/static/"):
            return file_of(address)
        if _place(address, routes) is None:
            return None
        if address not in met:
            met.add(address)
            waiting.append(address)
        return file_of(address)

    while waiting:
        address = waiting.pop()
        name = file_of(address)
        content = _content(serving, ledger, address, routes)
        if name.endswith(".html"):
            content = relinked(content.decode(), name, target_of).encode()
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, content)
        yield name


def _kept(make: Callable[..., Page]) -> Callable[..., Page]:
    """A page's making that keeps the last ones, because twins follow each other."""
    kept: dict[str, Page] = {}

    def page(asked: Asked, **parts: str) -> Page:
        name = asked.address.twin("html").href
        if name not in kept:
            if len(kept) == _KEPT:
                kept.clear()
            kept[name] = make(asked, **parts)
        return kept[name]

    return page


def _content(serving: Serving, ledger: Ledger, address: str, routes: Sequence[Route]) -> bytes:
    place = _place(address, routes)
    assert place is not None
    asked = Asked(
        address=place.address, serving=serving, ledger=ledger, today=serving.clock().date()
    )
    write = respond_embedded if place.embedded else respond
    try:
        response: Response = write(asked, place.route.page(asked, place.parts))
    except PageProblem as problem:
        raise AidledgerError(
            problem.code, ExitStatus.BAD_DATA, **dict(problem.details)
        ) from problem
    return bytes(response.body)


def _place(address: str, routes: Sequence[Route]) -> Place | None:
    """An address taken apart; None = it is not in the site."""
    path, _, query = address.partition("?")
    embedded = path.startswith("/embed/")
    path, form = split_form(path.removeprefix("/embed"))
    language, _, rest = unquote(path).strip("/").partition("/")
    asked = dict(parse_qsl(query, keep_blank_values=True))
    if language not in LANGUAGES or any(name in asked for name in _MOMENT):
        return None
    found = route_of(rest, routes)
    if found is None or found[0].needs_server:
        return None
    return Place(
        route=found[0],
        parts=found[1],
        address=Address(language=language, path=rest, form=form, asked=asked),
        embedded=embedded,
    )


@contextmanager
def _whole_or_nothing(out: Path) -> Iterator[Path]:
    """A folder that becomes `out` when all went well, and is gone otherwise."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise _cannot_write(out, error) from error
    try:
        yield made
        made.chmod(0o755)
        os.replace(made, out)
    except OSError as error:
        raise _cannot_write(out, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _cannot_write(out: Path, error: OSError) -> AidledgerError:
    return AidledgerError(
        "FILE_CANNOT_WRITE",
        ExitStatus.CANNOT_CREATE,
        path=str(out),
        reason=error.strerror or str(error),
    )
