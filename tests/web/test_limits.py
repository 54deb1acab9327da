"""Limits that are hit: how often, how slowly, how long and how many may ask; and odd names."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from aidledger.web.application import create_application
from aidledger.web.limits import RATES, Rate
from aidledger.web.running import MOST_HEADER_BYTES, configured
from aidledger.web.serving import Serving
from aidledger.web.shields.patience import Patience
from aidledger.web.shields.rates import Buckets, kind_of

GET = b"GET /en/glossary HTTP/1.1\r\nHost: 127.0.0.1\r\n"


class Hurried(Patience):
    """Waits for a request no longer than a moment."""

    within = 0.4


@contextmanager
def served(ledger: Path, most: int = 8) -> Iterator[int]:
    """A server as `aidledger serve` makes it, but less patient; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = configured(
        Serving(ledger=ledger), "127.0.0.1", port, protocol=Hurried, most_connections=most
    )
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    for _ in range(400):
        if server.started:
            break
        time.sleep(0.05)
    assert server.started
    yield port
    server.should_exit = True
    running.join(timeout=10)


@pytest.fixture(scope="module")
def port(filled_ledger: Path) -> Iterator[int]:
    with served(filled_ledger) as found:
        yield found


def sent(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """What is answered to some bytes, up to the end of the connection or of some seconds."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        got = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
            while part := connection.recv(65_536):
                got += part
        except (ConnectionError, TimeoutError):
            pass
        return got


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


def ask(port: int) -> int:
    return status(sent(port, GET + b"Connection: close\r\n\r\n"))


# Slow, long and many


def test_a_whole_request_is_answered(port: int) -> None:
    assert ask(port) == 200


@pytest.mark.parametrize(
    "pieces",
    [
        (b"",),
        (b"GET /en",),
        (GET, b"A: b\r\n", b"C: d\r\n", b"E: f\r\n", b"G: h\r\n", b"I: j\r\n", b"K: l\r\n"),
        (b"POST /en HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n", b"x", b"x"),
        (GET + b"\r\n", b"GET /en/api HT"),
    ],
    ids=["silent", "half a line", "a header at a time", "a byte of a body at a time", "the second"],
)
def test_a_slow_client_is_let_go_and_others_are_answered(port: int, pieces: tuple[bytes]) -> None:
    begun = time.monotonic()
    slow = threading.Thread(target=sent, args=(port, *pieces), kwargs={"pause": 0.15})
    slow.start()
    assert ask(port) == 200
    slow.join(timeout=15)
    assert not slow.is_alive()
    # Far sooner than the client's own patience of 20 s.
    assert time.monotonic() - begun < 15


def test_endless_headers_are_refused(port: int) -> None:
    endless = GET + b"A: " + b"x" * (MOST_HEADER_BYTES * 2)
    assert status(sent(port, endless)) in (0, 400, 431)
    long_line = b"GET /en/search?q=" + b"x" * (MOST_HEADER_BYTES * 2) + b" HTTP/1.1\r\n"
    assert status(sent(port, long_line)) in (0, 400, 431)
    assert ask(port) == 200


def test_more_connections_than_there_may_be_are_told_so(filled_ledger: Path) -> None:
    with served(filled_ledger, most=3) as port:
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        try:
            time.sleep(0.1)
            assert ask(port) == 503
        finally:
            for connection in held:
                connection.close()
        time.sleep(0.6)
        assert ask(port) == 200


def test_no_client_says_who_it_is_or_what_the_server_is_called(port: int) -> None:
    forwarded = (
        b"X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Host: evil.test\r\nX-Forwarded-Proto: https\r\n"
    )
    page = b"GET /en/cite?page=claims HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    answer = sent(port, page + forwarded + b"\r\n")
    assert status(answer) == 200
    assert b"evil.test" not in answer
    assert b"https://127.0.0.1" not in answer


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /en HTTP/1.1\r\n\r\n",
        b"GET /en HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.test\r\n\r\n",
        b"GET /en HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\x00b\r\n\r\n",
        b"GET /en\r\nSet-Cookie: a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"POST /en HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01",
    ],
    ids=["no name", "two names", "odd byte", "broken line", "two lengths", "another protocol"],
)
def test_what_is_no_request_is_refused(port: int, request_line: bytes) -> None:
    assert status(sent(port, request_line)) in (0, 400, 421)
    assert ask(port) == 200


# Names and ways out


@pytest.mark.parametrize(
    "name",
    [
        "evil.test", "127.0.0.1.evil.test", "evil.test:127.0.0.1", "127.0.0.1:evil", "127.0.0.1:",
        "localhost.evil.test", "[::1].evil.test", "127.0.0.1@evil.test", "0.0.0.0", "2130706433",
        "127.1", "127.0.0.1:80:80", "localhost\u0661",
    ],
)  # fmt: skip
def test_no_other_name_is_answered(client: TestClient, name: str) -> None:
    answer = client.get("/en", headers={"host": name.encode()})
    assert answer.status_code == 421


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost:8600", "LOCALHOST", "[::1]", "[::1]:80"])
def test_our_own_names_are(client: TestClient, name: str) -> None:
    assert client.get("/en", headers={"host": name}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../application.py", "/static/%2e%2e/application.py", "/static/..%2fserving.py",
        "/static/%2e%2e%2f%2e%2e%2fcli%2fserve.py", "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/..%5c..%5cserving.py", "/static/%00", "/static/page.css%00.html",
        "/en/a/..%2f..%2fetc%2fpasswd", "/en/r/../../../etc/passwd", "/en/r/%2fetc%2fpasswd",
        "/embed/en/e/..%2f..%2f/UA", "/%2e%2e/%2e%2e/etc/passwd", "/en//evil.test",
        "http://127.0.0.1//evil.test/en",
    ],
)  # fmt: skip
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code in (307, 404)
    assert "root:" not in answer.text
    assert "create_application" not in answer.text
    assert "evil.test" not in answer.headers.get("location", "")


@pytest.mark.parametrize("word", ["%0d%0aSet-Cookie:%20a=b", "%0aX:%20y", "%E5%98%8A%E5%98%8DX:y"])
def test_no_header_comes_out_of_an_address(client: TestClient, word: str) -> None:
    for path in (f"/{word}", f"/e/{word}/UA", f"/en/{word}/", f"/claims/{word}", f"/?q={word}"):
        answer = client.get(path, follow_redirects=False)
        assert "set-cookie" not in answer.headers
        assert "x" not in answer.headers
        assert "\n" not in answer.headers.get("location", "")


# How often


def test_a_bucket_empties_and_fills_with_time() -> None:
    now = [0.0]
    buckets = Buckets({"search": Rate(at_once=3, a_second=0.5)}, lambda: now[0])
    assert [buckets.take("a", "search") for _ in range(3)] == [0, 0, 0]
    assert buckets.take("a", "search") == 2.0
    assert buckets.take("b", "search") == 0
    now[0] = 2.0
    assert buckets.take("a", "search") == 0
    assert buckets.take("a", "search") > 0
    now[0] = 1_000.0
    assert [buckets.take("a", "search") for _ in range(4)] == [0, 0, 0, 2.0]


def test_who_asks_too_often_is_told_when_to_ask_again(filled_ledger: Path) -> None:
    rates = {kind: Rate(at_once=2, a_second=0.001) for kind in RATES}
    app = create_application(Serving(ledger=filled_ledger, rates=rates))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for kind, method, path in (
            ("search", "GET", "/fr/search.json"),
            ("export", "GET", "/fr/glossary.csv"),
            ("write", "POST", "/fr/add.json"),
        ):
            assert kind_of(method, path) == kind
            first = [client.request(method, path).status_code for _ in range(2)]
            assert 429 not in first
            refused = client.request(method, path, headers={"accept": "application/json"})
            assert refused.status_code == 429
            assert 0 < int(refused.headers["retry-after"]) <= 1000
            assert "content-security-policy" in refused.headers
        told = client.get("/fr/search.json").json()
        assert told["code"] == "ASKED_TOO_OFTEN"
        assert "trop souvent" in client.get("/fr/search").text
        assert client.get("/fr/glossary").status_code == 200


def test_a_server_is_started_with_its_rates() -> None:
    """What people do by hand stays far below them."""
    assert set(RATES) == {"search", "export", "write"}
    assert all(rate.at_once >= 20 and rate.a_second >= 1 for rate in RATES.values())
