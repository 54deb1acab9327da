"""The reading contract: claims and documents as plain JSON values, and back.

In: typed values. Out: dicts of strings, numbers, lists and None in the order of the contract
(schema `aidledger.reading/1`), fit for `json.dumps`. Decimals are plain decimal strings,
dates ISO strings; None means "not said".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import Field, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from aidledger.model.amounts import Interval
from aidledger.model.claims import CLAIM_KINDS, AuthorityEffect, Claim, LegalAuthority
from aidledger.model.evidence import Document, Span
from aidledger.model.parties import Named

SCHEMA = "aidledger.reading/1"
_COMMON = (
    "id",
    "kind",
    "quote",
    "start",
    "end",
    "sentence",
    "modality",
    "attributed_to",
    "polarity",
)
_CLOSING = ("rule", "confidence", "flags", "same_as")
_KINDS: Mapping[str, type[Claim]] = {kind.kind: kind for kind in CLAIM_KINDS}


def document_to_json(document: Document) -> dict[str, Any]:
    """The contract's `document` object."""
    return {
        "id": document.id,
        "language": document.language,
        "published": document.published.isoformat() if document.published else None,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "characters": len(document.text),
    }


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """The contract's object of one claim, common fields first, then the kind's own."""
    plain = {_name(field): _plain(getattr(claim, field.name)) for field in fields(claim)}
    plain["kind"] = claim.kind
    own = [name for name in plain if name not in (*_COMMON, *_CLOSING)]
    return {name: plain[name] for name in (*_COMMON, *own, *_CLOSING)}


def claim_from_json(plain: Mapping[str, Any]) -> Claim:
    """The claim of a contract object; fields that are not known are ignored.

    Raises:
        ValueError: the kind is not known, a field is missing or is no such value.
    """
    kind = _KINDS.get(str(plain.get("kind")))
    if kind is None:
        raise ValueError(f"unknown kind of claim: {plain.get('kind')!r}")
    hints = _hints_by_kind()[kind.kind]
    try:
        values = {
            field.name: _typed(hints[field.name], plain[_name(field)])
            for field in fields(kind)
            if _name(field) in plain
        }
        return kind(**values)
    except (TypeError, KeyError, ArithmeticError) as problem:
        raise ValueError(f"not a {kind.kind} claim: {problem}") from problem


def reading_to_json(
    document: Document, claims: Iterable[Claim], issues: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """The whole object that `read --json` prints; issues come with their messages."""
    return {
        "schema": SCHEMA,
        "document": document_to_json(document),
        "claims": [claim_to_json(claim) for claim in claims],
        "issues": [dict(issue) for issue in issues],
    }


def decimal_text(value: Decimal) -> str:
    """A decimal as a plain string, without exponent or closing zeros behind the mark.

    >>> decimal_text(Decimal("1E+3")), decimal_text(Decimal("2.50"))
    ('1000', '2.5')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _hints_by_kind() -> dict[str, dict[str, Any]]:
    return {name: get_type_hints(kind) for name, kind in _KINDS.items()}


def _name(field: Field[Any]) -> str:
    return str(field.metadata.get("name", field.name))


def _plain(value: object) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, Named):
        return {"name": value.name, "id": value.id, "mention": value.mention}
    if isinstance(value, Interval):
        return {
            "low": _plain(value.low),
            "high": _plain(value.high),
            "low_open": value.low_open,
            "high_open": value.high_open,
        }
    if isinstance(value, LegalAuthority):
        return {"section": value.section, "act": value.act, "effect": value.effect.value}
    assert isinstance(value, tuple), f"no plain form for {type(value)}"
    return [_plain(item) for item in value]


def _typed(hint: Any, value: Any) -> Any:
    """`value` as the type that `hint` names."""
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        wanted = [part for part in get_args(hint) if part is not type(None)]
        return _typed(wanted[0], value)
    if origin is tuple:
        return tuple(_typed(get_args(hint)[0], item) for item in value)
    if hint is Decimal:
        return Decimal(str(value))
    if hint is Span:
        return Span(int(value["start"]), int(value["end"]))
    if hint is Named:
        return Named(value["name"], value.get("id"), value.get("mention"))
    if hint is Interval:
        return Interval(
            _typed(Decimal, value["low"]),
            _typed(Decimal, value["high"]),
            bool(value["low_open"]),
            bool(value["high_open"]),
        )
    if hint is LegalAuthority:
        return LegalAuthority(
            section=value["section"],
            act=value.get("act"),
            effect=AuthorityEffect(value["effect"]),
        )
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return hint(value) if hint in (str, int, bool) else value
