"""Colours and type of charts: the light values of the pages' tokens.

A chart inside a page takes the colours of the page (`themed`), so that it follows light and
dark; a chart that leaves the page keeps the values below. The two hues (a blue and an orange)
are told apart by people who see red and green alike.
"""

from __future__ import annotations

from typing import Any

PAPER = "#fffdf8"
INK = "#1d1b16"
QUIET = "#5c574c"
RULE = "#d9d2c2"
FIRST = "#0b5c7a"
FIRST_SOFT = "#d8e9ef"
SECOND = "#a6480a"
SECOND_SOFT = "#f6e2d0"

_TOKENS = {
    PAPER: "var(--paper)",
    INK: "var(--ink)",
    QUIET: "var(--ink-quiet)",
    RULE: "var(--rule)",
    FIRST: "var(--accent)",
    FIRST_SOFT: "var(--accent-soft)",
    SECOND: "var(--second)",
    SECOND_SOFT: "var(--second-soft)",
}
_FONT = "Liberation Sans, Helvetica Neue, Arial, sans-serif"


def themed(svg: str) -> str:
    """A drawn chart with the tokens of the page for its colours."""
    for value, token in _TOKENS.items():
        svg = svg.replace(f'"{value}"', f'"{token}"')
    return svg


def config() -> dict[str, Any]:
    """The look that every chart shares."""
    return {
        "background": None,
        "font": _FONT,
        "view": {"stroke": None},
        "axis": {
            "labelColor": QUIET, "titleColor": QUIET, "labelFontSize": 12, "titleFontSize": 12,
            "titleFontWeight": "normal", "domainColor": INK, "tickColor": RULE,
            "gridColor": RULE, "gridWidth": 0.6, "domain": False, "ticks": False,
            "labelPadding": 6,
        },
        "axisX": {"grid": False, "domain": True, "ticks": True},
        "text": {"color": INK, "fontSize": 12},
        "rule": {"color": QUIET},
    }  # fmt: skip
