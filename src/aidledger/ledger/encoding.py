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
from json.encoder import encode_basestring as quoted
from typing import Any

from aidledger.model.accounts import Account, Place, World, parse_place
from aidledger.model.claims import CLAIM_KINDS, Claim
from aidledger.model.records import RECORD_TYPES, Record

_RECORDS = {kind.type: kind for kind in RECORD_TYPES}
_CLAIMS: Mapping[str, type[Claim]] = {kind.kind: kind for kind in CLAIM_KINDS}

# An encoder writes the canonical text of its part at once: a tree of plain values first, and
# its text from that, takes three times as long.
Encoder = Callable[[Any], str]
Decoder = Callable[[Any], Any]

_BUILT: dict[Any, tuple[Encoder, Decoder]] = {}


def encode(record: Record) -> str:
    """The canonical text of a record, its type not included."""
    return _coders(type(record))[0](record)


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
    if hint is str:
        return quoted, _same
    if hint is bool:
        return _encode_bool, _same
    if hint is int:
        return str, _same
    if hint is Decimal:
        return _encode_decimal, Decimal
    if hint is datetime:
        return _encode_moment, datetime.fromisoformat
    if hint is date:
        return _encode_day, date.fromisoformat
    if hint == Place or hint in (Account, World):
        return _encode_place, parse_place
    if hint is Claim:
        return _encode_claim, _decode_claim
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _optional_coders(hint)
    if origin is tuple:
        return _tuple_coders(typing.get_args(hint)[0])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_coders(hint)
    return _dataclass_coders(hint)


def _same(value: Any) -> Any:
    return value


def _encode_bool(value: bool) -> str:
    return "true" if value else "false"


def _encode_decimal(value: Decimal) -> str:
    return f'"{value:f}"'


def _encode_moment(value: datetime) -> str:
    return f'"{value.isoformat()}"'


@lru_cache(maxsize=1024)
def _encode_day(value: date) -> str:
    return f'"{value.isoformat()}"'


def _encode_place(value: Account | World) -> str:
    return quoted(str(value))


def _encode_claim(claim: Claim) -> str:
    return _coders(type(claim))[0](claim)


def _decode_claim(plain: dict[str, Any]) -> Any:
    return _coders(_CLAIMS[plain.pop("kind")])[1](plain)


def _enum_coders(kind: type[Enum]) -> tuple[Encoder, Decoder]:
    texts = {member: canonical(member.value) for member in kind}
    members = {member.value: member for member in kind}
    return texts.__getitem__, lambda plain: members[plain] if plain in members else kind(plain)


def _optional_coders(hint: Any) -> tuple[Encoder, Decoder]:
    present = [part for part in typing.get_args(hint) if part is not type(None)]
    if len(present) != 1:
        raise TypeError(f"no coder for {hint}")
    encode_part, decode_part = _coders(present[0])
    if decode_part is _same:
        return lambda value: "null" if value is None else encode_part(value), _same
    return (
        lambda value: "null" if value is None else encode_part(value),
        lambda plain: None if plain is None else decode_part(plain),
    )


def _tuple_coders(part: Any) -> tuple[Encoder, Decoder]:
    encode_part, decode_part = _coders(part)
    return (
        lambda values: f"[{','.join(map(encode_part, values))}]",
        lambda plain: tuple(decode_part(value) for value in plain),
    )


def _dataclass_coders(kind: Any) -> tuple[Encoder, Decoder]:
    hints = typing.get_type_hints(kind)
    fields = {
        field.metadata.get("name", field.name): (field, *_coders(hints[field.name]))
        for field in dataclasses.fields(kind)
        if field.init
    }
    # Most parts are words and numbers: they stay as they were read.
    decoders = [
        (key, field.name, decode_part)
        for key, (field, _, decode_part) in fields.items()
        if decode_part is not _same or key != field.name
    ]

    def decode_parts(plain: dict[str, Any]) -> Any:
        for key, name, decode_part in decoders:
            if key in plain:
                plain[name] = decode_part(plain.pop(key))
        return kind(**plain)

    return _parts_encoder(kind, fields), decode_parts


def _parts_encoder(
    kind: Any, fields: Mapping[str, tuple[dataclasses.Field[Any], Encoder, Decoder]]
) -> Encoder:
    """The writer of a dataclass, as Python code of its own.

    A loop over the fields would ask of each, at every record, what is known once a class:
    how it is written and whether it may be left out.
    """
    names: dict[str, Any] = {}
    lines = ["def encode_parts(value):", "    parts = []"]
    written = {key: (field.name, field.default, write) for key, (field, write, _) in fields.items()}
    if kind in _CLAIMS.values():
        # A class says what kind its claims are: written always, and read by `_decode_claim`.
        written["kind"] = ("kind", dataclasses.MISSING, quoted)
    always: list[str] = []
    for place, (key, (name, default, write)) in enumerate(sorted(written.items())):
        names |= {f"write_{place}": write, f"default_{place}": default}
        if default is dataclasses.MISSING:
            always.append(f"{quoted(key)}:{{write_{place}(value.{name})}}")
            continue
        lines += _appended(always)
        lines.append(f"    part = value.{name}")
        is_told = f"part is not default_{place}"
        if default is not None:
            is_told += f" and part != default_{place}"
        lines.append(f"    if {is_told}:")
        lines.append(f"        parts.append(f'{quoted(key)}:{{write_{place}(part)}}')")
    lines += _appended(always)
    lines.append("    return f\"{{{','.join(parts)}}}\"")
    exec("\n".join(lines), names)
    encode_parts: Encoder = names["encode_parts"]
    return encode_parts


def _appended(always: list[str]) -> list[str]:
    """The line that writes some parts at once; they are then written."""
    parts = ",".join(always)
    always.clear()
    return [f"    parts.append(f'{parts}')"] if parts else []
