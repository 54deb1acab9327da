"""Offices over time: a bar for each hold that sources give, a mark for each text.

In: an answer about offices and a language. Out: a Vega-Lite specification. A full bar is a hold
that began; an open bar is one to come; a broken one hangs on a condition or is only rumoured.
The word beside the bar says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from aidledger.publishing.charts.palette import FIRST, FIRST_SOFT, INK, QUIET, SECOND, config
from aidledger.publishing.charts.sheet import about
from aidledger.publishing.sketches import day_text
from aidledger.questions.offices import Hold, OfficeRow
from aidledger.wording.loading import page_phrase, row_label

_WIDTH, _ROW = 360, 26
# How much is shown before the first text and after the last day that is told.
_BEFORE, _AFTER = timedelta(days=730), timedelta(days=240)
_HELD = (Hold.CURRENT, Hold.FORMER)
_UNSURE = (Hold.CONDITIONAL, Hold.RUMOURED, Hold.UNKNOWN)


def offices_chart(rows: Sequence[OfficeRow], on: date, language: str) -> dict[str, Any]:
    """The chart of some rows about offices, as they stand on a day."""
    lanes, bars, marks = [], [], []
    window = _window(rows, on)
    for office, group in groupby(rows, key=lambda row: row.office):
        lanes.append(f"{office}|")
        for person, said in groupby(_by_person(list(group)), key=lambda row: row.person):
            lane = f"{office}|{person}"
            lanes.append(lane)
            found = list(said)
            bars += _bars(lane, found, window, on, language)
            marks += [
                {"lane": lane, "day": told.asserted_on.isoformat()}
                for row in found
                for told in row.told
                if told.asserted_on is not None
            ]
    layers = [
        _frame(lanes),
        _bar(bars, lanes, "held", {"color": FIRST_SOFT, "stroke": FIRST}),
        _bar(bars, lanes, "to_come", {"filled": False, "stroke": FIRST}),
        _bar(bars, lanes, "unsure", {"filled": False, "stroke": SECOND, "strokeDash": [4, 3]}),
        _points(marks, lanes),
        _words(bars, lanes),
        _day_asked(on),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": _WIDTH,
        "height": {"step": _ROW},
        "config": config(),
        "usermeta": about(
            page_phrase("menu.offices", language), page_phrase("offices.chart", language), language
        ),
        "layer": [layer for layer in layers if layer["data"]["values"]],
        "resolve": {"axis": {"y": "independent"}},
    }


def _by_person(rows: list[OfficeRow]) -> list[OfficeRow]:
    """Rows of one office, those of one person together, in the order of the answer."""
    order = list(dict.fromkeys(row.person for row in rows))
    return sorted(rows, key=lambda row: order.index(row.person))


Window = tuple[date, date]


def _window(rows: Sequence[OfficeRow], on: date) -> Window:
    days = [row.public_from for row in rows if row.told and row.public_from is not None]
    ahead = [day for row in rows if (day := _whole(row.begins)) is not None and day > on]
    return min([*days, on]) - _BEFORE, max([*ahead, on]) + _AFTER


def _whole(day: str | None) -> date | None:
    return date.fromisoformat(day) if day is not None and len(day) == len("2024-11-13") else None


def _bars(
    lane: str, rows: Sequence[OfficeRow], window: Window, on: date, language: str
) -> list[dict[str, Any]]:
    """One bar a kind of hold: days are those of whoever gives them, else the day it was told.

    A hold that has begun is drawn to the day asked, one to come to the edge.
    """
    made = {}
    for row in rows:
        kind = "held" if row.hold in _HELD else "unsure" if row.hold in _UNSURE else "to_come"
        begins = _whole(row.begins) or row.public_from or window[0]
        ends = _whole(row.ends) or (on if kind == "held" else window[1])
        words = row_label("hold", row.hold.value, language)
        if row.begins:
            since = "since" if kind == "held" else "from"
            begun = day_text(row.begins, language)
            words = f"{words}, {page_phrase(f'offices.{since}', language, day=begun)}"
        if row.condition and row.hold is Hold.CONDITIONAL:
            words = f"{words}: {row.condition}"
        bar = {
            "lane": lane, "kind": kind, "words": words,
            "begins": max(begins, window[0]).isoformat(),
            "ends": min(max(ends, window[0]), window[1]).isoformat(),
        }  # fmt: skip
        # A row with days of its own says more than a text without.
        if row.begins or kind not in made:
            made[kind] = bar
    return list(made.values())


def _y(lanes: Sequence[str], axis: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "field": "lane", "type": "ordinal", "title": None, "axis": axis,
        "scale": {"domain": list(lanes), "padding": 0.35},
    }  # fmt: skip


def _x(field: str) -> dict[str, Any]:
    axis = {"format": "%Y", "tickCount": "year", "labelOverlap": "greedy"}
    return {"field": field, "type": "temporal", "title": None, "axis": axis}


def _frame(lanes: Sequence[str]) -> dict[str, Any]:
    """The names: an office on a line of its own, its people below it."""
    is_office = "split(datum.label, '|')[1] === ''"
    named = {
        "labelExpr": f"{is_office} ? split(datum.label, '|')[0] : split(datum.label, '|')[1]",
        "labelColor": {"condition": {"test": is_office, "value": INK}, "value": QUIET},
        "labelFontWeight": {"condition": {"test": is_office, "value": "bold"}, "value": "normal"},
        "labelLimit": 380, "grid": False, "domain": False, "ticks": False,
    }  # fmt: skip
    return {
        "data": {"values": [{"lane": lane} for lane in lanes]},
        "mark": {"type": "point", "opacity": 0},
        "encoding": {"y": _y(lanes, named)},
    }


def _bar(
    bars: Sequence[dict[str, Any]], lanes: Sequence[str], kind: str, look: dict[str, Any]
) -> dict[str, Any]:
    return {
        "data": {"values": [bar for bar in bars if bar["kind"] == kind]},
        "mark": {"type": "bar", "strokeWidth": 1.4, **look},
        "encoding": {"y": _y(lanes), "x": _x("begins"), "x2": {"field": "ends"}},
    }


def _points(marks: Sequence[dict[str, Any]], lanes: Sequence[str]) -> dict[str, Any]:
    return {
        "data": {"values": list(marks)},
        "mark": {"type": "point", "filled": True, "size": 34, "opacity": 1, "color": INK},
        "encoding": {"y": _y(lanes), "x": _x("day")},
    }


def _words(bars: Sequence[dict[str, Any]], lanes: Sequence[str]) -> dict[str, Any]:
    """What each bar is, at the right of its lane."""
    by_lane: dict[str, list[str]] = {}
    for bar in bars:
        by_lane.setdefault(bar["lane"], []).append(bar["words"])
    rows = [{"lane": lane, "words": "; ".join(words)} for lane, words in by_lane.items()]
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "dx": 8, "color": INK, "limit": 420},
        "encoding": {
            "y": _y(lanes), "x": {"value": "width"}, "text": {"field": "words", "type": "nominal"},
        },
    }  # fmt: skip


def _day_asked(on: date) -> dict[str, Any]:
    return {
        "data": {"values": [{"day": on.isoformat()}]},
        "mark": {"type": "rule", "color": QUIET, "strokeWidth": 1},
        "encoding": {"x": _x("day")},
    }
