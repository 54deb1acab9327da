"""Problems found in data, as values: the rest of the work goes on.

An `Issue` carries a stable code and the figures that its message needs; the words that a
person reads are in `aidledger.wording`, in French and English. Offsets are half-open code
points into the document's text as given; None = the issue concerns no place in a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How much an issue matters: errors lose something, warnings may mislead, notes inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem, where it is, and what its message is made of.

    Args:
        code: stable name in capitals, such as `NO_PUBLICATION_DATE`.
        severity: see `Severity`.
        start: first code point concerned, or None.
        end: one past the last code point concerned, or None.
        details: the words and figures that the message quotes, by name.
    """

    code: str
    severity: Severity
    start: int | None = None
    end: int | None = None
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
