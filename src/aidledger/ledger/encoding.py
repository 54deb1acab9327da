"""Records as canonical text, and back.

The text of a record is JSON with sorted keys and no spaces; decimals are plain strings,
dates are ISO, a field at its default is left out. The same record always gives the same
text, so that its hash is the record's. `decode(encode(r)) == r`.

Coders are built once a type from the annotations of the dataclasses; a new record type
needs no line here.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from aidledger.model.accounts import Account, Place, World, parse_place
from aidledger.model.claims import CLAIM_KINDS, Claim
from aidledger.model.records import RECORD_TYPES, Record

_RECORDS = {kind.type: kind for kind in RECORD_TYPES}
_CLAIMS: Mapping[str, type[Claim]] = {kind.kind: kind for kind in CLAIM_KINDS}

Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]

_BUILT: dict[Any, tuple[Encoder, Decoder]] = {}


def encode(record: Record) -> str:
    """The canonical text of a record, its type not included."""
    return canonical(_coders(type(record))[0](record))


# Records never change, and an answer asks for the same ones as the answer before it.
@lru_cache(maxsize=8192)
def decode(record_type: str, payload: str) -> Record:
    """The record that a text holds.

    Raises:
        KeyError: no such record type.
        ValueError: the text is no such record.
    """
    record: Record = _coders(_RECORDS[record_type])[1](json.loads(payload))
    return record


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _coders(hint: Any) -> tuple[Encoder, Decoder]:
    coders = _BUILT.get(hint)
    if coders is None:
        coders = _BUILT[hint] = _build(hint)
    return coders


def _build(hint: Any) -> tuple[Encoder, Decoder]:
    if hint in (str, int, bool):
        return _same, _same
    if hint is Decimal:
        return _plain_decimal, Decimal
    if hint is datetime:
        return datetime.isoformat, datetime.fromisoformat
    if hint is date:
        return date.isoformat, date.fromisoformat
    if hint == Place or hint in (Account, World):
        return str, parse_place
    if hint is Claim:
        return _encode_claim, _decode_claim
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _optional_coders(hint)
    if origin is tuple:
        return _tuple_coders(typing.get_args(hint)[0])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_value, hint
    return _dataclass_coders(hint)


def _same(value: Any) -> Any:
    return value


def _plain_decimal(value: Decimal) -> str:
    return format(value, "f")


def _enum_value(value: Enum) -> Any:
    return value.value


def _encode_claim(claim: Claim) -> Any:
    return {"kind": claim.kind, **_coders(type(claim))[0](claim)}


def _decode_claim(plain: dict[str, Any]) -> Any:
    kind = plain["kind"]
    return _coders(_CLAIMS[kind])[1]({name: plain[name] for name in plain if name != "kind"})


def _optional_coders(hint: Any) -> tuple[Encoder, Decoder]:
    present = [part for part in typing.get_args(hint) if part is not type(None)]
    if len(present) != 1:
        raise TypeError(f"no coder for {hint}")
    encode_part, decode_part = _coders(present[0])
    return (
        lambda value: None if value is None else encode_part(value),
        lambda plain: None if plain is None else decode_part(plain),
    )


def _tuple_coders(part: Any) -> tuple[Encoder, Decoder]:
    encode_part, decode_part = _coders(part)
    return (
        lambda values: [encode_part(value) for value in values],
        lambda plain: tuple(decode_part(value) for value in plain),
    )


def _dataclass_coders(kind: Any) -> tuple[Encoder, Decoder]:
    hints = typing.get_type_hints(kind)
    parts = [
        (
            field.name,
            field.metadata.get("name", field.name),
            field.default,
            *_coders(hints[field.name]),
        )
        for field in dataclasses.fields(kind)
        if field.init
    ]

    def encode_parts(value: Any) -> dict[str, Any]:
        plain = {}
        for name, key, default, encode_part, _ in parts:
            part = getattr(value, name)
            if part is not default and part != default:
                plain[key] = encode_part(part)
        return plain

    decoders = {key: (name, decode_part) for name, key, _, _, decode_part in parts}

    def decode_parts(plain: dict[str, Any]) -> Any:
        values = {}
        for key, part in plain.items():
            name, decode_part = decoders[key]
            values[name] = decode_part(part)
        return kind(**values)

    return encode_parts, decode_parts
