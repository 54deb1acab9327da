"""A figure on its way to a claim: the claim so far, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.model.claims import AmountClaim
from aidledger.reading.marks import Quantity, Sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount of a text, with its sentence and the quantity that it was read from."""

    claim: AmountClaim
    sentence: Sentence
    quantity: Quantity
