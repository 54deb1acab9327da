"""The files of an audit pack, and their two forms: a folder's files, or one zip file.

In: the typed answer and what a workflow has fetched. Out: bytes by file name, the same for the
same pin. `manifest.txt` lists the hash of every other file, in the form of `sha256sum`; its own
hash is the digest of the pack, which is told to the auditor by another way than the pack.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from aidledger.ledger.chain import StoredRow
from aidledger.model.records import DocumentRecord
from aidledger.publishing.audit.definitions import definitions_table
from aidledger.publishing.audit.sheets import (
    Sentences,
    backward_table,
    documents_table,
    excluded_table,
    figures_table,
    forward_table,
    sample_table,
)
from aidledger.publishing.plain import plain
from aidledger.publishing.tables import delimited, tables_of
from aidledger.questions.answers import Table
from aidledger.questions.audit import AuditAnswer
from aidledger.questions.contradictions import ContradictionsAnswer
from aidledger.wording.loading import LANGUAGES, phrase

MANIFEST = "manifest.txt"
# The first day that a zip file can name: no clock is in a pack.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What a workflow fetched for a pack.

    Args:
        chain: every record up to the vintage, so that the chain can be followed from the first.
        sentences: the sentence or row that states each figure, by name; None = removed by law.
        texts: texts of documents, by id; those that may not leave are not here.
        controls: what `verify` found, as plain values.
        seed, sample: how the sample is drawn, and its size.
        version: of the program.
    """

    answer: AuditAnswer
    contradictions: ContradictionsAnswer
    documents: Mapping[str, DocumentRecord]
    chain: Iterable[StoredRow]
    sentences: Sentences
    texts: Mapping[str, str]
    controls: Mapping[str, Any]
    seed: str
    sample: int
    version: str


def files_of(pack: Pack) -> dict[str, bytes]:
    """The files of a pack by name, the manifest last."""
    files = {name: content.encode("utf-8", "surrogatepass") for name, content in _texts(pack)}
    files["verify.py"] = (
        resources.files("aidledger.publishing.audit").joinpath("check.py").read_bytes()
    )
    lines = (f"{_digest(files[name])}  {name}\n" for name in sorted(files))
    files[MANIFEST] = "".join(lines).encode()
    return files


def digest_of(files: Mapping[str, bytes]) -> str:
    """The digest of a pack: the hash of its manifest."""
    return _digest(files[MANIFEST])


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one zip file; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def _texts(pack: Pack) -> Iterable[tuple[str, str]]:
    answer = pack.answer
    for language in LANGUAGES:
        yield f"README.{language}.md", _read_me(pack, language)
    yield "pin.json", _json(_pin(pack))
    yield "controls.json", _json(pack.controls)
    yield "answers.json", _json({"remaining": answer.remaining, "totals": answer.totals})
    yield "figures.json", _json(answer.figures)
    yield "contradictions.json", _json(pack.contradictions)
    for table in _tables(pack):
        yield f"{table.name}.csv", delimited(table, ",")
    yield "chain.jsonl", "".join(f"{_line(row)}\n" for row in pack.chain)
    for document in sorted(pack.texts):
        yield f"texts/{document}.txt", pack.texts[document]


def _tables(pack: Pack) -> Iterable[Table]:
    answer, sentences = pack.answer, pack.sentences
    yield from (table for table in tables_of(answer.remaining) if table.rows)
    yield from (table for table in tables_of(answer.totals) if table.rows)
    yield from tables_of(pack.contradictions)
    yield figures_table(answer, sentences)
    yield excluded_table(answer, sentences)
    yield backward_table(answer, sentences)
    yield forward_table(answer)
    yield documents_table(pack.documents, frozenset(pack.texts))
    yield sample_table(answer, sentences, pack.seed, pack.sample)
    yield definitions_table()


def _pin(pack: Pack) -> dict[str, Any]:
    answer = pack.answer
    return {
        "donor": answer.donor, "recipient": answer.recipient, "on": answer.on,
        **plain(answer.pin), "seed": pack.seed, "sample": pack.sample, "program": pack.version,
    }  # fmt: skip


def _read_me(pack: Pack, language: str) -> str:
    answer = pack.answer
    return phrase(
        "audit_read_me", language, donor=answer.donor, recipient=answer.recipient,
        on=answer.on.isoformat(), known=answer.pin.known or "-", vintage=answer.pin.vintage,
        head=answer.pin.head or "-", seed=pack.seed, figures=len(answer.figures),
    )  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(plain(value), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _line(row: StoredRow) -> str:
    fields = {name: getattr(row, name) for name in StoredRow._fields}
    return json.dumps(fields, ensure_ascii=True, sort_keys=True)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
