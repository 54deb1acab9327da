"""The sheet that a chart is drawn on: its size, its margins, its words for those who do not see it.

Nothing on a sheet is placed by measuring type: margins are given, ticks are named, labels are
placed by counting characters. So a chart is the same bytes wherever it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from aidledger.publishing.charts.palette import config

_BILLION = Decimal(10) ** 9
# Mean width of a character in shares of the size of type; wide enough that words do not meet.
_CHARACTER = 0.53

Layer = dict[str, Any]
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet in pixels: the field of the marks, and the margins around it."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    def spec(self, layers: Iterable[Layer], *, title: str, told: str, language: str) -> Spec:
        """The specification of some layers; those without rows are left out.

        Args:
            title: the finding; told: what the marks mean; both are read aloud in place of the
                drawing.
            language: of the words and of the dates on the axes.
        """
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "width": self.width,
            "height": self.height,
            "autosize": "none",
            "padding": {
                "left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom,
            },
            "config": config(),
            "layer": [layer for layer in layers if layer["data"]["values"]],
            "usermeta": about(title, told, language),
        }  # fmt: skip


def about(title: str, told: str, language: str) -> dict[str, str]:
    """What a drawing says to those who do not see it, as `drawing` reads it."""
    return {"title": title, "told": told, "language": language}


def rows(found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The rows of a layer."""
    return {"values": [dict(row) for row in found]}


def billions(value: Decimal | None) -> float | None:
    """A sum for the eye: in billions, as the nearest float."""
    return None if value is None else float(value / _BILLION)


def at_pixel(field: str) -> dict[str, Any]:
    """A place given in pixels of the sheet, not in units of a scale."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def width_of(words: str, size: int = 12) -> float:
    """About how many pixels some words take, by their number of characters."""
    return len(words) * size * _CHARACTER


def shortened(words: str, width: float, size: int = 12) -> str:
    """Words that fit a width, their end left out where they do not."""
    most = int(width / (size * _CHARACTER))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def wrapped(words: str, width: float, most: int, size: int = 12) -> list[str]:
    """Words in lines of a width, at most so many; what is left over is left out.

    >>> wrapped("everything that remains", 90, 2)
    ['everything', 'that remains']
    """
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < most and width_of(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [*lines[:-1], shortened(lines[-1], width, size)]


def months(first: date, last: date, most: int) -> list[date]:
    """First days of months in a stretch of time, evenly spaced, at most so many.

    >>> [day.month for day in months(date(2024, 1, 15), date(2024, 12, 31), 4)]
    [4, 7, 10]
    """
    every = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    for step in (1, 2, 3, 6, 12, 24, 60):
        kept = [day for day in every if (day.year * 12 + day.month - 1) % step == 0]
        if len(kept) <= most:
            return kept
    return []


def round_steps(highest: Decimal, most: int) -> list[Decimal]:
    """Round sums from nothing up to a highest one, at most so many beside nothing.

    >>> [int(step) for step in round_steps(Decimal(26), 5)]
    [0, 10, 20]
    """
    if highest <= 0:
        return [Decimal(0)]
    exponent = highest.adjusted() - 1
    for _ in range(3):
        for factor in (1, 2, 5):
            step = Decimal(factor).scaleb(exponent)
            if highest / step <= most:
                return [step * place for place in range(int(highest / step) + 1)]
        exponent += 1
    return [Decimal(0)]


def without_overlap(
    labels: Sequence[tuple[float, float, str]], *, size: int = 12
) -> list[tuple[float, float, str]]:
    """Labels that do not run over one another: the first of two stays, the other is left out.

    Args:
        labels: left end and middle in pixels, and the words, the most important first.
    """
    kept: list[tuple[float, float, str]] = []
    for left, middle, words in labels:
        right = left + width_of(words, size)
        if all(
            right < other or left > other + width_of(said, size) or abs(middle - at) > size * 1.3
            for other, at, said in kept
        ):
            kept.append((left, middle, words))
    return kept
