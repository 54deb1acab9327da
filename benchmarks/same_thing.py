"""How far copies of a text and reports of one event lie apart, how often packages look alike, and
what judging many reports costs.

Run: `.venv/bin/python benchmarks/same_thing.py`. The texts are those of `evaluation/articles`;
their copies are made here: another heading, three fifths of the sentences, every fifth sentence
with each fourth word gone.
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import yaml

from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.claims import AmountClaim, Nature, Stage, claim_id
from aidledger.model.evidence import Document, Span
from aidledger.model.parties import Named
from aidledger.model.records import ClaimRecord, DocumentRecord
from aidledger.resolving.packages import CERTAIN_DAYS, NEAR_DAYS
from aidledger.resolving.shingles import COPIED_SHARE, runs_of, shared
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.resolving import judge_by_rules

ROOT = Path(__file__).parents[1]
REPORTS = 30_000
DONORS = ("US", "FR", "DE", "NO", "GB", "IT", "ES", "PL", "SE", "NL")
_LEAST_SENTENCES = 5


def main() -> None:
    texts = [yaml.safe_load(path.read_text(encoding="utf-8"))["text"] for path in articles()]
    runs = [runs_of(text) for text in texts]
    apart = sorted(shared(first, second) for first, second in combinations(runs, 2))
    chance = random.Random(1)
    copies = sorted(
        shared(runs_of(copied(text, chance)), runs_of(text))
        for text in texts
        if text.count(". ") >= _LEAST_SENTENCES
    )
    seen = sum(share >= COPIED_SHARE for share in copies)
    print(
        f"{len(texts)} texts, {len(apart)} pairs: runs shared by two texts, at most {apart[-1]:.3f}"
    )
    half = copies[len(copies) // 2]
    print(f"{len(copies)} copies: at least {copies[0]:.2f}, half of them {half:.2f} and more; "
          f"{seen} taken for copies (from {COPIED_SHARE} on)")  # fmt: skip
    judged()
    for days in (CERTAIN_DAYS, NEAR_DAYS):
        print(f"worked US record: {alike(days)} pairs of packages of one channel and figure, "
              f"at most {days} days apart")  # fmt: skip


def judged() -> None:
    """Three outlets report each of some thousand packages: what the rules and an answer take."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/made") as ledger:
        made = [reported(place) for place in range(REPORTS)]
        records = [record for document, claim in made for record in (document, claim)]
        texts = {document.id: text_of(place) for place, (document, _) in enumerate(made)}
        ledger.book.append(records, now, texts)
        before = seconds(lambda: ledger.remaining("US", "UA", on=date(2024, 11, 13)))
        rules = seconds(lambda: judge_by_rules(ledger.book, now))
        after = seconds(lambda: ledger.remaining("US", "UA", on=date(2024, 11, 13)))
        links = len(ledger.view().links)
    print(f"{REPORTS} reports of {REPORTS // 3} packages: {links} judgements in {rules:.1f} s")
    print(f"remaining of one donor: {before * 1000:.0f} ms before, {after * 1000:.0f} ms after")


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def text_of(place: int) -> str:
    return f"Report {place} tells of {place // 3} million dollars."


def reported(place: int) -> tuple[DocumentRecord, ClaimRecord]:
    text, package = text_of(place), place // 3
    said_on = date(2024, 1, 1) + timedelta(days=package * 7 % 300)
    document = DocumentRecord(
        asserted_on=said_on, id=Document(text=text).id, language="en", title=None,
        publisher=f"outlet {place % 7}", url=None, characters=len(text),
    )  # fmt: skip
    point = Interval.exactly(package * 10**6)
    donor = DONORS[package % len(DONORS)]
    claim = AmountClaim(
        id=claim_id(document.id, "amount", 0, 6, 0), quote=text[:6], start=0, end=6,
        sentence=Span(0, len(text)), rule="made/1", stated=point.low, currency="USD",
        qualifier=Qualifier.EXACT, strict=point, lenient=point, about_aid=True, nature=Nature.FLOW,
        stage=Stage.DRAWN_DOWN, donor=(Named(donor, donor),), recipient=(Named("Ukraine", "UA"),),
        channel=(Named("drawdown", "drawdown"),),
    )  # fmt: skip
    return document, ClaimRecord(asserted_on=said_on, document=document.id, claim=claim)


def articles() -> list[Path]:
    return sorted((ROOT / "evaluation" / "articles").glob("*/*.yml"))


def copied(text: str, chance: random.Random) -> str:
    sentences = text.replace("\n", " ").split(". ")
    kept = sentences[: max(4, len(sentences) * 3 // 5)]
    changed = [
        " ".join(word for place, word in enumerate(sentence.split()) if place % 4)
        if chance.random() < 0.2
        else sentence
        for sentence in kept
    ]
    return "Another heading\n" + ". ".join(changed)


def alike(days: int) -> int:
    with (ROOT / "examples" / "us-ukraine" / "us_packages.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["entry_type"] == "allocate"]
    return sum(
        (a["channel"], a["amount_usd_m"]) == (b["channel"], b["amount_usd_m"])
        and abs((day(a) - day(b)).days) <= days
        for a, b in combinations(rows, 2)
    )


def day(row: dict[str, str]) -> date:
    return date.fromisoformat(row["announced_on"])


if __name__ == "__main__":
    main()
