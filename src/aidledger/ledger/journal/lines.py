"""The lines of a journal as a tree: records, and under each the lines that are indented.

In: the text of a journal. Out: blocks with the place of every word, and issues; a line that
fits nowhere is an issue, and the rest goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from aidledger.model.issues import Issue, Severity

_FIELD = re.compile(r"([a-z_]+):(?: +(.*))?$")
_STEP = 2
_COMMENT = ";"
TEXT_MARKS = ("|", "~")


@dataclass(slots=True)
class Line:
    """One line.

    Args:
        number: from 1; start: offset of its first word; words: the line without indentation.
        name: the field that it names, or None; value: what stands behind the name (the whole
            line where it names none); at: offset of `value`.
        below: the lines indented under it.
    """

    number: int
    start: int
    words: str
    name: str | None
    value: str
    at: int
    below: list[Line] = field(default_factory=list)

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.words)

    @property
    def last(self) -> Line:
        """The last line under this one, or itself."""
        return self.below[-1].last if self.below else self


def issue_at(code: str, at: int, length: int, details: dict[str, str]) -> Issue:
    """An error at a place of the journal."""
    return Issue(code, Severity.ERROR, at, at + max(1, length), details)


def with_lines(text: str, issues: list[Issue]) -> tuple[Issue, ...]:
    """The issues in order of place, each with the number of its line."""
    found = []
    for issue in sorted(issues, key=lambda issue: issue.start or 0):
        line = text.count("\n", 0, issue.start or 0) + 1
        found.append(replace(issue, details={"line": str(line), **issue.details}))
    return tuple(found)


def blocks_of(text: str) -> tuple[list[Line], list[Issue]]:
    """The lines that begin a block, each with what stands under it."""
    top: list[Line] = []
    issues: list[Issue] = []
    open_lines: list[tuple[int, Line]] = []
    for depth, line in _lines(text):
        while open_lines and open_lines[-1][0] >= depth:
            open_lines.pop()
        if depth == 0:
            top.append(line)
        elif not open_lines or depth - open_lines[-1][0] != _STEP:
            issues.append(issue_at("JOURNAL_INDENT", line.start, 1, {}))
            continue
        else:
            open_lines[-1][1].below.append(line)
        open_lines.append((depth, line))
    return top, issues


def _lines(text: str) -> Iterator[tuple[int, Line]]:
    start = 0
    for number, whole in enumerate(text.split("\n"), start=1):
        words = whole.removesuffix("\r").lstrip(" ")
        depth = len(whole.removesuffix("\r")) - len(words)
        if words and not words.startswith(_COMMENT):
            yield depth, _line(number, start + depth, words)
        start += len(whole) + 1


def _line(number: int, start: int, words: str) -> Line:
    match = None if words.startswith(TEXT_MARKS) else _FIELD.match(words)
    if match is None:
        return Line(number, start, words, None, words, start)
    value = (match.group(2) or "").rstrip(" ")
    at = start + (match.start(2) if match.group(2) else len(words))
    return Line(number, start, words, match.group(1), value, at)
