"""Measure the reading against the annotated texts; fail under the pinned floors.

usage: python evaluation/evaluate.py [--split open|unseen] [--misses] [--pin] [FOLDER]

Prints a table per kind and field, French and English apart, then one per phenomenon.
`--misses` shows each miss and each claim too many in its words. Exit 1 when a measure lies
under its floor in `floors.yml`; `--pin` raises floors to what was measured, and lowers none.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from corpus import HERE, KINDS, LANGUAGES, SPLITS, Text, load
from judging import links, verdicts
from matching import Found, Span, pairings, place_of

import aidledger
from aidledger.model.contract import claim_to_json

FLOORS = HERE / "floors.yml"
LEAST_JUDGED = 10  # a measure over fewer annotated records is reported, not judged
_CONTEXT = 60
Floors = dict[str, dict[str, dict[str, float]]]


@dataclass(slots=True)
class Measure:
    """Counts of one measure: annotated, read, right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; of a field, the share that is right."""
        total = self.wanted + self.found
        return round(2 * self.right / total, 3) if total else 1.0


@dataclass(slots=True)
class Table:
    """All measures of a run, by (language or phenomenon, measure)."""

    measures: dict[tuple[str, str], Measure] = field(default_factory=lambda: defaultdict(Measure))
    texts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: list[str] = field(default_factory=list)

    def count(self, keys: Iterable[str], name: str, wanted: int, found: int, right: int) -> None:
        """Add to one measure under several headings."""
        for key in keys:
            measure = self.measures[key, name]
            measure.wanted += wanted
            measure.found += found
            measure.right += right

    def phenomena(self) -> list[str]:
        """The phenomena met, by name."""
        return sorted(key for key in self.texts if key not in LANGUAGES)


def measure(texts: Iterable[Text]) -> Table:
    """Read every text and count what is right."""
    table = Table()
    for text in texts:
        judge(table, text, claims_of(text))
    return table


def claims_of(text: Text) -> list[Found]:
    """The claims of a text as the reading contract gives them."""
    published = text.meta["published"]
    day = datetime.date.fromisoformat(published) if published else None
    return [claim_to_json(claim) for claim in aidledger.read(text.text, published=day).claims]


def judge(table: Table, text: Text, claims: list[Found]) -> None:
    """Count one text."""
    keys = (text.meta["language"], *dict.fromkeys(text.meta["phenomena"]))
    for key in keys:
        table.texts[key] += 1
    for kind, pairing in pairings(text.records, claims):
        right = sum(claim is not None for _, claim in pairing.pairs)
        found = right + len(pairing.extra)
        table.count(keys, kind, len(pairing.pairs), found, right)
        for record, claim in pairing.pairs:
            if claim is None:
                table.misses.append(_show(text, record["span"], f"{kind} missed"))
            for name, ok in verdicts(kind, record, claim):
                table.count(keys, name, 1, 1, int(ok))
                if claim is not None and not ok:
                    table.misses.append(_show(text, record["span"], _wrong(name, record, claim)))
        for claim in pairing.extra:
            table.misses.append(_show(text, place_of(claim), f"{kind} extra"))
        if kind == "amounts":
            for counts in links(pairing, [one for one in claims if one["kind"] == "amount"]):
                table.count(keys, *counts)


_GOLD_NAMES = {"nature": "basis", "aid_kind": "kind", "issuer": "by"}


def _wrong(name: str, record: Mapping[str, object], claim: Found) -> str:
    own = name.split(".")[1]
    said = claim.get(own)
    if isinstance(said, list):
        said = "; ".join(str(one.get("name")) for one in said)
    elif isinstance(said, Mapping):
        said = said.get("name")
    return f"{name} wrong: {said}, not {record.get(_GOLD_NAMES.get(own, own))}"


def _show(text: Text, span: Span, what: str) -> str:
    start, end = span
    before = text.text[max(0, start - _CONTEXT) : start]
    after = text.text[end : end + _CONTEXT]
    shown = f"{before}[{text.text[start:end]}]{after}".replace("\n", " ")
    return f"{text.meta['id']} {what}: …{shown}…"


def lines_of(table: Table) -> Iterator[str]:
    """One line a measure and language, then one a phenomenon."""
    for language in LANGUAGES:
        yield f"{language}: {table.texts[language]} texts"
        yield "  measure                  F1  precision  recall  wanted  found"
        for (key, name), counts in table.measures.items():
            if key == language and counts.wanted + counts.found:
                precision = counts.right / counts.found if counts.found else 0.0
                recall = counts.right / counts.wanted if counts.wanted else 0.0
                few = "" if counts.wanted >= LEAST_JUDGED else "  too few to judge"
                yield (
                    f"  {name:20} {counts.f1:6.3f} {precision:10.3f} {recall:7.3f}"
                    f" {counts.wanted:7} {counts.found:6}{few}"
                )
        yield ""
    yield "by phenomenon: F1 of each kind, share of fields right (annotated records)"
    for key in table.phenomena():
        yield f"  {key:22} {table.texts[key]:4} texts  {'  '.join(_cells(table, key))}"


def _cells(table: Table, key: str) -> Iterator[str]:
    fields = Measure()
    for (heading, name), counts in table.measures.items():
        if heading != key:
            continue
        if name in KINDS and counts.wanted + counts.found:
            yield f"{name} {counts.f1:.2f} ({counts.wanted})"
        elif "." in name and not name.startswith("link."):
            fields.wanted += counts.wanted
            fields.found += counts.found
            fields.right += counts.right
    if fields.wanted:
        yield f"fields {fields.f1:.2f} ({fields.wanted})"


def under_floor(table: Table, floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The measures that lie under their floor, in words."""
    return [
        f"{language} {name}: {table.measures[language, name].f1:.3f} is under its floor {floor}"
        for language, rows in floors.items()
        for name, floor in rows.items()
        if table.measures[language, name].f1 < floor
    ]


def raised(floors: Mapping[str, Mapping[str, float]], table: Table) -> dict[str, dict[str, float]]:
    """The floors, lifted to what was measured (cut to two places); none sinks."""
    new = {language: dict(floors.get(language, {})) for language in LANGUAGES}
    for (language, name), counts in table.measures.items():
        if language in new and counts.wanted >= LEAST_JUDGED:
            new[language][name] = max(new[language].get(name, 0.0), int(counts.f1 * 100) / 100)
    return new


def _floors() -> Floors:
    return yaml.safe_load(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def _pin(floors: Floors) -> None:
    head = "# Least figures of each measure (evaluate.py --pin); they only rise.\n"
    FLOORS.write_text(head + yaml.safe_dump(floors), encoding="utf-8")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    parser.add_argument("--split", choices=SPLITS, default="open", help="which texts")
    parser.add_argument("--misses", action="store_true", help="show each miss in its words")
    parser.add_argument("--pin", action="store_true", help="raise the floors to these figures")
    options = parser.parse_args()
    table = measure(load(options.folder, options.split))
    print("\n".join(lines_of(table)))
    if options.misses:
        print("\n".join(("", *table.misses)))
    floors = _floors()
    own = floors.get(options.split, {})
    fallen = under_floor(table, own)
    print("\n".join(fallen), file=sys.stderr)
    if options.pin:
        _pin({**floors, options.split: raised(own, table)})
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
