"""Read promises: who binds himself to what, by when, for how much.

In: the text and the claims read before. Out: promise claims from statements made with a verb
of promising; the deadline is the one that stands in the same sentence or that the promise's
own words imply ("tant qu'il est en place": the end of the term).
"""

from __future__ import annotations

from collections.abc import Sequence

from aidledger.model.claims import (
    AmountClaim,
    Claim,
    DeadlineClaim,
    Modality,
    PromiseClaim,
    SpeechAct,
    StatementClaim,
)
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.marks import Sentence
from aidledger.reading.terms import term_in
from aidledger.reading.text import ReadText

RULE = "promises.statement/1"


def read_promises(
    text: ReadText, maker: ClaimMaker, claims: Sequence[Claim]
) -> tuple[PromiseClaim, ...]:
    """The promises of the text, in order of place."""
    found = []
    for claim in claims:
        if not isinstance(claim, StatementClaim) or claim.act is not SpeechAct.PROMISE:
            continue
        start, end = maker.place_of(claim)
        sentence = next(s for s in text.sentences if s.start <= start < s.end)
        amount = next(
            (
                other
                for other in claims
                if isinstance(other, AmountClaim)
                and claim.start <= other.start
                and other.end <= claim.end
            ),
            None,
        )
        found.append(
            maker.make(
                PromiseClaim,
                sentence,
                start,
                end,
                rule=RULE,
                modality=Modality.PLANNED,
                attributed_to=claim.attributed_to,
                confidence=claim.confidence,
                by=claim.speaker,
                content=claim.quote,
                deadline=_deadline(text, sentence, start, end, claim, claims),
                amount=amount.id if amount is not None else None,
            )
        )
    return tuple(found)


def _deadline(
    text: ReadText,
    sentence: Sentence,
    start: int,
    end: int,
    claim: StatementClaim,
    claims: Sequence[Claim],
) -> str | None:
    inside = [
        other
        for other in claims
        if isinstance(other, DeadlineClaim) and claim.start <= other.start < claim.end
    ]
    if inside:
        return inside[0].date
    return term_in(text, sentence, start, end)
