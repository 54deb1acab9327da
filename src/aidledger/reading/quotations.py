"""Find what stands inside quotation marks.

In: the shadow text and its blocks. Out: stretches between marks (the marks excluded), in
order of place, nested ones included; a quotation left open at the end of a paragraph goes
on in the next when that one opens with a mark again (newspaper custom).
"""

from __future__ import annotations

import re

from aidledger.reading.marks import Block, BlockKind

_PAIRS = {"«": "»", "“": "”", "\u2018": "'"}
_OPENING = frozenset(_PAIRS) | {'"'}
_SINGLE = re.compile(r"(?:(?<=\s)|(?<=[(\[])|^)[\u2018'](?=[^\W\d_])")


def find_quotations(text: str, blocks: tuple[Block, ...]) -> tuple[tuple[int, int], ...]:
    """Stretches of `text` inside quotation marks, block by block.

    >>> body = Block(0, 22, BlockKind.BODY, "fr")
    >>> find_quotations("Il dit : « Assez ».   ", (body,))
    ((11, 16),)
    """
    found: list[tuple[int, int]] = []
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.NAVIGATION:
            continue
        follows = blocks[place + 1].start if place + 1 < len(blocks) else len(text)
        goes_on = text[follows : follows + 1] in _OPENING
        found += _in_block(text, block.start, block.end, goes_on)
    return tuple(sorted(set(found)))


def _in_block(text: str, start: int, end: int, goes_on: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    open_marks: list[tuple[str, int]] = []
    for place in range(start, end):
        mark = text[place]
        if mark in "«“":
            open_marks.append((mark, place + 1))
        elif mark in "»”":
            _close(open_marks, mark, place, text, found)
        elif mark == '"':
            if open_marks and open_marks[-1][0] == '"':
                found += _trimmed(text, open_marks.pop()[1], place)
            else:
                open_marks.append((mark, place + 1))
    found += [
        stretch
        for _, opened in open_marks[:1]
        if opened - start <= 2 or (goes_on and _ != '"')
        for stretch in _trimmed(text, opened, end)
    ]
    if not found:
        found += _single_quoted(text, start, end)
    return found


def _close(
    open_marks: list[tuple[str, int]],
    mark: str,
    place: int,
    text: str,
    found: list[tuple[int, int]],
) -> None:
    for depth in range(len(open_marks) - 1, -1, -1):
        opened, at = open_marks[depth]
        if _PAIRS.get(opened) == mark:
            found += _trimmed(text, at, place)
            del open_marks[depth:]
            return


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    return [(start, end)] if start < end else []


def _single_quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches in single marks, the British custom: two words at least, closed in the block."""
    found = []
    at = start
    while (opening := _SINGLE.search(text, at, end)) is not None:
        first = opening.end()
        closing = _closing_single(text, first, end)
        if closing is None:
            break  # nothing closes after this place, so nothing later does
        if " " in text[first:closing]:
            found += _trimmed(text, first, closing)
        at = closing + 1
    return found


def _closing_single(text: str, start: int, end: int) -> int | None:
    place = text.find("'", start, end)
    while place >= 0:
        after = text[place + 1 : place + 2]
        if not after or not after.isalnum():
            return place
        place = text.find("'", place + 1, end)
    return None
