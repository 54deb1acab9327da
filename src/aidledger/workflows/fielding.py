"""Fields of a claim as a person types them: `stage=pledged`, `donor=France`, `strict=[8,9)`.

In: a claim, or none yet, and `FIELD=VALUE` words. Out: the typed claim. Names are those of
the reading contract; actors, channels and envelopes are looked up in the catalogue, so a
mistyped name is refused instead of becoming a new actor. `none` empties a field.
"""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from aidledger.catalogue import Catalogue, load_catalogue
from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.claims import CLAIM_KINDS, DOUBTFUL_SCALE, AmountClaim, Claim
from aidledger.model.claims.money import LegalAuthority
from aidledger.model.contract import claim_from_json, claim_to_json
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.parties import Named
from aidledger.reading.intervals import Printed, intervals_of
from aidledger.workflows.naming import actor_id

# What the place of a claim decides, or what a reader says of itself.
_FIXED = frozenset(
    {"id", "kind", "quote", "start", "end", "sentence", "rule", "confidence", "flags"}
)
_DAYS = frozenset(
    {"date", "date_end", "since", "deadline", "from", "to", "decided", "started", "effective"}
)
_NOTHING = "none"
_INTERVAL = re.compile(r"([\[\](])\s*([^\[\](),]*)\s*,\s*([^\[\](),]*)\s*([\[\])])$")


def with_fields(claim: Claim, words: Iterable[str], catalogue: Catalogue) -> Claim:
    """A claim with some fields set.

    An amount whose figure or qualifier is set gets the intervals of that qualifier, unless
    they are set too.

    Args:
        words: `FIELD=VALUE`, one a field.

    Raises:
        AidledgerError: FIELD_WORDS, FIELD_UNKNOWN, FIELD_FIXED, FIELD_VALUE, ACTOR_UNKNOWN.
    """
    hints = field_hints(type(claim))
    given = dict(split_words(word) for word in words)
    plain = claim_to_json(claim)
    for name, value in given.items():
        plain[name] = claim_value(name, value, hints, catalogue)
    if isinstance(claim, AmountClaim) and {"stated", "qualifier"} & given.keys():
        _widen(plain, given.keys())
    if "stated" in given:
        # A person has said what the figure is.
        plain["flags"] = [flag for flag in plain["flags"] if flag != DOUBTFUL_SCALE]
    try:
        return claim_from_json(plain)
    except ValueError as problem:
        raise _bad(", ".join(given), str(problem)) from problem


def whole_claim(plain: Mapping[str, Any], words: Iterable[str], catalogue: Catalogue) -> Claim:
    """A claim made of its place, of what was read of it, and of fields on top.

    Args:
        plain: fields in the form of the contract, its kind and place among them.
        words: `FIELD=VALUE`, one a field.

    Raises:
        AidledgerError: KIND_UNKNOWN, FIELD_MISSING, and those of `with_fields`.
    """
    words = tuple(words)
    kind = kind_of(str(plain["kind"]))
    hints = field_hints(kind)
    made = dict(plain)
    for word in words:
        name, value = split_words(word)
        made[name] = claim_value(name, value, hints, catalogue)
    if kind is AmountClaim and "stated" in made:
        made = {"currency": None, "qualifier": "exact", "strict": None, "lenient": None} | made
    missing = [
        name
        for item in fields(kind)
        if (name := str(item.metadata.get("name", item.name))) not in made
        and item.default is MISSING
    ]
    if missing:
        raise AidledgerError(
            "FIELD_MISSING", ExitStatus.USAGE, kind=kind.kind, fields=", ".join(missing)
        )
    return with_fields(claim_from_json(made), words, catalogue)


def claim_of_fields(place: Mapping[str, Any], said: Mapping[str, str]) -> Claim:
    """A claim of a row of a table: what the row does not say of it is not said.

    Args:
        place: id, kind, quotation and place; said: values of fields by name.
    """
    kind = kind_of(str(place["kind"]))
    unsaid = {
        name: None
        for name, hint in field_hints(kind).items()
        if _present(hint)[1] and name not in said
    }
    words = [f"{name}={value}" for name, value in said.items()]
    return whole_claim({**unsaid, **place}, words, load_catalogue())


def kind_of(name: str) -> type[Claim]:
    """The kind of claims of a name.

    Raises:
        AidledgerError: KIND_UNKNOWN.
    """
    kind = next((kind for kind in CLAIM_KINDS if kind.kind == name), None)
    if kind is None:
        known = ", ".join(kind.kind for kind in CLAIM_KINDS)
        raise AidledgerError("KIND_UNKNOWN", ExitStatus.USAGE, kind=name, known=known)
    return kind


def field_hints(kind: type[Claim]) -> Mapping[str, Any]:
    """The type of each field of a kind that a person may set, by its name in the contract."""
    hints = typing.get_type_hints(kind)
    names = {str(item.metadata.get("name", item.name)): item.name for item in fields(kind)}
    return {name: hints[own] for name, own in names.items() if name not in _FIXED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Editable:
    """A field of a claim as a form shows it.

    Args:
        name: in the contract; typed: its value as `claim_value` reads it, "" for nothing.
        choices: the values it can have; none = free words.
        may_be_empty: True where it may say nothing.
    """

    name: str
    typed: str
    choices: tuple[str, ...]
    may_be_empty: bool


def editable_fields(claim: Claim) -> tuple[Editable, ...]:
    """The fields of a claim that a person may set, in the order of the contract."""
    plain = claim_to_json(claim)
    found = []
    for name, hint in field_hints(type(claim)).items():
        inner, is_optional = _present(hint)
        if inner is LegalAuthority:  # made of parts, which no one word can name
            continue
        is_list = typing.get_origin(inner) is tuple
        found.append(
            Editable(
                name=name,
                typed=_as_typed(plain[name]),
                choices=_choices(inner),
                may_be_empty=is_optional or is_list,
            )
        )
    return tuple(found)


def changes_of(claim: Claim, entered: Mapping[str, str]) -> list[str]:
    """What a form says otherwise than a claim, as `FIELD=VALUE` words."""
    hints = field_hints(type(claim))
    return [
        f"{field.name}={said or _emptied(hints[field.name])}"
        for field in editable_fields(claim)
        if field.name in entered and (said := entered[field.name].strip()) != field.typed
    ]


def _emptied(hint: Any) -> str:
    return _NOTHING if _present(hint)[1] else ""


def _choices(hint: Any) -> tuple[str, ...]:
    if hint is bool:
        return ("yes", "no")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return tuple(str(item.value) for item in hint)
    return ()


def _as_typed(value: Any) -> str:
    """A value of the contract as a person types it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_as_typed(item) for item in value)
    if isinstance(value, dict) and "low" in value:
        opening = "(" if value["low_open"] else "["
        closing = ")" if value["high_open"] else "]"
        return f"{opening}{value['low'] or '*'}, {value['high'] or '*'}{closing}"
    if isinstance(value, dict):
        return str(value["id"] or value["name"])
    return str(value)


def claim_value(name: str, value: str, hints: Mapping[str, Any], catalogue: Catalogue) -> Any:
    """The value of a field in the form of the contract."""
    if name in _FIXED:
        raise AidledgerError("FIELD_FIXED", ExitStatus.USAGE, field=name)
    if name not in hints:
        near = difflib.get_close_matches(name, hints, 1) or sorted(hints)
        raise AidledgerError("FIELD_UNKNOWN", ExitStatus.USAGE, field=name, known=", ".join(near))
    hint, is_optional = _present(hints[name])
    if value == _NOTHING and is_optional:
        return None
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        parts = [part.strip() for part in value.split(",") if part.strip()]
        return [_value(name, part, inner, catalogue) for part in parts]
    return _value(name, value, hint, catalogue)


def split_words(word: str) -> tuple[str, str]:
    """Name and value of a `FIELD=VALUE` word."""
    name, mark, value = word.partition("=")
    if not mark or not name.strip():
        raise AidledgerError("FIELD_WORDS", ExitStatus.USAGE, words=word)
    return name.strip(), value.strip()


def _present(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        parts = [part for part in typing.get_args(hint) if part is not type(None)]
        return parts[0], True
    return hint, False


def _value(name: str, text: str, hint: Any, catalogue: Catalogue) -> Any:
    if hint is Named:
        return _named(name, text, catalogue)
    if hint is Decimal:
        return str(_number(name, text))
    if hint is bool:
        return _choice(name, text, {"yes": True, "no": False})
    if hint is Interval:
        return _interval(name, text)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(name, text, {str(item.value): str(item.value) for item in hint})
    return _day(name, text) if name in _DAYS else text


def _number(name: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as problem:
        raise _bad(name, text) from problem
    if not number.is_finite():
        raise _bad(name, text)
    return number


def _choice(name: str, text: str, known: Mapping[str, Any]) -> Any:
    if text not in known:
        raise AidledgerError(
            "FIELD_CHOICE", ExitStatus.USAGE, field=name, value=text, known=", ".join(known)
        )
    return known[text]


def _day(name: str, text: str) -> str:
    """A day, or a month, that the calendar has."""
    try:
        date.fromisoformat(text if len(text) != len("2024-11") else f"{text}-01")
    except ValueError as problem:
        raise AidledgerError(
            "DATE_IMPOSSIBLE", ExitStatus.USAGE, field=name, value=text
        ) from problem
    return text


def _interval(name: str, text: str) -> dict[str, Any]:
    match = _INTERVAL.match(text)
    if match is None:
        raise _bad(name, text)
    opening, first, second, closing = match.groups()
    low, high = (None if part in ("", "*") else _number(name, part) for part in (first, second))
    try:
        interval = Interval(
            low, high, opening != "[" and low is not None, closing != "]" and high is not None
        )
    except ValueError as problem:
        raise _bad(name, text) from problem
    return _plain_interval(interval)


def _plain_interval(interval: Interval) -> dict[str, Any]:
    return {
        "low": None if interval.low is None else str(interval.low),
        "high": None if interval.high is None else str(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def _named(name: str, text: str, catalogue: Catalogue) -> dict[str, Any]:
    finder = _FINDERS.get(name, _any_actor)
    found = finder(text, catalogue)
    return {"name": found[0], "id": found[1], "mention": None}


def _actor(text: str, catalogue: Catalogue) -> tuple[str, str | None]:
    actor = catalogue.actor(actor_id(text, catalogue))
    assert actor is not None
    return actor.name, actor.id


def _any_actor(text: str, catalogue: Catalogue) -> tuple[str, str | None]:
    """A body or a person; people are often in no catalogue, so their name is taken as given."""
    try:
        return _actor(text, catalogue)
    except AidledgerError:
        return _of_rows(text, catalogue.persons) or (text, None)


def _office(text: str, catalogue: Catalogue) -> tuple[str, str | None]:
    for office in catalogue.offices:
        if text.casefold() in (office.id.casefold(), office.title.casefold()):
            return office.title, office.id
    return text, None


def _channel(text: str, catalogue: Catalogue) -> tuple[str, str | None]:
    return _listed("channel", text, catalogue.channels)


def _envelope(text: str, catalogue: Catalogue) -> tuple[str, str | None]:
    return _listed("envelope", text, catalogue.envelopes)


def _listed(name: str, text: str, rows: Iterable[Any]) -> tuple[str, str | None]:
    found = _of_rows(text, rows)
    if found is None:
        known = ", ".join(row.id for row in rows)
        raise AidledgerError("FIELD_CHOICE", ExitStatus.USAGE, field=name, value=text, known=known)
    return found


def _of_rows(text: str, rows: Iterable[Any]) -> tuple[str, str | None] | None:
    for row in rows:
        if text.casefold() in (row.id.casefold(), row.name.casefold()):
            return row.name, row.id
    return None


_FINDERS: Mapping[str, Callable[[str, Catalogue], tuple[str, str | None]]] = {
    "donor": _actor,
    "recipient": _actor,
    "channel": _channel,
    "envelope": _envelope,
    "office": _office,
}


def _widen(plain: dict[str, Any], given: Iterable[str]) -> None:
    """Set the intervals of an amount from its figure and qualifier."""
    if plain.get("stated") is None or plain.get("qualifier") in ("between", "vague"):
        return
    number = Decimal(plain["stated"])
    digit = Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
    qualifier = Qualifier(plain["qualifier"] or "exact")
    _, strict, lenient = intervals_of(qualifier.value, Printed(number, digit, digit))
    for name, interval in (("strict", strict), ("lenient", lenient)):
        if name not in given:
            plain[name] = _plain_interval(interval)


def _bad(field: str, value: str) -> AidledgerError:
    return AidledgerError("FIELD_VALUE", ExitStatus.USAGE, field=field, value=value)
