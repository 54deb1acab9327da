"""How many sources say a thing, and how many of them independently.

Several prints are one independent source when they lean on the same thing: the same publisher,
the same outlet or person cited on the way to the fact, or the same text (a wire copy). Who
leans on whom is followed from print to print, so the count errs to the low side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from aidledger.resolving.clusters import Groups
from aidledger.resolving.shingles import is_copy, runs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One document that says the thing.

    Args:
        document: its id.
        leans_on: publishers of it, and whoever it cites for the thing, by id or name.
    """

    document: str
    leans_on: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCount:
    """How many sources say a thing.

    Args:
        sources: documents that say it; independent: groups of them that lean on nothing common.
        groups: the documents of each group, by id.
    """

    sources: int
    independent: int
    groups: tuple[tuple[str, ...], ...]


def count_sources(mentions: Iterable[Mention], text_of: Callable[[str], str | None]) -> SourceCount:
    """The sources of a thing.

    Args:
        text_of: the text of a document; None = removed, then copies of it are not seen.
    """
    leans: dict[str, frozenset[str]] = {}
    for mention in mentions:
        before = leans.get(mention.document, frozenset())
        leans[mention.document] = before | mention.leans_on
    groups = Groups()
    _join_by_what_they_lean_on(groups, leans)
    _join_copies(groups, sorted(leans), text_of)
    found = {tuple(sorted(groups.members(document))) for document in leans}
    return SourceCount(sources=len(leans), independent=len(found), groups=tuple(sorted(found)))


def _join_by_what_they_lean_on(groups: Groups, leans: dict[str, frozenset[str]]) -> None:
    first_on: dict[str, str] = {}
    for document in sorted(leans):
        for name in leans[document]:
            if name in first_on:
                groups.join(first_on[name], document)
            else:
                first_on[name] = document


def _join_copies(
    groups: Groups, documents: list[str], text_of: Callable[[str], str | None]
) -> None:
    if len({frozenset(groups.members(document)) for document in documents}) < 2:
        return
    texts = {document: text_of(document) for document in documents}
    runs = {document: runs_of(text) for document, text in texts.items() if text is not None}
    for first, second in combinations(sorted(runs), 2):
        if second not in groups.members(first) and is_copy(runs[first], runs[second]):
            groups.join(first, second)
