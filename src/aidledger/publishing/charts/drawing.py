"""Draw a Vega-Lite specification as SVG.

The same specification gives the same bytes. Drawing takes about a tenth of a second, so
what was drawn is remembered.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_REMEMBERED = 256
# The engine runs one drawing at a time.
_ENGINE = threading.Lock()


def draw(chart: Mapping[str, Any]) -> str:
    """The SVG of a chart."""
    return _drawn(json.dumps(chart, sort_keys=True, ensure_ascii=False))


@lru_cache(maxsize=_REMEMBERED)
def _drawn(chart: str) -> str:
    # The engine takes a third of a second to load: not before something is drawn.
    import vl_convert

    with _ENGINE:
        return str(vl_convert.vegalite_to_svg(chart))
