"""JSON Schema of the plain form of an answer, from its types: what `plain` may write.

In: a type hint of a frozen dataclass. Out: a schema (2020-12), its named parts in a mapping of
definitions. A schema says which fields are there and of what kind; it forbids no further field,
because later versions may add some.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from aidledger.model.claims import CLAIM_KINDS, Claim
from aidledger.model.records import RECORD_TYPES, Record
from aidledger.questions.asked import QUESTIONS
from aidledger.questions.rows import Row, RowsAnswer

PLACE = "#/components/schemas/"
_DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_PLAIN: Mapping[type, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    Decimal: _DECIMAL,
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}
# Types that stand for any of their kinds.
_KINDS: Mapping[type, tuple[type, ...]] = {
    Claim: CLAIM_KINDS,
    Record: RECORD_TYPES,
    Row: tuple(dict.fromkeys(question.row for question in QUESTIONS.values())),
}


def schema_of(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; dataclasses are put into `parts` by name and referred to.

    >>> schema_of(int | None, {})
    {'anyOf': [{'type': 'integer'}, {'type': 'null'}]}
    """
    if hint is Any:
        return {}
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return {"anyOf": _different([schema_of(part, parts) for part in inside])}
    if origin in (tuple, frozenset, list):
        items = [part for part in inside if part is not Ellipsis]
        return {"type": "array", "items": _one_of(items, parts)}
    if origin is dict:
        return {"type": "object"}
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if hint in _KINDS:
        return {"anyOf": [schema_of(kind, parts) for kind in _KINDS[hint]]}
    if isinstance(hint, type) and issubclass(hint, Enum):
        values = [member.value for member in hint]
        return {"type": "string", "enum": values} if values else {"type": "string"}
    assert isinstance(hint, type), f"no plain form for {hint}"
    assert is_dataclass(hint), f"no plain form for {hint}"
    return _named(hint.__name__, hint, {}, parts)


def rows_schema(row: type[Row], parts: dict[str, Any]) -> dict[str, Any]:
    """The schema of an answer whose rows are of one kind."""
    only = {"type": "array", "items": schema_of(row, parts)}
    return _named(f"{row.__name__}s", RowsAnswer, {"rows": only}, parts)


def _named(
    name: str, kind: Any, instead: Mapping[str, Any], parts: dict[str, Any]
) -> dict[str, Any]:
    """A reference to the schema of a dataclass, some of its fields said otherwise."""
    told = (kind.__doc__ or "").partition("\n")[0]
    if name in parts:
        assert parts[name]["description"] == told, f"two types are named {name}"
        return {"$ref": PLACE + name}
    parts[name] = {"description": told}  # a type that holds itself refers to it
    said = {
        _field_name(field): instead.get(field.name) or schema_of(_hints(kind)[field.name], parts)
        for field in fields(kind)
    }
    if issubclass(kind, Claim):
        said["kind"] = {"const": kind.kind}
    parts[name] |= {"type": "object", "properties": said, "required": list(said)}
    return {"$ref": PLACE + name}


def _one_of(hints: list[Any], parts: dict[str, Any]) -> dict[str, Any]:
    found = _different([schema_of(hint, parts) for hint in hints])
    return found[0] if len(found) == 1 else {"anyOf": found}


def _different(schemas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [schema for place, schema in enumerate(schemas) if schema not in schemas[:place]]


def _field_name(field: Any) -> str:
    return str(field.metadata.get("name", field.name))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
