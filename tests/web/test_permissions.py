"""Who may ask what: every address of every kind of server, tried as everybody.

The addresses come from the route tables of the servers themselves. Pages are for all; an address
that writes needs an entry in `WRITING`, so that a new one without it fails.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from aidledger.model.errors import AidledgerError
from aidledger.web.application import create_application
from aidledger.web.endpoints import bare
from aidledger.web.ledgers import Ledgers
from aidledger.web.pages import ROUTES
from aidledger.web.serving import Serving, Writing
from aidledger.web.signing_in import COOKIE, SignIns
from aidledger.workflows.opening import open_ledger

NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)
HERE = "http://127.0.0.1"
EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = {
    "language": "en", "donor": "US", "recipient": "UA", "name": "PDA-69", "envelope": "USSAA-2024",
    "document": "e403de2fa4fc",
}  # fmt: skip
FORMS = ("html", "json", "csv", "svg", "embed")
# What everybody may read, whatever the server.
READING = {f"{route.name}.{form}" for route in ROUTES for form in FORMS} | {"_choose_language"}
# What a writing server has besides, and what it answers to who is signed out, and to who is signed
# in but sends no token of a form. On a server that only reads, none of it is an address.
WRITING = {
    "sign_in": (200, 200),
    "add": (401, 200),
    "write.sign_in": (403, 403),
    "write.sign_out": (401, 403),
    "write.add": (401, 403),
    "write.review": (401, 403),
    "write.missed": (401, 403),
}


def name_of(route: APIRoute) -> str:
    """Its name in `WRITING`: that of the page, whatever the form."""
    name, _, form = route.name.rpartition(".")
    return name if form in FORMS else route.name


def routes(app: FastAPI) -> Iterator[APIRoute]:
    return (route for route in app.routes if isinstance(route, APIRoute))


@dataclass(frozen=True)
class Server:
    """A server with a client that is signed in or not."""

    app: FastAPI
    client: TestClient

    def answers(self, method: str, path: str) -> int:
        # As one of our own pages would send it, so that nothing but the right is missing.
        answer = self.client.request(method, path, headers={"origin": HERE}, follow_redirects=False)
        return answer.status_code


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger: who may ask does not depend on what is there."""
    path = tmp_path_factory.mktemp("permissions") / "empty.aidledger"
    open_ledger(path).close()
    return path


@pytest.fixture(scope="module")
def servers(ledger: Path) -> Iterator[dict[str, Server]]:
    signing = SignIns("somebody", lambda: NOW)
    writing = Writing(signing=signing)

    def serving(*, public: bool = False, writing: Writing | None = None) -> FastAPI:
        return create_application(
            Serving(ledger=ledger, public=public, writing=writing, clock=lambda: NOW)
        )

    writer = serving(writing=writing)
    apps = {"reading": serving(), "public": serving(public=True), "out": writer, "in": writer}
    with ExitStack() as stack:
        made = {
            name: Server(app, stack.enter_context(TestClient(app, base_url=HERE)))
            for name, app in apps.items()
        }
        cookie = signing.enter(signing.new_key())
        assert cookie is not None
        made["in"].client.cookies.set(COOKIE, cookie)
        yield made


def test_every_address_is_answered_as_the_table_says(servers: dict[str, Server]) -> None:
    wrong = []
    for route in routes(servers["in"].app):
        path = bare(route.path).format(**GOOD)
        reads = route.name in READING
        out, signed_in = (200, 200) if reads else WRITING[name_of(route)]
        for method in sorted(route.methods):
            got = {name: server.answers(method, path) for name, server in servers.items()}
            wanted = {
                "reading": out if reads else 404,
                "public": out if reads else 404,
                "out": out,
                "in": signed_in,
            }
            for name, status in wanted.items():
                # A page may lack a form, and the first page leads to that of a language.
                allowed = (200, 302, 404) if status == 200 else (status,)
                if method == "POST" and status == 404:
                    allowed = (404, 405)
                if got[name] not in allowed:
                    wrong.append((name, method, path, got[name]))
    assert wrong == []


def test_no_address_takes_another_method(servers: dict[str, Server]) -> None:
    wrong = []
    for name, server in servers.items():
        known = {}
        for route in routes(server.app):
            known.setdefault(bare(route.path).format(**GOOD), set()).update(route.methods)
        for path, methods in known.items():
            for method in {"POST", "PUT", "PATCH", "DELETE"} - methods:
                status = server.answers(method, path)
                if status not in (404, 405):
                    wrong.append((name, method, path, status))
    assert wrong == []


def test_a_server_that_reads_has_nothing_but_pages(servers: dict[str, Server]) -> None:
    for name in ("reading", "public"):
        for route in routes(servers[name].app):
            assert route.name in READING
            assert route.methods <= {"GET", "HEAD"}


@pytest.mark.parametrize("public", [False, True])
def test_the_database_of_a_server_that_reads_takes_no_write(ledger: Path, public: bool) -> None:
    """Neither through the ledger nor through its connection itself."""
    ledgers = Ledgers(ledger, public=public)
    opened = ledgers.mine()
    with pytest.raises(AidledgerError, match=r"LEDGER_(READ_ONLY|PUBLIC)"):
        opened.import_table(EXAMPLES / "donors" / "mapping.yml")
    storage = opened.book.storage
    connection = getattr(storage, "_whole", storage)._connection
    for change in ("DELETE FROM lookup", "PRAGMA user_version = 9", "CREATE TABLE more (a)"):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute(change)
    ledgers.close()
