"""Who states a figure: the chain of sources from the text outwards.

In: figures and the statements of the text. Out: the figures with `attributed_to`: the
speaker of the narrowest statement around the figure, else the actor of a cue such as
"selon X", else nobody (the text itself speaks).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aidledger.model.claims import AmountClaim, Confidence, StatementClaim


def attribute_amounts(
    amounts: Sequence[AmountClaim], statements: Sequence[StatementClaim]
) -> tuple[AmountClaim, ...]:
    """Amounts with the speaker of the statement that holds them."""
    return tuple(_attributed(amount, statements) for amount in amounts)


def _attributed(amount: AmountClaim, statements: Sequence[StatementClaim]) -> AmountClaim:
    around = [
        statement
        for statement in statements
        if statement.start <= amount.start and amount.end <= statement.end and statement.speaker
    ]
    if not around or amount.attributed_to:
        return amount
    # From the text outwards: the widest statement is the first source, the narrowest the last.
    widest_first = sorted(around, key=lambda statement: statement.start - statement.end)
    chain = tuple(
        dict.fromkeys(statement.speaker for statement in widest_first if statement.speaker)
    )
    confidence = (
        Confidence.RESOLVED if amount.confidence is Confidence.EXPLICIT else amount.confidence
    )
    return replace(amount, attributed_to=chain, confidence=confidence)
