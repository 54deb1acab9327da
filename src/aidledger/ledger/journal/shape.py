"""The lines that a record takes: which fields, under which names, in which order.

A claim, an entry or a balance stands in its record's own lines, and the name that is in the
header is not said again.
"""

from __future__ import annotations

import dataclasses
import typing
from dataclasses import MISSING, dataclass
from functools import cache
from typing import Any

from aidledger.ledger.journal.forms import present
from aidledger.model.claims import CLAIM_KINDS, Claim
from aidledger.model.entries import Entry
from aidledger.model.records import RECORD_TYPES, Record
from aidledger.model.scopes import BalanceAssertion

TYPES = {kind.type: kind for kind in RECORD_TYPES}
KINDS = {kind.kind: kind for kind in CLAIM_KINDS}
KIND = "kind"
ASSERTED = "asserted_on"
ID = "id"
# What stands in the lines of the record that holds it.
INNER = (Claim, Entry, BalanceAssertion)


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field.

    Args:
        attribute, name: what it is called in the code, and on the line.
        hint: its type.
        default: its value where the line is left out: the field's default, else None where
            none may be, else an empty list; MISSING where the line must be there.
    """

    attribute: str
    name: str
    hint: Any
    default: Any


def fields_of(kind: Any) -> tuple[FieldShape, ...]:
    """The fields that make a value of this type, in the order of their lines."""
    return _shapes(kind)


@cache
def _shapes(kind: Any) -> tuple[FieldShape, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(
        FieldShape(
            item.name,
            str(item.metadata.get("name", item.name)),
            hints[item.name],
            _left_out(item.default, hints[item.name]),
        )
        for item in dataclasses.fields(kind)
        if item.init
    )


def _left_out(default: Any, hint: Any) -> Any:
    if default is not MISSING:
        return default
    if present(hint)[1]:
        return None
    return () if typing.get_origin(hint) is tuple else MISSING


def inner_field(kind: type[Record]) -> FieldShape | None:
    """The field whose own fields stand in the record's lines; None where there is none."""
    for shape in fields_of(kind):
        if shape.hint in INNER:
            return shape
    return None


def has_name_in_header(kind: type[Record]) -> bool:
    """True where the record is named by its `id`, which then stands in the header only."""
    inner = inner_field(kind)
    own = fields_of(kind) if inner is None else fields_of(inner.hint)
    return any(shape.name == ID for shape in own)


def is_at_default(shape: FieldShape, value: Any) -> bool:
    """True where the line may be left out."""
    return shape.default is not MISSING and (value is shape.default or value == shape.default)
