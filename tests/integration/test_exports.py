"""Answers as files: whole lines, exact numbers, a description beside, nothing a sheet would run."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from aidledger.catalogue import load_catalogue
from aidledger.model.errors import AidledgerError
from aidledger.model.evidence import Document
from aidledger.publishing.exports import write_answer
from aidledger.publishing.tables import Answer, delimited, tables_of
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.questions.asked import QUESTIONS
from aidledger.questions.rows import Subject
from aidledger.reading.pipeline import read_document
from aidledger.workflows.asking import (
    AsKnown,
    Moment,
    ask,
    ask_contradictions,
    ask_differences,
    ask_rows,
)
from aidledger.workflows.opening import Ledger, open_ledger

ROOT = Path(__file__).parents[2]
DAY = date(2024, 11, 13)
LATE = date(2025, 2, 1)
ASKED = ("remaining", "totals", "contradictions", "differences", *QUESTIONS)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = open_ledger(tmp_path_factory.mktemp("exports") / "us.aidledger")
    made.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
    for path in sorted((ROOT / "examples" / "articles").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        document = Document(text=text, published=DAY, publisher="aidledger examples")
        made.add(read_document(document, load_catalogue()))
    return made


SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_workbook(path: Path) -> dict[str, list[list[str]]]:
    """The cells of each sheet as texts, in order."""
    with zipfile.ZipFile(path) as parts:
        strings = [
            "".join(part.itertext())
            for part in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        ]
        names = [
            sheet.attrib["name"]
            for sheet in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(f"{SPACE}sheet")
        ]
        sheets = [
            ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))
            for number in range(1, len(names) + 1)
        ]
    return {
        name: [
            [
                strings[int(cell.findtext(f"{SPACE}v") or 0)]
                if cell.get("t") == "s"
                else cell.findtext(f"{SPACE}v") or ""
                for cell in row
            ]
            for row in sheet.iter(f"{SPACE}row")
        ]
        for name, sheet in zip(names, sheets, strict=True)
    }


def answer_to(ledger: Ledger, question: str) -> Answer:
    if question in ("remaining", "totals"):
        return ask(ledger, question, donor="US", recipient="UA", on=DAY)
    if question == "contradictions":
        return ask_contradictions(ledger, donor="US", recipient="UA")
    subject = Subject(donor="US", recipient="UA", on=LATE if question == "stale" else DAY)
    if question == "differences":
        later = Moment(on=LATE, as_known=AsKnown(known=LATE))
        return ask_differences(ledger, "totals", subject, Moment(on=DAY), later)
    return ask_rows(ledger, question, subject)


@pytest.mark.parametrize("question", ASKED)
def test_a_csv_is_described_beside_it(ledger: Ledger, question: str, tmp_path: Path) -> None:
    answer = answer_to(ledger, question)
    files = write_answer(answer, tmp_path / "rows.csv")
    described = json.loads((tmp_path / "rows.csv-metadata.json").read_text(encoding="utf-8"))
    assert [file.name for file in files] == [
        *(table["url"] for table in described["tables"]), "rows.csv-metadata.json",
    ]  # fmt: skip
    assert described["aidledger:pins"]
    assert all(len(pin["head"]) == 64 for pin in described["aidledger:pins"])
    for table in described["tables"]:
        columns = [column["name"] for column in table["tableSchema"]["columns"]]
        with (tmp_path / table["url"]).open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        assert header == columns
        assert len(rows) == table["aidledger:rows"]
        assert {len(row) for row in rows} <= {len(header)}
    again = write_answer(answer, tmp_path / "again.csv")
    assert again[0].read_bytes() == files[0].read_bytes()


@pytest.mark.parametrize("question", ASKED)
def test_a_workbook_holds_the_tables_and_what_they_are(
    ledger: Ledger, question: str, tmp_path: Path
) -> None:
    answer = answer_to(ledger, question)
    (path,) = write_answer(answer, tmp_path / "rows.xlsx")
    sheets = read_workbook(path)
    tables = tables_of(answer)
    assert list(sheets) == [*(table.name for table in tables), "about"]
    for table in tables:
        rows = sheets[table.name]
        assert rows[0] == [column.name for column in table.columns]
        assert len(rows) == 1 + len(table.rows)
    assert "pins" in {row[0] for row in sheets["about"]}


def test_sums_leave_with_both_intervals_exactly(ledger: Ledger, tmp_path: Path) -> None:
    write_answer(answer_to(ledger, "remaining"), tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    (bought,) = [
        row for row in rows if (row["channel"], row["origin"]) == ("procurement", "computed")
    ]
    # Acts in round sums: what is left of them is known to 75 million, leniently to 150.
    assert bought["amount"] == "1675000000"
    assert bought["amount_strict_low"] == "1600000000"
    assert bought["amount_lenient_high"] == "1825000000"
    assert all(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", row["amount"]) for row in rows)


def test_what_is_worked_out_is_told_from_what_is_said(ledger: Ledger, tmp_path: Path) -> None:
    write_answer(answer_to(ledger, "meetings"), tmp_path / "rows.csv")
    described = json.loads((tmp_path / "rows.csv-metadata.json").read_text(encoding="utf-8"))
    derived = {
        table["url"]: {
            column["name"]
            for column in table["tableSchema"]["columns"]
            if column["aidledger:derived"]
        }
        for table in described["tables"]
    }
    assert derived == {"rows.csv": {"state", "sources", "independent"}, "rows.history.csv": set()}


@pytest.mark.parametrize("words", ["=1+1", "+1", "@SUM(A1)", "-A1", "\t=1", "\r=1"])
def test_a_cell_that_a_sheet_would_run_is_text(words: str) -> None:
    table = Table("said", (Column("words", ColumnKind.TEXT),), ((words,),))
    written = delimited(table, ",").split("\n", 1)[1]
    assert next(csv.reader([written]))[0].startswith("'")


def test_another_ending_or_a_missing_folder_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    answer = answer_to(ledger, "totals")
    for path, code in (
        (tmp_path / "rows.ods", "EXPORT_FORMAT"),
        (tmp_path / "none" / "rows.csv", "FILE_CANNOT_WRITE"),
        (tmp_path / "none" / "rows.xlsx", "FILE_CANNOT_WRITE"),
    ):
        with pytest.raises(AidledgerError) as refused:
            write_answer(answer, path)
        assert refused.value.code == code
