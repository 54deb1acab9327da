"""Write mode: who may write, from where, and what is recorded; a reading server writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from aidledger.model.errors import AidledgerError
from aidledger.web.application import create_application
from aidledger.web.serving import Serving, Writing
from aidledger.web.signing_in import COOKIE, LINK_LASTS, SESSION_LASTS, SignIns
from aidledger.workflows.opening import open_ledger

HERE = "http://127.0.0.1"
OURS = {"origin": HERE, "sec-fetch-site": "same-origin"}
TEXT = "The United States will give Ukraine $5 billion in military aid, the minister said."


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2025, 2, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def signing(watch: Watch) -> SignIns:
    return SignIns("Anna", watch)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "written.aidledger"
    open_ledger(path).close()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "one.md").write_text(TEXT, encoding="utf-8")
    return made


@pytest.fixture
def writer(ledger: Path, folder: Path, signing: SignIns, watch: Watch) -> Iterator[TestClient]:
    """A client that is not signed in yet."""
    serving = Serving(ledger=ledger, clock=watch, writing=Writing(signing=signing, folder=folder))
    with TestClient(create_application(serving), base_url=HERE) as client:
        yield client


def enter(client: TestClient, signing: SignIns) -> None:
    answer = client.post(
        "/en/sign-in", data={"key": signing.new_key()}, headers=OURS, follow_redirects=False
    )
    assert answer.status_code == 303


def token(client: TestClient, page: str, action: str) -> str:
    found = re.search(
        rf'<form[^>]*action="{re.escape(action)}"[^>]*>\s*<input type="hidden" name="token" '
        r'value="([0-9a-f]+)"',
        client.get(page).text,
    )
    assert found is not None, action
    return found[1]


def add(client: TestClient, **fields: str):  # type: ignore[no-untyped-def]
    sent = {"token": token(client, "/en/add", "/en/add"), **fields}
    return client.post("/en/add", data=sent, headers=OURS, follow_redirects=False)


def recorded(ledger: Path) -> int:
    with open_ledger(ledger) as opened:
        newest = opened.book.storage.last()
        return 0 if newest is None else newest.seq


# Reading servers


def test_a_reading_server_has_no_address_that_writes(ledger: Path) -> None:
    for public in (False, True):
        app = create_application(Serving(ledger=ledger, public=public))
        for route in app.routes:
            if isinstance(route, APIRoute):
                assert route.methods <= {"GET", "HEAD"}, route.path
        with TestClient(app, base_url=HERE) as client:
            for path in ("/en/sign-in", "/en/add", "/en/sign-out"):
                assert client.post(path, headers=OURS).status_code in (404, 405)
                assert client.get(path).status_code == 404


def test_a_public_server_that_writes_is_refused(ledger: Path, signing: SignIns) -> None:
    with pytest.raises(AidledgerError, match="PUBLIC_WRITES"):
        Serving(ledger=ledger, public=True, writing=Writing(signing=signing))


# Signing in


def test_a_link_signs_in_once(writer: TestClient, signing: SignIns) -> None:
    key = signing.new_key()
    assert writer.get(f"/fr/sign-in?key={key}").text.count("Anna") >= 2
    assert writer.get(f"/fr/sign-in?key={key}").status_code == 200  # looking uses nothing up
    first = writer.post("/fr/sign-in", data={"key": key}, headers=OURS, follow_redirects=False)
    assert (first.status_code, first.headers["location"]) == (303, "/fr/add")
    said = first.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/", "max-age=43200"):
        assert part in said
    assert key not in said
    again = writer.post("/fr/sign-in", data={"key": key}, headers=OURS)
    assert again.status_code == 403
    assert "déjà servi" in unescape(again.text)


def test_a_link_does_not_last(writer: TestClient, signing: SignIns, watch: Watch) -> None:
    key = signing.new_key()
    watch.now += LINK_LASTS
    assert "no longer" in writer.get(f"/en/sign-in?key={key}").text
    assert writer.post("/en/sign-in", data={"key": key}, headers=OURS).status_code == 403
    for other in ("", "x", "é" * 50, "\ud800"):
        assert signing.enter(other) is None


def test_a_session_ends(writer: TestClient, signing: SignIns, watch: Watch, ledger: Path) -> None:
    enter(writer, signing)
    made = token(writer, "/en/add", "/en/add")
    watch.now += SESSION_LASTS
    assert writer.get("/en/add").status_code == 401
    late = writer.post("/en/add", data={"token": made, "text": TEXT}, headers=OURS)
    assert late.status_code == 401
    assert recorded(ledger) == 0


def test_signing_out_ends_it_at_the_server(writer: TestClient, signing: SignIns) -> None:
    enter(writer, signing)
    cookie = writer.cookies[COOKIE]
    made = token(writer, "/en/articles", "/en/sign-out")
    out = writer.post("/en/sign-out", data={"token": made}, headers=OURS, follow_redirects=False)
    assert out.status_code == 303
    writer.cookies.set(COOKIE, cookie)  # whoever kept it
    assert writer.get("/en/add").status_code == 401
    assert "Anna" not in writer.get("/en/articles").text


# Where a form comes from


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.test"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8601"},
        {"origin": "https://127.0.0.1"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": HERE, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_form_of_another_site_writes_nothing(
    writer: TestClient, signing: SignIns, ledger: Path, headers: dict[str, str]
) -> None:
    enter(writer, signing)
    sent = {"token": token(writer, "/en/add", "/en/add"), "text": TEXT}
    assert writer.post("/en/add", data=sent, headers=headers).status_code == 403
    key = signing.new_key()
    assert writer.post("/en/sign-in", data={"key": key}, headers=headers).status_code == 403
    assert signing.opens(key)
    assert recorded(ledger) == 0


def test_a_form_needs_the_token_of_its_session_and_address(
    writer: TestClient, signing: SignIns, ledger: Path
) -> None:
    enter(writer, signing)
    mine = token(writer, "/en/add", "/en/add")
    of_another_address = token(writer, "/en/add", "/en/sign-out")
    enter(writer, signing)  # another session
    for wrong in ("", "x", mine, of_another_address, "é"):
        sent = {"token": wrong, "text": TEXT}
        assert writer.post("/en/add", data=sent, headers=OURS).status_code == 403
    assert recorded(ledger) == 0


# Adding


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_pasted_opens_with_its_lit_figures(
    writer: TestClient, signing: SignIns, ledger: Path, language: str
) -> None:
    enter(writer, signing)
    action = f"/{language}/add"
    sent = {
        "token": token(writer, action, action), "text": f"First line.\r\n\r\n{TEXT}",
        "published": "2025-01-20", "publisher": "The Post", "title": "Aid & “more”",
        "url": "https://news.invalid/1",
    }  # fmt: skip
    answer = writer.post(action, data=sent, headers=OURS)
    assert answer.status_code == 200
    assert re.search(r'class="lit"[^>]*>\$5 billion<', answer.text)
    assert escape("Aid & “more”") in answer.text
    with open_ledger(ledger) as opened:
        (document,) = opened.view().documents.values()
        assert opened.view().text(document.id) == f"First line.\n\n{TEXT}"
        found = opened.book.find("document", document.id)
    assert found is not None
    assert (document.added_by, found.recorded_at.year) == ("Anna", 2025)
    assert (document.publisher, document.url) == ("The Post", "https://news.invalid/1")
    assert not document.private


def test_a_known_text_changes_nothing_and_says_so(
    writer: TestClient, signing: SignIns, ledger: Path
) -> None:
    enter(writer, signing)
    add(writer, text=TEXT, published="2025-01-20")
    before = recorded(ledger)
    again = add(writer, text=TEXT, published="2025-01-20")
    assert again.headers["location"].endswith("?told=known_already")
    assert recorded(ledger) == before
    private = add(writer, text=TEXT, private="yes")
    assert private.status_code == 400
    assert "not as private" in private.text


def test_a_file_and_a_private_mark(writer: TestClient, signing: SignIns, ledger: Path) -> None:
    enter(writer, signing)
    sent = {"token": token(writer, "/en/add", "/en/add"), "private": "yes", "language": "en"}
    files = {"file": ("../../etc/note.md", TEXT.encode(), "text/markdown")}
    answer = writer.post("/en/add", data=sent, files=files, headers=OURS)
    assert answer.status_code == 200
    with open_ledger(ledger) as opened:
        (document,) = opened.view().documents.values()
    assert document.private


def test_a_file_of_the_folder_by_name(writer: TestClient, signing: SignIns) -> None:
    enter(writer, signing)
    assert 'value="one.md"' in writer.get("/en/add").text
    assert add(writer, path="one.md").status_code == 303


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "  \n "},
        {"text": TEXT, "path": "one.md"},
        {"text": TEXT, "published": "20.01.2025"},
        {"text": TEXT, "published": "2025-02-30"},
        {"text": TEXT, "url": "javascript:alert(1)"},
        {"text": TEXT, "url": "file:///etc/passwd"},
        {"text": TEXT, "title": "a\r\nSet-Cookie: x=1"},
        {"text": TEXT, "publisher": "a\x1b[31mb"},
        {"text": TEXT, "title": "x" * 501},
        {"text": TEXT, "language": "de"},
        {"text": "Der Minister hat gestern mitgeteilt, dass Berlin helfen wird."},
        {"text": "nul \0 byte"},
        {"path": "../written.aidledger"},
        {"path": "/etc/passwd"},
        {"path": "link.md"},
        {"path": "in/secret.md"},
        {"path": "."},
        {"path": "one.md\0.md"},
        {"path": "x" * 5000},
    ],
    ids=str,
)
def test_what_cannot_be_added_is_told_and_nothing_entered_is_lost(
    writer: TestClient, signing: SignIns, ledger: Path, folder: Path, fields: dict[str, str]
) -> None:
    secret = folder.parent / "secret.md"
    secret.write_text(f"secret {TEXT}", encoding="utf-8")
    (folder / "link.md").symlink_to(secret)
    (folder / "in").symlink_to(folder.parent)
    enter(writer, signing)
    answer = add(writer, **fields)
    assert answer.status_code in (400, 404)
    assert 'role="alert"' in answer.text
    assert "secret The" not in answer.text
    assert "set-cookie" not in answer.headers
    if "text" in fields:
        assert escape(fields["text"].strip()) in answer.text
    assert recorded(ledger) == 0


def test_a_file_too_large_is_refused(writer: TestClient, signing: SignIns, ledger: Path) -> None:
    enter(writer, signing)
    sent = {"token": token(writer, "/en/add", "/en/add")}
    files = {"file": ("a.txt", b"x" * 2_000_001, "text/plain")}
    assert writer.post("/en/add", data=sent, files=files, headers=OURS).status_code == 413
    assert recorded(ledger) == 0


def test_a_form_that_is_none_is_refused(writer: TestClient, signing: SignIns) -> None:
    enter(writer, signing)
    for content, kind in (
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"a", "multipart/form-data"),
        (b"\xff=\xfe&" * 100, "application/x-www-form-urlencoded"),
        (b'{"token": 1}', "application/json"),
    ):
        answer = writer.post("/en/add", content=content, headers={**OURS, "content-type": kind})
        assert answer.status_code in (400, 403), kind


def test_hostile_words_are_shown_as_words(writer: TestClient, signing: SignIns) -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    enter(writer, signing)
    answer = add(writer, text=f"{hostile}\n\n{TEXT}", title=hostile, publisher=hostile)
    page = writer.get(answer.headers["location"])
    for shown in (page.text, writer.get("/en/articles").text, writer.get("/en").text):
        assert "<script>alert" not in shown
        assert "<img" not in shown
    sent = {"token": token(writer, "/en/add", "/en/add")}
    files = {"file": (f"{hostile}.md", b"", "text/plain")}
    refused = writer.post("/en/add", data=sent, files=files, headers=OURS)
    assert refused.status_code == 400
    assert "<img" not in refused.text


def test_a_session_that_lasts_outlives_its_link(
    writer: TestClient, signing: SignIns, watch: Watch
) -> None:
    enter(writer, signing)
    watch.now += LINK_LASTS + timedelta(hours=1)
    assert writer.get("/en/add").status_code == 200
