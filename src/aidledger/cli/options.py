"""Options and arguments as verbs declare them, with their help in the language of the run."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import typer

from aidledger.cli.settings import SETTINGS
from aidledger.wording.loading import words

_DAY = "%Y-%m-%d"


class KnownBy(StrEnum):
    """By which time an answer is pinned."""

    ASSERTED = "asserted"
    RECORDED = "recorded"


class By(StrEnum):
    """What the rows of totals are told apart by."""

    STAGE = "stage"
    CHANNEL = "channel"
    ENVELOPE = "envelope"


class Compared(StrEnum):
    """Questions whose answers are compared."""

    REMAINING = "remaining"
    TOTALS = "totals"
    DEADLINES = "deadlines"
    PACE = "pace"
    PROMISES = "promises"
    DENIALS = "denials"
    OFFICES = "offices"
    MEETINGS = "meetings"
    RESTRICTIONS = "restrictions"
    HANDOVERS = "handovers"
    TIMELINE = "timeline"
    STALE = "stale"
    BURDEN = "burden"
    STATEMENTS = "statements"


class Axis(StrEnum):
    """Which days order a timeline."""

    WORLD = "world"
    SAID = "said"


def told(name: str) -> str:
    """The help of a verb, option or argument (`labels: help:` of the words)."""
    return str(words(SETTINGS.language)["labels"]["help"][name])


def option(name: str, *flags: str, minimum: int | None = None) -> Any:
    """An option with its help; a number not below its minimum."""
    return typer.Option(*flags, help=told(name), min=minimum)


def argument(name: str) -> Any:
    """An argument with its help."""
    return typer.Argument(help=told(name))


def day(name: str, *flags: str) -> Any:
    """An option that takes a day written 2024-11-13."""
    return typer.Option(*flags, help=told(name), formats=[_DAY], metavar="2024-11-13")


def count(name: str, *flags: str) -> Any:
    """An option that takes a number from one on."""
    return typer.Option(*flags, help=told(name), min=1)


def to_date(moment: datetime | None) -> date | None:
    """The day that such an option gave; None where it was not given."""
    return None if moment is None else moment.date()
