"""Remembered answers are the answers: with a writer at work, after a removed text, in bounds."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from aidledger.intake.files import Told
from aidledger.reading.text import Reading
from aidledger.web.application import create_application
from aidledger.web.remembering import Answers, Written
from aidledger.web.serving import Serving
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.reading import read_text
from aidledger.workflows.removing import remove_text

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)
ASKED = "on=2024-11-13&known=2024-11-13"


def fresh(path: Path) -> TestClient:
    """A server that remembers nothing yet."""
    serving = Serving(ledger=path, clock=lambda: NOW)
    return TestClient(create_application(serving), base_url="http://127.0.0.1")


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    """A ledger of the worked record, to be written to."""
    path = tmp_path / "growing.aidledger"
    with open_ledger(path) as ledger:
        ledger.import_table(EXAMPLES / "us-ukraine" / "mapping.yml")
    return path


ABOUT_OTHERS = "Norway has given Sudan ${} million in aid."
ABOUT_BOTH = "The United States has ${} billion of aid left for Ukraine."


def told(text: str) -> Reading:
    """A short text as it is read."""
    return read_text(text, Told(published=date(2024, 11, 12)), date(2025, 2, 1))


def test_answers_with_a_writer_at_work_are_those_of_a_server_that_remembers_nothing(
    growing: Path,
) -> None:
    """Each answer seen while records come in, asked again at its vintage of another server."""
    done = threading.Event()

    def write() -> None:
        try:
            with open_ledger(growing) as ledger:
                for number in range(3, 9):
                    ledger.add(told(ABOUT_OTHERS.format(number)))
                    ledger.add(told(ABOUT_BOTH.format(number)))
        finally:
            done.set()

    pages = ("e/US/UA.json", "q/US/UA.json", "claims.json")
    seen: dict[tuple[str, int], dict[str, object]] = {}
    with fresh(growing) as client:
        writer = threading.Thread(target=write)
        writer.start()
        last_round = False
        while not last_round:
            last_round = done.is_set()
            for page in pages:
                answer = client.get(f"/en/{page}?{ASKED}").json()
                seen.setdefault((page, answer["pin"]["vintage"]), answer)
        writer.join()
    assert len(seen) > len(pages)
    for (page, vintage), answer in seen.items():
        with fresh(growing) as client:
            again = client.get(f"/en/{page}?{ASKED}&vintage={vintage}").json()
        assert again["answer"] == answer["answer"]
        assert again["tables"] == answer["tables"]
        assert again["pin"] == answer["pin"]


def test_an_answer_stands_until_something_that_concerns_it_is_recorded(growing: Path) -> None:
    with fresh(growing) as client, open_ledger(growing) as ledger:

        def pin(page: str) -> int:
            return int(client.get(f"/en/{page}?{ASKED}").json()["pin"]["vintage"])

        first = pin("e/US/UA.json")
        ledger.add(told(ABOUT_OTHERS.format(5)))
        assert pin("e/US/UA.json") == pin("q/US/UA.json") == first < pin("claims.json")
        newest = ledger.add(told(ABOUT_BOTH.format(9))).vintage
        assert pin("e/US/UA.json") == pin("q/US/UA.json") == newest > first


def test_an_empty_ledger_is_asked_and_then_filled(tmp_path: Path) -> None:
    path = tmp_path / "empty.aidledger"
    open_ledger(path).close()
    with fresh(path) as client, open_ledger(path) as ledger:
        assert client.get("/en/e/US/UA").status_code == 404
        ledger.import_table(EXAMPLES / "us-ukraine" / "mapping.yml")
        assert client.get("/en/e/US/UA").status_code == 200


def test_a_page_is_cited_at_the_vintage_at_which_it_stands(growing: Path) -> None:
    with fresh(growing) as client, open_ledger(growing) as ledger:
        before = client.get(f"/en/cite.json?page=e/US/UA&{ASKED}").json()
        ledger.add(told(ABOUT_OTHERS.format(5)))
        assert client.get(f"/en/cite.json?page=e/US/UA&{ASKED}").json() == before
        assert client.get(f"/en/cite.json?page=claims&{ASKED}").json()["pin"] != before["pin"]


def test_a_removed_text_is_not_remembered_at_any_vintage(growing: Path) -> None:
    with fresh(growing) as client, open_ledger(growing) as ledger:
        added = ledger.add(told(ABOUT_BOTH.format(9) + " The harbour master slept."))
        page = f"/en/a/{added.document[:12]}?vintage={added.vintage}"
        assert "The harbour master slept." in client.get(page).text
        remove_text(
            ledger.book, added.document, "a court ordered it", "somebody", datetime.now(UTC)
        )
        assert "The harbour master slept." not in client.get(page).text


def test_an_answer_is_made_once_for_all_who_ask_at_the_same_time() -> None:
    answers, made, all_ask = Answers(), [], threading.Barrier(4)

    def make() -> Written:
        made.append(1)
        return Written(b"answer", ())

    def ask(_: int) -> bytes:
        all_ask.wait()
        return answers.get("place", 1, 1, make).body

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(ask, range(4))) == {b"answer"}
    assert len(made) == 1


def test_while_an_answer_is_made_anew_others_are_given_the_one_that_stood() -> None:
    answers, begun, go_on = Answers(), threading.Event(), threading.Event()

    def make_anew() -> Written:
        begun.set()
        assert go_on.wait(timeout=20)
        return Written(b"new", ())

    answers.get("place", 1, 1, lambda: Written(b"old", ()))
    assert answers.recall("place", 2) is None
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(answers.get, "place", 2, 2, make_anew)
        assert begun.wait(timeout=20)
        assert answers.get("place", 2, 2, make_anew).body == b"old"
        assert answers.recall("place", 2) == Written(b"old", ())
        go_on.set()
        assert first.result().body == b"new"
    assert answers.get("place", 2, 2, make_anew).body == b"new"


def test_what_failed_is_asked_again() -> None:
    answers = Answers()

    def fail() -> Written:
        raise RuntimeError("no answer")

    with pytest.raises(RuntimeError, match="no answer"):
        answers.get("place", 1, 1, fail)
    assert answers.get("place", 1, 1, lambda: Written(b"answer", ())).body == b"answer"


def test_no_more_is_remembered_than_the_bound_and_what_was_asked_last_stays() -> None:
    answers = Answers(most_bytes=100)
    made: list[int] = []

    def ask(number: int, size: int = 10) -> None:
        def make() -> Written:
            made.append(number)
            return Written(bytes(size), ())

        answers.get(number, 1, 1, make)

    for number in range(10):
        ask(number)
    ask(0)
    ask(10)
    ask(0)
    assert made == list(range(11))
    ask(1)
    assert made == [*range(11), 1]
    ask(11, size=50)
    ask(11, size=50)
    assert made[-2:] == [11, 11]
