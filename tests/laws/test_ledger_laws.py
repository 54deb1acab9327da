"""Laws of the ledger, tried on `generated_books` and against a `second_ledger`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import generated_books as made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from second_ledger import LADDER, answers

from aidledger.catalogue import load_catalogue
from aidledger.ledger.book import RecordBook
from aidledger.ledger.posting import Posted, post
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.accounts import Account, AccountStage, World
from aidledger.model.amounts import Interval
from aidledger.model.records import Record
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.publishing.plain import plain
from aidledger.questions.contradictions import contradictions
from aidledger.questions.remaining import booked_entries, remaining
from aidledger.questions.scopes import balance_of, known_books
from aidledger.questions.totals import totals

NOW = datetime(2026, 1, 1, tzinfo=UTC)
law = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
heavy_law = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def recorded(*batches: list[Record]) -> Iterator[RecordBook]:
    """A ledger of its own with some batches of records in it."""
    with TemporaryDirectory() as place:
        book = RecordBook(SqliteStorage(Path(place) / "law.aidledger", create=True))
        for batch in batches:
            book.append(batch, NOW)
        yield book
        book.close()


def flat(rows: list[list[Record]]) -> list[Record]:
    return [record for row in rows for record in row]


def shown(book: RecordBook, on: int, known: int | None, vintage: int | None = None) -> list[Any]:
    """Every answer about a day, as plain values without the pin and the names made of it."""
    view = book.view(None if known is None else made.day(known), vintage=vintage)
    return [
        _unpinned(plain(answer))
        for answer in (
            remaining(view, "A", "B", made.day(on)),
            totals(view, "A", "B", made.day(on)),
            contradictions(view, "A", "B", load_catalogue()),
        )
    ]


def _unpinned(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _unpinned(item)
            for key, item in value.items()
            if key != "pin" and not (key == "id" and "/" in str(item))
        }
    return [_unpinned(item) for item in value] if isinstance(value, list) else value


@law
@given(made.vague_books, st.lists(made.days, min_size=1, max_size=5))
def test_a_book_that_goes_on_from_an_earlier_day_is_the_same(
    book: list[made.Row], days: list[int]
) -> None:
    entries = [made.entry_of(row, number) for number, row in enumerate(book)]
    before = None
    for number in sorted(days):
        on = made.day(number)
        before = post(entries, on, before)
        whole = post(entries, on)
        assert before.movements == whole.movements
        assert before.levels == whole.levels
        assert {key: (held.money, held.movements) for key, held in before.books.items()} == {
            key: (held.money, held.movements) for key, held in whole.books.items()
        }


@law
@given(made.vague_books, made.days)
def test_what_came_into_a_pot_is_in_it_or_has_left_it(book: list[made.Row], on: int) -> None:
    """Conservation per envelope, on both ends of every interval."""
    posted = post((made.entry_of(row, number) for number, row in enumerate(book)), made.day(on))
    for pot in made.POTS:
        came, left = (_crossed(posted, pot, into=into) for into in (True, False))
        stands = [
            balance.money for (place, _), balance in posted.books.items() if _is_in(place, pot)
        ]
        assert sum((money.face for money in stands if money.face is not None), Decimal(0)) == (
            _faces(came) - _faces(left)
        )
        # What stands may be anything that arriving and leaving sums allow, and no less wide.
        held = _hull(stands)
        allowed = _hull(came) - _hull(left)
        assert held.encloses(allowed) or _was_emptied(posted, pot)
    everywhere = sum(
        (balance.money.face or Decimal(0) for balance in posted.books.values()), Decimal(0)
    )
    assert everywhere == 0


def _is_in(place: object, pot: str) -> bool:
    return isinstance(place, Account) and place.envelope == pot


def _crossed(posted: Posted, pot: str, *, into: bool) -> list[Any]:
    return [
        movement.money
        for movement in posted.movements
        if _is_in(movement.target, pot) is into and _is_in(movement.source, pot) is not into
    ]


def _faces(moneys: list[Any]) -> Decimal:
    return sum((money.face for money in moneys), Decimal(0))


def _hull(moneys: list[Any]) -> Interval:
    result = Interval.exactly(0)
    for money in moneys:
        result = result + money.strict
    return result


def _was_emptied(posted: Posted, pot: str) -> bool:
    """An account emptied whole holds exactly nothing, whatever was uncertain in it."""
    return any(item.empties and _is_in(item.source, pot) for item in posted.movements)


@law
@given(made.books, made.days, made.days)
def test_answers_are_those_of_a_second_ledger(book: list[made.Row], on: int, known: int) -> None:
    with recorded(flat(made.records_of(book))) as own:
        view = own.view(made.day(known))
        books = known_books(booked_entries(view, "A", "B"))
        remains, reached = answers(book, on, known)
        scope = Scope(donor="A", recipient="B")
        assert balance_of(books, scope, made.day(on), "USD").face == remains
        for stage in LADDER:
            cumulative = replace(scope, kind=BalanceKind.CUMULATIVE, stage=AccountStage(stage))
            found = balance_of(books, cumulative, made.day(on), "USD").face
            assert found == reached[stage], stage


@heavy_law
@given(made.books, st.integers(0, 14), made.days, st.none() | made.days)
def test_later_records_change_no_answer_at_an_earlier_vintage(
    book: list[made.Row], cut: int, on: int, known: int | None
) -> None:
    rows = made.records_of(book)
    said: list[Record] = [made.balance_record(0, on, 30)]
    with recorded([*flat(rows[:cut]), *said]) as own:
        before = shown(own, on, known)
        vintage = own.view().knowledge.vintage
        for row in rows[cut:]:
            own.append(row, NOW)
        own.append([made.balance_record(1, on, 40)], NOW)
        assert shown(own, on, known, vintage) == before


@heavy_law
@given(made.books, st.randoms(use_true_random=False), made.days, st.none() | made.days)
def test_the_order_of_arrival_changes_no_answer(
    book: list[made.Row], shuffle: Any, on: int, known: int | None
) -> None:
    rows = [*made.records_of(book), [made.balance_record(0, on, 30)]]
    rows.append([made.balance_record(1, on, 40)])
    other = list(rows)
    shuffle.shuffle(other)
    with recorded(*rows) as first, recorded(*other) as second:
        assert _ordered(shown(first, on, known)) == _ordered(shown(second, on, known))


def _ordered(value: Any) -> Any:
    """Lists without their order: what is said counts, not what came first."""
    if isinstance(value, dict):
        return {key: _ordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=repr)
    return value


def test_the_second_ledger_can_disagree() -> None:
    """The comparison bites: a ledger that forgets what lapsed is found out."""
    book = [
        made.Row(said=0, on=0, pot="P", move=("enact", "-", "appropriated"), sum=10),
        made.Row(said=0, on=5, pot="P", move=("lapse", "appropriated", "-"), sum=1),
    ]
    entries = [made.entry_of(row, number) for number, row in enumerate(book)]
    scope = Scope(donor="A", recipient="B")
    assert answers(book, 6, 6)[0] == 0
    forgetful = known_books(entries[:1])
    assert balance_of(forgetful, scope, made.day(6), "USD").face == 10
    assert World.LAPSED in {entry.target for entry in entries}
