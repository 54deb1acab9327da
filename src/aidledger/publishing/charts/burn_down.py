"""The burn-down: steps of what remained, what was said about it, and the pace to a deadline.

In: a typed answer and a language. Out: a Vega-Lite specification. Money is drawn in billions,
as floats for the eye only; the table twin carries the exact sums.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from aidledger.model.amounts import Interval
from aidledger.publishing.charts.palette import (
    FIRST,
    FIRST_SOFT,
    INK,
    QUIET,
    SECOND,
    config,
)
from aidledger.questions.answers import Verdict
from aidledger.questions.burndown import BurnDownAnswer
from aidledger.wording.figures import money
from aidledger.wording.loading import label, page_phrase

_BILLION = Decimal(10) ** 9
_WIDTH, _HEIGHT = 860, 340
# What moved less than this share of the tallest step gets no word of its own in the chart.
_WORTH_A_LABEL = Decimal("0.12")


def burn_down(answer: BurnDownAnswer, language: str) -> dict[str, Any]:
    """The chart of an answer."""
    layers = [_bands(answer), _steps(answer), _said_bars(answer), _said_points(answer, language)]
    if answer.deadlines and answer.steps:
        layers += _deadline(answer, language)
    layers += [_event_words(answer, language)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": _WIDTH,
        "height": _HEIGHT,
        "config": config(),
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _x() -> dict[str, Any]:
    axis = {"labelOverlap": "greedy", "labelSeparation": 8, "format": "%m/%Y", "tickCount": 8}
    return {"field": "day", "type": "temporal", "title": None, "axis": axis}


def _y(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": None, "axis": {"tickCount": 5}}


def _bands(answer: BurnDownAnswer) -> dict[str, Any]:
    rows = []
    for step, until in _spans(answer):
        bounds = step.remaining.lenient
        if not bounds.is_point:
            rows.append(
                {
                    "day": step.day.isoformat(),
                    "until": until.isoformat(),
                    "low": _billions(bounds.low),
                    "high": _billions(bounds.high),
                }
            )
    return {
        "data": {"values": rows},
        "mark": {"type": "rect", "color": FIRST_SOFT},
        "encoding": {"x": _x(), "x2": {"field": "until"}, "y": _y("low"), "y2": {"field": "high"}},
    }


def _spans(answer: BurnDownAnswer) -> list[tuple[Any, date]]:
    ends = [step.day for step in answer.steps[1:]] + [answer.on]
    return list(zip(answer.steps, ends, strict=True))


def _steps(answer: BurnDownAnswer) -> dict[str, Any]:
    rows = [
        {"day": step.day.isoformat(), "remaining": _billions(step.remaining.face)}
        for step in answer.steps
        if step.remaining.face is not None
    ]
    if rows:
        rows.append({"day": answer.on.isoformat(), "remaining": rows[-1]["remaining"]})
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "interpolate": "step-after", "color": FIRST, "strokeWidth": 2.2},
        "encoding": {"x": _x(), "y": _y("remaining")},
    }


def _said_bars(answer: BurnDownAnswer) -> dict[str, Any]:
    rows = [
        {"day": item.as_of.isoformat(), "low": _billions(_low(item.stated.lenient)),
         "high": _billions(item.stated.lenient.high)}
        for item in answer.said
        if item.stated.lenient.high is not None
    ]  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": SECOND, "strokeWidth": 1.4},
        "encoding": {"x": _x(), "y": _y("low"), "y2": {"field": "high"}},
    }


def _said_points(answer: BurnDownAnswer, language: str) -> dict[str, Any]:
    rows = [
        {"day": item.as_of.isoformat(), "said": _billions(item.stated.face),
         "verdict": label("verdict", item.verdict.value, language),
         "agrees": item.verdict is not Verdict.DISJOINT}
        for item in answer.said
        if item.stated.face is not None
    ]  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "color": SECOND, "size": 48, "strokeWidth": 1.6, "opacity": 1},
        "encoding": {
            "x": _x(),
            "y": _y("said"),
            "shape": {"field": "agrees", "type": "nominal", "legend": None,
                      "scale": {"domain": [True, False], "range": ["circle", "cross"]}},
        },
    }  # fmt: skip


def _deadline(answer: BurnDownAnswer, language: str) -> list[dict[str, Any]]:
    due = answer.deadlines[0]
    last = answer.steps[-1].remaining
    wall = {
        "data": {"values": [{"day": due.due.isoformat()}]},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
        "encoding": {"x": _x()},
    }
    words = page_phrase("envelope.due", language, days=due.days, n=due.days)
    name = {
        "data": {"values": [{"day": due.due.isoformat(), "words": words}]},
        "mark": {"type": "text", "align": "right", "dx": -5, "dy": 6, "baseline": "top",
                 "y": 0, "color": INK},
        "encoding": {"x": _x(), "text": {"field": "words"}},
    }  # fmt: skip
    pace = {
        "data": {"values": [
            {"day": answer.on.isoformat(), "needed": _billions(last.face)},
            {"day": due.due.isoformat(), "needed": 0},
        ] if last.face is not None else []},
        "mark": {"type": "line", "color": QUIET, "strokeDash": [5, 4], "strokeWidth": 1.4},
        "encoding": {"x": _x(), "y": _y("needed")},
    }  # fmt: skip
    return [wall, name, pace]


def _event_words(answer: BurnDownAnswer, language: str) -> dict[str, Any]:
    """One line of words for a day and direction, where enough moved to be seen."""
    tallest = max(
        (step.remaining.face for step in answer.steps if step.remaining.face is not None),
        default=Decimal(0),
    )
    rows = []
    for (day, sign), group in groupby(answer.events, key=lambda event: (event.day, event.sign)):
        events = [event for event in group if event.money.face is not None]
        moved = sum((event.money.face or Decimal(0) for event in events), Decimal(0))
        if moved < tallest * _WORTH_A_LABEL:
            continue
        names = ", ".join(label("entry_type", event.type.value, language) for event in events)
        amount = money(moved, answer.currency, language)
        rows.append(
            {
                "day": day.isoformat(),
                "at": _billions(_remaining_at(answer, day)),
                "words": f"{'+' if sign > 0 else '−'}{amount} {names}",
            }
        )
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "dx": 6, "dy": -8, "color": QUIET},
        "encoding": {"x": _x(), "y": _y("at"), "text": {"field": "words"}},
    }


def _remaining_at(answer: BurnDownAnswer, day: date) -> Decimal | None:
    held = [step.remaining for step in answer.steps if step.day <= day]
    return held[-1].face if held else None


def _low(bounds: Interval) -> Decimal:
    return bounds.low if bounds.low is not None else Decimal(0)


def _billions(value: Decimal | None) -> float | None:
    return None if value is None else float(value / _BILLION)
