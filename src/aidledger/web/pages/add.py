"""The form that adds an article: pasted, uploaded, or named within one folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.problems import PageProblem
from aidledger.web.writing.adding import files_of
from aidledger.wording.loading import message, page_phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class AddForm:
    """What can be added.

    Args:
        files: texts of the folder from which files may be named, by path in it.
        takes_files: True where there is such a folder.
    """

    files: tuple[str, ...]
    takes_files: bool


def add(asked: Asked) -> Page:
    """The empty form.

    Raises:
        PageProblem: SIGN_IN_NEEDED.
    """
    return add_again(asked, {}, None)


def add_again(asked: Asked, entered: Mapping[str, str], problem: PageProblem | None) -> Page:
    """The form with what was entered, and what is wrong with it."""
    if asked.signed_in is None:
        raise PageProblem(401, "SIGN_IN_NEEDED")
    writing = asked.serving.writing
    folder = None if writing is None else writing.folder
    told = None
    if problem is not None:
        told = message(problem.code, asked.language, dict(problem.details))
    return Page(
        template="add.html",
        title=page_phrase("add.title", asked.language),
        answer=AddForm(files=files_of(folder), takes_files=folder is not None),
        tables=(),
        shown={"entered": entered, "problem": told},
    )


ROUTE = Route(name="add", path="add", make=add, answer=AddForm, needs_server=True)
