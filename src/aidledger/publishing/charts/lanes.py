"""Who met whom: a lane for each person and body, a column for each encounter, in order of days.

In: encounters on lanes and a language. Out: a Vega-Lite specification. Columns stand in order,
not to scale, so that a full day can be read. A state is told by the mark, by the line that joins
the lanes, and by its word under the column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from aidledger.publishing.actor_names import party_name
from aidledger.publishing.charts.palette import FIRST, INK, QUIET, SECOND, config
from aidledger.publishing.charts.sheet import about
from aidledger.publishing.sketches import day_text
from aidledger.questions.lanes import Contact, ContactState, Encounter, Lane, Lanes
from aidledger.wording.loading import page_phrase

_COLUMN, _LANE = 58, 30
_SLANT = -38
# What joins the lanes: solid for what happened, broken for what is to come or is only said.
_DASHES = {
    ContactState.PLANNED: [7, 4], ContactState.DECIDED: [7, 4], ContactState.STARTED: [7, 4],
    ContactState.CLAIMED: [2, 4], ContactState.DENIED: [2, 4], ContactState.CANCELLED: [2, 4],
}  # fmt: skip
_CROSS = "M-1,-1L1,1M1,-1L-1,1"
_FILLED = {ContactState.HELD: "circle"}
_OPEN = {
    ContactState.PLANNED: "circle", ContactState.CLAIMED: "diamond",
    ContactState.DENIED: _CROSS, ContactState.CANCELLED: "square",
}  # fmt: skip


def lanes_chart(found: Lanes, language: str) -> dict[str, Any]:
    """The chart of some encounters; it names every lane and every state in words."""
    found = _spoken(found, language)
    columns = _columns(found.encounters, language)
    order = [lane.name for lane in found.lanes]
    layers = [
        *_frame(columns, order),
        _lines(columns, order),
        _arrows(columns, order),
        _marks(columns, order, _FILLED, filled=True),
        _marks(columns, order, _OPEN, filled=False),
        _sides(found, order),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": {"step": _COLUMN},
        "height": {"step": _LANE},
        "config": config(),
        "usermeta": about(
            page_phrase("menu.lanes", language), page_phrase("lanes.chart", language), language
        ),
        "layer": [layer for layer in layers if layer["data"]["values"]],
        "resolve": {
            "scale": {"shape": "independent"},
            "axis": {"x": "independent", "y": "independent"},
        },
    }


def _spoken(found: Lanes, language: str) -> Lanes:
    """The same with the names of states and bodies in a language."""

    def spoken(name: str | None) -> str | None:
        return None if name is None else party_name(name, language)

    return Lanes(
        lanes=tuple(
            Lane(name=party_name(lane.name, language), side=spoken(lane.side))
            for lane in found.lanes
        ),
        encounters=tuple(
            replace(item, parties=tuple(party_name(name, language) for name in item.parties))
            for item in found.encounters
        ),
    )


Column = tuple[str, Encounter]


def _columns(encounters: Sequence[Encounter], language: str) -> list[Column]:
    """Each encounter under a name of its own: its place, its day once, and its state."""
    named = []
    days = groupby(enumerate(encounters), key=lambda item: _day(item[1], language))
    for words, group in days:
        for nth, (place, item) in enumerate(group):
            state = page_phrase(f"lanes.state.{item.state.value}", language)
            named.append((f"{place:04}|{'' if nth else words}|{state}", item))
    return named


def _day(item: Encounter, language: str) -> str:
    if item.day is not None:
        return day_text(item.day, language)
    return f"({day_text(item.said_on, language)})"


def _x(columns: Sequence[Column], axis: dict[str, Any] | None = None) -> dict[str, Any]:
    names = [name for name, _ in columns]
    return {
        "field": "column", "type": "ordinal", "title": None, "axis": axis,
        "scale": {"type": "point", "padding": 0.7, "domain": names},
    }  # fmt: skip


def _y(order: Sequence[str], axis: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "field": "lane", "type": "ordinal", "title": None, "axis": axis,
        "scale": {"type": "point", "padding": 0.8, "domain": list(order)},
    }  # fmt: skip


def _frame(columns: Sequence[Column], order: Sequence[str]) -> list[dict[str, Any]]:
    """What nothing is drawn on: the lanes with their names, days above, states below."""
    lanes_named = {"labelColor": INK, "labelLimit": 300, "grid": True, "labelPadding": 10}
    rows = [{"column": name, "lane": order[0]} for name, _ in columns]

    def slanted(part: int, orient: str) -> dict[str, Any]:
        return {
            "orient": orient, "labelExpr": f"split(datum.label, '|')[{part}]", "grid": False,
            "labelAngle": _SLANT, "labelAlign": "left" if orient == "top" else "right",
            "labelBaseline": "middle", "labelOverlap": False, "labelLimit": 160,
            "domain": False, "ticks": False, "labelColor": INK,
        }  # fmt: skip

    return [
        {
            "data": {"values": rows},
            "mark": {"type": "point", "opacity": 0},
            "encoding": {"x": _x(columns, slanted(part, orient)), "y": _y(order, named)},
        }
        for part, orient, named in ((1, "top", lanes_named), (2, "bottom", None))
    ]


def _lines(columns: Sequence[Column], order: list[str]) -> dict[str, Any]:
    rows = []
    for name, item in columns:
        ends = sorted(item.parties, key=order.index)
        is_denied = item.state is ContactState.DENIED
        rows.append(
            {"column": name, "lane": ends[0], "until": ends[-1], "state": item.state.value,
             "is_denied": is_denied}
        )  # fmt: skip
    states = list(ContactState)
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "strokeWidth": 1.8},
        "encoding": {
            "x": _x(columns), "y": _y(order), "y2": {"field": "until"}, "color": _colour(),
            "strokeDash": {
                "field": "state", "type": "nominal", "legend": None,
                "scale": {"domain": [state.value for state in states],
                          "range": [_DASHES.get(state, [1, 0]) for state in states]},
            },
        },
    }  # fmt: skip


def _arrows(columns: Sequence[Column], order: list[str]) -> dict[str, Any]:
    """The end of a handover at who takes over."""
    rows = [
        {"column": name, "lane": item.parties[-1],
         "down": order.index(item.parties[-1]) > order.index(item.parties[0])}
        for name, item in columns
        if item.contact is Contact.HANDOVER and len(item.parties) > 1
    ]  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 150, "opacity": 1, "color": FIRST},
        "encoding": {
            "x": _x(columns), "y": _y(order),
            "shape": {"field": "down", "type": "nominal", "legend": None,
                      "scale": {"domain": [True, False],
                                "range": ["triangle-down", "triangle-up"]}},
        },
    }  # fmt: skip


def _marks(
    columns: Sequence[Column], order: list[str], shapes: dict[ContactState, str], *, filled: bool
) -> dict[str, Any]:
    rows = [
        {"column": name, "lane": party, "state": item.state.value,
         "is_denied": item.state is ContactState.DENIED}
        for name, item in columns
        if item.state in shapes
        for party in item.parties
    ]  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": filled, "size": 120, "opacity": 1, "strokeWidth": 2.4},
        "encoding": {
            "x": _x(columns), "y": _y(order), "color": _colour(),
            "shape": {"field": "state", "type": "nominal", "legend": None,
                      "scale": {"domain": [state.value for state in shapes],
                                "range": list(shapes.values())}},
        },
    }  # fmt: skip


def _colour() -> dict[str, Any]:
    return {
        "field": "is_denied", "type": "nominal", "legend": None,
        "scale": {"domain": [False, True], "range": [FIRST, SECOND]},
    }  # fmt: skip


def _sides(found: Lanes, order: list[str]) -> dict[str, Any]:
    """At the end of a person's lane: for whom the person speaks."""
    rows = [{"lane": lane.name, "side": lane.side} for lane in found.lanes if lane.side]
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "dx": 8, "color": QUIET},
        "encoding": {
            "x": {"value": "width"}, "y": _y(order), "text": {"field": "side", "type": "nominal"},
        },
    }  # fmt: skip
