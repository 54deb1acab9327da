"""Where money stands: a bar a channel, cut by stage, with what nobody can say hatched.

In: a typed answer and a language. Out: a Vega-Lite specification. Each piece has its words and
its sum under the bar, beside a small key of its own filling, so that no colour has to be matched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from aidledger.publishing.charts.palette import (
    FIRST,
    FIRST_SOFT,
    INK,
    PAPER,
    QUIET,
    RULE,
    SECOND,
)
from aidledger.publishing.charts.sheet import (
    Layer,
    Sheet,
    Spec,
    at_pixel,
    billions,
    rows,
    width_of,
)
from aidledger.questions.scopes import MONEY
from aidledger.questions.standing import ALL, StandingAnswer, StandingRow, Where
from aidledger.wording.figures import interval, money
from aidledger.wording.loading import label, page_phrase

_BAR, _LINE, _GAP, _KEY = 22, 20, 22, 10
_WIDE, _NARROW = 1000, 340
# Pixels between two strokes of the hatching.
_HATCH = 7


def stage_bars(
    answer: StandingAnswer, title: str, language: str, *, narrow: bool = False
) -> Spec | None:
    """The chart of the first currency of an answer; None where nothing stands anywhere."""
    currencies = [row.money.currency for row in answer.rows]
    shown = [row for row in answer.rows if row.money.currency in currencies[:1]]
    if not any(_size(row) for row in shown):
        return None
    return _StageBars(tuple(shown), language, _NARROW if narrow else _WIDE, narrow).spec(title)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a bar: pixels from, to and down, and its label's place."""

    row: StandingRow
    left: float
    right: float
    top: float
    label_left: float
    label_middle: float


@dataclass(frozen=True, slots=True)
class _StageBars:
    shown: tuple[StandingRow, ...]
    language: str
    width: int
    narrow: bool

    def spec(self, title: str) -> Spec:
        pieces, heads, height = self._placed()
        sheet = Sheet(width=self.width, height=int(height), left=4, right=20, top=4, bottom=4)
        return sheet.spec(
            [
                self._heads(heads),
                self._filled(pieces),
                self._keys(pieces),
                self._hatched(pieces),
                self._words(pieces),
            ],
            title=title,
            told=page_phrase("envelope.stages_chart", self.language),
            language=self.language,
        )

    def _placed(self) -> tuple[list[_Piece], list[dict[str, Any]], float]:
        per_pixel = self._longest() / self.width
        pieces: list[_Piece] = []
        heads = []
        down = 0.0
        for channel, group in groupby(self.shown, key=lambda row: row.channel):
            heads.append(
                {"x": 0, "y": down + _LINE / 2, "words": channel_words(channel, self.language)}
            )
            bar = down + _LINE
            line = bar + _BAR + _LINE / 2 + 3
            across, label_left = 0.0, 0.0
            for row in group:
                wide = float(_size(row) / per_pixel)
                words = _KEY + 6 + width_of(self._said(row)) + 14
                wanted = max(across, label_left)
                if label_left and (self.narrow or wanted + words > self.width):
                    wanted, line = 0.0, line + _LINE
                pieces.append(_Piece(row, across, across + wide, bar, wanted, line))
                across, label_left = across + wide, wanted + words
            down = line + _LINE / 2 + _GAP
        return pieces, heads, down - _GAP

    def _longest(self) -> Decimal:
        sums: dict[str, Decimal] = {}
        for row in self.shown:
            sums[row.channel] = sums.get(row.channel, Decimal(0)) + _size(row)
        return max(sums.values())

    def _said(self, row: StandingRow) -> str:
        """The words of a piece: where, how priced, how much."""
        words = page_phrase(f"envelope.where.{row.where}", self.language)
        if row.valuation != MONEY:
            words += f" ({label('valuation', row.valuation, self.language)})"
        sum_ = money(row.money.face, row.money.currency, self.language)
        if not row.money.lenient.is_point and not self.narrow:
            sum_ += f" {interval(row.money.lenient, row.money.currency, self.language)}"
        return f"{words} {sum_}"

    def _heads(self, heads: list[dict[str, Any]]) -> Layer:
        return {
            "data": rows(heads),
            "mark": {"type": "text", "align": "left", "baseline": "middle", "color": INK,
                     "fontWeight": "bold"},
            "encoding": {"x": at_pixel("x"), "y": at_pixel("y"), "text": {"field": "words"}},
        }  # fmt: skip

    def _filled(self, pieces: list[_Piece]) -> Layer:
        return _boxes(
            {
                "channel": piece.row.channel, "where": piece.row.where,
                "valuation": piece.row.valuation, "sum": billions(piece.row.money.face),
                "x": piece.left, "x2": piece.right, "y": piece.top, "y2": piece.top + _BAR,
                **_filling(piece.row),
            }
            for piece in pieces
            if _size(piece.row)
        )  # fmt: skip

    def _keys(self, pieces: list[_Piece]) -> Layer:
        return _boxes(
            {
                "x": piece.label_left, "x2": piece.label_left + _KEY,
                "y": piece.label_middle - _KEY / 2, "y2": piece.label_middle + _KEY / 2,
                **_filling(piece.row),
            }
            for piece in pieces
        )  # fmt: skip

    def _words(self, pieces: list[_Piece]) -> Layer:
        return {
            "data": rows(
                {"x": piece.label_left + _KEY + 6, "y": piece.label_middle,
                 "words": self._said(piece.row)}
                for piece in pieces
            ),
            "mark": {"type": "text", "align": "left", "baseline": "middle", "color": INK},
            "encoding": {"x": at_pixel("x"), "y": at_pixel("y"), "text": {"field": "words"}},
        }  # fmt: skip

    def _hatched(self, pieces: list[_Piece]) -> Layer:
        strokes = [
            stroke
            for piece in pieces
            if piece.row.where == Where.UNKNOWN
            for stroke in (
                *_strokes(piece.left, piece.right, piece.top, piece.top + _BAR),
                *_strokes(
                    piece.label_left, piece.label_left + _KEY,
                    piece.label_middle - _KEY / 2, piece.label_middle + _KEY / 2,
                ),
            )
        ]  # fmt: skip
        return {
            "data": rows(strokes),
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 1},
            "encoding": {
                "x": at_pixel("x"), "y": at_pixel("y"),
                "x2": {"field": "x2"}, "y2": {"field": "y2"},
            },
        }  # fmt: skip


def channel_words(channel: str, language: str) -> str:
    """A channel's name; for pots that no source tells apart by channel, that."""
    if channel == ALL:
        return page_phrase("envelope.no_channel", language)
    return label("channel", channel, language)


def _size(row: StandingRow) -> Decimal:
    """The length of a piece; less than nothing has none."""
    return max(row.money.face or Decimal(0), Decimal(0))


def _filling(row: StandingRow) -> dict[str, Any]:
    fill, stroke, dash = _FILLINGS.get(row.where, (FIRST_SOFT, FIRST, False))
    return {"fill": fill, "stroke": stroke, "dashed": dash}


_FILLINGS = {
    Where.REMAINING.value: (FIRST, FIRST, False),
    Where.UNKNOWN.value: (PAPER, QUIET, True),
    Where.OVERDRAWN.value: (PAPER, SECOND, True),
    Where.LAPSED.value: (RULE, QUIET, False),
}


def _boxes(found: Iterator[dict[str, Any]]) -> Layer:
    return {
        "data": rows(found),
        "mark": {"type": "rect", "strokeWidth": 1, "opacity": 1},
        "encoding": {
            "x": at_pixel("x"), "x2": {"field": "x2"}, "y": at_pixel("y"), "y2": {"field": "y2"},
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "stroke": {"field": "stroke", "type": "nominal", "scale": None},
            "strokeDash": {
                "condition": {"test": "datum.dashed", "value": [3, 2]}, "value": [1, 0],
            },
        },
    }  # fmt: skip


def _strokes(left: float, right: float, top: float, bottom: float) -> Iterator[dict[str, float]]:
    """Diagonals that stay within a box."""
    high = bottom - top
    start = left - high + _HATCH
    while start < right:
        begins, ends = max(start, left), min(start + high, right)
        yield {
            "x": begins, "y": bottom - (begins - start),
            "x2": ends, "y2": bottom - (ends - start),
        }  # fmt: skip
        start += _HATCH
