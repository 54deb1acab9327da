"""A problem as a response: a page that leads on, or problem+json where a program asks."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Response
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.datastructures import Headers
from starlette.types import Scope

from aidledger.publishing.plain import plain
from aidledger.web.addresses import FORMS, LANGUAGES
from aidledger.web.problems import PageProblem, Problem
from aidledger.web.rendering import problem_html
from aidledger.wording.loading import message


def problem_response(
    scope: Scope, problem: PageProblem, headers: Mapping[str, str] | None = None
) -> Response:
    """What a request that cannot be answered is told, in its language and form."""
    path = scope["path"]
    language = _language(path)
    if _asks_for_json(path, Headers(scope=scope).get("accept", "")):
        return JSONResponse(
            plain(problem_told(problem, language, path)),
            status_code=problem.status,
            media_type="application/problem+json",
            headers=headers,
        )
    page = problem_html(language, problem.status, problem.code, dict(problem.details), path)
    return HTMLResponse(page, status_code=problem.status, headers=headers)


def problem_told(problem: PageProblem, language: str, path: str) -> Problem:
    """A problem in words of a language."""
    words, hint = message(problem.code, language, dict(problem.details))
    return Problem(
        type="about:blank",
        title=HTTPStatus(problem.status).phrase,
        status=problem.status,
        detail=words,
        hint=hint,
        code=problem.code,
        instance=path,
    )


def _language(path: str) -> str:
    first = path.removeprefix("/embed").strip("/").split("/")[0].split(".")[0]
    return first if first in LANGUAGES else "en"


def _asks_for_json(path: str, accepts: str) -> bool:
    """By the ending of its address, or by what it accepts."""
    name, _, ending = path.rpartition(".")
    is_twin = bool(name) and ending in FORMS and ending != "html"
    return is_twin or ("json" in accepts and "html" not in accepts)
