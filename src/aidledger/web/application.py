"""The web application: routes from the list of pages, each with its twins, behind the shields."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from aidledger.model.errors import AidledgerError
from aidledger.web.addresses import FORMS, LANGUAGES, Address
from aidledger.web.answering import respond, respond_embedded
from aidledger.web.asked import Asked
from aidledger.web.ledgers import Ledgers
from aidledger.web.page import Page, Route
from aidledger.web.pages import ROUTES
from aidledger.web.problems import PageProblem, problem_of
from aidledger.web.rendering import problem_html
from aidledger.web.serving import Serving
from aidledger.web.shields.headers import Headers
from aidledger.web.shields.hosts import Hosts
from aidledger.web.shields.sizes import Sizes
from aidledger.wording.loading import message

STATIC = Path(__file__).parent / "static"


def create_application(serving: Serving) -> FastAPI:
    """An application over one ledger."""
    ledgers = Ledgers(serving.ledger)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        ledgers.close()

    app = FastAPI(
        title="aidledger", version="1", docs_url=None, redoc_url=None,
        openapi_url="/openapi.json", lifespan=life,
    )  # fmt: skip
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_api_route("/", _choose_language, include_in_schema=False)
    for route in ROUTES:
        _add(app, serving, ledgers, route)
    app.add_exception_handler(PageProblem, _on_problem)
    app.add_exception_handler(AidledgerError, _on_error)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_middleware(Sizes)
    app.add_middleware(Hosts, names=serving.hosts)
    app.add_middleware(Headers)
    return app


def _add(app: FastAPI, serving: Serving, ledgers: Ledgers, route: Route) -> None:
    """A page and its twins: `.json` and the like before the bare path, which takes any word."""
    for form in ("json", "csv", "svg", "html"):
        ending = "" if form == "html" else f".{form}"
        path = f"/{{language}}/{route.path}{ending}" if route.path else f"/{{language}}{ending}"
        app.add_api_route(
            path, _answer(serving, ledgers, route, form), methods=["GET"],
            name=f"{route.name}.{form}", include_in_schema=form == "json",
            response_class=Response, openapi_extra={"parameters": _parameters(route)},
        )  # fmt: skip
    embedded = f"/embed/{{language}}/{route.path}".rstrip("/")
    app.add_api_route(
        embedded, _answer(serving, ledgers, route, "html", respond_embedded), methods=["GET"],
        name=f"{route.name}.embed", include_in_schema=False, response_class=Response,
    )  # fmt: skip


_DATES = {
    "on": "the day in the world, as 2024-11-13",
    "known": "as known on this day; nothing = everything recorded",
    "known_by": "asserted or recorded",
    "vintage": "number of the last record that counts",
}


def _parameters(route: Route) -> list[dict[str, Any]]:
    """The parts of a route's path and query, as OpenAPI says them."""
    named = re.findall(r"{([a-z_]+)}", _bare(route.path))
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in named
    ]
    language = {
        "name": "language", "in": "path", "required": True,
        "schema": {"type": "string", "enum": list(LANGUAGES)},
    }  # fmt: skip
    asked = [
        {"name": name, "in": "query", "schema": {"type": "string"}, "description": told}
        for name, told in (*_DATES.items(), *((name, "") for name in route.asks))
    ]
    return [language, *in_path, *asked]


def _bare(path: str) -> str:
    """A route's path without the converters of its parts: "r/{name:path}" as "r/{name}"."""
    return re.sub(r":[a-z]+}", "}", path)


def _answer(
    serving: Serving,
    ledgers: Ledgers,
    route: Route,
    form: str,
    write: Callable[[Asked, Page], Response] = respond,
) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        parts = dict(request.path_params)
        language = parts.pop("language")
        if language not in LANGUAGES:
            raise PageProblem(404, "PAGE_UNKNOWN", path=request.url.path)
        address = Address(
            language=language,
            path=_bare(route.path).format(**parts),
            form=form,
            asked=dict(request.query_params),
        )
        asked = Asked(
            address=address,
            serving=serving,
            ledger=ledgers.mine(),
            today=serving.clock().date(),
            origin=str(request.base_url).rstrip("/"),
        )
        return write(asked, route.page(asked, parts))

    return answer


def _choose_language(request: Request) -> RedirectResponse:
    wanted = request.headers.get("accept-language", "").lower()
    places = {code: wanted.find(code) for code in LANGUAGES if code in wanted}
    language = min(places, key=lambda code: places[code]) if places else "en"
    return RedirectResponse(f"/{language}", status_code=HTTPStatus.FOUND)


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, PageProblem)
    return _problem(request, error)


async def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AidledgerError)
    return _problem(request, problem_of(error))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = (
        "METHOD_REFUSED" if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED else "PAGE_UNKNOWN"
    )
    return _problem(request, PageProblem(error.status_code, code, path=request.url.path))


def _problem(request: Request, problem: PageProblem) -> Response:
    first, *_ = request.url.path.strip("/").split("/")
    name, _, ending = request.url.path.rpartition(".")
    language = first.split(".")[0] if first.split(".")[0] in LANGUAGES else "en"
    if name and ending in FORMS and ending != "html":
        return JSONResponse(
            problem_json(problem, language, request.url.path),
            status_code=problem.status,
            media_type="application/problem+json",
        )
    page = problem_html(
        language, problem.status, problem.code, dict(problem.details), request.url.path
    )
    return HTMLResponse(page, status_code=problem.status)


def problem_json(problem: PageProblem, language: str, path: str) -> dict[str, Any]:
    """A problem as the fields of problem+json, its `code` beside them."""
    words, hint = message(problem.code, language, dict(problem.details))
    return {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": words,
        "hint": hint,
        "code": problem.code,
        "instance": path,
    }
