"""Answers made of rows: one typed row a thing, with its name and the records that it rests on.

A question gives rows of its own kind (a dataclass over `Row`). The flat tables of an answer,
its JSON and its exports follow from the fields of that kind, so that a question is written once.
A field of a type `Derived` is worked out here; every other is what a source says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from aidledger.ledger.reviewing import Reviewed
from aidledger.ledger.view import View
from aidledger.model.parties import Named
from aidledger.model.records import ClaimRecord
from aidledger.questions.answers import Pin

# Part of a row's name where a question was not narrowed to a donor, recipient or day.
UNSAID = "-"

# Parts of the name of a worked-out row before what it is about (`prefix`).
_PARTS_OF_A_PREFIX = 8

# Before a currency in a row's name.
_INTO = "in-"

Value = TypeVar("Value")
# The type of a field that is worked out here; every other is what a source says.
Derived = Annotated[Value, "derived"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a question is about, beside the knowledge that it may use.

    Args:
        donor, recipient: catalogue ids; None = every one.
        on: the day in the world; None = no limit.
        days: a number of days that the question asks for, or None.
        forecast: True where a forecast is wanted too.
        said: True where days are those of the sources, not those of the world.
        into: ISO 4217 code of the currency in which sums are shown too; None = none.
    """

    donor: str | None = None
    recipient: str | None = None
    on: date | None = None
    days: int | None = None
    forecast: bool = False
    said: bool = False
    into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One source's word.

    Args:
        record: id of the claim or term.
        asserted_on: the day it was said.
        said_by: the chain of speakers, from the text outwards, or None.
        publisher: who printed it; None for a row of a table.
        words: the words, exactly.
        reviewed: who stands behind the claim; None where it is none.
    """

    record: str
    asserted_on: date | None
    said_by: str | None
    publisher: str | None
    words: str
    reviewed: Reviewed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Args:
        name: by which `why` explains the row.
        rests_on: ids of the records that it rests on, in order of time.
    """

    name: str
    rests_on: tuple[str, ...]

    @property
    def key(self) -> str:
        """What the row is about: the same in answers at other pins."""
        parts = self.name.split("/", _PARTS_OF_A_PREFIX)
        return parts[-1] if len(parts) > _PARTS_OF_A_PREFIX else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsAnswer:
    """The rows of a question.

    Args:
        question: its name.
        subject: what it is about.
        pin: the state of knowledge.
        is_recorded: False where nothing is recorded of what was asked.
        rows: in the order of the question.
    """

    question: str
    subject: Subject
    pin: Pin
    is_recorded: bool
    rows: tuple[Row, ...]


def prefix(question: str, subject: Subject, pin: Pin) -> str:
    """First part of the names of worked-out rows: it says how to answer again."""
    parts = (
        question,
        subject.donor or UNSAID,
        subject.recipient or UNSAID,
        UNSAID if subject.on is None else subject.on.isoformat(),
        UNSAID if pin.known is None else pin.known.isoformat(),
        pin.known_by.value,
        str(pin.vintage),
        _extras(subject),
    )
    return "/".join(parts)


def _extras(subject: Subject) -> str:
    said = [] if subject.days is None else [f"{subject.days}d"]
    said += ["forecast"] if subject.forecast else []
    said += ["said"] if subject.said else []
    said += [] if subject.into is None else [f"{_INTO}{subject.into}"]
    return "+".join(said) or UNSAID


def subject_of(parts: list[str]) -> Subject:
    """The subject that the parts of a row's name say.

    Raises:
        ValueError: they say none.
    """
    extras = parts[7].split("+")
    into = [extra for extra in extras if extra.startswith(_INTO)]
    days = [extra for extra in extras if extra.endswith("d") and extra[:-1].isdigit()]
    return Subject(
        donor=None if parts[1] == UNSAID else parts[1],
        recipient=None if parts[2] == UNSAID else parts[2],
        on=None if parts[3] == UNSAID else date.fromisoformat(parts[3]),
        days=int(days[0][:-1]) if days else None,
        forecast="forecast" in extras,
        said="said" in extras,
        into=into[0].removeprefix(_INTO) if into else None,
    )


def key_of(*parts: object) -> str:
    """A short key of what a row is about, the same for the same parts.

    >>> key_of("US", "missiles") == key_of("US", "missiles")
    True
    """
    text = "\n".join(str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def told_of(view: View, record: ClaimRecord) -> Told:
    """A claim as one source's word."""
    document = None if record.citation is not None else view.document(record.document)
    return Told(
        record=record.key,
        asserted_on=record.asserted_on,
        said_by=chain_of(record.claim.attributed_to),
        publisher=None if document is None else document.publisher,
        words=record.claim.quote,
        reviewed=view.reviewed(record),
    )


def chain_of(names: Iterable[Named]) -> str | None:
    """A chain of speakers in words; None where the text itself speaks."""
    return " < ".join(name.name for name in names) or None


def by_time(record: ClaimRecord) -> tuple[date, str, int, str]:
    """Order of claims: by the day they were said, then by their place, never by arrival."""
    return record.asserted_on or date.max, record.document, record.claim.start, record.key


def name_id(name: Named | None) -> str:
    """What a name stands for: its id, else the name itself in small letters; "" for none."""
    return "" if name is None else name.id or name.name.casefold()


def told_order(told: Told) -> tuple[date, str]:
    """Order of sources' words: by the day they were said, never by arrival."""
    return told.asserted_on or date.max, told.record
