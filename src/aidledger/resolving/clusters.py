"""Things: records that judgements make one, whatever the order in which they were judged.

Clusters are made anew from the links that stand, so that a judgement withdrawn leaves no
trace. People outrank rules. Two people who contradict each other about a pair leave it
apart; a link that would join what somebody called different is refused, and reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from aidledger.model.links import Link

_SURE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Clusters:
    """Which records are one thing.

    Args:
        things: of each record that is joined with others, the name of the thing: the smallest
            name among its members.
        members: of each thing, its members in order of name.
        refused: links that say *same*, and are not followed because others say *different*.
    """

    things: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    refused: tuple[Link, ...]

    def thing(self, name: str) -> str:
        """The thing that a record is; a record that is joined with none is a thing by itself."""
        return self.things.get(name, name)

    def all_of(self, name: str) -> tuple[str, ...]:
        """Every record that is the same thing as this one, itself included."""
        return self.members.get(self.thing(name), (name,))


def clusters(links: Iterable[Link]) -> Clusters:
    """The things that some links make.

    >>> links = [Link("b", "a", True, None, "J-1"), Link("b", "c", True, None, "J-2")]
    >>> clusters(links).all_of("c")
    ('a', 'b', 'c')
    """
    every = tuple(links)
    groups = Groups()
    if all(link.is_same for link in every):
        # Nobody keeps anything apart: what comes first does not matter.
        for link in every:
            groups.join(link.left, link.right)
        return _of_groups(groups, [])
    joining, apart, refused = _settled_pairs(every)
    enemies: dict[str, set[str]] = {}
    for first, second in apart:
        enemies.setdefault(first, set()).add(second)
        enemies.setdefault(second, set()).add(first)
    for link in sorted(joining, key=_strength):
        mine, other = groups.members(link.left), groups.members(link.right)
        if any(enemies.get(name, _NONE) & other for name in mine):
            refused.append(link)
        else:
            groups.join(link.left, link.right)
    return _of_groups(groups, refused)


def _of_groups(groups: Groups, refused: list[Link]) -> Clusters:
    members = {min(group): tuple(sorted(group)) for group in groups.all()}
    return Clusters(
        things={name: thing for thing, names in members.items() for name in names},
        members=members,
        refused=tuple(sorted(refused, key=_strength)),
    )


_NONE: frozenset[str] = frozenset()


def _strength(link: Link) -> tuple[bool, Decimal, tuple[str, str], str]:
    """Strongest first: people before rules, sure before unsure, else by name."""
    score = _SURE if link.score is None else link.score
    return link.score is not None, -score, link.pair, link.judgement


def _settled_pairs(
    links: Iterable[Link],
) -> tuple[list[Link], list[tuple[str, str]], list[Link]]:
    """Pairs that are joined, pairs kept apart, and links that lost to others about their pair."""
    by_pair: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        by_pair.setdefault(link.pair, []).append(link)
    joining: list[Link] = []
    apart: list[tuple[str, str]] = []
    refused: list[Link] = []
    for pair, said in by_pair.items():
        heard = [link for link in said if link.score is None] or said
        same = [link for link in heard if link.is_same]
        if len(same) == len(heard):
            joining.append(min(same, key=_strength))
            continue
        apart.append(pair)
        refused.extend(same)
    return joining, apart, refused


class Groups:
    """Names that belong together; a name that was never joined is alone."""

    def __init__(self) -> None:
        self._group: dict[str, set[str]] = {}

    def members(self, name: str) -> set[str]:
        """Everybody in the group of a name."""
        return self._group.get(name, {name})

    def join(self, first: str, second: str) -> None:
        """Make two groups one."""
        large, small = sorted((self.members(first), self.members(second)), key=len, reverse=True)
        if large is small:
            return
        moved = (*small, first, second)
        large |= small
        for name in moved:
            self._group[name] = large

    def all(self) -> list[set[str]]:
        """The groups of two or more, each once."""
        return list({id(group): group for group in self._group.values()}.values())
