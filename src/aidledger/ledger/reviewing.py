"""What people's reviews make of a claim: the sum of their words, in whatever order they came.

Each person has at most one standing word on a claim (a second one withdraws the first).
People who agree settle it; where they disagree nobody wins: the claim stands as it was
read, is *contested*, and waits until they agree or one withdraws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from aidledger.model.claims import Claim
from aidledger.model.records import ClaimRecord, ReviewRecord, ReviewVerdict

# The rule of a claim that no reader made.
BY_A_PERSON = "person"


class Reviewed(StrEnum):
    """Who stands behind a claim.

    MACHINE: the reader alone. RECORDED: a person wrote it down. ACCEPTED, CORRECTED,
    REJECTED: a person said so. CONTESTED: people disagree; it stands as it was read.
    """

    MACHINE = "machine"
    RECORDED = "recorded"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    CONTESTED = "contested"


_OF_VERDICT = {
    ReviewVerdict.ACCEPT: Reviewed.ACCEPTED,
    ReviewVerdict.CORRECT: Reviewed.CORRECTED,
    ReviewVerdict.REJECT: Reviewed.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Words:
    """The standing words of people on one record.

    Args:
        verdicts: accept, correct, reject, by name of the review; notes: notes likewise.
    """

    verdicts: tuple[ReviewRecord, ...] = ()
    notes: tuple[ReviewRecord, ...] = ()

    @property
    def by(self) -> tuple[str, ...]:
        """Who decided, by name."""
        return tuple(sorted({review.by for review in self.verdicts}))

    @property
    def is_contested(self) -> bool:
        """True where people say different things."""
        return len({(review.verdict, review.corrected) for review in self.verdicts}) > 1


NOBODY = Words()


def words_by_target(reviews: Iterable[ReviewRecord]) -> Mapping[str, Words]:
    """The standing words on each record that has any."""
    found: dict[str, list[ReviewRecord]] = {}
    for review in reviews:
        found.setdefault(review.target, []).append(review)
    return {target: _words(said) for target, said in found.items()}


def _words(said: list[ReviewRecord]) -> Words:
    said.sort(key=lambda review: review.id)
    return Words(
        tuple(item for item in said if item.verdict is not ReviewVerdict.NOTE),
        tuple(item for item in said if item.verdict is ReviewVerdict.NOTE),
    )


def reviewed(claim: Claim, words: Words) -> Reviewed:
    """Who stands behind a claim, given what people said of it."""
    if not words.verdicts:
        return Reviewed.RECORDED if claim.rule == BY_A_PERSON else Reviewed.MACHINE
    if words.is_contested:
        return Reviewed.CONTESTED
    said = _OF_VERDICT[words.verdicts[0].verdict]
    if said is Reviewed.ACCEPTED and claim.rule == BY_A_PERSON:
        return Reviewed.RECORDED
    return said


def as_reviewed(record: ClaimRecord, words: Words) -> ClaimRecord | None:
    """The claim as it stands after review; None where it was rejected."""
    status = reviewed(record.claim, words)
    if status is Reviewed.REJECTED:
        return None
    corrected = words.verdicts[0].corrected if status is Reviewed.CORRECTED else None
    return record if corrected is None else replace(record, claim=corrected)
