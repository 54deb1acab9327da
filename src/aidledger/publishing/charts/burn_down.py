"""The burn-down: steps of what remained, what was said about it, and the pace to a deadline.

In: a typed answer and a language. Out: a Vega-Lite specification. Money is drawn in billions,
as floats for the eye only; the table twin carries the exact sums. Days are drawn by their number
from the first, so that no clock of the machine moves them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from aidledger.model.entries import EntryType
from aidledger.model.money import Money
from aidledger.publishing.charts.palette import FIRST, FIRST_SOFT, INK, PAPER, QUIET, SECOND
from aidledger.publishing.charts.sheet import (
    Layer,
    Sheet,
    Spec,
    at_pixel,
    billions,
    months,
    round_steps,
    rows,
    width_of,
    without_overlap,
)
from aidledger.questions.answers import Deadline, SaidBalance, Verdict
from aidledger.questions.burndown import BurnDownAnswer, BurnEvent
from aidledger.wording.figures import day, money, month
from aidledger.wording.loading import label, page_phrase

_WIDE = Sheet(width=956, height=372, left=58, right=10, top=26, bottom=30)
_NARROW = Sheet(width=300, height=300, left=44, right=6, top=26, bottom=30)
# What moved less than this share of the tallest step gets no word of its own in the chart.
_WORTH_A_LABEL = Decimal("0.08")
# Above the tallest step, so that words find place.
_HEADROOM = Decimal("1.1")
# How far down the line of the pace its words stand.
_DOWN_THE_LINE = 0.8
# Signs of what happened; the list beside the chart shows the same ones.
SHAPES = {
    EntryType.ENACT: "square",
    EntryType.RAISE_CEILING: "square",
    EntryType.REVALUE: "triangle-up",
    EntryType.LAPSE: "cross",
    EntryType.DIRECT: "diamond",
}
_OTHER_SHAPE = "circle"


def burn_down(answer: BurnDownAnswer, title: str, language: str, *, narrow: bool = False) -> Spec:
    """The chart of an answer, under a title; narrow = for a small screen."""
    return _BurnDown(answer, language, _NARROW if narrow else _WIDE, narrow).spec(title)


def shape_of(kind: EntryType) -> str:
    """The sign that stands for what happened."""
    return SHAPES.get(kind, _OTHER_SHAPE)


@dataclass(frozen=True, slots=True)
class _BurnDown:
    answer: BurnDownAnswer
    language: str
    sheet: Sheet
    narrow: bool

    def spec(self, title: str) -> Spec:
        layers = [
            *self._frame(),
            self._bands(),
            *self._deadline(),
            self._steps(),
            self._events(),
            *self._said(),
            self._words(),
        ]
        return self.sheet.spec(
            layers,
            title=title,
            told=page_phrase("envelope.chart", self.language),
            language=self.language,
        )

    # Places

    @property
    def _last(self) -> date:
        return max([self.answer.on, *(item.due for item in self._due())])

    def _due(self) -> tuple[Deadline, ...]:
        return self.answer.deadlines[:1]

    @property
    def _days(self) -> int:
        return max((self._last - self.answer.first).days, 1)

    @property
    def _top(self) -> Decimal:
        highs = [step.remaining.lenient.high for step in self.answer.steps]
        highs += [item.stated.lenient.high for item in self._stated()]
        return max((high for high in highs if high is not None), default=Decimal(1)) * _HEADROOM

    def _number(self, value: date) -> int:
        return (value - self.answer.first).days

    def _across(self, value: date) -> float:
        return self._number(value) / self._days * self.sheet.width

    def _down(self, value: Decimal | None) -> float:
        return self.sheet.height * (1 - float((value or Decimal(0)) / self._top))

    def _x(self) -> dict[str, Any]:
        ticks = months(self.answer.first, self._last, 3 if self.narrow else 9)
        return {
            "field": "place", "type": "quantitative", "title": None,
            "scale": {"domain": [0, self._days], "nice": False, "zero": False},
            "axis": {"values": [self._number(tick) for tick in ticks], "labels": False},
        }  # fmt: skip

    def _y(self, field: str) -> dict[str, Any]:
        return {
            "field": field, "type": "quantitative", "title": None,
            "scale": {"domain": [0, billions(self._top)], "nice": False},
            "axis": {"values": [billions(sum_) for sum_ in self._sums()], "labels": False},
        }  # fmt: skip

    def _sums(self) -> list[Decimal]:
        return round_steps(self._top, 6)

    # The frame: the sums at the left, the months below

    def _frame(self) -> Iterator[Layer]:
        yield {
            "data": rows(
                {"at": billions(value), "words": money(value, self.answer.currency, self.language)}
                for value in self._sums()
            ),
            "mark": {"type": "text", "align": "right", "x": -8, "color": QUIET},
            "encoding": {"y": self._y("at"), "text": {"field": "words"}},
        }
        ticks = months(self.answer.first, self._last, 3 if self.narrow else 9)
        yield {
            "data": rows(
                {"place": self._number(tick), "words": month(tick, self.language)}
                for tick in ticks
                if self._across(tick) < self.sheet.width - 20
            ),
            "mark": {"type": "text", "y": self.sheet.height + 18, "color": QUIET},
            "encoding": {"x": self._x(), "text": {"field": "words"}},
        }

    # What remained

    def _spans(self) -> Iterator[tuple[Money, date, date]]:
        steps = self.answer.steps
        ends = [*(step.day for step in steps[1:]), self.answer.on]
        for step, until in zip(steps, ends, strict=True):
            yield step.remaining, step.day, until

    def _bands(self) -> Layer:
        return {
            "data": rows(
                {
                    "day": begins.isoformat(), "place": self._number(begins),
                    "until": self._number(until), "low": billions(left.lenient.low),
                    "high": billions(left.lenient.high),
                }
                for left, begins, until in self._spans()
                if not left.lenient.is_point
            ),
            "mark": {"type": "rect", "color": FIRST_SOFT},
            "encoding": {
                "x": self._x(), "x2": {"field": "until"},
                "y": self._y("low"), "y2": {"field": "high"},
            },
        }  # fmt: skip

    def _steps(self) -> Layer:
        found = [
            {
                "day": step.day.isoformat(), "place": self._number(step.day),
                "remaining": billions(step.remaining.face),
            }
            for step in self.answer.steps
            if step.remaining.face is not None
        ]  # fmt: skip
        if found:
            on = self.answer.on
            found.append(
                {"day": on.isoformat(), "place": self._number(on),
                 "remaining": found[-1]["remaining"]}
            )  # fmt: skip
        return {
            "data": rows(found),
            "mark": {"type": "line", "interpolate": "step-after", "color": FIRST,
                     "strokeWidth": 2.2},
            "encoding": {"x": self._x(), "y": self._y("remaining")},
        }  # fmt: skip

    # What happened

    def _events(self) -> Layer:
        shapes = sorted({*SHAPES.values(), _OTHER_SHAPE})
        return {
            "data": rows(
                {
                    "day": event.day.isoformat(), "place": self._number(event.day),
                    "at": billions(self._left_on(event.day)), "type": event.type.value,
                    "sign": shape_of(event.type),
                }
                for event in self.answer.events
                if self._left_on(event.day) is not None
            ),
            "mark": {"type": "point", "filled": True, "color": FIRST, "size": 34, "opacity": 1,
                     "stroke": PAPER, "strokeWidth": 0.8},
            "encoding": {
                "x": self._x(),
                "y": self._y("at"),
                "shape": {"field": "sign", "type": "nominal", "legend": None,
                          "scale": {"domain": shapes, "range": shapes}},
            },
        }  # fmt: skip

    def _event_words(self) -> list[tuple[float, float, str]]:
        """Words for a day and direction, where enough moved to be seen and there is place.

        They stand right of the step, at its upper end; where the sheet ends before them, the
        sum alone stands left of it, half way up.
        """
        worth = [
            (moved, happened, events)
            for happened, moved, events in self._moves()
            if moved >= self._tallest() * _WORTH_A_LABEL
        ]
        placed = []
        for moved, happened, events in sorted(worth, key=lambda one: (-one[0], one[1])):
            across = self._across(happened)
            before = self._down(self._left_before(happened))
            after = self._down(self._left_on(happened))
            words = self._words_of(moved, events)
            left, middle = across + 8, max(min(before, after), 6.0)
            if left + width_of(words) > self.sheet.width:
                words = self._signed(moved, events)
                left, middle = across - 6 - width_of(words), (before + after) / 2
            if left >= 0:
                placed.append((left, middle, words))
        return without_overlap(placed)

    def _words(self) -> Layer:
        """Words of events, and of what was said, where neither covers the other."""
        events = self._event_words()
        said = self._said_words(events)
        return {
            "data": rows(
                {"x": left, "y": middle, "words": words, "said": (left, middle, words) in said}
                for left, middle, words in (*events, *said)
            ),
            "mark": {"type": "text", "align": "left", "baseline": "middle"},
            "encoding": {
                "x": at_pixel("x"), "y": at_pixel("y"), "text": {"field": "words"},
                "color": {
                    "condition": {"test": "datum.said", "value": SECOND}, "value": QUIET,
                },
            },
        }  # fmt: skip

    def _said_words(self, taken: list[tuple[float, float, str]]) -> list[tuple[float, float, str]]:
        """From what to what was said, above the last of it, where there is place."""
        faces = [item.stated.face for item in self._stated() if item.stated.face is not None]
        if not faces:
            return []
        words = self._range(min(faces), max(faces))
        highs = (item.stated.lenient.high or Decimal(0) for item in self._stated())
        last = max(item.as_of for item in self._stated())
        wide, across = width_of(words), self._across(last)
        above = self._down(max(highs)) - 11
        places = [(across + 8, above), (across - wide / 2, above), (across - wide / 2, above - 16)]
        free = (
            (left, middle, words)
            for left, middle in places
            if left + wide < self.sheet.width - 4
            and len(without_overlap([*taken, (left, middle, words)])) > len(taken)
        )
        return list(free)[:1]

    def _moves(self) -> Iterator[tuple[date, Decimal, list[BurnEvent]]]:
        for (happened, sign), group in groupby(
            self.answer.events, key=lambda event: (event.day, event.sign)
        ):
            events = [event for event in group if event.money.face is not None]
            moved = sum((event.money.face or Decimal(0) for event in events), Decimal(0))
            if sign and events:
                yield happened, moved, events

    def _words_of(self, moved: Decimal, events: list[BurnEvent]) -> str:
        if self.narrow:
            return self._signed(moved, events)
        names = ", ".join(label("entry_type", event.type.value, self.language) for event in events)
        return f"{self._signed(moved, events)} {names}"

    def _signed(self, moved: Decimal, events: list[BurnEvent]) -> str:
        sign = "+" if events[0].sign > 0 else "−"
        return f"{sign}{money(moved, self.answer.currency, self.language)}"

    def _tallest(self) -> Decimal:
        return max((step.remaining.face or Decimal(0) for step in self.answer.steps),
                   default=Decimal(0))  # fmt: skip

    def _left_on(self, value: date) -> Decimal | None:
        held = [step.remaining for step in self.answer.steps if step.day <= value]
        return held[-1].face if held else None

    def _left_before(self, value: date) -> Decimal | None:
        held = [step.remaining for step in self.answer.steps if step.day < value]
        return held[-1].face if held else None

    # What was said of the whole

    def _stated(self) -> tuple[SaidBalance, ...]:
        """Those that speak of all that the chart shows, not of one channel of it."""
        pot = self.answer.envelope
        if pot is None:
            return tuple(item for item in self.answer.said if item.is_of_the_whole)
        return tuple(
            item
            for item in self.answer.said
            if any(check.scope.channels is None for check in item.checks_of(pot))
        )

    def _agrees(self, item: SaidBalance) -> bool:
        pot = self.answer.envelope
        if pot is None:
            return item.verdict is not Verdict.DISJOINT
        return any(check.verdict is not Verdict.DISJOINT for check in item.checks_of(pot))

    def _said(self) -> Iterator[Layer]:
        said = [item for item in self._stated() if item.stated.face is not None]
        yield {
            "data": rows(
                {
                    "day": item.as_of.isoformat(), "place": self._number(item.as_of),
                    "low": billions(item.stated.lenient.low or Decimal(0)),
                    "high": billions(item.stated.lenient.high or item.stated.face),
                }
                for item in said
            ),
            "mark": {"type": "rule", "color": SECOND, "strokeWidth": 1.6},
            "encoding": {"x": self._x(), "y": self._y("low"), "y2": {"field": "high"}},
        }  # fmt: skip
        yield {
            "data": rows(
                {
                    "day": item.as_of.isoformat(), "place": self._number(item.as_of),
                    "said": billions(item.stated.face), "agrees": self._agrees(item),
                }
                for item in said
            ),
            "mark": {"type": "point", "color": SECOND, "fill": PAPER, "size": 52,
                     "strokeWidth": 1.8, "opacity": 1},
            "encoding": {
                "x": self._x(),
                "y": self._y("said"),
                "shape": {"field": "agrees", "type": "nominal", "legend": None,
                          "scale": {"domain": [True, False], "range": ["circle", "cross"]}},
            },
        }  # fmt: skip

    def _range(self, least: Decimal, most: Decimal) -> str:
        words = {name: money(value, self.answer.currency, self.language)
                 for name, value in (("least", least), ("most", most))}  # fmt: skip
        code = "envelope.said_one" if least == most else "envelope.said_range"
        return page_phrase(code, self.language, **words)

    # The deadline

    def _deadline(self) -> Iterator[Layer]:
        for due in self._due():
            place = self._number(due.due)
            yield {
                "data": rows([{"place": place, "day": due.due.isoformat()}]),
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
                "encoding": {"x": self._x()},
            }
            words = page_phrase(
                "home.deadline", self.language, due=day(due.due, self.language), days=due.days,
                n=due.days,
            )  # fmt: skip
            yield {
                "data": rows([{"place": place, "words": words}]),
                "mark": {"type": "text", "align": "right", "y": -12, "color": INK,
                         "fontWeight": "bold"},
                "encoding": {"x": self._x(), "text": {"field": "words"}},
            }  # fmt: skip
            yield from self._pace(due)

    def _pace(self, due: Deadline) -> Iterator[Layer]:
        left = self.answer.steps[-1].remaining.face if self.answer.steps else None
        if left is None:
            return
        start, end = self._number(self.answer.on), self._number(due.due)
        yield {
            "data": rows([
                {"place": start, "needed": billions(left)}, {"place": end, "needed": 0},
            ]),
            "mark": {"type": "line", "color": INK, "strokeDash": [5, 4], "strokeWidth": 1.4},
            "encoding": {"x": self._x(), "y": self._y("needed")},
        }  # fmt: skip
        if due.pace is not None:
            words = page_phrase(
                "home.pace", self.language,
                pace=money(due.pace.face, due.pace.currency, self.language),
            )  # fmt: skip
            yield {
                "data": rows([{
                    "place": start + (end - start) * _DOWN_THE_LINE,
                    "at": (billions(left) or 0.0) * (1 - _DOWN_THE_LINE), "words": words,
                }]),
                "mark": {"type": "text", "align": "right", "dx": -10, "color": INK},
                "encoding": {"x": self._x(), "y": self._y("at"), "text": {"field": "words"}},
            }  # fmt: skip
