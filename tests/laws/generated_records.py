"""Records of every type with arbitrary content, made from the types of their fields."""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from aidledger.model.accounts import Account, AccountStage, Place, World
from aidledger.model.amounts import Interval
from aidledger.model.claims import CLAIM_KINDS, Claim
from aidledger.model.entries import Entry, EntryType, Extent
from aidledger.model.evidence import Span
from aidledger.model.money import Money
from aidledger.model.records import RECORD_TYPES, Record

# Whatever a source may hold: line ends of all kinds, marks of the journal itself, no surrogates
# (storage refuses those).
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        ["none", "", " ", '"', "a, b", "x <y>", "; note", "| bar", "~ t", "end 1", "@", "a\nb",
         "9\u202fmilliards", "\u2028", "\r\n", "1..2", "-5 USD", "[1, 2)", "{}", "\x00", "(a", "b]",
         "key: value", "  two", "yes", "undated"]
    ),
)  # fmt: skip
NAMES = st.text("abcDEF019-_.:/é ", min_size=1, max_size=10)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**13),
                      max_value=10**13) | st.integers(0, 10**12).map(Decimal)  # fmt: skip
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
MOMENTS = st.datetimes(timezones=st.just(UTC))
PARTS = st.text("ABCxyz019-é_", min_size=1, max_size=6)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
    if low == high:
        return Interval(low, high)
    return Interval(
        draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None])),
        draw(st.booleans()), draw(st.booleans()),
    )  # fmt: skip


ACCOUNTS = st.builds(
    Account, donor=PARTS, recipient=PARTS, envelope=PARTS, channel=PARTS,
    stage=st.sampled_from(AccountStage), basis=st.none() | PARTS,
)  # fmt: skip
MONEYS = st.one_of(
    st.builds(Money.exactly, NUMBERS, st.just("USD")),
    st.builds(Money, face=st.none() | NUMBERS, strict=intervals(), lenient=intervals(),
              currency=st.sampled_from(["USD", "EUR", "X Y"])),
)  # fmt: skip


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    begins, ends = sorted([draw(DAYS), draw(DAYS)])
    source, target = draw(st.lists(ACCOUNTS, min_size=2, max_size=2, unique=True))
    kind, first, second, extent = draw(
        st.sampled_from(
            [
                (EntryType.RECLASSIFY, source, target, Extent.CHANGE),
                (EntryType.REIMBURSE, source, World.OTHER_DONOR, Extent.LEVEL),
                (EntryType.LAPSE, source, World.LAPSED, Extent.REMAINDER),
                (EntryType.REVALUE, World.REVALUATION, target, Extent.CHANGE),
                (EntryType.DELIVER, source, World.RECIPIENT, Extent.REMAINDER),
            ]
        )
    )
    return Entry(
        id=draw(NAMES), type=kind, source=first, target=second, extent=extent,
        money=None if extent is Extent.REMAINDER else draw(MONEYS),
        begins=begins, ends=draw(st.sampled_from([begins, ends])),
        drawn_from=draw(st.lists(TEXTS, max_size=2).map(tuple)), event=draw(st.none() | TEXTS),
        decision=draw(st.none() | NAMES), flags=draw(st.lists(TEXTS, max_size=2).map(tuple)),
        note=draw(st.none() | TEXTS),
    )  # fmt: skip


_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(0, 10**6),
    bool: st.booleans(),
    Decimal: NUMBERS,
    date: DAYS,
    datetime: MOMENTS,
    Interval: intervals(),
    Span: st.builds(Span, st.integers(0, 999), st.integers(0, 999)),
    Money: MONEYS,
    Entry: entries(),
}


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if hint is Claim:
        return st.one_of([of_dataclass(kind) for kind in CLAIM_KINDS])
    if hint == Place:
        return ACCOUNTS | st.sampled_from(World)
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        parts = [part for part in typing.get_args(hint) if part is not type(None)]
        return st.none() | of_type(parts[0])
    if origin is tuple:
        return st.lists(of_type(typing.get_args(hint)[0]), max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return of_dataclass(hint)


def of_dataclass(kind: type) -> st.SearchStrategy[Any]:
    """Values of a dataclass: fields with a default may be left at it."""
    hints = typing.get_type_hints(kind)
    made = {
        item.name: of_type(hints[item.name])
        if item.default is MISSING
        else st.just(item.default) | of_type(hints[item.name])
        for item in fields(kind)
        if item.init
    }
    return st.builds(kind, **made)


RECORDS: st.SearchStrategy[Record] = st.one_of([of_dataclass(kind) for kind in RECORD_TYPES])
EACH_TYPE = {kind.type: of_dataclass(kind) for kind in RECORD_TYPES}


def named_once(records: list[Record]) -> list[Record]:
    """The records, one of each name."""
    return list({(record.type, record.key): record for record in records}.values())
