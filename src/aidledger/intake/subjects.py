"""Tell from a page's bytes of text alone whether it may speak of aid.

Most pages of a large collection speak of other things. Taking an article out of a page costs
tenths of a second and a process; this look costs a thousandth.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml


def may_speak_of_aid(page: str) -> bool:
    """True where a page, markup and all, holds a word of money, aid, arms or office.

    >>> may_speak_of_aid("<p>La Norvège versera 3 millions d'euros.</p>")
    True
    >>> may_speak_of_aid("<p>It rained on the island all day.</p>")
    False
    """
    return _words().search(page.lower()) is not None


@cache
def _words() -> re.Pattern[str]:
    # Data are read once; a sign of a currency needs no word beside it.
    rows = yaml.safe_load((files("aidledger.intake") / "subjects.yml").read_text("utf-8"))
    beginnings = sorted({word for row in rows.values() for word in row})
    return re.compile("[$€£]|\\b(?:" + "|".join(map(re.escape, beginnings)) + ")")
