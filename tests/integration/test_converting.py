"""Sums in another currency: a view with its rate, day and source; the book stays as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidledger.cli.program import run
from aidledger.model.accounts import Account, AccountStage, World
from aidledger.model.amounts import Interval
from aidledger.model.entries import Entry, EntryType
from aidledger.model.money import MixedCurrenciesError, Money, total
from aidledger.model.records import Citation, EntryRecord
from aidledger.questions.converting import RateUsed, convert, converted
from aidledger.workflows.asking import AsKnown, ask_converted
from aidledger.workflows.opening import Ledger, open_ledger

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = open_ledger(tmp_path_factory.mktemp("rates") / "us.aidledger")
    made.import_table(EXAMPLES / "us-ukraine" / "mapping.yml")
    made.import_table(EXAMPLES / "rates" / "mapping.yml")
    return made


def pot(currency: str, millions: int) -> EntryRecord:
    entry = Entry(
        id=f"E-{currency}",
        type=EntryType.ENACT,
        source=World.LEGISLATURE,
        target=Account(
            donor="A", recipient="B", envelope=f"P-{currency}", channel="grant",
            stage=AccountStage.APPROPRIATED,
        ),
        money=Money.exactly(Decimal(millions) * 10**6, currency),
        begins=date(2024, 1, 10),
        ends=date(2024, 1, 10),
    )  # fmt: skip
    return EntryRecord(
        asserted_on=date(2024, 1, 10),
        entry=entry,
        citation=Citation(document="table", start=0, end=0),
    )


@pytest.mark.parametrize(
    ("known", "day", "euros"),
    [
        # The rate of the end of 2024 was not known a day before; the older one says so itself.
        (date(2024, 12, 30), date(2023, 12, 29), "1.1050"),
        (date(2024, 12, 31), date(2024, 12, 31), "1.0389"),
    ],
)
def test_a_rate_is_the_newest_known(ledger: Ledger, known: date, day: date, euros: str) -> None:
    answer = ask_converted(
        ledger, "remaining", "EUR", donor="US", recipient="UA", on=date(2024, 12, 31),
        as_known=AsKnown(known=known),
    )  # fmt: skip
    (row,) = answer.rows
    assert row.rate is not None
    assert (row.rate.day, row.rate.source) == (day, "European Central Bank")
    assert row.money.face is not None
    assert row.converted is not None
    assert row.converted.face == (row.money.face / Decimal(euros)).quantize(Decimal(1))
    for name in row.rate.records:
        evidence = ledger.why(name).evidence
        assert evidence is not None
        assert evidence.url is not None


def test_two_rates_lead_by_way_of_a_third_currency(ledger: Ledger) -> None:
    answer = ask_converted(
        ledger, "remaining", "GBP", donor="US", recipient="UA", on=date(2024, 11, 13),
        as_known=AsKnown(known=date(2024, 11, 13)),
    )  # fmt: skip
    (row,) = answer.rows
    assert row.rate is not None
    assert row.rate.records == ("RATE-EUR-USD-2023-12-29", "RATE-EUR-GBP-2023-12-29")
    assert row.converted is not None
    by_hand = Decimal(9_300_000_000) * Decimal("0.86905") / Decimal("1.1050")
    assert row.converted.face == by_hand.quantize(Decimal(1))


def test_currencies_are_summed_only_at_named_rates(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "mixed.aidledger") as own:
        own.import_table(EXAMPLES / "rates" / "mapping.yml")
        own.book.append([pot("EUR", 10), pot("USD", 11), pot("TRY", 7)], NOW)
        on = date(2024, 6, 1)
        totals = own.remaining("A", "B", on=on).totals
        assert [money.currency for money in totals] == ["EUR", "TRY", "USD"]
        with pytest.raises(MixedCurrenciesError):
            total(totals, "EUR")
        answer = ask_converted(own, "remaining", "EUR", donor="AU", recipient="UA", on=on)
        assert not answer.is_recorded
        rows = own.totals("A", "B", on=on).rows
        assert {row.reached.currency for row in rows} == {"EUR", "TRY", "USD"}
        done = converted(own.view(), own.remaining("A", "B", on=on), "EUR")
        (whole,) = done.sums
        assert whole.money.face == 10_000_000 + (Decimal(11_000_000) / Decimal("1.1050")).quantize(
            Decimal(1)
        )
        assert [money.currency for money in whole.left_out] == ["TRY"]
        # Before any rate was published, only what needs none is counted.
        early = converted(own.view(date(2021, 1, 1)), own.remaining("A", "B", on=on), "EUR")
        assert [money.currency for money in early.sums[0].left_out] == ["TRY", "USD"]


@given(
    st.decimals("0.0001", "1000", places=4),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
)
def test_no_interval_narrows(rate: Decimal, low: int, more: int) -> None:
    around = Interval(Decimal(low), Decimal(low + more))
    money = Money(face=Decimal(low), strict=around, lenient=around, currency="USD")
    used = RateUsed(
        records=("R",), base="USD", quote="EUR", rate=rate, day=date(2024, 1, 1), source="a bank"
    )
    changed = convert(money, used)
    exact = around.scaled(rate)
    assert changed.strict.encloses(exact)
    assert changed.currency == "EUR"
    assert changed.strict.width is not None
    assert exact.width is not None
    assert changed.strict.width - exact.width < 2


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = ["--ledger", str(tmp_path / "own.aidledger")]
    for name in ("us-ukraine", "rates"):
        assert run([*path, "import", str(EXAMPLES / name / "mapping.yml")]) == 0
    asked = ["--donor", "US", "--recipient", "Ukraine", "--on", "2024-11-13", "--in"]
    assert run([*path, "ask", "totals", *asked, "eur"]) == 0
    assert "RATE-EUR-USD-2023-12-29" in capsys.readouterr().out
    assert run([*path, "ask", "remaining", *asked, "EUR", "--json"]) == 0
    assert run([*path, "ask", "remaining", *asked, "XXZ"]) == 2
