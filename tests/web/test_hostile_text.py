"""The text of an article is hostile: escaped, and under a policy; each layer holds alone.

Without Chromium the layers are not tested in a browser; that is said loudly.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, Response, Route, sync_playwright
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from aidledger.intake.files import Told
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.web.application import create_application
from aidledger.web.pages import ROUTES
from aidledger.web.serving import Serving
from aidledger.web.shields.headers import Headers
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.reading import read_text

CHROMIUM = os.environ.get("AIDLEDGER_CHROMIUM") or shutil.which("chromium")
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="NO CHROMIUM: hostile text is not tested in a browser"
)
NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "examples"
# What runs in a page that is neither escaped nor under a policy, and what asks another server.
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "<svg onload=alert(3)>",
    '"><script>alert(4)</script>',
    "'><img src=x onerror=alert(5)>",
    "<details open ontoggle=alert(6)>x</details>",
    "<iframe srcdoc='<script>parent.alert(7)</script>'></iframe>",
    "<body onpageshow=alert(8)>",
    "<a href=javascript:alert(9)>x</a>",
    "<style>@import 'http://127.0.0.2:9/evil.css';</style>",
    "<img src=http://127.0.0.2:9/beacon.png>",
    "<link rel=stylesheet href=http://127.0.0.2:9/evil.css>",
    "<form action=http://127.0.0.2:9/><input name=a autofocus onfocus=alert(10)></form>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.2:9/'>",
    "<base href=http://127.0.0.2:9/>",
    "{{ 7 * 7 }}{% raw %}",
    "</textarea></title></style><script>alert(11)</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(12)>",
)
# Words that only the escaped forms of the payloads put on a page.
TOLD_BY = "<img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose articles hold the payloads, in every field that an article has."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.aidledger"
    with open_ledger(path) as ledger:
        ledger.import_table(EXAMPLES / "us-ukraine" / "mapping.yml")
        for number, payload in enumerate(PAYLOADS):
            text = (
                f"The United States has ${number + 2} billion of aid left for Ukraine, {payload}"
                f" said. {payload} Volodymyr Zelensky met Antony Blinken in Kyiv on Monday."
            )
            told = Told(
                published=date(2024, 11, 12), title=f"{payload} {number}",
                publisher=payload, url=f"javascript:alert({number})//{payload}",
            )  # fmt: skip
            ledger.add(read_text(text, told, date(2025, 2, 1)))
    return path


@pytest.fixture(scope="module")
def pages(hostile: Path) -> list[str]:
    """Pages on which words of the articles stand."""
    with open_ledger(hostile) as ledger:
        view = ledger.view()
        texts = [item.id for item in view.documents.values() if item.media == "text"]
        claims = [record.key for record in view.claims_as_read(texts[1])][:2]
    asked = "?on=2024-11-13"
    return [
        *(f"/en{path}{asked}" for path in ("", "/articles", "/e/US/UA", "/q/US/UA", "/claims")),
        *(f"/fr{path}{asked}" for path in ("/timeline", "/meetings", "/statements", "/diff")),
        *(f"/en/a/{name[:12]}" for name in texts),
        *(f"/en/r/{name}" for name in claims),
        f"/en/search?q={quote(TOLD_BY)}",
        f"/en/cite?page=a/{texts[1][:12]}",
        "/embed/en/q/US/UA" + asked,
        f"/en/{quote(TOLD_BY)}",
        f"/en/e/{quote(TOLD_BY)}/UA",
        f"/en/claims?on={quote(TOLD_BY)}",
    ]


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    for _ in range(400):
        if server.started:
            break
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    running.join(timeout=10)


async def raw(scope: Scope, receive: Receive, send: Send) -> None:
    """A page that writes out what it is given, as if nothing were escaped."""
    if scope["type"] == "http":
        body = "<!doctype html><title>x</title>" + "".join(PAYLOADS[:9])
        await HTMLResponse(body)(scope, receive, send)


class Watched:
    """A page of the browser, and what happened on it.

    Args:
        page: the page; ran: words of dialogs; foreign: addresses asked of other servers.
    """

    def __init__(self, browser: Browser, site: str) -> None:
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.ran: list[str] = []
        self.foreign: list[str] = []
        self.told: list[str] = []
        self.page.on("dialog", lambda dialog: (self.ran.append(dialog.message), dialog.dismiss()))
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((site, "data:", "about:"))
                else self.foreign.append(asked.url)
            ),
        )

    def goes_to(self, address: str) -> Response | None:
        answer = self.page.goto(address, wait_until="load")
        self.page.wait_for_timeout(40)
        return answer


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@needs_browser
@pytest.mark.xdist_group("browser")
def test_the_payloads_run_where_nothing_holds_them(browser: Browser) -> None:
    with served(raw) as site:
        watched = Watched(browser, site)
        watched.goes_to(site)
        watched.page.wait_for_timeout(300)
        assert len(watched.ran) >= 4
        watched.context.close()


@needs_browser
@pytest.mark.xdist_group("browser")
def test_the_policy_alone_holds_them(browser: Browser) -> None:
    with served(Headers(raw)) as site:
        watched = Watched(browser, site)
        watched.goes_to(site)
        watched.page.wait_for_timeout(300)
        assert watched.ran == []
        assert watched.foreign == []
        assert sum("Content Security Policy" in words for words in watched.told) >= 4
        watched.context.close()


@needs_browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("policy", [False, True], ids=["escaping alone", "both"])
def test_escaping_holds_them(
    browser: Browser, hostile: Path, pages: list[str], policy: bool
) -> None:
    app = create_application(Serving(ledger=hostile, clock=lambda: NOW))
    with served(app) as site:
        watched = Watched(browser, site)
        if not policy:
            watched.context.route("**/*", without_policy)
        shown = 0
        for address in pages if not policy else pages[:12]:
            answer = watched.goes_to(site + address)
            assert answer is not None
            assert ("content-security-policy" in answer.headers) is policy
            shown += TOLD_BY in watched.page.inner_text("body")
            assert (
                watched.page.locator("main script, main iframe, main base, main style").count() == 0
            )
            assert watched.page.locator("main [onerror], main [onload]").count() == 0
            assert watched.page.locator("a[href^='javascript:']").count() == 0
        assert watched.ran == []
        assert watched.foreign == []
        assert not [words for words in watched.told if "Content Security Policy" in words]
        # The words themselves are there to be read.
        assert shown >= 3
        watched.context.close()


def without_policy(route: Route) -> None:
    """The answer of the server without the header that restricts its page."""
    answer = route.fetch()
    headers = {
        name: value for name, value in answer.headers.items() if name != "content-security-policy"
    }
    route.fulfill(response=answer, headers=headers)


# Nothing is asked of another machine, and nothing of the database but what is meant


def test_no_page_asks_another_server(
    hostile: Path, pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by addresses in articles, not by what is asked: no connection, no name looked up."""
    asked: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("no network here")

    app = create_application(Serving(ledger=hostile, clock=lambda: NOW))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket, "create_connection", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        for address in pages:
            assert client.get(address).status_code in (200, 400, 404)
        for route in ROUTES:
            for part in route.asks:
                client.get(f"/en/{route.name}?{part}=http://127.0.0.2:9/")
        client.get("/en/cite?page=http://127.0.0.2:9/")
    assert asked == []


def test_no_words_of_a_request_reach_the_database_as_sql(
    hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every statement that is run is one that runs without them, to the letter."""
    statements: set[str] = set()
    connect = SqliteStorage._connect

    def traced(self: SqliteStorage, name: str):  # type: ignore[no-untyped-def]
        connection = connect(self, name)
        connection.set_trace_callback(lambda words: statements.add(words.split("'")[0]))
        return connection

    monkeypatch.setattr(SqliteStorage, "_connect", traced)
    word = "x'); DROP TABLE records; --"
    app = create_application(Serving(ledger=hostile, clock=lambda: NOW))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for path in ("e/{}/UA", "a/{}", "r/{}", "d/{}", "claims?donor={}", "search?q={}"):
            assert client.get("/en/" + path.format(quote(word))).status_code in (200, 404)
    assert statements
    begun = {words.split(None, 1)[0].upper() for words in statements if words.strip()}
    assert begun <= {"SELECT", "PRAGMA", "--"}
    with open_ledger(hostile) as ledger:
        assert ledger.view().knowledge.vintage > 0
