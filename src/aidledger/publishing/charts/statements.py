"""Everything said about one quantity: a row a statement, its interval, and what makes it right.

In: balances as checked, and a language. Out: a Vega-Lite specification. Money is drawn in
billions, as floats for the eye only; the table twin carries the exact sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
    round_steps,
    rows,
    shortened,
    width_of,
    wrapped,
)
from aidledger.publishing.scope_words import check_words
from aidledger.questions.answers import Check, SaidBalance, Verdict
from aidledger.wording.figures import day, interval, money
from aidledger.wording.loading import page_phrase

_HEADROOM = Decimal("1.12")
_LINE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where the columns stand, in pixels: who, the plot, the assumption; and the rows' height."""

    who: int
    plot: int
    plot_width: int
    scope: int
    scope_width: int
    row: int
    plot_down: int
    scope_down: int


_WIDE = _Layout(
    who=0, plot=300, plot_width=380, scope=720, scope_width=290, row=46, plot_down=22, scope_down=14
)
# On a small screen the three stand below one another.
_NARROW = _Layout(
    who=0, plot=4, plot_width=320, scope=0, scope_width=330, row=112, plot_down=48, scope_down=70
)
_TOP = 30


def statements(
    said: Sequence[SaidBalance], title: str, language: str, *, narrow: bool = False
) -> Spec:
    """The chart of some statements in the order given, at least one; narrow = small screen."""
    layout = _NARROW if narrow else _WIDE
    return _Statements(tuple(said), language, layout, narrow).spec(title)


def best_fit(item: SaidBalance) -> Check:
    """The check that shows under which scope a statement is right: the plainest that fits."""
    if item.shown.verdict is not Verdict.DISJOINT or not item.fits:
        return item.shown
    return item.fits[0]


def agrees(item: SaidBalance) -> bool:
    """True where some assumption makes the statement right."""
    return best_fit(item).verdict is not Verdict.DISJOINT


@dataclass(frozen=True, slots=True)
class _Statements:
    said: tuple[SaidBalance, ...]
    language: str
    layout: _Layout
    narrow: bool

    def spec(self, title: str) -> Spec:
        layout = self.layout
        sheet = Sheet(
            width=layout.scope + layout.scope_width, height=self._height() + 24,
            left=4, right=4, top=4, bottom=2,
        )  # fmt: skip
        layers = [
            self._grid(),
            self._days(),
            self._heads(),
            self._agreement(),
            self._intervals(),
            self._records(),
            self._points(),
            *self._words(),
            self._scale(),
        ]
        return sheet.spec(
            layers,
            title=title,
            told=page_phrase("quantity.chart", self.language),
            language=self.language,
        )

    # Places

    def _height(self) -> int:
        return _TOP + self.layout.row * len(self.said)

    def _row(self, place: int) -> int:
        return _TOP + self.layout.row * place

    def _middle(self, place: int) -> int:
        return self._row(place) + self.layout.plot_down

    def _most(self) -> Decimal:
        ends = [end for item in self.said for end in _ends(item) if end is not None]
        return max(ends, default=Decimal(1)) * _HEADROOM or Decimal(1)

    def _across(self, value: Decimal) -> float:
        return self.layout.plot + float(value / self._most()) * self.layout.plot_width

    # The field

    def _grid(self) -> Layer:
        return {
            "data": rows(
                {"x": self._across(value), "y": _TOP, "y2": self._height()}
                for value in round_steps(self._most(), 4 if self.narrow else 6)
            ),
            "mark": {"type": "rule", "color": RULE, "strokeWidth": 0.8},
            "encoding": {"x": at_pixel("x"), "y": at_pixel("y"), "y2": {"field": "y2"}},
        }

    def _scale(self) -> Layer:
        return _text(
            (
                {
                    "x": self._across(value), "y": self._height() + 14,
                    "words": money(value, self.said[0].stated.currency, self.language),
                }
                for value in round_steps(self._most(), 4 if self.narrow else 6)
            ),
            {"color": QUIET, "align": "center"},
        )  # fmt: skip

    def _days(self) -> Layer:
        """A line above the first statement of each day."""
        return {
            "data": rows(
                {"x": 0, "x2": self.layout.scope + self.layout.scope_width, "y": self._row(place)}
                for place, item in enumerate(self.said)
                if self._opens(place)
            ),
            "mark": {"type": "rule", "color": INK, "strokeWidth": 0.8},
            "encoding": {"x": at_pixel("x"), "x2": {"field": "x2"}, "y": at_pixel("y")},
        }

    def _opens(self, place: int) -> bool:
        return place == 0 or self.said[place - 1].as_of != self.said[place].as_of

    def _heads(self) -> Layer:
        heads = [(self.layout.who, "who"), (self.layout.plot, "plot"), (self.layout.scope, "scope")]
        return _text(
            (
                {"x": left, "y": 12,
                 "words": page_phrase(f"quantity.column.{name}", self.language)}
                for left, name in heads
                if not self.narrow or name == "plot"
            ),
            {"color": QUIET},
        )  # fmt: skip

    # The statements

    def _agreement(self) -> Layer:
        """What the record gives under the assumption, as far as it is not one figure."""
        return {
            "data": rows(
                {"x": self._across(bounds.low), "x2": self._across(bounds.high),
                 "y": self._middle(place) - 9, "y2": self._middle(place) + 9}
                for place, item in enumerate(self.said)
                for bounds in (best_fit(item).computed.lenient,)
                if agrees(item) and bounds.low is not None and bounds.high is not None
                and not bounds.is_point
            ),
            "mark": {"type": "rect", "color": FIRST_SOFT, "opacity": 1},
            "encoding": {"x": at_pixel("x"), "x2": {"field": "x2"},
                         "y": at_pixel("y"), "y2": {"field": "y2"}},
        }  # fmt: skip

    def _intervals(self) -> Layer:
        """The range of the words; where they set no end, a line to the edge of the plot."""
        return {
            "data": rows(
                {
                    "low": billions(low), "high": billions(high), "y": self._middle(place),
                    "x": self._across(low or Decimal(0)),
                    "x2": self._across(high if high is not None else self._most()),
                }
                for place, item in enumerate(self.said)
                for low, high in ((item.stated.lenient.low, item.stated.lenient.high),)
            ),
            "mark": {"type": "rule", "color": SECOND, "strokeWidth": 2},
            "encoding": {"x": at_pixel("x"), "x2": {"field": "x2"}, "y": at_pixel("y")},
        }  # fmt: skip

    def _records(self) -> Layer:
        return {
            "data": rows(
                {"computed": billions(face), "x": self._across(face),
                 "y": self._middle(place) - 10, "y2": self._middle(place) + 10}
                for place, item in enumerate(self.said)
                for face in (best_fit(item).computed.face,)
                if agrees(item) and face is not None
            ),
            "mark": {"type": "rule", "color": FIRST, "strokeWidth": 3},
            "encoding": {"x": at_pixel("x"), "y": at_pixel("y"), "y2": {"field": "y2"}},
        }  # fmt: skip

    def _points(self) -> Layer:
        return {
            "data": rows(
                {
                    "day": item.as_of.isoformat(), "said": billions(item.stated.face),
                    "agrees": agrees(item), "x": self._across(item.stated.face),
                    "y": self._middle(place),
                }
                for place, item in enumerate(self.said)
                if item.stated.face is not None
            ),
            "mark": {"type": "point", "color": SECOND, "fill": PAPER, "size": 64, "opacity": 1,
                     "strokeWidth": 2},
            "encoding": {
                "x": at_pixel("x"), "y": at_pixel("y"),
                "shape": {"field": "agrees", "type": "nominal", "legend": None,
                          "scale": {"domain": [True, False], "range": ["circle", "cross"]}},
            },
        }  # fmt: skip

    # Their words

    def _words(self) -> Iterator[Layer]:
        layout = self.layout
        wide = (layout.scope_width if self.narrow else layout.plot) - 16
        yield _text(
            (
                {"x": layout.who, "y": self._row(place) + 14, "words": shortened(words, wide)}
                for place, item in enumerate(self.said)
                for words in (
                    f"{day(item.as_of, self.language)} · {item.speaker or item.publisher or ''}",
                )
            ),
            {"color": INK, "fontWeight": "bold"},
        )
        yield _text(
            (
                {
                    "x": layout.who, "y": self._row(place) + 14 + _LINE,
                    "words": shortened(_quoted(item.words, self.language), wide),
                }
                for place, item in enumerate(self.said)
                if item.words
            ),
            {"color": QUIET},
        )  # fmt: skip
        yield _text(
            (
                {"x": self._label(item), "y": self._middle(place),
                 "words": self._figure(item)}
                for place, item in enumerate(self.said)
            ),
            {"color": SECOND, "fontWeight": "bold"},
        )  # fmt: skip
        yield _text(
            (
                {"x": layout.scope, "y": self._row(place) + layout.scope_down + _LINE * line,
                 "words": words}
                for place, item in enumerate(self.said)
                for line, words in enumerate(self._assumption(item))
            ),
            {"color": INK},
        )  # fmt: skip

    def _figure(self, item: SaidBalance) -> str:
        return money(item.stated.face, item.stated.currency, self.language)

    def _label(self, item: SaidBalance) -> float:
        """Right of the range of the words, and of what the record gives; left where it ends."""
        ends = [end for end in _ends(item) if end is not None]
        right = self._across(max(ends, default=Decimal(0))) + 8
        edge = self.layout.plot + self.layout.plot_width + (0 if self.narrow else 30)
        if right + width_of(self._figure(item)) <= edge:
            return right
        starts = [item.stated.lenient.low, best_fit(item).computed.lenient.low]
        least = min((start for start in starts if start is not None), default=Decimal(0))
        return self._across(least) - 8 - width_of(self._figure(item))

    def _assumption(self, item: SaidBalance) -> list[str]:
        check = best_fit(item)
        if not agrees(item):
            return wrapped(page_phrase("quantity.no_fit", self.language),
                           self.layout.scope_width, 2)  # fmt: skip
        computed = money(check.computed.face, check.computed.currency, self.language)
        if not check.computed.lenient.is_point:
            bounds = interval(check.computed.lenient, check.computed.currency, self.language)
            computed = f"{computed} {bounds}"
        scope = check_words(check, item.as_of, self.language)
        lines = wrapped(scope, self.layout.scope_width, 2)
        if len(lines) == 1:
            return [*lines, f"= {computed}"]
        last = shortened(f"{lines[1]} = {computed}", self.layout.scope_width)
        return [lines[0], last]


def _ends(item: SaidBalance) -> tuple[Decimal | None, ...]:
    """The highest ends of what is drawn of a statement."""
    computed = best_fit(item).computed.lenient.high if agrees(item) else None
    return item.stated.lenient.high, item.stated.face, computed


def _quoted(words: str | None, language: str) -> str:
    return f"« {words} »" if language == "fr" else f"“{words}”"


def _text(found: Iterator[dict[str, Any]], look: dict[str, Any]) -> Layer:
    return {
        "data": rows(found),
        "mark": {"type": "text", "align": "left", "baseline": "middle", **look},
        "encoding": {"x": at_pixel("x"), "y": at_pixel("y"), "text": {"field": "words"}},
    }
