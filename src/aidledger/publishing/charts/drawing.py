"""Draw a Vega-Lite specification as SVG.

The same specification gives the same bytes, on any machine: nothing is placed by measuring type
(`charts.sheet`). Drawing takes about a tenth of a second, so what was drawn is remembered.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

_REMEMBERED = 256
# The engine runs one drawing at a time.
_ENGINE = threading.Lock()
_ENGINES_NAMES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def draw(chart: Mapping[str, Any]) -> str:
    """The SVG of a chart, its title and description in it (`usermeta` of the specification)."""
    return _drawn(json.dumps(chart, sort_keys=True, ensure_ascii=False))


@lru_cache(maxsize=_REMEMBERED)
def _drawn(chart: str) -> str:
    # The engine takes a third of a second to load: not before something is drawn.
    import vl_convert

    about = json.loads(chart)["usermeta"]
    with _ENGINE:
        svg = str(vl_convert.vegalite_to_svg(chart))
    return _named(svg, about)


def _named(svg: str, about: Mapping[str, str]) -> str:
    """A drawing that is read aloud as one picture: its title, then what it shows."""
    start, _, rest = svg.partition(">")
    title, told = escape(about["title"]), escape(about["told"])
    return (
        f'{start} role="img" lang="{about["language"]}" aria-label="{title}">'
        f"<title>{title}</title><desc>{told}</desc>{_hushed(rest)}"
    )


def _hushed(marks: str) -> str:
    """Marks without the names that the engine gives them: English, and no help to a listener."""
    return _ENGINES_NAMES.sub("", marks)
