"""The auditor's pack: checked by a Python that has nothing else, whole, and the same at a pin."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from aidledger.intake.files import Told
from aidledger.model.errors import AidledgerError
from aidledger.workflows.auditing import PackAsked, Packed, write_audit_pack
from aidledger.workflows.judging import judge_new
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.reading import read_file
from aidledger.workflows.reviewing import correct, reject
from aidledger.workflows.word import Word

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = date(2024, 11, 13)
ASKED = PackAsked(donor="US", recipient="UA", on=ON)
FLIPS = 60


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("audit") / "us.aidledger") as opened:
        opened.import_table(EXAMPLES / "us-ukraine" / "mapping.yml")
        for path in sorted((EXAMPLES / "articles").glob("*.md")):
            opened.add(read_file(path, Told(), ON))
        yield opened


@pytest.fixture(scope="module")
def pack(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Packed:
    return write_audit_pack(ledger, ASKED, tmp_path_factory.mktemp("packs") / "pack")


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the pack's own program says, run by a Python without any package."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py")],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_bare_python_checks_the_pack(pack: Packed) -> None:
    told = checked(pack.path)
    assert (told.returncode, told.stderr) == (0, "")
    assert pack.digest in told.stdout
    assert pack.differences == 0


def test_any_flipped_bit_is_found(pack: Packed, tmp_path: Path) -> None:
    """By the program, or (where the program itself was changed) by the digest held outside."""
    drawn = random.Random(20241113)
    folder = tmp_path / "pack"
    shutil.copytree(pack.path, folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    module = _check_module()
    for turn in range(FLIPS):
        path = files[turn % len(files)]
        whole = path.read_bytes()
        place, bit = drawn.randrange(len(whole)), drawn.randrange(8)
        changed = bytearray(whole)
        changed[place] ^= 1 << bit
        path.write_bytes(changed)
        found = list(module.differences(folder))
        digest = module.digest((folder / module.MANIFEST).read_bytes())
        assert found or digest != pack.digest, (path.name, place, bit)
        path.write_bytes(whole)
    assert not list(module.differences(folder))


def _check_module():  # type: ignore[no-untyped-def]
    from aidledger.publishing.audit import check

    return check


def test_the_chain_is_checked_without_the_manifest(pack: Packed, tmp_path: Path) -> None:
    """Whoever changes a record and mends the manifest is still found."""
    folder = tmp_path / "pack"
    shutil.copytree(pack.path, folder)
    chain = folder / "chain.jsonl"
    chain.write_text(chain.read_text().replace("5550000000", "5550000001"))
    module = _check_module()
    found = list(module.differences(folder))
    assert any("its hash is not that of its content" in line for line in found)


def test_a_file_more_or_less_is_found(pack: Packed, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(pack.path, folder)
    (folder / "sample.csv").unlink()
    (folder / "more.csv").write_text("x")
    told = checked(folder)
    assert told.returncode == 1
    assert "sample.csv: missing" in told.stdout
    assert "more.csv: not of this pack" in told.stdout


def test_the_same_pin_gives_the_same_bytes(ledger: Ledger, tmp_path: Path) -> None:
    first = write_audit_pack(ledger, ASKED, tmp_path / "a.zip")
    second = write_audit_pack(ledger, ASKED, tmp_path / "b.zip")
    assert first.path.read_bytes() == second.path.read_bytes()
    with zipfile.ZipFile(first.path) as archive:
        archive.extractall(tmp_path / "open")
    assert checked(tmp_path / "open").returncode == 0


def test_every_figure_is_counted_or_left_out_with_a_reason(pack: Packed) -> None:
    figures = rows(pack.path, "figures.csv")
    counted = {row["name"] for row in figures if row["fate"] == "counted"}
    excluded = {row["name"] for row in rows(pack.path, "excluded.csv")}
    assert counted | excluded == {row["name"] for row in figures}
    assert not counted & excluded
    forward = {row["figure"] for row in rows(pack.path, "trail_forward.csv")}
    closing = {row["name"] for row in figures if row["fate"] == "closing"}
    assert counted <= forward <= counted | closing


def test_trails_lead_both_ways(pack: Packed) -> None:
    back = {(row["entry"], row["line"]) for row in rows(pack.path, "trail_backward.csv")}
    forth = {(row["entry"], row["line"]) for row in rows(pack.path, "trail_forward.csv")}
    assert forth == back
    assert all(row["sentence"] for row in rows(pack.path, "trail_backward.csv"))


def test_a_line_is_the_sum_of_its_trail(pack: Packed) -> None:
    """The ceiling line of drawdowns: what came in less what went out, by the rows alone."""
    (line,) = {
        row["line"]
        for row in rows(pack.path, "trail_backward.csv")
        if row["line"].startswith("remaining/") and row["line"].endswith("/drawdown/USD")
    }
    steps = [row for row in rows(pack.path, "trail_backward.csv") if row["line"] == line]
    total = sum(int(row["sign"]) * int(row["amount"]) for row in steps)
    assert total == int(steps[0]["line_amount"])


def test_the_seed_draws_the_sample(ledger: Ledger, pack: Packed, tmp_path: Path) -> None:
    again = write_audit_pack(ledger, ASKED, tmp_path / "again")
    asked = PackAsked(donor="US", recipient="UA", on=ON, seed="another", sample=7)
    other = write_audit_pack(ledger, asked, tmp_path / "other")
    names = [row["name"] for row in rows(pack.path, "sample.csv")]
    assert names == [row["name"] for row in rows(again.path, "sample.csv")]
    drawn = [row["name"] for row in rows(other.path, "sample.csv")]
    assert len(drawn) == 7
    assert drawn != names[:7]


def test_only_quoted_sentences_leave_when_asked(ledger: Ledger, tmp_path: Path) -> None:
    asked = PackAsked(donor="US", recipient="UA", on=ON, with_texts=False)
    pack = write_audit_pack(ledger, asked, tmp_path / "pack")
    assert not (pack.path / "texts").exists()
    assert checked(pack.path).returncode == 0


def test_a_rejected_figure_stays_in_sight(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.aidledger") as ledger:
        text = tmp_path / "a.txt"
        text.write_text(
            "Paris gave Kyiv 50 million euros in military aid on Monday, officials said.\n"
        )
        added = ledger.add(read_file(text, Told(published=ON), ON))
        (claim,) = [
            record.key for record in ledger.view().claims_as_read(added.document)
            if record.claim.kind == "amount"
        ]  # fmt: skip
        reject(ledger.book, claim, Word(by="an auditor", now=datetime.now(UTC), reason="no such"))
        asked = PackAsked(donor="France", recipient="Ukraine", on=ON)
        pack = write_audit_pack(ledger, asked, tmp_path / "pack")
    (row,) = rows(pack.path, "excluded.csv")
    assert (row["name"], row["fate"], row["by"]) == (claim, "rejected", "an auditor")


def test_a_doubtful_scale_books_nothing_until_a_person_says_what_it_reads(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with open_ledger(tmp_path / "one.aidledger") as ledger:
        text = tmp_path / "a.txt"
        text.write_text("Paris a versé 3 billions d'euros d'aide militaire à l'Ukraine lundi.\n")
        added = ledger.add(read_file(text, Told(published=ON), ON))
        (claim,) = [
            record.key for record in ledger.view().claims_as_read(added.document)
            if record.claim.kind == "amount"
        ]  # fmt: skip
        with pytest.raises(AidledgerError, match="FLOW_NOT_BOOKABLE"):
            judge_new(ledger.book, claim, "a reviewer", now)
        asked = PackAsked(donor="France", recipient="Ukraine", on=ON)
        pack = write_audit_pack(ledger, asked, tmp_path / "before")
        assert [row["fate"] for row in rows(pack.path, "excluded.csv")] == ["doubtful"]
        correct(ledger.book, claim, ["stated=3000000000"], Word(by="a reviewer", now=now))
        judge_new(ledger.book, claim, "a reviewer", now)
        pack = write_audit_pack(ledger, asked, tmp_path / "after")
        assert [row["fate"] for row in rows(pack.path, "figures.csv")] != ["doubtful"]


def test_what_is_there_is_left_untouched(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    with pytest.raises(AidledgerError, match="FILE_EXISTS"):
        write_audit_pack(ledger, ASKED, tmp_path / "kept")
    with pytest.raises(AidledgerError, match="FILE_CANNOT_WRITE"):
        write_audit_pack(ledger, ASKED, tmp_path / "no" / "such" / "pack")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
