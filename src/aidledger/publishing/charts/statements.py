"""Everything said about one quantity: a row a statement, its interval, and what makes it right.

In: balances as checked, and a language. Out: a Vega-Lite specification. Money is drawn in
billions, as floats for the eye only; the table twin carries the exact sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from aidledger.publishing.charts.palette import FIRST, INK, QUIET, SECOND, config
from aidledger.publishing.scope_words import check_words
from aidledger.questions.answers import Check, SaidBalance, Verdict
from aidledger.wording.figures import day, money

_BILLION = Decimal(10) ** 9
_WIDTH, _ROW = 420, 34
_LONGEST = 44


def statements(said: Sequence[SaidBalance], language: str) -> dict[str, Any]:
    """The chart of some statements, in the order given."""
    rows = [_row(place, item, language) for place, item in enumerate(said)]
    order = [row["who"] for row in rows]
    y = {
        "field": "who", "type": "nominal", "sort": order, "title": None,
        "axis": {"labelLimit": 360, "labelColor": INK, "grid": False, "domain": False},
    }  # fmt: skip

    def x(field: str) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", "title": None, "axis": {"tickCount": 6}}

    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": _WIDTH,
        "height": {"step": _ROW},
        "config": config(),
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "rule", "color": SECOND, "strokeWidth": 2},
                "encoding": {"y": y, "x": x("low"), "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "color": SECOND, "size": 70, "opacity": 1,
                         "strokeWidth": 1.8},
                "encoding": {
                    "y": y, "x": x("said"),
                    "shape": {"field": "agrees", "type": "nominal", "legend": None,
                              "scale": {"domain": [True, False], "range": ["circle", "cross"]}},
                },
            },
            {
                "mark": {"type": "tick", "color": FIRST, "thickness": 3, "size": 20},
                "encoding": {"y": y, "x": x("computed")},
            },
            {
                "mark": {"type": "text", "align": "left", "x": _WIDTH + 12, "color": QUIET,
                         "limit": 380},
                "encoding": {"y": y, "text": {"field": "scope", "type": "nominal"}},
            },
        ],
    }  # fmt: skip


def _row(place: int, item: SaidBalance, language: str) -> dict[str, Any]:
    check = best_fit(item)
    low, high = item.stated.lenient.low, item.stated.lenient.high
    who = item.speaker or item.publisher or ""
    said = money(item.stated.face, item.stated.currency, language)
    computed = money(check.computed.face, check.computed.currency, language)
    return {
        # The place keeps rows of one speaker and figure apart; it is invisible in print.
        "who": f"{day(item.as_of, language)} · {_short(who)} · {said}" + "\u200b" * place,
        "said": _billions(item.stated.face),
        "low": _billions(low if low is not None else Decimal(0)),
        "high": _billions(high if high is not None else item.stated.face),
        "computed": _billions(check.computed.face) if _agrees(item) else None,
        "agrees": _agrees(item),
        "scope": f"{check_words(check, item.as_of, language)} = {computed}",
    }


def best_fit(item: SaidBalance) -> Check:
    """The check that shows under which scope a statement is right: the plainest that fits."""
    if item.shown.verdict is not Verdict.DISJOINT or not item.fits:
        return item.shown
    return item.fits[0]


def _agrees(item: SaidBalance) -> bool:
    return best_fit(item).verdict is not Verdict.DISJOINT


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _billions(value: Decimal | None) -> float | None:
    return None if value is None else float(value / _BILLION)
