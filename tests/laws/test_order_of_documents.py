"""Whatever order tables and texts arrive in, answers at a fixed known date are the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

from aidledger.intake.files import Told
from aidledger.ledger.book import RecordBook
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.publishing.plain import plain
from aidledger.questions.asked import QUESTIONS
from aidledger.questions.rows import Subject
from aidledger.workflows.asking import AsKnown, ask, ask_contradictions, ask_rows
from aidledger.workflows.opening import Ledger
from aidledger.workflows.reading import read_file

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2024, 11, 13)
NOW = datetime(2026, 1, 1, tzinfo=UTC)

Arrival = Callable[[Ledger], object]


def arrivals() -> list[Arrival]:
    """The worked record and each example article, as things that arrive."""
    texts = [
        read_file(path, Told(), date(2026, 1, 1))
        for path in sorted((EXAMPLES / "articles").glob("*.md"))
    ]
    found: list[Arrival] = [
        lambda ledger: ledger.import_table(EXAMPLES / "us-ukraine" / "mapping.yml")
    ]
    found += [lambda ledger, text=text: ledger.add(text) for text in texts]  # type: ignore[misc]
    return found


def answers(order: tuple[Arrival, ...], path: Path) -> Any:
    book = RecordBook(SqliteStorage(path, create=True))
    with Ledger(book, clock=lambda: NOW) as ledger:
        for arrive in order:
            arrive(ledger)
        known = AsKnown(known=DAY)
        pair = {"donor": "US", "recipient": "UA", "as_known": known}
        return [
            _bare(plain(answer))
            for answer in (
                ask(ledger, "remaining", on=DAY, **pair),  # type: ignore[arg-type]
                ask(ledger, "totals", on=DAY, **pair),  # type: ignore[arg-type]
                ask_contradictions(ledger, on=DAY, **pair),  # type: ignore[arg-type]
                *(
                    ask_rows(ledger, question, Subject(donor="US", recipient="UA", on=DAY), known)
                    for question in QUESTIONS
                ),
            )
        ]


def _bare(value: Any) -> Any:
    """Without pins and the names made of them; lists as sets."""
    if isinstance(value, dict):
        return {
            key: _bare(item)
            for key, item in value.items()
            if key != "pin" and not (key == "id" and "/" in str(item))
        }
    if isinstance(value, list):
        return sorted((_bare(item) for item in value), key=repr)
    return value


def test_every_order_of_arrival_gives_the_same_answers(tmp_path: Path) -> None:
    orders = list(permutations(arrivals()))
    assert len(orders) == 6
    wanted = answers(orders[0], tmp_path / "0.aidledger")
    for number, order in enumerate(orders[1:], start=1):
        assert answers(order, tmp_path / f"{number}.aidledger") == wanted
