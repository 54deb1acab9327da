"""Restatements, revaluations, and texts that changed at their address: knowledge that moves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from aidledger.catalogue import load_catalogue
from aidledger.cli.program import run
from aidledger.ledger.book import RecordBook
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.errors import AidledgerError
from aidledger.model.evidence import Document
from aidledger.questions.answers import Origin, TotalRow
from aidledger.reading.pipeline import read_document
from aidledger.workflows.deciding import Residual, decide
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.restating import Restatement, plain_amount, restate
from aidledger.workflows.verifying import verify
from aidledger.workflows.word import Word

MAPPING = Path(__file__).parents[2] / "examples" / "us-ukraine" / "mapping.yml"
MILLION = Decimal(10**6)
WORD = Word(by="a reader", now=datetime(2026, 12, 1, tzinfo=UTC), reason="told by the source")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "us.aidledger"
    with open_ledger(path) as ledger:
        ledger.import_table(MAPPING)
    return path


@pytest.fixture
def own(record: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(record, tmp_path / "own.aidledger")
    with open_ledger(tmp_path / "own.aidledger") as ledger:
        yield ledger


def drawn(ledger: Ledger, on: date, known: date, vintage: int | None = None) -> TotalRow:
    rows = ledger.totals("US", "UA", on=on, known=known, vintage=vintage).rows
    return next(row for row in rows if (row.stage, row.channel) == ("allocated", "drawdown"))


def test_the_revaluation_of_june_2023_changes_may_and_why_says_why(own: Ledger) -> None:
    """Drawdowns booked 6.2 billion too high: May as known before and after June."""
    may, eve, after = date(2023, 5, 31), date(2023, 6, 19), date(2023, 6, 20)
    before, later = drawn(own, may, eve), drawn(own, may, after)
    assert before.reached.face == 21_760 * MILLION
    # The share of fiscal year 2022 had gone by then; of that of 2023 anything up to the whole.
    assert (later.reached.strict.low, later.reached.strict.high) == (
        (21_760 - 2_600 - 3_600) * MILLION,
        (21_760 - 2_600) * MILLION,
    )
    explained = {below.name for below in own.why(later.id).because}
    unexplained = {below.name for below in own.why(before.id).because}
    assert explained - unexplained == {"RST-2023-06-20-FY2022", "RST-2023-06-20-FY2023"}
    for name in explained - unexplained:
        evidence = own.why(name).evidence
        assert evidence is not None
        assert evidence.url is not None
    # Once both shares have wholly taken effect the sum is a figure again.
    assert (
        drawn(own, date(2023, 6, 26), date(2023, 7, 1)).reached.face == (22_085 - 6_200) * MILLION
    )


def test_a_restated_figure_stands_from_its_day_and_the_old_one_before(own: Ledger) -> None:
    on, day = date(2023, 5, 31), date(2023, 6, 5)
    old = drawn(own, on, date(2023, 6, 4))
    vintage = own.view().knowledge.vintage
    made = restate(own.book, "PDA-38", Restatement(amount=plain_amount("385000000"), on=day), WORD)
    assert drawn(own, on, date(2023, 6, 4)).reached == old.reached
    assert old.reached.face is not None
    assert drawn(own, on, day).reached.face == old.reached.face + 10 * MILLION
    assert drawn(own, on, day, vintage).reached == old.reached
    assert own.why(made).asserted_on == day
    assert verify(own).differences == ()
    for name, amount_on in (("PDA-38", day), (made, date(2023, 6, 4))):
        with pytest.raises(AidledgerError):
            restate(own.book, name, Restatement(amount=Decimal(1), on=amount_on), WORD)


def test_deciding_on_the_command_line(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.aidledger"
    shutil.copy(record, path)
    asked = [
        "--ledger", str(path), "decide", "US:UA:USAI-FY2024:procurement:appropriated",
        "--amount", "5000000", "--currency", "USD", "--by", "a reader", "--reason", "rounded",
        "--ground",
    ]  # fmt: skip
    assert run([*asked, "B-2024-12-07-USAI"]) == 0
    assert run([*asked, "NOBODY"]) == 66


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("PDA-38", "--amount", "385000000", "--on", "2023-06-05"), 0),
        (("B-2023-05-09-PDA", "--amount", "21200000000", "--on", "2023-06-05"), 0),
        (("PDA-38", "--amount", "1,5", "--on", "2023-06-05"), 2),
        (("PDA-38", "--amount", "385000000", "--on", "2023-05-01"), 2),
        (("D-2024-11-12-USAI", "--amount", "1", "--on", "2024-11-13"), 2),
        (("LAPSE-PDA-FY2022", "--amount", "1", "--on", "2024-11-13"), 2),
        (("NOBODY", "--amount", "1", "--on", "2024-11-13"), 66),
    ],
)
def test_the_verb(record: Path, tmp_path: Path, arguments: tuple[str, ...], status: int) -> None:
    path = tmp_path / "own.aidledger"
    shutil.copy(record, path)
    assert run(["--ledger", str(path), "restate", *arguments, "--by", "a reader"]) == status


def article(text: str, published: date) -> Document:
    return Document(
        text=text, language="en", published=published, publisher="a daily",
        url="https://daily.example/aid",
    )  # fmt: skip


def test_a_text_that_changed_at_its_address_takes_the_place_of_the_earlier(
    tmp_path: Path,
) -> None:
    first = article(
        "About $9 billion in US military aid for Ukraine remains to be allocated.",
        date(2024, 11, 13),
    )
    second = article(
        "About $7 billion in US military aid for Ukraine remains to be allocated, corrected from "
        "about $9 billion.",
        date(2024, 11, 15),
    )
    book = RecordBook(SqliteStorage(tmp_path / "changed.aidledger", create=True))
    with Ledger(book, clock=lambda: datetime(2024, 11, 20, tzinfo=UTC)) as own:
        for document in (first, second):
            own.add(read_document(document, load_catalogue()))
        figures = {
            known: [
                item.stated.face
                for item in own.remaining(
                    "US", "UA", on=date(2024, 11, 14), known=date(2024, 11, known)
                ).said
            ]
            for known in (14, 15)
        }
        assert figures[14] == [9000 * MILLION]
        assert 7000 * MILLION in figures[15]
        earlier = [
            item.id
            for item in own.remaining(
                "US", "UA", on=date(2024, 11, 14), known=date(2024, 11, 14)
            ).said
        ]
        now = own.remaining("US", "UA", on=date(2024, 11, 14)).said
        assert not {item.id for item in now} & set(earlier)
        # Nothing is lost: the earlier claim is still explained by its words.
        assert own.why(earlier[0]).evidence is not None
        assert not own.add(read_document(second, load_catalogue())).is_new
        assert verify(own).differences == ()


def residual(**changes: object) -> Residual:
    plain = Residual(
        account="US:UA:USAI-FY2024:procurement:appropriated", amount=5 * MILLION,
        currency="USD", grounds=("B-2024-12-07-USAI",),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_what_nobody_itemises_is_booked_by_a_decision_and_shown_as_such(own: Ledger) -> None:
    on = date(2024, 12, 8)
    before = own.remaining("US", "UA", on=on, known=on)
    name = decide(own.book, residual(), WORD)
    after = own.remaining("US", "UA", on=on, known=on)
    shares = [
        segment.money.face
        for answer in (before, after)
        for part in answer.parts
        for segment in part.segments
        if segment.origin is Origin.UNEXPLAINED
    ]
    assert shares == [535 * MILLION, 540 * MILLION]
    assert own.why(f"{name}/entry").because[0].name == name
    assert own.why(name).because[0].name == "B-2024-12-07-USAI"
    # It rests on what was said on 7 December, and counts from then.
    eve = date(2024, 12, 6)
    assert own.remaining("US", "UA", on=on, known=eve).totals != after.totals
    decide(own.book, residual(amount=-5 * MILLION), WORD)
    assert own.remaining("US", "UA", on=on, known=on).totals == before.totals
    assert verify(own).differences == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"account": "US:UA:USAI"}, "ACCOUNT_BAD"),
        ({"account": "world:legislature"}, "ACCOUNT_BAD"),
        ({"amount": Decimal(0)}, "DECISION_EMPTY"),
        ({"currency": "dollars"}, "CURRENCY_UNKNOWN"),
        ({"grounds": ()}, "DECISION_EMPTY"),
        ({"grounds": ("NOBODY",)}, "NAME_UNKNOWN"),
        ({"grounds": ("TERM-2025-01-20",)}, "NOT_A_GROUND"),
    ],
)
def test_a_decision_without_ground_or_place_is_refused(
    own: Ledger, changes: dict[str, object], code: str
) -> None:
    vintage = own.view().knowledge.vintage
    with pytest.raises(AidledgerError) as raised:
        decide(own.book, residual(**changes), WORD)
    assert raised.value.code == code
    assert own.view().knowledge.vintage == vintage
