"""The two accounts of an entry: the sum leaves one and arrives in the other, or it is a mistake."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from aidledger.ledger.journal.forms import (
    FormError,
    day,
    form_of,
    money_of,
    number,
    parse_interval,
    plain_number,
    unquoted,
)
from aidledger.ledger.journal.lines import Line
from aidledger.model.accounts import Place
from aidledger.model.amounts import Interval
from aidledger.model.entries import Extent

_SUM = re.compile(r'(-?)([0-9]+(?:\.[0-9]+)?|[?*])(?: +("(?:[^"\\]|\\.)*"|\S+))?$')
_LEG = re.compile(r"(\S+)(?: +(.*\S))? *$")
_ALL = "*"
_UNKNOWN = "?"
_PLACE = form_of(Place)


def entry_values(body: list[Line], asserted_on: date | None) -> tuple[dict[str, Any], list[Line]]:
    """What the two accounts and the day of an entry say, and the other lines.

    An entry that names `source` and `target` as fields has no such lines.

    Raises:
        FormError: JOURNAL_LEGS, JOURNAL_UNBALANCED, JOURNAL_MIXED_CURRENCIES,
            JOURNAL_ACCOUNT, JOURNAL_SUM, JOURNAL_MONEY, JOURNAL_DATE.
    """
    by_name = {line.name: line for line in body if line.name is not None}
    values = _days(by_name.get("on"), asserted_on)
    legs = [line for line in body if line.name is None]
    taken = ["on"]
    if legs or "source" not in by_name:
        if len(legs) != 2:
            raise FormError("JOURNAL_LEGS", place=_place_of(legs), count=str(len(legs)))
        taken += ["strict", "lenient"]
        values |= _moved(legs, by_name)
    rest = [line for line in body if line.name is not None and line.name not in taken]
    return values, rest


def _days(line: Line | None, asserted_on: date | None) -> dict[str, Any]:
    if line is None:
        return {} if asserted_on is None else {"begins": asserted_on, "ends": asserted_on}
    first, _, last = line.value.partition(" to ")
    try:
        begins = day(first.strip())
        return {"begins": begins, "ends": day(last.strip()) if last else begins}
    except FormError as error:
        raise FormError(error.code, place=(line.at, len(line.value)), **error.details) from error


def _moved(legs: list[Line], by_name: dict[str, Line]) -> dict[str, Any]:
    (first, from_), (second, to) = (_leg(line) for line in legs)
    given = from_ or to
    if given is None:
        raise FormError("JOURNAL_SUM", place=_place_of(legs), words=legs[0].words)
    from_, to = from_ or _mirrored(given), to or _mirrored(given)
    if to[0] == "-" and from_[0] != "-":
        first, second, from_, to = second, first, to, from_
    _check(legs, from_, to)
    values: dict[str, Any] = {"source": first, "target": second}
    if to[1] == _ALL:
        return values | {"money": None, "extent": Extent.REMAINDER}
    strict, lenient = (_interval(by_name.get(name)) for name in ("strict", "lenient"))
    face = None if to[1] == _UNKNOWN else number(to[1])
    try:
        money = money_of(face, to[2] or "", strict, lenient, legs[1].words)
    except FormError as error:
        raise FormError(error.code, place=_place_of(legs), **error.details) from error
    return values | {"money": money}


Sum = tuple[str, str, str | None]


def _leg(line: Line) -> tuple[Any, Sum | None]:
    match = _LEG.match(line.words)
    assert match is not None
    account, words = match.groups()
    assert _PLACE is not None
    try:
        place = _PLACE.parse(account)
    except FormError as error:
        raise FormError(error.code, place=(line.start, len(account)), **error.details) from error
    if words is None:
        return place, None
    found = _SUM.match(words)
    if found is None or (found.group(2) != _ALL and found.group(3) is None):
        at = line.start + match.start(2)
        raise FormError("JOURNAL_SUM", place=(at, len(words)), words=words)
    sign, figure, currency = found.groups()
    return place, (sign, figure, None if currency is None else unquoted(currency))


def _mirrored(given: Sum) -> Sum:
    return ("" if given[0] == "-" else "-", *given[1:])


def _check(legs: list[Line], from_: Sum, to: Sum) -> None:
    """What leaves must arrive: in one currency, to the last unit."""
    if from_[2] != to[2]:
        raise FormError(
            "JOURNAL_MIXED_CURRENCIES", place=_place_of(legs), first=from_[2] or "",
            second=to[2] or "",
        )  # fmt: skip
    vague = {from_[1], to[1]} & {_ALL, _UNKNOWN}
    if vague:
        is_even = from_[1] == to[1] and (from_[0], to[0]) == ("-", "")
        left = "?"
    else:
        rest = _signed(from_) + _signed(to)
        is_even, left = rest == 0 and from_[0] == "-", plain_number(rest)
    if not is_even:
        raise FormError(
            "JOURNAL_UNBALANCED", place=_place_of(legs), left=f"{left} {to[2] or ''}".strip()
        )


def _signed(leg: Sum) -> Decimal:
    return number(leg[0] + leg[1])


def _interval(line: Line | None) -> Interval | None:
    if line is None:
        return None
    try:
        return parse_interval(line.value)
    except FormError as error:
        raise FormError(error.code, place=(line.at, len(line.value)), **error.details) from error


def _place_of(legs: list[Line]) -> tuple[int, int] | None:
    return (legs[-1].start, len(legs[-1].words)) if legs else None
