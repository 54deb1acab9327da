"""A document while it is read, and what reading gives back.

`ReadText` is what the stages share; `Reading` is what leaves the layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aidledger.catalogue import Catalogue
from aidledger.model.claims import Claim
from aidledger.model.evidence import Document
from aidledger.model.issues import Issue
from aidledger.reading.cast import Cast
from aidledger.reading.marks import Block, Sentence
from aidledger.reading.typography import Shadow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """One document with every mark that the early stages put on it.

    Args:
        quotations: stretches of the shadow text inside quotation marks, nested ones too.
        published: day to which relative dates are tied; None = they stay unresolved.
        cast: the people and bodies of this document.
    """

    document: Document
    shadow: Shadow
    language: str
    published: date | None
    blocks: tuple[Block, ...]
    quotations: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    catalogue: Catalogue
    cast: Cast


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says: claims in order of place, and the problems met."""

    document: Document
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]
