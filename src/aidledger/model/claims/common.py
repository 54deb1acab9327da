"""What every claim carries, whatever its kind (reading contract).

A claim is what one sentence asserts, before any belief. Offsets are half-open code points
into the document's text; `text[start:end] == quote` always.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from aidledger.model.evidence import Span
from aidledger.model.parties import Named


class Modality(StrEnum):
    """How the sentence presents what it asserts."""

    ACTUAL = "actual"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    RUMOURED = "rumoured"
    DESIRED = "desired"
    REFUSED = "refused"


class Polarity(StrEnum):
    """Whether the sentence affirms or denies."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Confidence(StrEnum):
    """How the meaning was reached; a class with a stated meaning, not a probability.

    EXPLICIT: every field set is said by the claim's own sentence.
    RESOLVED: a field was taken from elsewhere in the document or from the catalogue.
    INFERRED: a field rests on a default of the trade; a flag says which.
    """

    EXPLICIT = "explicit"
    RESOLVED = "resolved"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Fields common to all kinds.

    Args:
        id: `claim_id(...)`: hash of document, kind, span and ordinal.
        quote: the words, exactly.
        start, end: their place in the document's text.
        sentence: the place of the sentence that holds them.
        attributed_to: chain of sources from the text outwards; empty = the text itself speaks.
        rule: name and version of the rule that made the claim.
        flags: named reservations, sorted.
        same_as: id of an earlier claim of this document that says the same thing, or None.
    """

    kind: ClassVar[str] = "claim"

    id: str
    quote: str
    start: int
    end: int
    sentence: Span
    modality: Modality = Modality.ACTUAL
    attributed_to: tuple[Named, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    rule: str
    confidence: Confidence = Confidence.EXPLICIT
    flags: tuple[str, ...] = ()
    same_as: str | None = None


def claim_id(document_id: str, kind: str, start: int, end: int, ordinal: int) -> str:
    """The id of a claim: no rule version changes it.

    Args:
        ordinal: 0 for the first claim of this kind on this span, 1 for the second, ...

    >>> claim_id("d", "amount", 0, 4, 0)[:2]
    'c-'
    """
    key = f"{document_id}\n{kind}\n{start}\n{end}\n{ordinal}"
    return "c-" + hashlib.sha256(key.encode()).hexdigest()[:16]
