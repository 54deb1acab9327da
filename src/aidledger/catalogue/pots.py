"""Envelopes, channels and dated events, and the words that name them.

Source: public acts and customs of the field, one row each in `data/envelopes.csv`,
`channels.csv` and `events.csv`; the addresses of the acts stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True, eq=False)
class Envelope:
    """A legal or political pot: an act, a facility.

    Args:
        donor, recipient: ids of actors; recipient None = several.
        enacted: day of the act; words: phrases that name it, by language.
    """

    id: str
    name: str
    name_fr: str
    donor: str
    recipient: str | None
    enacted: date
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """How aid flows: from stocks, by contracts, as a loan ..."""

    id: str
    name: str
    name_fr: str
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A dated event that texts use as a term: an inauguration, the end of a fiscal year."""

    id: str
    name: str
    day: date
    words: Mapping[str, tuple[str, ...]]
    public_from: date


def envelope_of(row: dict[str, str]) -> Envelope:
    """The envelope of one row of `envelopes.csv`."""
    return Envelope(
        row["id"],
        row["name"],
        row["name_fr"],
        row["donor"],
        row["recipient"] or None,
        date.fromisoformat(row["enacted"]),
        _words(row),
    )


def channel_of(row: dict[str, str]) -> Channel:
    """The channel of one row of `channels.csv`."""
    return Channel(row["id"], row["name"], row["name_fr"], _words(row))


def event_of(row: dict[str, str]) -> Event:
    """The event of one row of `events.csv`."""
    return Event(
        row["id"],
        row["name"],
        date.fromisoformat(row["day"]),
        _words(row),
        date.fromisoformat(row["public_from"]),
    )


def _words(row: dict[str, str]) -> Mapping[str, tuple[str, ...]]:
    return {
        language: tuple(text for text in row[f"words_{language}"].split("|") if text)
        for language in _LANGUAGES
    }
