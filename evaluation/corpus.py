"""The annotated texts of the evaluation: readable files, checked, and in the form of a corpus.

One YAML file an article (`articles/<language>/<id>.yml`), and lists of single sentences
(`sentences/<language>/*.yml`). An article holds `id`, `split` (open or unseen), `published`,
`manner` (the kind of outlet it is written after), `phenomena`, `text` and `records`: lists of
annotated records by kind, each with a `quote` that stands in the text to the letter. A sentence
holds `text`, `phenomenon`, `records` (none = nothing is to be read in it).

usage: python evaluation/corpus.py [FOLDER] [--split SPLIT] [--export FOLDER]

Prints what is wrong, with its place, and exits 1; `--export` writes texts, `annotations.jsonl`
and `meta.jsonl`, for a scorer of that form: the open texts, unless `--split unseen` is asked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LANGUAGES = ("en", "fr")
SPLITS = ("open", "unseen")
KINDS = (
    "amounts", "items", "statements", "denials", "meetings", "roles", "deadlines",
    "restrictions", "handovers",
)  # fmt: skip
_QUALIFIERS = {"exact", "over", "at_least", "under", "about", "up_to", "between"}
_STAGES = {
    "rumoured", "requested", "proposed", "pledged", "authorised", "appropriated", "allocated",
    "contracted", "drawn_down", "delivered", "disbursed", "spent", "remaining", "lapsed",
    "cancelled", None,
}  # fmt: skip
_AID_KINDS = {"military", "humanitarian", "financial", "reconstruction", "mixed", None}
# Field by kind: the values it may have.
_CHOICES: Mapping[str, Mapping[str, set[Any]]] = {
    "amounts": {
        "qualifier": _QUALIFIERS, "basis": {"flow", "balance", None}, "stage": _STAGES,
        "kind": _AID_KINDS, "about_aid": {True, False},
    },
    "items": {"stage": _STAGES},
    "statements": {"mode": {"direct", "indirect"}},
    "meetings": {"status": {"held", "planned", "cancelled"}},
    "roles": {
        "status": {"current", "outgoing", "former", "incoming", "conditional", "candidate"}
    },
}  # fmt: skip
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "amounts": ("quote", "point", "currency", "qualifier", "about_aid"),
    "items": ("quote", "item", "quantity", "stage"),
    "statements": ("quote", "speaker", "mode"),
    "denials": ("claim_quote", "denied_by"),
    "meetings": ("quote", "participants", "status"),
    "roles": ("quote", "person", "role", "status"),
    "deadlines": ("quote", "date"),
    "restrictions": ("quote", "by"),
    "handovers": ("quote", "from", "to"),
}
_OF_AID = ("basis", "stage", "kind", "donor", "recipient")
_BAND = Decimal("0.9"), Decimal("1.1")


@dataclass(frozen=True, slots=True)
class Text:
    """One annotated text.

    Args:
        meta: id, language, published, split, phenomena.
        text: as written; places in it are code points.
        records: annotated records by kind; each has a `span`.
    """

    meta: Mapping[str, Any]
    text: str
    records: Mapping[str, list[Mapping[str, Any]]]


def load(folder: Path = HERE, split: str | None = None) -> Iterator[Text]:
    """The annotated texts of a folder, in the order of their names.

    Raises:
        ValueError: a file is wrong; the message says where and how.
    """
    for language in LANGUAGES:
        for path in sorted((folder / "articles" / language).glob("*.yml")):
            text = _text(_yaml(path), language, str(path))
            if split is None or text.meta["split"] == split:
                yield text
        for path in sorted((folder / "sentences" / language).glob("*.yml")):
            for number, row in enumerate(_yaml(path), start=1):
                named = {
                    "id": f"{language}-{path.stem}-{number}", "split": "open", "published": None,
                    "phenomena": [row["phenomenon"]], **row,
                }  # fmt: skip
                if split is None or named["split"] == split:
                    yield _text(named, language, f"{path}, sentence {number}")


def _yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: {error}") from error


def _text(row: Mapping[str, Any], language: str, where: str) -> Text:
    published = row.get("published")
    meta = {
        "id": str(row["id"]),
        "language": language,
        "published": None if published is None else str(published),
        "split": row["split"],
        "phenomena": list(row.get("phenomena", ())),
    }
    if meta["split"] not in SPLITS:
        raise ValueError(f"{where}: split is {meta['split']!r}")
    text = str(row["text"])
    given = row.get("records") or {}
    unknown = set(given) - set(KINDS)
    if unknown:
        raise ValueError(f"{where}: no such kind: {', '.join(sorted(unknown))}")
    records = {
        kind: [_record(kind, dict(record), text, where) for record in given.get(kind) or ()]
        for kind in KINDS
    }
    _check_links(records["amounts"], where)
    return Text(meta, text, records)


def _record(kind: str, record: dict[str, Any], text: str, where: str) -> Mapping[str, Any]:
    place = f"{where}, {kind}, {record.get('quote') or record.get('claim_quote')!r}"
    missing = [name for name in _NEEDED[kind] if name not in record]
    if kind == "amounts" and record.get("about_aid"):
        missing += [name for name in _OF_AID if name not in record]
    if missing:
        raise ValueError(f"{place}: without {', '.join(missing)}")
    for name, allowed in _CHOICES.get(kind, {}).items():
        if record.get(name) not in allowed and name in record:
            raise ValueError(f"{place}: {name} is {record[name]!r}")
    for name in ("date", "date_end"):
        if record.get(name) is not None:
            record[name] = str(record[name])
    key = "claim_quote" if kind == "denials" else "quote"
    record["span"] = span_of(text, record, key, place)
    if kind == "amounts":
        record["point"] = None if record["point"] is None else Decimal(str(record["point"]))
        record.update(_interval(record))
    return record


def span_of(text: str, record: Mapping[str, Any], key: str, place: str) -> tuple[int, int]:
    """Where an annotated quote stands; `occurrence` counts from 1 and is asked for where needed.

    Raises:
        ValueError: the text does not hold the quote, or holds it several times.
    """
    quote = str(record[key])
    found = []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    if not found:
        raise ValueError(f"{place}: the text does not hold it")
    if len(found) > 1 and "occurrence" not in record:
        raise ValueError(f"{place}: the text holds it {len(found)} times, say which (occurrence)")
    number = int(record.get("occurrence", 1))
    if not 1 <= number <= len(found):
        raise ValueError(f"{place}: the text holds it {len(found)} times")
    return found[number - 1], found[number - 1] + len(quote)


def _interval(record: Mapping[str, Any]) -> dict[str, Decimal | None]:
    """The interval by the convention of the annotators, where it is not written out."""
    point: Decimal | None = record["point"]
    if point is None:
        return {"low": record.get("low"), "high": record.get("high")}
    bounds: Mapping[str, tuple[Decimal | None, Decimal | None]] = {
        "exact": (point, point),
        "over": (point, None),
        "at_least": (point, None),
        "under": (point * _BAND[0] if record.get("near") else None, point),
        "about": (point * _BAND[0], point * _BAND[1]),
        "up_to": (None, point),
        "between": (record.get("low"), record.get("high")),
    }
    low, high = bounds[record["qualifier"]]
    return {"low": record.get("low", low), "high": record.get("high", high)}


def _check_links(amounts: list[Mapping[str, Any]], where: str) -> None:
    quotes = {record["quote"] for record in amounts}
    for record in amounts:
        for name in ("restates", "part_of"):
            if record.get(name) is not None and record[name] not in quotes:
                raise ValueError(f"{where}: {name} names no amount: {record[name]!r}")


def export(texts: list[Text], folder: Path) -> None:
    """Write texts, `annotations.jsonl` and `meta.jsonl`."""
    folder.mkdir(parents=True, exist_ok=True)
    annotations, metas = [], []
    for text in texts:
        (folder / f"{text.meta['id']}.txt").write_text(text.text, encoding="utf-8")
        annotations.append(
            json.dumps({"id": text.meta["id"], **text.records}, ensure_ascii=False, default=_plain)
        )
        metas.append(json.dumps(dict(text.meta), ensure_ascii=False))
    (folder / "annotations.jsonl").write_text("\n".join(annotations) + "\n", encoding="utf-8")
    (folder / "meta.jsonl").write_text("\n".join(metas) + "\n", encoding="utf-8")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    parser.add_argument("--split", choices=SPLITS)
    parser.add_argument("--export", type=Path, help="write the corpus to this folder")
    options = parser.parse_args()
    try:
        texts = list(load(options.folder, options.split))
    except ValueError as error:
        print(error)
        return 1
    for language in LANGUAGES:
        mine = [text for text in texts if text.meta["language"] == language]
        counts = ", ".join(
            f"{kind} {sum(len(text.records[kind]) for text in mine)}" for kind in KINDS
        )
        print(f"{language}: {len(mine)} texts; {counts}")
    if options.export:
        split = options.split or "open"  # the unseen must not slip out with the others
        export([text for text in texts if text.meta["split"] == split], options.export)
    return 0


if __name__ == "__main__":
    sys.exit(main())
