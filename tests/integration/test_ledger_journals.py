"""Ledgers written as journals, with the answers that they give; and journals with mistakes.

`tests/cases/ledger/NAME.journal` is the ledger, `NAME.answers.yml` beside it the questions.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from aidledger.ledger.journal.parsing import parse_journal
from aidledger.model.errors import AidledgerError
from aidledger.publishing.row_tables import row_tables
from aidledger.questions.rows import Subject
from aidledger.questions.totals import By
from aidledger.workflows.asking import AsKnown, ask_rows
from aidledger.workflows.journalling import JournalRefusedError, export_journal, import_journal
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.verifying import verify

CASES = Path(__file__).parents[1] / "cases"
JOURNALS = sorted((CASES / "ledger").glob("*.journal"))
MISTAKES: list[dict[str, Any]] = yaml.safe_load(
    (CASES / "journal" / "mistakes.yml").read_text(encoding="utf-8")
)
NOW = datetime(2026, 12, 1, tzinfo=UTC)
MILLION = Decimal(10**6)


def opened(journal: Path, folder: Path) -> Ledger:
    ledger = open_ledger(folder / f"{journal.stem}.aidledger")
    import_journal(ledger.book, journal, NOW)
    return ledger


@pytest.mark.parametrize("journal", JOURNALS, ids=lambda path: path.stem)
def test_a_ledger_answers_as_its_case_says(journal: Path, tmp_path: Path) -> None:
    asked = yaml.safe_load(journal.with_suffix(".answers.yml").read_text(encoding="utf-8"))
    with opened(journal, tmp_path) as ledger:
        for question in asked:
            assert answered(ledger, question) == expected(question), question
        assert verify(ledger).differences == ()


def answered(ledger: Ledger, asked: dict[str, Any]) -> Any:
    """What the ledger answers, in the words of the cases."""
    known = asked.get("known")
    if asked["ask"] in ("remaining", "waiting", "said"):
        answer = ledger.remaining(asked["donor"], asked["recipient"], on=asked["on"], known=known)
        if asked["ask"] == "waiting":
            return [flow.claim for flow in answer.waiting]
        if asked["ask"] == "said":
            return {item.id: item.verdict.value for item in answer.said}
        return {total.currency: total.face for total in answer.totals}
    if asked["ask"] == "totals":
        rows = ledger.totals(
            asked["donor"], asked["recipient"], on=asked["on"], known=known, by=By.STAGE
        ).rows
        stages = {row.stage for row in rows}
        return {
            stage: sum(row.reached.face or 0 for row in rows if row.stage == stage)
            for stage in stages
        }
    if asked["ask"] == "sources":
        told = ledger.why(asked["name"]).sources
        return None if told is None else [told.sources, told.independent]
    answer = ask_rows(ledger, asked["ask"], Subject(on=asked.get("on")), AsKnown(known=known))
    for table in row_tables(answer):
        names = [column.name for column in table.columns]
        if set(asked["columns"]) <= set(names):
            cells = [dict(zip(names, row, strict=True)) for row in table.rows]
            return [{name: str(row[name]) for name in asked["columns"]} for row in cells]
    raise AssertionError(f"no table of {asked['ask']} has the columns {asked['columns']}")


def expected(asked: dict[str, Any]) -> Any:
    if asked["ask"] in ("remaining", "totals"):
        return {name: Decimal(str(value)) * MILLION for name, value in asked["answer"].items()}
    if isinstance(asked["answer"], list) and "columns" in asked:
        return [{name: str(cell) for name, cell in row.items()} for row in asked["answer"]]
    return asked["answer"]


@pytest.mark.parametrize("journal", JOURNALS, ids=lambda path: path.stem)
def test_it_comes_back_from_its_own_export_and_adding_it_again_changes_nothing(
    journal: Path, tmp_path: Path
) -> None:
    with opened(journal, tmp_path) as ledger, open_ledger(tmp_path / "again") as again:
        first = export_journal(ledger.book, tmp_path / "first.journal")
        import_journal(again.book, tmp_path / "first.journal", NOW)
        second = export_journal(again.book, tmp_path / "second.journal")
        assert second == first
        assert (tmp_path / "second.journal").read_bytes() == (
            tmp_path / "first.journal"
        ).read_bytes()
        for source in (journal, tmp_path / "first.journal"):
            assert import_journal(ledger.book, source, NOW).added == 0


@pytest.mark.parametrize(
    "case", MISTAKES, ids=lambda case: f"{case['code'].removeprefix('JOURNAL_')}-{case['line']}"
)
def test_a_mistake_is_told_at_its_place_and_nothing_is_recorded(
    case: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "mistake.journal"
    good = "2024-11-01 note N\n  reason: kept\n  text: a row before the mistake\n\n"
    path.write_text(good + case["journal"], encoding="utf-8")
    with open_ledger(tmp_path / "ledger") as ledger:
        with pytest.raises(JournalRefusedError) as raised:
            import_journal(ledger.book, path, NOW)
        assert ledger.book.storage.last() is None
    issue = raised.value.issues[0]
    assert (issue.code, issue.details["line"]) == (case["code"], str(case["line"] + 4))
    assert issue.start is not None
    assert issue.end is not None
    assert raised.value.text[issue.start : issue.end] == case["words"]


def test_a_record_that_says_something_else_than_the_one_of_its_name_is_shown(
    tmp_path: Path,
) -> None:
    note = "2024-11-01 note N\n  reason: kept\n  text: {}\n"
    first, second, both = (tmp_path / f"{name}.journal" for name in ("one", "two", "both"))
    first.write_text(note.format("a row"), encoding="utf-8")
    second.write_text(note.format("another row"), encoding="utf-8")
    both.write_text(note.format("a row") + note.format("another row"), encoding="utf-8")
    with open_ledger(tmp_path / "ledger") as ledger, open_ledger(tmp_path / "other") as other:
        import_journal(ledger.book, first, NOW)
        for book, path, line in ((ledger.book, second, "1"), (other.book, both, "4")):
            with pytest.raises(JournalRefusedError) as raised:
                import_journal(book, path, NOW)
            (issue,) = raised.value.issues
            assert (issue.code, issue.details["line"]) == ("JOURNAL_RECORD_CHANGED", line)
        assert import_journal(ledger.book, first, NOW).added == 0


def test_every_mistake_of_a_journal_is_told_at_once(tmp_path: Path) -> None:
    journal = parse_journal("\n".join(case["journal"] for case in MISTAKES[:8]))
    assert [issue.code for issue in journal.issues] == [case["code"] for case in MISTAKES[:8]]


def test_a_changed_journal_is_not_taken_for_the_record_it_was(tmp_path: Path) -> None:
    with opened(JOURNALS[0], tmp_path) as ledger, open_ledger(tmp_path / "again") as again:
        path = tmp_path / "changed.journal"
        export_journal(ledger.book, path)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("425000000", "426000000"), encoding="utf-8")
        with pytest.raises(AidledgerError) as raised:
            import_journal(again.book, path, NOW)
        assert raised.value.code in ("JOURNAL_HEAD_DIFFERS", "JOURNAL_REFUSED")
        assert again.book.storage.last() is None
        with pytest.raises(AidledgerError) as raised:
            import_journal(ledger.book, tmp_path / "none.journal", NOW)
        assert raised.value.code == "FILE_MISSING"
        (tmp_path / "latin.journal").write_bytes(b"; \xe9t\xe9")
        with pytest.raises(AidledgerError) as raised:
            import_journal(ledger.book, tmp_path / "latin.journal", NOW)
        assert raised.value.code == "JOURNAL_NOT_UTF8"


def test_the_journal_of_the_document_is_one(tmp_path: Path) -> None:
    text = (CASES.parents[1] / "docs" / "journal.md").read_text(encoding="utf-8")
    path = tmp_path / "document.journal"
    path.write_text(text.split("```journal\n")[1].split("```")[0], encoding="utf-8")
    with open_ledger(tmp_path / "ledger") as ledger:
        assert import_journal(ledger.book, path, NOW).added == 3
        assert ledger.why("PDA-69").because[0].name == "R-7"
