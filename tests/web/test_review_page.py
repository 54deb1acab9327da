"""The review page: one decision a screen, each recorded with who and when, and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from aidledger.catalogue import load_catalogue
from aidledger.intake.files import Told
from aidledger.ledger.reviewing import Reviewed
from aidledger.model.records import ReviewRecord
from aidledger.web.application import create_application
from aidledger.web.serving import Serving, Writing
from aidledger.web.signing_in import SignIns
from aidledger.workflows.adding import add_reading
from aidledger.workflows.fielding import changes_of, editable_fields, with_fields
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.reading import read_bytes, read_file

HERE = "http://127.0.0.1"
OURS = {"origin": HERE, "sec-fetch-site": "same-origin"}
EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)
TEXTS = (
    "On 12 January 2025 the United States allocated $500 million in aid to Ukraine.",
    "The United States allocated $500 million in aid to Ukraine on 12 January 2025, a paper said.",
    "Antony Blinken met Andrii Sybiha in Brussels on 14 January 2025.",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "reviewed.aidledger"
    with open_ledger(path) as opened:
        for number, text in enumerate(TEXTS):
            told = Told(published=date(2025, 1, 15 + number), publisher=f"Paper {number}")
            add_reading(opened.book, read_bytes(text.encode(), told, NOW.date(), "a"), NOW)
    return path


def served(ledger: Path, by: str) -> Iterator[TestClient]:
    signing = SignIns(by, lambda: NOW)
    serving = Serving(ledger=ledger, clock=lambda: NOW, writing=Writing(signing=signing))
    with TestClient(create_application(serving), base_url=HERE) as client:
        client.post("/en/sign-in", data={"key": signing.new_key()}, headers=OURS)
        yield client


@pytest.fixture
def anna(ledger: Path) -> Iterator[TestClient]:
    yield from served(ledger, "Anna")


@pytest.fixture
def bruno(ledger: Path) -> Iterator[TestClient]:
    yield from served(ledger, "Bruno")


def waiting(client: TestClient, query: str = "") -> list[str]:
    plain = client.get(f"/en/review.json?{query}").json()
    return [item["name"] for item in plain["answer"]["items"]]


def said(client: TestClient, action: str, name: str, **fields: str):  # type: ignore[no-untyped-def]
    made = re.search(
        r'name="token" value="([0-9a-f]+)">\s*<input type="hidden" name="name"',
        client.get("/en/review?kind=meeting").text,
    )
    assert made is not None
    sent = {"token": made[1], "action": action, "name": name, **fields}
    return client.post("/en/review", data=sent, headers=OURS, follow_redirects=False)


def standing(ledger: Path, name: str) -> Reviewed | None:
    with open_ledger(ledger) as opened:
        record = opened.view().claim(name)
        return None if record is None else opened.view().reviewed(record)


def words_of(ledger: Path) -> list[ReviewRecord]:
    with open_ledger(ledger) as opened:
        return list(opened.view().reviews)


def test_one_decision_after_the_other_and_who_made_it(anna: TestClient, ledger: Path) -> None:
    first, second, *_ = waiting(anna)
    answer = said(anna, "accept", first, reason="seen in\r\nprint", at="0")
    assert answer.status_code == 303
    after = anna.get(answer.headers["location"])
    assert 'role="status"' in after.text
    assert "at=1" in answer.headers["location"]  # a flow still waits: it is in no total
    assert waiting(anna)[1] == second
    assert said(anna, "new", first, at="0").status_code in (303, 400)
    (word,) = words_of(ledger)
    assert (word.target, word.by, word.reason) == (first, "Anna", "seen in print")
    with open_ledger(ledger) as opened:
        found = opened.book.find("review", word.id)
    assert found is not None
    assert found.recorded_at == NOW


@pytest.mark.parametrize("action", ["accept", "reject", "note"])
def test_each_word_can_be_taken_back_and_leaves_all_as_it_was(
    anna: TestClient, ledger: Path, action: str
) -> None:
    before = waiting(anna)
    answer = said(anna, action, before[0], reason="so")
    undo = dict(
        re.findall(r'name="(since|until)" value="(\d+)"', anna.get(answer.headers["location"]).text)
    )
    assert said(anna, "undo", "", **undo).status_code == 303
    assert waiting(anna) == before
    assert words_of(ledger) == []
    said(anna, "undo", "", **undo)  # a second time changes nothing
    assert waiting(anna) == before


def test_undoing_brings_back_the_word_before(anna: TestClient, ledger: Path) -> None:
    name = waiting(anna)[0]
    said(anna, "accept", name)
    answer = said(anna, "reject", name)
    assert standing(ledger, name) is None
    undo = dict(re.findall(r"(since|until)=(\d+)", answer.headers["location"]))
    said(anna, "undo", "", **undo)
    assert standing(ledger, name) is Reviewed.ACCEPTED


def test_a_correction_in_place_says_only_what_differs(anna: TestClient, ledger: Path) -> None:
    name = waiting(anna, "kind=amount")[0]
    with open_ledger(ledger) as opened:
        record = opened.view().claim(name)
        assert record is not None
        fields = {f"field-{item.name}": item.typed for item in editable_fields(record.claim)}
    empty = said(anna, "correct", name, **fields)
    assert empty.status_code == 400
    assert "reads like that" in empty.text
    bad = said(anna, "correct", name, **{**fields, "field-stated": "many"})
    assert bad.status_code == 400
    assert 'value="many"' in bad.text
    done = said(anna, "correct", name, **{**fields, "field-stage": "pledged"})
    assert done.status_code == 303
    assert standing(ledger, name) is Reviewed.CORRECTED
    (word,) = words_of(ledger)
    assert word.corrected is not None
    assert changes_of(
        record.claim, {item.name: item.typed for item in editable_fields(word.corrected)}
    ) == ["stage=pledged"]


def test_suggestions_are_explained_and_judged(anna: TestClient, ledger: Path) -> None:
    plain = anna.get("/en/review.json?kind=amount").json()["answer"]
    item = plain["items"][0]
    (offered,) = item["suggestions"]
    page = anna.get(f"/en/review?name={item['name']}").text
    assert "likeness" in page
    assert offered["reasons"]
    assert said(anna, "same", item["name"], other=offered["name"]).status_code == 303
    with open_ledger(ledger) as opened:
        (judgement,) = opened.view().judgements
    assert (judgement.by, {judgement.left, judgement.right}) == (
        "Anna", {item["name"], offered["name"]},
    )  # fmt: skip
    assert said(anna, "different", item["name"], other=offered["name"]).status_code == 303
    with open_ledger(ledger) as opened:
        assert [one.verdict.value for one in opened.view().judgements] == ["different"]


def test_reviewers_who_disagree_see_each_other(
    anna: TestClient, bruno: TestClient, ledger: Path
) -> None:
    name = waiting(anna)[0]
    said(anna, "accept", name, reason="it says so")
    said(bruno, "reject", name, reason="it is a quotation")
    assert waiting(bruno, "waits=contested") == [name]
    page = bruno.get(f"/en/review?name={name}").text
    for words in ("Reviewers disagree", "Anna", "it says so", "Bruno", "it is a quotation"):
        assert words in page
    others = {word.by: word.id for word in words_of(ledger)}
    stolen = said(bruno, "withdraw", name, other=others["Anna"])
    assert stolen.status_code == 400
    assert said(bruno, "withdraw", name, other=others["Bruno"]).status_code == 303
    assert standing(ledger, name) is Reviewed.ACCEPTED


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("explode", {}, 400),
        ("accept", {"name": "nobody"}, 404),
        ("note", {}, 400),
        ("same", {}, 400),
        ("same", {"other": "nobody"}, 404),
        ("withdraw", {"other": "nobody"}, 404),
        ("undo", {"since": "1", "until": "x"}, 400),
        ("accept", {"reason": "x" * 4001}, 400),
        ("accept", {"reason": "a\x1b[2Jb"}, 400),
        ("correct", {"field-id": "c-1"}, 400),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_recorded(
    anna: TestClient, ledger: Path, action: str, fields: dict[str, str], status: int
) -> None:
    name = waiting(anna)[0]
    named = {"other": "", "name": name, **fields}
    answer = said(anna, action, named.pop("name"), **named)
    assert answer.status_code in (status, 404)
    assert words_of(ledger) == []


def missed(client: TestClient, document: str, **fields: str):  # type: ignore[no-untyped-def]
    action = f"/en/a/{document}/missed"
    made = re.search(
        rf'action="{action}"[^>]*>\s*<input type="hidden" name="token" value="([0-9a-f]+)"',
        client.get(f"/en/a/{document}").text,
    )
    assert made is not None
    sent = {"token": made[1], **fields}
    return client.post(action, data=sent, headers=OURS, follow_redirects=False)


def test_a_missed_statement_is_recorded_by_its_words(anna: TestClient, ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        document = next(iter(opened.view().documents))[:12]
        before = len(opened.view().claims_as_read())
    said_so = {"kind": "deadline", "fields": "date=2025-01-12\r\nevent=allocation", "reason": "so"}
    done = missed(anna, document, words="On 12 January 2025", **said_so)
    assert done.status_code == 303
    place, _, fragment = done.headers["location"].partition("#")
    assert f'id="{fragment}"' in anna.get(place).text
    assert standing(ledger, fragment.removeprefix("c-")) is Reviewed.RECORDED
    for wrong in (
        {"words": "", "kind": "amount"},
        {"words": "nowhere in it", "kind": "amount"},
        {"words": "January", "kind": "rumour"},
        {"words": "January", "kind": "deadline", "fields": "no field"},
        {"words": "i", "kind": "deadline", "fields": "date=2025-01-12"},
        {"words": "January", "kind": "deadline", "occurrence": "x"},
    ):
        answer = missed(anna, document, **wrong)
        assert answer.status_code == 400, wrong
        assert 'role="alert"' in answer.text
    with open_ledger(ledger) as opened:
        assert len(opened.view().claims_as_read()) == before + 1
    assert anna.get("/en/a/nothing").status_code == 404


def test_hostile_words_are_shown_as_words(anna: TestClient) -> None:
    hostile = '"><script>alert(1)</script>'
    name = waiting(anna)[0]
    said(anna, "note", name, reason=hostile)
    page = anna.get(f"/en/review?name={name}").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_reading_server_shows_the_queue_without_forms(ledger: Path) -> None:
    for public in (False, True):
        app = create_application(Serving(ledger=ledger, public=public, clock=lambda: NOW))
        with TestClient(app, base_url=HERE) as client:
            page = client.get("/fr/review")
            assert page.status_code == 200
            assert 'method="post"' not in page.text
            assert client.post("/fr/review", headers=OURS).status_code == 405
            assert client.get("/fr/review?waits=soon").status_code == 400
            assert client.get("/fr/review?name=nobody").status_code == 404
            assert client.get("/fr/review?at=99").status_code == 200


def test_a_form_of_fields_says_what_the_claim_says() -> None:
    """Every field as typed is read back as it was, for all claims of the examples."""
    met = set()
    catalogue = load_catalogue()
    for article in sorted((EXAMPLES / "articles").glob("*.md")):
        for claim in read_file(article, Told(), NOW.date()).claims:
            fields = editable_fields(claim)
            assert changes_of(claim, {item.name: item.typed for item in fields}) == []
            for item in fields:
                if not item.typed or item.name in ("donor", "recipient", "channel", "envelope"):
                    continue
                again = with_fields(claim, [f"{item.name}={item.typed}"], catalogue)
                assert {one.name: one.typed for one in editable_fields(again)}[
                    item.name
                ] == item.typed
                met.add(item.name)
    assert len(met) > 25
