"""The addresses that write; a server that only reads has none of them."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from aidledger.model.errors import AidledgerError
from aidledger.web.addresses import LANGUAGES, Address
from aidledger.web.asked import Asked
from aidledger.web.ledgers import Ledgers
from aidledger.web.pages import add, article, review, sign_in
from aidledger.web.pages.article import SHORT
from aidledger.web.problems import PageProblem, problem_of
from aidledger.web.rendering import page_html
from aidledger.web.serving import Serving, Writing
from aidledger.web.signing_in import COOKIE, SESSION_LASTS, SignedIn
from aidledger.web.writing.adding import Adding, add_article
from aidledger.web.writing.checking import Form, check_sender, check_writer, read_form
from aidledger.web.writing.deciding import decide, reason_of
from aidledger.web.writing.missing import record_missed
from aidledger.workflows.word import Word

# Words after which the queue goes on.
_ON = ("accept", "reject", "correct", "new")
# Pages with forms that only a writing server has.
WRITING_PAGES = (sign_in.ROUTE, add.ROUTE)


def who_asks(serving: Serving, request: Request) -> SignedIn | None:
    """Who is signed in; nobody is on a reading server."""
    if serving.writing is None:
        return None
    return serving.writing.signing.who(request.cookies.get(COOKIE))


class Desk:
    """What a form is answered with.

    Args:
        serving: settings of the server; writing: how it may be written through.
        ledgers: its ledger.
    """

    def __init__(self, serving: Serving, writing: Writing, ledgers: Ledgers) -> None:
        self._serving = serving
        self._writing = writing
        self._ledgers = ledgers
        # Names of words are made of the number of the next record.
        self._one_at_a_time = threading.Lock()

    def enter(self, request: Request, form: Form) -> Response:
        """Sign in by the key of a link."""
        cookie = self._writing.signing.enter(form.fields.get(sign_in.KEY, ""))
        if cookie is None:
            raise PageProblem(403, "LINK_USED")
        answer = _see(request, "add")
        answer.set_cookie(
            COOKIE, cookie, max_age=int(SESSION_LASTS.total_seconds()), httponly=True,
            samesite="strict", secure=request.url.scheme == "https", path="/",
        )  # fmt: skip
        return answer

    def leave(self, request: Request, form: Form) -> Response:
        """Sign out."""
        check_writer(request, form, self._writing.signing)
        self._writing.signing.leave(request.cookies.get(COOKIE))
        answer = _see(request, "")
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer

    def add(self, request: Request, form: Form) -> Response:
        """Add an article; shown again with what is wrong, nothing entered is lost."""
        who = check_writer(request, form, self._writing.signing)
        adding = Adding(by=who.by, now=self._serving.clock(), folder=self._writing.folder)
        try:
            added = add_article(self._ledgers.mine(), form, adding)
        except (AidledgerError, PageProblem) as error:
            problem = error if isinstance(error, PageProblem) else problem_of(error)
            asked = self._asked(request, "add", who)
            page = add.add_again(asked, form.fields, problem)
            return HTMLResponse(page_html(asked, page), status_code=problem.status)
        told = "added" if added.is_new else "known_already"
        return _see(request, f"a/{added.document[:SHORT]}", told=told)

    def review(self, request: Request, form: Form) -> Response:
        """Record a word on what waits, and show what waits next."""
        who = check_writer(request, form, self._writing.signing)
        kept = {name: value for name in review.KEPT if (value := form.text(name))}
        review.filters(self._asked(request, "review", who, kept).checked())
        try:
            word = Word(by=who.by, now=self._serving.clock(), reason=reason_of(form))
            with self._one_at_a_time:
                decided = decide(self._ledgers.mine().book, form, word)
        except (AidledgerError, PageProblem) as error:
            problem = error if isinstance(error, PageProblem) else problem_of(error)
            name = {"name": form.text("name") or ""} if form.text("action") != "undo" else {}
            asked = self._asked(request, "review", who, {**kept, **name})
            page = review.review_again(asked, form.fields, problem)
            return HTMLResponse(page_html(asked, page), status_code=problem.status)
        if decided.told in _ON:
            asked = self._asked(request, "review", who, kept)
            kept["at"] = str(review.place_after(asked, form.text("name") or ""))
        stays = decided.told in ("note", "same", "different", "withdraw", "undo")
        named = {"name": form.text("name") or ""} if stays and form.text("name") else {}
        done = {"since": str(decided.since), "until": str(decided.until)}
        if decided.told == "undo":
            done = {}
        return _see(request, "review", **kept, **named, told=decided.told, **done)

    def missed(self, request: Request, form: Form) -> Response:
        """Record a statement that the reader missed, and show it among the others."""
        who = check_writer(request, form, self._writing.signing)
        name = request.path_params["document"]
        asked = self._asked(request, f"a/{name}", who)
        document = article.article(asked, name).answer
        assert isinstance(document, article.Article)
        try:
            word = Word(by=who.by, now=self._serving.clock(), reason=reason_of(form))
            with self._one_at_a_time:
                book = self._ledgers.mine().book
                claim = record_missed(book, document.document.id, form, word)
        except (AidledgerError, PageProblem) as error:
            problem = error if isinstance(error, PageProblem) else problem_of(error)
            page = article.article_again(asked, name, form.fields, problem)
            return HTMLResponse(page_html(asked, page), status_code=problem.status)
        return _see(request, f"a/{name}", f"c-{claim}", told="missed")

    def _asked(
        self, request: Request, path: str, who: SignedIn, asked: Mapping[str, str] | None = None
    ) -> Asked:
        address = Address(language=request.path_params["language"], path=path, asked=asked or {})
        return Asked(
            address=address, serving=self._serving, ledger=self._ledgers.mine(),
            today=self._serving.clock().date(), signed_in=who,
        )  # fmt: skip


def add_writing(app: FastAPI, serving: Serving, writing: Writing, ledgers: Ledgers) -> None:
    """Give an application its addresses that write."""
    desk = Desk(serving, writing, ledgers)
    for name, path, answer in (
        ("sign_in", "sign-in", desk.enter),
        ("sign_out", "sign-out", desk.leave),
        ("add", "add", desk.add),
        ("review", "review", desk.review),
        ("missed", "a/{document}/missed", desk.missed),
    ):
        app.add_api_route(
            f"/{{language}}/{path}", _checked(answer), methods=["POST"], name=f"write.{name}",
            include_in_schema=False, response_class=Response,
        )  # fmt: skip


def _checked(
    answer: Callable[[Request, Form], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """The answer to a form that one of our own pages sent."""

    async def write(request: Request) -> Response:
        if request.path_params["language"] not in LANGUAGES:
            raise PageProblem(404, "PAGE_UNKNOWN", path=request.url.path)
        check_sender(request)
        form = await read_form(request)
        return await run_in_threadpool(answer, request, form)

    return write


def _see(request: Request, path: str, fragment: str = "", **asked: str) -> RedirectResponse:
    """Where a browser goes after a form, so that reloading sends nothing twice."""
    address = Address(language=request.path_params["language"], path=path, asked=asked)
    place = f"{address.href}#{fragment}" if fragment else address.href
    return RedirectResponse(place, HTTPStatus.SEE_OTHER)
