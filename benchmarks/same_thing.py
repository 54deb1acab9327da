"""How far copies of a text and reports of one event lie apart, and how often packages look alike.

Run: `.venv/bin/python benchmarks/same_thing.py`. The texts are those of `evaluation/articles`;
their copies are made here: another heading, three fifths of the sentences, every fifth sentence
with each fourth word gone.
"""

from __future__ import annotations

import csv
import random
from datetime import date
from itertools import combinations
from pathlib import Path

import yaml

from aidledger.resolving.packages import CERTAIN_DAYS, NEAR_DAYS
from aidledger.resolving.shingles import COPIED_SHARE, runs_of, shared

ROOT = Path(__file__).parents[1]
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
    for days in (CERTAIN_DAYS, NEAR_DAYS):
        print(f"worked US record: {alike(days)} pairs of packages of one channel and figure, "
              f"at most {days} days apart")  # fmt: skip


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
