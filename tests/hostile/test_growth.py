"""Twice the text takes about twice the work: every pattern, and the whole reading.

Work is counted, not timed, where it can be: the calls that reading makes are the same on
every machine. What a pattern does inside a call cannot be counted, so there the margin is wide:
over twelve thousand characters one that grows with the square takes hundreds of times longer
than one that grows with the text alone.
"""

from __future__ import annotations

import cProfile
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from test_texts import UNITS, read

import aidledger

LONG = 6_000
QUICK = 0.05
# No rule looks farther than 2,000 characters or 300 words: longer sentences are cut.
LONGEST = 4_000
WORDS = 300
# Little is lost at the ends of a text; a square would come to four.
MOST = 2.6


def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of the program, by module and name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(aidledger.__path__, "aidledger."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(_within(value)):
                found.setdefault(f"{module.name}.{name}[{number}]", pattern)
    return {
        name: pattern
        for name, pattern in found.items()
        if name.split("[")[0] == _home(pattern, found).split("[")[0]
    }


def _home(pattern: re.Pattern[str], found: dict[str, re.Pattern[str]]) -> str:
    return next(name for name, other in found.items() if other is pattern)


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _within(item)
    elif isinstance(value, dict):
        yield from _within(list(value.values()))


def repeated(pattern: re.Pattern[str]) -> set[str]:
    """Texts that each part of a pattern takes, and the pattern itself: what to repeat."""
    parts = parser.parse(pattern.pattern, pattern.flags)
    return {"a", " ", "1", *filter(None, (_sample(piece) for piece in _pieces(parts)))}


def _pieces(parts: Iterable[Any]) -> Iterator[Any]:
    parts = list(parts)
    yield parts
    for operation, detail in parts:
        if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            yield from _pieces(detail[2])
        elif operation is code.SUBPATTERN:
            yield from _pieces(detail[3])
        elif operation is code.BRANCH:
            for branch in detail[1]:
                yield from _pieces(branch)


def _sample(parts: Iterable[Any]) -> str:
    return "".join(_one(operation, detail) for operation, detail in parts)


def _one(operation: Any, detail: Any) -> str:
    if operation is code.LITERAL:
        return chr(detail)
    if operation is code.IN:
        return _of_class(detail)
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _sample(detail[2]) * max(1, detail[0])
    if operation is code.SUBPATTERN:
        return _sample(detail[3])
    if operation is code.BRANCH:
        return _sample(detail[1][0])
    return "a" if operation in (code.ANY, code.NOT_LITERAL) else ""


def _of_class(parts: list[Any]) -> str:
    wanted = re.compile(_class_text(parts))
    return next((letter for letter in "a1 A.,-é'\"<>[](){}" if wanted.match(letter)), "")


def _class_text(parts: list[Any]) -> str:
    text = ""
    for operation, detail in parts:
        if operation is code.NEGATE:
            text += "^"
        elif operation is code.LITERAL:
            text += re.escape(chr(detail))
        elif operation is code.RANGE:
            text += f"{re.escape(chr(detail[0]))}-{re.escape(chr(detail[1]))}"
        else:
            text += _CATEGORIES[detail]
    return f"[{text}]"


_CATEGORIES = {
    code.CATEGORY_DIGIT: r"\d",
    code.CATEGORY_NOT_DIGIT: r"\D",
    code.CATEGORY_SPACE: r"\s",
    code.CATEGORY_NOT_SPACE: r"\S",
    code.CATEGORY_WORD: r"\w",
    code.CATEGORY_NOT_WORD: r"\W",
}


def is_anchored(name: str) -> bool:
    """True for a pattern that its module asks about one place only, never over a text."""
    module, variable = name.split("[")[0].rsplit(".", 1)
    source = inspect.getsource(importlib.import_module(module))
    asked = set(re.findall(rf"\b{variable}\.([a-z]+)\(", source))
    return bool(asked) and asked <= {"match", "fullmatch"}


def seconds(pattern: re.Pattern[str], text: str, anchored: bool) -> float:
    """Processor time of the pattern over a text, as it is asked."""
    start = time.process_time()
    pattern.match(text)
    pattern.fullmatch(text)
    if not anchored:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - start


def growth(pattern: re.Pattern[str], unit: str, anchored: bool = False) -> float:
    """How many times more work a doubled text is; 1 where it is quick all the same."""
    once = unit * (LONG // len(unit)) + "\x00"
    twice = unit * (2 * LONG // len(unit)) + "\x00"
    longer = min(seconds(pattern, twice, anchored) for _ in range(2))
    if longer < QUICK:
        return 1
    return longer / max(min(seconds(pattern, once, anchored) for _ in range(2)), 1e-6)


ALL = patterns()


def test_patterns_are_found() -> None:
    assert len(ALL) > 40


@pytest.mark.parametrize("name", ALL)
def test_a_pattern_grows_with_its_text(name: str) -> None:
    for unit in repeated(ALL[name]):
        assert growth(ALL[name], unit, is_anchored(name)) < 3, unit


def test_a_pattern_that_grows_with_the_square_is_found() -> None:
    assert growth(re.compile(r"a*b"), "a") > 3


def calls(text: str, language: str) -> int:
    """How many calls reading a text makes."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        read(text, language)
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_reading_grows_with_its_text(unit: str, language: str) -> None:
    once = unit * min(LONGEST // len(unit), 2 * WORDS)
    read(once, language)  # what is made once is made
    assert calls(once + once, language) < MOST * calls(once, language) + 2_000
