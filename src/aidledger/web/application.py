"""The web application: routes from the list of pages, each with its twins, behind the shields."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from aidledger.model.errors import AidledgerError
from aidledger.web.addresses import LANGUAGES, Address
from aidledger.web.answering import respond, respond_embedded
from aidledger.web.asked import Asked
from aidledger.web.endpoints import bare
from aidledger.web.ledgers import Ledgers
from aidledger.web.moved import moved
from aidledger.web.openapi import VERSION, openapi
from aidledger.web.page import Page, Route
from aidledger.web.pages import ROUTES
from aidledger.web.problems import PageProblem, problem_of
from aidledger.web.remembering import Memory
from aidledger.web.serving import Serving
from aidledger.web.shields.headers import Headers
from aidledger.web.shields.hosts import Hosts
from aidledger.web.shields.rates import Rates
from aidledger.web.shields.sizes import Sizes
from aidledger.web.telling_problems import problem_response
from aidledger.web.writing.routes import WRITING_PAGES, add_writing, who_asks

STATIC = Path(__file__).parent / "static"


def create_application(serving: Serving) -> FastAPI:
    """An application over one ledger."""
    ledgers = Ledgers(serving.ledger, public=serving.public, writes=serving.writing is not None)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        ledgers.close()

    app = FastAPI(
        title="aidledger", version=VERSION, docs_url=None, redoc_url=None,
        openapi_url="/openapi.json", lifespan=life, redirect_slashes=False,
    )  # fmt: skip
    app.openapi = cache(lambda: openapi(ROUTES))  # type: ignore[method-assign]
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_api_route("/", _choose_language, include_in_schema=False)
    memory = Memory()
    for route in ROUTES:
        _add(app, serving, ledgers, memory, route)
    if serving.writing is not None:
        for route in WRITING_PAGES:
            _add(app, serving, ledgers, memory, route)
        add_writing(app, serving, serving.writing, ledgers)
    app.add_exception_handler(PageProblem, _on_problem)
    app.add_exception_handler(AidledgerError, _on_error)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_middleware(Sizes)
    if serving.rates:
        app.add_middleware(Rates, rates=serving.rates)
    app.add_middleware(Hosts, names=serving.hosts)
    app.add_middleware(Headers)
    return app


def _add(app: FastAPI, serving: Serving, ledgers: Ledgers, memory: Memory, route: Route) -> None:
    """A page and its twins: `.json` and the like before the bare path, which takes any word."""
    for form in ("json", "csv", "svg", "html"):
        ending = "" if form == "html" else f".{form}"
        path = f"/{{language}}/{route.path}{ending}" if route.path else f"/{{language}}{ending}"
        app.add_api_route(
            path, _answer(serving, ledgers, memory, route, form), methods=["GET", "HEAD"],
            name=f"{route.name}.{form}", include_in_schema=False, response_class=Response,
        )  # fmt: skip
    embedded = f"/embed/{{language}}/{route.path}".rstrip("/")
    app.add_api_route(
        embedded, _answer(serving, ledgers, memory, route, "html", respond_embedded),
        name=f"{route.name}.embed", include_in_schema=False, response_class=Response,
    )  # fmt: skip


def _answer(
    serving: Serving,
    ledgers: Ledgers,
    memory: Memory,
    route: Route,
    form: str,
    write: Callable[[Asked, Page], Response] = respond,
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        parts = dict(request.path_params)
        language = parts.pop("language")
        if language not in LANGUAGES:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        address = Address(
            language=language,
            path=bare(route.path).format(**parts),
            form=form,
            asked=dict(request.query_params),
        )
        asked = Asked(
            address=address,
            serving=serving,
            ledger=ledgers.mine(),
            today=serving.clock().date(),
            origin=str(request.base_url).rstrip("/"),
            signed_in=who_asks(serving, request),
            search_index=ledgers.search_index,
        ).checked()
        # What is remembered is given at once; what has to be made waits for a thread of its own.
        recalled = memory.recall(asked, write)
        if recalled is not None:
            return recalled
        return await run_in_threadpool(made, asked, parts)

    def made(asked: Asked, parts: dict[str, str]) -> Response:
        return memory.respond(replace(asked, ledger=ledgers.mine()), route, parts, write)

    return answer


def _choose_language(request: Request) -> RedirectResponse:
    return RedirectResponse(f"/{_wanted_language(request)}", status_code=HTTPStatus.FOUND)


def _wanted_language(request: Request) -> str:
    wanted = request.headers.get("accept-language", "").lower()
    places = {code: wanted.find(code) for code in LANGUAGES if code in wanted}
    return min(places, key=lambda code: places[code]) if places else "en"


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, PageProblem)
    return problem_response(request.scope, error)


async def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AidledgerError)
    return problem_response(request.scope, problem_of(error))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    now = moved(request.url.path, _wanted_language(request), ROUTES)
    if error.status_code == HTTPStatus.NOT_FOUND and now is not None:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(quote(now) + query, HTTPStatus.TEMPORARY_REDIRECT)
    code = (
        "METHOD_REFUSED" if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED else "PAGE_UNKNOWN"
    )
    problem = PageProblem(error.status_code, code, path=request.url.path)
    return problem_response(request.scope, problem, error.headers)
