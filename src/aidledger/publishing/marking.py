"""A text cut where claims begin and end, so that each can be lit at its exact words.

In: a text and spans that may nest and overlap. Out: paragraphs of stretches; a stretch is never
crossed by the edge of a span, so that a page marks it with one well-formed element, whatever
spans lie over it. The stretches of all paragraphs, with what stands between them, are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BREAK = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Lit:
    """A span to light: the name of its claim, half-open code points, start of its sentence."""

    name: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text that no span begins or ends within.

    Args:
        start: its place in the text; text: the words.
        names: claims over it, the narrowest first; none = plain text.
        begins: claims whose first stretch this is.
        sentence: True where a sentence that holds a claim begins here.
    """

    start: int
    text: str
    names: tuple[str, ...]
    begins: tuple[str, ...]
    sentence: bool


Paragraph = tuple[Stretch, ...]


def paragraphs(text: str, spans: Iterable[Lit]) -> tuple[Paragraph, ...]:
    """The text as paragraphs of stretches.

    >>> first, second = paragraphs("a bc\\n\\nd", [Lit("x", 2, 3, 0)])
    >>> [piece.text for piece in first]
    ['a ', 'b', 'c']
    """
    lit = tuple(spans)
    made = []
    at = 0
    for gap in _BREAK.finditer(text):
        made.append((at, gap.start()))
        at = gap.end()
    made.append((at, len(text)))
    return tuple(_stretches(text, low, high, lit) for low, high in made if high > low)


def _stretches(text: str, low: int, high: int, lit: Sequence[Lit]) -> Paragraph:
    here = [span for span in lit if span.start < high and span.end > low]
    edges = {low, high}
    for span in here:
        edges.update(edge for edge in (span.start, span.end, span.sentence) if low < edge < high)
    places = sorted(edges)
    sentences = {span.sentence for span in here}
    return tuple(
        _stretch(text, start, end, here, is_sentence=start in sentences)
        for start, end in pairwise(places)
    )


def _stretch(text: str, start: int, end: int, here: Sequence[Lit], *, is_sentence: bool) -> Stretch:
    over = sorted(
        (span for span in here if span.start <= start and span.end >= end),
        key=lambda span: (span.end - span.start, span.name),
    )
    return Stretch(
        start=start,
        text=text[start:end],
        names=tuple(span.name for span in over),
        begins=tuple(span.name for span in over if span.start == start),
        sentence=is_sentence,
    )


def shown_in_public(
    sentences: Iterable[tuple[int, int]], context: int
) -> tuple[tuple[int, int], ...]:
    """What a public page may show: each quoted sentence with some characters around, merged.

    Args:
        sentences: half-open places of the sentences that hold a claim.
        context: characters shown before and after each.

    >>> shown_in_public([(10, 20), (22, 30)], context=5)
    ((5, 35),)
    """
    shown: list[tuple[int, int]] = []
    for start, end in sorted(sentences):
        low, high = max(0, start - context), end + context
        if shown and low <= shown[-1][1]:
            shown[-1] = (shown[-1][0], max(shown[-1][1], high))
        else:
            shown.append((low, high))
    return tuple(shown)
