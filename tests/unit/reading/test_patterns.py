"""Every compiled pattern of the reading layer grows no faster than the text."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import aidledger.reading

_CATEGORIES = {
    code.CATEGORY_DIGIT: str.isdigit,
    code.CATEGORY_SPACE: str.isspace,
    code.CATEGORY_WORD: lambda mark: mark.isalnum() or mark == "_",
    code.CATEGORY_NOT_DIGIT: lambda mark: not mark.isdigit(),
    code.CATEGORY_NOT_SPACE: lambda mark: not mark.isspace(),
    code.CATEGORY_NOT_WORD: lambda mark: not (mark.isalnum() or mark == "_"),
}
_SAMPLE = [chr(number) for number in (*range(32, 256), 0x2009, 0x2013, 0x2014, 0x2019, 0x2026)]


def patterns() -> Iterator[Any]:
    for module in pkgutil.iter_modules(aidledger.reading.__path__):
        loaded = importlib.import_module(f"aidledger.reading.{module.name}")
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern):
                yield pytest.param(value, id=f"{module.name}.{name}")


def marks_of(item: tuple[Any, Any]) -> frozenset[str]:
    """The characters of a sample that one item of a parsed pattern can begin with."""
    kind, value = item
    if kind is code.LITERAL:
        return frozenset(chr(value))
    if kind is code.NOT_LITERAL:
        return frozenset(_SAMPLE) - {chr(value)}
    if kind is code.IN:
        found = {mark for mark in _SAMPLE if any(_fits(mark, part) for part in value)}
        return frozenset(set(_SAMPLE) - found if value[0][0] is code.NEGATE else found)
    if kind is code.ANY:
        return frozenset(_SAMPLE)
    if kind is code.SUBPATTERN:
        return first_marks(value[-1])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT):
        return first_marks(value[2])
    if kind is code.BRANCH:
        return frozenset().union(*(first_marks(branch) for branch in value[1]))
    return frozenset()


def _fits(mark: str, part: tuple[Any, Any]) -> bool:
    kind, value = part
    if kind is code.LITERAL:
        return ord(mark) == value
    if kind is code.RANGE:
        return bool(value[0] <= ord(mark) <= value[1])
    return bool(kind is code.CATEGORY and _CATEGORIES[value](mark))


def first_marks(items: Any) -> frozenset[str]:
    """What a sequence can begin with: its items up to the first that must stand."""
    found: frozenset[str] = frozenset()
    for item in items:
        if item[0] in (code.ASSERT, code.ASSERT_NOT, code.AT):
            continue
        found |= marks_of(item)
        if not (item[0] in (code.MAX_REPEAT, code.MIN_REPEAT) and item[1][0] == 0):
            break
    return found


def endless(items: Any) -> Iterator[Any]:
    """The bodies of all repetitions without an upper bound, outer ones first."""
    for kind, value in items:
        if kind in (code.MAX_REPEAT, code.MIN_REPEAT):
            if value[1] is code.MAXREPEAT:
                yield value[2]
            yield from endless(value[2])
        elif kind is code.SUBPATTERN:
            yield from endless(value[-1])
        elif kind is code.BRANCH:
            for branch in value[1]:
                yield from endless(branch)


def is_ambiguous(body: Any) -> bool:
    """True where a repetition inside a repeated body can take over what begins the body anew."""
    return any(first_marks(body) & first_marks(inner) for inner in endless(body))


@pytest.mark.parametrize("pattern", list(patterns()))
def test_no_repetition_can_be_cut_in_two_ways(pattern: re.Pattern[str]) -> None:
    for body in endless(parser.parse(pattern.pattern, pattern.flags)):
        assert not is_ambiguous(body), pattern.pattern


def test_the_lint_itself_tells_good_from_bad() -> None:
    def doubtful(text: str) -> bool:
        return any(is_ambiguous(body) for body in endless(parser.parse(text)))

    assert doubtful(r"(a+)+b")
    assert doubtful(r"(?:x*y?)*z")
    assert not doubtful(r"[0-9]+(?:[.,][0-9]+)*")
    assert not doubtful(r"(?:-[a-z]+)*")
