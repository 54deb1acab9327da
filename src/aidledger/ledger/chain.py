"""The hash chain: each record's hash covers its content and the hash before it.

A byte changed anywhere changes that record's hash, and so breaks the chain there; a
record taken out or put in breaks it too.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

BEFORE_THE_FIRST = "0" * 64


class StoredRow(NamedTuple):
    """A record as storage holds it.

    Args:
        seq: sequence number, from 1, without holes.
        recorded_at: ISO time, UTC.
        type, key: type of the record and its name within the type.
        topic: what questions look it up by (`claim` kinds and natures), or "".
        asserted_on: ISO day, or None.
        payload: canonical text of the record.
        previous: hash of the record before; hash: of this one.
    """

    seq: int
    recorded_at: str
    type: str
    key: str
    topic: str
    asserted_on: str | None
    payload: str
    previous: str
    hash: str


def row_hash(
    previous: str,
    seq: int,
    recorded_at: str,
    record_type: str,
    key: str,
    topic: str,
    asserted_on: str | None,
    payload: str,
) -> str:
    """The hash of a record, given that of the record before it."""
    # Parts are separated by a byte that no part but the last can hold.
    content = "\x00".join(
        (previous, str(seq), recorded_at, record_type, key, topic, asserted_on or "", payload)
    )
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def recomputed_hash(row: StoredRow) -> str:
    """The hash that a stored row should carry."""
    return row_hash(
        row.previous,
        row.seq,
        row.recorded_at,
        row.type,
        row.key,
        row.topic,
        row.asserted_on,
        row.payload,
    )
