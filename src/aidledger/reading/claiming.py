"""Make claims from places in the shadow text: the one way back to the document.

In: a kind of claim, a shadow stretch, the kind's own fields. Out: a claim whose offsets,
quote and sentence are the document's own, and whose id no rule version changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from aidledger.model.claims import Claim, claim_id
from aidledger.model.evidence import Document
from aidledger.reading.marks import Sentence
from aidledger.reading.typography import Shadow

C = TypeVar("C", bound=Claim)


class ClaimMaker:
    """Makes the claims of one document, in the order in which stages ask for them."""

    def __init__(self, document: Document, shadow: Shadow) -> None:
        self._document = document
        self._shadow = shadow
        self._made: Counter[tuple[str, int, int]] = Counter()

    def make(
        self,
        kind: type[C],
        sentence: Sentence,
        start: int,
        end: int,
        *,
        rule: str,
        flags: Iterable[str] = (),
        **fields: Any,
    ) -> C:
        """A claim of `kind` on the shadow stretch `start:end` of `sentence`.

        Args:
            rule: name and version, such as "speech.floating/1".
            fields: the kind's own fields and any common ones (modality, attributed_to ...).
        """
        span = self._shadow.to_document(start, end)
        whole = self._shadow.to_document(sentence.start, sentence.end)
        key = (kind.kind, span.start, span.end)
        ordinal = self._made[key]
        self._made[key] += 1
        return kind(
            id=claim_id(self._document.id, kind.kind, span.start, span.end, ordinal),
            quote=self._document.text[span.start : span.end],
            start=span.start,
            end=span.end,
            sentence=whole,
            rule=rule,
            flags=tuple(sorted(set(flags))),
            **fields,
        )

    def place_of(self, claim: Claim) -> tuple[int, int]:
        """The shadow stretch of a claim made here."""
        return self._shadow.from_document(claim.start, claim.end)
