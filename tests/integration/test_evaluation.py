"""The evaluation: its corpus is sound, and it counts as the scorer of that form counts."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "evaluation"))

import corpus  # noqa: E402
import evaluate  # noqa: E402

SHARED = os.environ.get("AIDLEDGER_SHARED")
TEXTS = list(corpus.load(split="open"))


def test_corpus_is_sound() -> None:
    identifiers = [text.meta["id"] for text in TEXTS]
    assert len(identifiers) == len(set(identifiers))
    assert {text.meta["language"] for text in TEXTS} == set(corpus.LANGUAGES)


def test_an_annotation_read_back_is_right_in_every_field() -> None:
    """A claim that says what was annotated is no miss; a wrong donor is one, with its words."""
    text = next(t for t in TEXTS if any(r["about_aid"] for r in t.records["amounts"]))
    record = next(r for r in text.records["amounts"] if r["about_aid"] and r["donor"])
    claim: dict[str, Any] = {
        "id": "a", "kind": "amount", "start": record["span"][0], "end": record["span"][1],
        "stated": record["point"], "currency": record["currency"],
        "qualifier": "nearly" if record.get("near") else record["qualifier"],
        "about_aid": True, "nature": record["basis"], "stage": record["stage"],
        "aid_kind": record["kind"], "donor": [{"name": "Atlantis", "mention": None, "id": None}],
        "recipient": [{"name": record["recipient"]}] if record["recipient"] else None,
        "restates": record.get("restates"), "part_of": record.get("part_of"),
    }  # fmt: skip
    only = corpus.Text(text.meta, text.text, {"amounts": [record]})
    table = evaluate.Table()
    evaluate.judge(table, only, [claim])
    wrong = [name for (_, name), row in table.measures.items() if "." in name and row.right == 0
             and row.wanted]  # fmt: skip
    assert set(wrong) == {"amount.donor"}
    assert ["Atlantis" in miss and record["quote"] in miss for miss in table.misses] == [True]


def test_floors_rise_only() -> None:
    table = evaluate.Table()
    table.measures["fr", "amounts"] = evaluate.Measure(20, 20, 18)
    table.measures["fr", "items"] = evaluate.Measure(9, 9, 9)
    assert evaluate.raised({"fr": {"amounts": 0.95}}, table)["fr"] == {"amounts": 0.95}
    assert evaluate.raised({"fr": {"amounts": 0.2}}, table)["fr"] == {"amounts": 0.9}
    assert evaluate.under_floor(table, {"fr": {"amounts": 0.95}})
    assert not evaluate.under_floor(table, {"fr": {"amounts": 0.9}})


def test_floors_name_measures() -> None:
    known = {"amounts", "statements", "roles", "amount.currency", "amount.donor"}
    floors = yaml.safe_load(evaluate.FLOORS.read_text(encoding="utf-8"))
    assert all(known <= set(rows) for rows in floors["open"].values())
    assert all(0 < floor <= 1 for rows in floors["open"].values() for floor in rows.values())


@pytest.mark.skipif(not SHARED, reason="AIDLEDGER_SHARED is not set: no scorer to compare with")
def test_counts_as_the_scorer_counts() -> None:
    scorer = _scorer(Path(str(SHARED)) / "corpus" / "score.py")
    table, tallies = evaluate.Table(), defaultdict(scorer["Tally"])
    for text in TEXTS[::4]:
        claims = json.loads(json.dumps(evaluate.claims_of(text)))
        gold = json.loads(json.dumps(text.records, default=corpus._plain))
        scorer["score"](text.text, gold, claims, tallies[text.meta["language"]], text.meta["id"])
        evaluate.judge(table, text, claims)
    for language, tally in tallies.items():
        for name, (right, wanted, found) in tally.counts.items():
            mine = table.measures[language, name]
            assert (mine.right, mine.wanted, mine.found) == (right, wanted, found), name
        for name, (right, wanted) in tally.fields.items():
            mine = table.measures[language, name]
            assert (mine.right, mine.wanted) == (right, wanted), name


def _scorer(path: Path) -> dict[str, Any]:
    """The scorer's names, without its run."""
    source = path.read_text(encoding="utf-8").rsplit("\nmain()", 1)[0]
    names: dict[str, Any] = {"__name__": "scorer"}
    exec(compile(source, str(path), "exec"), names)
    return names
