"""Delegations of authority read, booked and set against packages, with no table of their own."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from aidledger.cli.program import run
from aidledger.questions.authorities import AuthoritiesAnswer, YearCompared
from aidledger.workflows.memoranda import Memoranda, book_memoranda
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.verifying import verify

PACKAGES = Path(__file__).parents[2] / "examples" / "us-ukraine" / "mapping.yml"
MILLION = Decimal(10**6)

OPENING = (
    "By the authority vested in me as President by the laws of the United States of America, "
    "including section 621 of the Foreign Assistance Act of 1961 (FAA), I hereby delegate to the "
    "Secretary of State"
)
DRAWDOWN = (
    "the authority under section {section} of the FAA to direct the drawdown of {sum} in defense "
    "articles and services, to provide assistance to {recipient}"
)
WAIVER = (
    "the authority under section 614(a)(1) of the FAA to determine whether to furnish {sum} in "
    "assistance to {recipient} without regard to any provision of law within the purview of "
    "section 614(a)(1) of the FAA"
)


def drawdown(total: str, recipient: str = "Ukraine", section: str = "506(a)(1)") -> str:
    return DRAWDOWN.format(sum=total, recipient=recipient, section=section)


def waiver(total: str) -> str:
    return WAIVER.format(sum=total, recipient="Ukraine")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts of our own in the manner of such memoranda."""
    texts = {
        "2022-09-14": f"{OPENING} {drawdown('up to $600 million')}.",
        # Of the next fiscal year, with a waiver of the same sum before it.
        "2022-10-03": f"{OPENING}: (1) {waiver('up to $25 million')}; and (2) "
        f"{drawdown('up to an aggregate value of $625 million')}.",
        "2022-10-05": f"{OPENING} {drawdown('up to $22 million', 'Lebanon')}.",
        "2022-11-04": f"{OPENING}: (1) {drawdown('up to $900 million')}; and (2) "
        f"{drawdown('up to $10 million', section='552(c)(2)')}.",
        "2022-11-05": "I find that a sale of petroleum from the reserve of the United States is "
        "required by the obligations of the United States, and that it was worth $3 billion.",
    }
    made = tmp_path / "memoranda"
    made.mkdir()
    for day, text in texts.items():
        (made / f"{day}.md").write_text(f"---\npublished: {day}\n---\n{text}\n", encoding="utf-8")
    return made


def totals(answer: AuthoritiesAnswer) -> dict[tuple[str, str, int], Decimal | None]:
    return {(row.recipient, row.section, row.fiscal_year): row.money.face for row in answer.totals}


def test_sums_are_booked_by_provision_recipient_and_fiscal_year(folder: Path) -> None:
    told = book_memoranda(folder, PACKAGES)
    assert totals(told.granted) == {
        ("UA", "506(a)(1)", 2022): 600 * MILLION,
        ("UA", "506(a)(1)", 2023): 1525 * MILLION,
        ("UA", "552(c)(2)", 2023): 10 * MILLION,
        ("LB", "506(a)(1)", 2023): 22 * MILLION,
    }
    assert [grant.money.face for grant in told.granted.waivers] == [25 * MILLION]
    assert [told.names[document] for document in told.granted.silent] == ["2022-11-05.md"]
    assert told.granted.unbooked == ()


def test_the_grants_are_set_against_packages(folder: Path) -> None:
    (comparison,) = book_memoranda(folder, PACKAGES).comparisons
    assert (comparison.recipient, comparison.section) == ("UA", "506(a)(1)")
    first, second = comparison.years
    assert [(pair.package, pair.rest.face) for pair in first.matched] == [("PDA-21", Decimal(0))]
    assert [pair.package for pair in second.matched] == ["PDA-22"]
    assert [grant.on.isoformat() for grant in second.unused] == ["2022-11-04"]
    for year in comparison.years:
        assert_explained(year)


def assert_explained(year: YearCompared) -> None:
    """Granted and used differ by exactly what is listed."""
    listed = sum((entry.money.face or 0 for entry in year.ungranted if entry.money), Decimal(0))
    listed += sum((pair.rest.face or 0 for pair in year.matched), Decimal(0))
    listed -= sum((grant.money.face or 0 for grant in year.unused), Decimal(0))
    assert (year.used - year.granted).face == listed


def test_every_entry_cites_its_words_and_adding_again_changes_nothing(
    folder: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.aidledger"
    told = book_memoranda(folder, None, kept)
    with open_ledger(kept, create=False) as ledger:
        vintage = ledger.view().knowledge.vintage
        for grant in told.granted.grants:
            evidence = ledger.why(grant.entry or "").evidence
            assert evidence is not None
            assert evidence.excerpt == grant.words
        assert ledger.remaining("US", "UA", on=told.granted.grants[-1].on).waiting == ()
        assert verify(ledger).differences == ()
    again = book_memoranda(folder, None, kept)
    assert again.granted.pin.vintage == vintage
    assert again.granted.totals == told.granted.totals


def test_a_folder_without_delegations_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.md").write_text(
        "France will give Sudan 12 million euros in humanitarian aid this year.", encoding="utf-8"
    )
    assert run(["memoranda", str(tmp_path)]) == 66
    assert "Texts that grant nothing: 1" in capsys.readouterr().out
    assert run(["memoranda", str(tmp_path / "none")]) == 66


def test_the_public_memoranda_sum_to_the_known_totals(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shared = os.environ.get("AIDLEDGER_SHARED")
    if not shared:
        pytest.skip("AIDLEDGER_SHARED names no folder: the public memoranda are not read")
    texts = Path(shared) / "corpus" / "drawdown"
    told: Memoranda = book_memoranda(texts, PACKAGES)
    found = totals(told.granted)
    assert {key: value for key, value in found.items() if key[0] == "UA"} == {
        ("UA", "506(a)(1)", 2021): 60 * MILLION,
        ("UA", "506(a)(1)", 2022): 9025 * MILLION,
        ("UA", "506(a)(1)", 2023): 14628 * MILLION,
        ("UA", "552(c)(2)", 2023): 10 * MILLION,
    }
    assert {grant.recipient for grant in told.granted.grants} == {"AF", "LB", "TW", "UA"}
    (comparison,) = told.comparisons
    for year in comparison.years:
        assert_explained(year)
    last = comparison.years[-1]
    assert last.above_ceiling is not None
    assert last.above_ceiling.face == 128 * MILLION
    assert [grant.money.face for grant in last.waivers] == [122 * MILLION, 128 * MILLION]
    assert last.restored == ("RST-2023-06-20",)
    assert run(["memoranda", str(texts)]) == 0
    last_words = capsys.readouterr().out.partition("Totals by fiscal year")[2]
    for figure in ("$60m", "$9.025bn", "$14.628bn", "$10m"):
        assert f" {figure} " in last_words
