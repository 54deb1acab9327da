"""Measure the reading against annotated texts; fail under the pinned floors.

usage: python evaluation/evaluate.py [--misses] [--split open|unseen]

Prints a table per kind and field, French and English apart, then one per phenomenon.
Exit 1 when a measure lies under its floor in `floors.yml` (floors only rise).
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from matching import KINDS, Record, pair, same_parties, same_party, span_of

import aidledger
from aidledger.model.claims import AmountClaim, Claim

HERE = Path(__file__).parent
_CONTEXT = 60


@dataclass(slots=True)
class Measure:
    """Counts of one measure: annotated, read, right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when nothing was wanted or found."""
        total = self.wanted + self.found
        return 2 * self.right / total if total else 1.0


@dataclass(slots=True)
class Table:
    """All measures of a run, by (language, measure) and by (phenomenon, measure)."""

    measures: dict[tuple[str, str], Measure] = field(default_factory=lambda: defaultdict(Measure))
    misses: list[str] = field(default_factory=list)

    def count(self, keys: Iterable[str], name: str, wanted: int, found: int, right: int) -> None:
        """Add to one measure under several headings."""
        for key in keys:
            measure = self.measures[key, name]
            measure.wanted += wanted
            measure.found += found
            measure.right += right


@dataclass(frozen=True, slots=True)
class Text:
    """One annotated text."""

    meta: Mapping[str, Any]
    text: str
    records: Mapping[str, list[Record]]


def load(split: str | None) -> Iterator[Text]:
    """The annotated texts, in the order of their ids."""
    lines = (HERE / "meta.jsonl").read_text(encoding="utf-8").splitlines()
    metas = {meta["id"]: meta for meta in map(json.loads, lines)}
    for line in (HERE / "annotations.jsonl").read_text(encoding="utf-8").splitlines():
        annotated = json.loads(line)
        meta = metas[annotated["id"]]
        if split is None or meta["split"] == split:
            place = HERE / "texts" / meta["language"] / f"{meta['id']}.txt"
            text = place.read_text(encoding="utf-8")
            yield Text(meta, text, {kind: _placed(text, kind, annotated) for kind in KINDS})


def _placed(text: str, kind: str, annotated: Mapping[str, Any]) -> list[Record]:
    key = "claim_quote" if kind == "denials" else "quote"
    return [{**record, "span": span_of(text, record, key)} for record in annotated.get(kind, [])]


def measure(texts: Iterable[Text]) -> Table:
    """Read every text and count what is right."""
    table = Table()
    for text in texts:
        published = text.meta.get("published")
        day = datetime.date.fromisoformat(published) if published else None
        claims = aidledger.read(text.text, published=day).claims
        keys = (text.meta["language"], *(f"~{name}" for name in text.meta.get("phenomena", ())))
        for kind, (family, fit) in KINDS.items():
            mine = [claim for claim in claims if isinstance(claim, family)]
            pairing = pair(text.records[kind], mine, fit)
            right = sum(claim is not None for _, claim in pairing.pairs)
            table.count(keys, kind, len(pairing.pairs), len(mine), right)
            for record, claim in pairing.pairs:
                _judge(table, keys, text, kind, record, claim)
            for claim in pairing.extra:
                table.misses.append(_show(text, (claim.start, claim.end), f"{kind} extra"))
    return table


def _judge(
    table: Table, keys: tuple[str, ...], text: Text, kind: str, record: Record, claim: Claim | None
) -> None:
    if claim is None:
        table.misses.append(_show(text, record["span"], f"{kind} missed"))
    for name, right in _fields(kind, record, claim):
        table.count(keys, f"{kind}.{name}", 1, 1, int(right))
        if claim is not None and not right:
            said = getattr(claim, name, None)
            table.misses.append(_show(text, record["span"], f"{kind}.{name} wrong: {said}"))


_QUALIFIERS = {
    "under": {"under", "nearly"}, "over": {"over", "at_least"}, "up_to": {"up_to", "at_most"},
    "at_least": {"at_least", "over", "vague"},
}  # fmt: skip


def _fields(kind: str, record: Record, claim: Claim | None) -> Iterator[tuple[str, bool]]:
    """Judged over all annotated records: a record not found is a field not right."""
    if kind == "amounts":
        yield from _amount_fields(record, claim if isinstance(claim, AmountClaim) else None)
        return
    said: Any = claim
    if kind == "statements":
        yield "speaker", said is not None and same_party(said.speaker, record["speaker"])
        yield "mode", said is not None and said.mode == record["mode"]
    elif kind == "meetings":
        yield "status", said is not None and said.status == record["status"]
        yield "date", said is not None and said.date == record.get("date")
    elif kind == "roles" and said is not None:
        wanted = record["status"]
        near = {"rumoured", "incoming"} if wanted == "candidate" else {wanted}
        yield "status", said.status in near
    elif kind == "items":
        wanted_number = record.get("quantity")
        yield "quantity", said is not None and said.quantity == wanted_number
    elif kind == "restrictions":
        yield "issuer", said is not None and same_party(said.issuer, record["by"])


def _amount_fields(record: Record, claim: AmountClaim | None) -> Iterator[tuple[str, bool]]:
    wanted = (
        {"nearly"}
        if record.get("near")
        else _QUALIFIERS.get(record["qualifier"], {record["qualifier"]})
    )
    yield "currency", claim is not None and claim.currency == record["currency"]
    yield "qualifier", claim is not None and claim.qualifier in wanted
    yield "about_aid", claim is not None and claim.about_aid == record["about_aid"]
    if not record["about_aid"]:
        return
    yield "nature", claim is not None and claim.nature == record["basis"]
    yield "stage", claim is not None and claim.stage == record["stage"]
    yield "aid_kind", claim is not None and claim.aid_kind == record["kind"]
    yield "donor", claim is not None and same_parties(claim.donor, record["donor"])
    yield "recipient", claim is not None and same_parties(claim.recipient, record["recipient"])


def _show(text: Text, span: tuple[int, int], what: str) -> str:
    start, end = span
    before = text.text[max(0, start - _CONTEXT) : start]
    after = text.text[end : end + _CONTEXT]
    shown = f"{before}[{text.text[start:end]}]{after}".replace("\n", " ")
    return f"{text.meta['id']} {what}: …{shown}…"


def print_table(table: Table) -> None:
    """One line a measure, then one a phenomenon."""
    print(f"{'':3} {'measure':24} {'F1':>6} {'wanted':>7} {'found':>6} {'right':>6}")
    for (key, name), counts in sorted(table.measures.items()):
        if not key.startswith("~"):
            print(
                f"{key:3} {name:24} {counts.f1:6.3f} {counts.wanted:7} {counts.found:6}"
                f" {counts.right:6}"
            )
    print("\nphenomenon: amounts and statements found (F1)")
    for (key, name), counts in sorted(table.measures.items()):
        if key.startswith("~") and name in ("amounts", "statements") and counts.wanted:
            print(f"{key[1:]:30} {name:12} {counts.f1:6.3f} {counts.wanted:5}")


def under_floor(table: Table, floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The measures that lie under their floor, in words."""
    return [
        f"{language} {name}: {table.measures[language, name].f1:.3f} under the floor {floor}"
        for language, rows in floors.items()
        for name, floor in rows.items()
        if round(table.measures[language, name].f1, 3) < floor
    ]


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="show each miss in its context")
    parser.add_argument("--split", choices=("open", "unseen"), help="only these texts")
    options = parser.parse_args()
    table = measure(load(options.split))
    print_table(table)
    if options.misses:
        print("\n".join(("", *table.misses)))
    floors_file = HERE / "floors.yml"
    floors = yaml.safe_load(floors_file.read_text()) if floors_file.exists() else {}
    fallen = under_floor(table, (floors or {}).get(options.split or "all", {}))
    print("\n".join(fallen))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
