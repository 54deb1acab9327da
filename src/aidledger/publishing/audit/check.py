"""Check an audit pack with nothing but Python: `python3 verify.py [FOLDER]`.

This file is copied into every pack as `verify.py`, and imports nothing that Python does not bring.
It reads the pack beside it (or in FOLDER) and recomputes

- the hash of every file against `manifest.txt`, and that no file is missing or added;
- the chain: the hash of every record in `chain.jsonl` from its content and the hash before it,
  and that the last one is the head in `pin.json`;
- every text in `texts/` against the id of its document, which is its hash;
- every quotation: the words of each claim stand in the text at the place that the claim names.

It cannot find a change to itself: compare the digest that it prints with the one that was told
when the pack was made, by another way than the pack. Exit status 0 = nothing differs, 1 = something
does, and each difference is named on a line of its own.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MANIFEST = "manifest.txt"
CHAIN = "chain.jsonl"
PIN = "pin.json"
TEXTS = "texts"
BEFORE_THE_FIRST = "0" * 64


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def differences(folder: Path) -> Iterator[str]:
    """What differs in a pack, one line each; nothing where all is as it was made."""
    yield from _files(folder)
    try:
        yield from _records(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        yield f"{CHAIN}: unreadable ({type(problem).__name__}: {problem})"


def _files(folder: Path) -> Iterator[str]:
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as problem:
        yield f"{MANIFEST}: unreadable ({problem})"
        return
    listed = {}
    for line in lines:
        expected, _, name = line.partition("  ")
        listed[name] = expected
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    for name in sorted(found | set(listed)):
        if name not in found:
            yield f"{name}: missing"
        elif name not in listed:
            yield f"{name}: not of this pack"
        elif digest((folder / name).read_bytes()) != listed[name]:
            yield f"{name}: changed"


def _records(folder: Path) -> Iterator[str]:
    previous, expected = BEFORE_THE_FIRST, 1
    texts: dict[str, str] = {}
    for path in sorted((folder / TEXTS).glob("*.txt")):
        data = path.read_bytes()
        texts[path.stem] = data.decode("utf-8", "surrogatepass")
        if digest(data) != path.stem:
            yield f"{TEXTS}/{path.name}: is not the text of this document"
    for line in (folder / CHAIN).read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        place = f"record {row['seq']} ({row['type']} {row['key']})"
        if row["seq"] != expected or row["previous"] != previous:
            yield f"{place}: does not follow the record before it"
        if row_hash(row) != row["hash"]:
            yield f"{place}: its hash is not that of its content"
        previous, expected = row["hash"], row["seq"] + 1
        if row["type"] == "claim":
            yield from _quotation(place, json.loads(row["payload"]), texts)
    head = json.loads((folder / PIN).read_text(encoding="utf-8"))["head"]
    if previous != (head or BEFORE_THE_FIRST):
        yield f"{CHAIN}: does not end at the head of {PIN}"


def row_hash(row: dict[str, Any]) -> str:
    """The hash of a record: its fields, and the hash before it, parted by zero bytes."""
    content = "\x00".join(
        (row["previous"], str(row["seq"]), row["recorded_at"], row["type"], row["key"],
         row["topic"], row["asserted_on"] or "", row["payload"])
    )  # fmt: skip
    return digest(content.encode("utf-8", "surrogatepass"))


def _quotation(place: str, payload: dict[str, Any], texts: dict[str, str]) -> Iterator[str]:
    """Claims of documents whose text is not in the pack are not read again."""
    text = texts.get(payload["document"])
    if text is None:
        return
    claim = payload["claim"]
    if text[claim["start"] : claim["end"]] != claim["quote"]:
        yield f"{place}: its words do not stand in {payload['document']}"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: list[str]) -> int:
    """Check the pack beside this file, or in the folder named."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    found = list(differences(folder))
    for line in found:
        _tell(line)
    manifest = folder / MANIFEST
    if manifest.is_file():
        _tell(f"digest of the pack: {digest(manifest.read_bytes())}")
    _tell(f"{len(found)} differences" if found else "nothing differs")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
