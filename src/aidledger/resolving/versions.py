"""What differs between two readings: of one text by two readers, or of two texts of one article.

Within one text claims are told apart by their ids, which no reader changes. Between two texts
places move: a claim is the same where kind, words and fields are; one whose sentence was only
reworked has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from aidledger.model.claims import Claim
from aidledger.model.contract import claim_to_json

RULE = "same-version/1"
# Share of a sentence's characters that a reworked one keeps.
_REWORKED = 0.6
# What says where a claim stands, who read it and which claims it names, not what it says.
_BESIDE = frozenset(
    {"id", "start", "end", "sentence", "rule", "same_as", "restates", "part_of", "of", "denies",
     "amount"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDifference:
    """What differs between two readings, each in order of the text.

    Args:
        same: pairs that say the same; changed: pairs of which the second says otherwise.
        gone: only in the first; added: only in the second.
    """

    same: tuple[tuple[Claim, Claim], ...]
    changed: tuple[tuple[Claim, Claim], ...]
    gone: tuple[Claim, ...]
    added: tuple[Claim, ...]


def says_the_same(first: Claim, second: Claim) -> bool:
    """True where two claims of one text differ at most in who read them."""
    return replace(first, rule="") == replace(second, rule="")


def difference_of_readings(before: Iterable[Claim], after: Iterable[Claim]) -> ReadingDifference:
    """What differs between two readings of the same text."""
    old, new = ({claim.id: claim for claim in claims} for claims in (before, after))
    both = [(claim, new[name]) for name, claim in old.items() if name in new]
    return ReadingDifference(
        same=tuple(pair for pair in both if says_the_same(*pair)),
        changed=tuple(pair for pair in both if not says_the_same(*pair)),
        gone=tuple(claim for name, claim in old.items() if name not in new),
        added=tuple(claim for name, claim in new.items() if name not in old),
    )


def difference_of_texts(
    before: Iterable[Claim], old_text: str, after: Iterable[Claim], new_text: str
) -> ReadingDifference:
    """What differs between the readings of two texts of one article."""
    gone, added = list(before), list(after)
    said = {claim.id: _content(claim) for claim in (*gone, *added)}
    same = _matched(gone, added, lambda old, new: said[old.id] == said[new.id])
    changed = _matched(gone, added, lambda old, new: _is_reworked(old, old_text, new, new_text))
    return ReadingDifference(
        same=tuple(same), changed=tuple(changed), gone=tuple(gone), added=tuple(added)
    )


def _matched(
    gone: list[Claim], added: list[Claim], is_match: Callable[[Claim, Claim], bool]
) -> list[tuple[Claim, Claim]]:
    """Pairs that match, each claim in one pair at most; they are taken from the lists."""
    pairs = []
    for old in tuple(gone):
        new = next((claim for claim in added if is_match(old, claim)), None)
        if new is not None:
            gone.remove(old)
            added.remove(new)
            pairs.append((old, new))
    return pairs


def _content(claim: Claim) -> dict[str, Any]:
    """What a claim says, without its place and without the claims that it names."""
    return {name: value for name, value in claim_to_json(claim).items() if name not in _BESIDE}


def _is_reworked(old: Claim, old_text: str, new: Claim, new_text: str) -> bool:
    if old.kind != new.kind:
        return False
    first, second = _sentence(old, old_text), _sentence(new, new_text)
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _REWORKED


def _sentence(claim: Claim, text: str) -> str:
    return text[claim.sentence.start : claim.sentence.end]
