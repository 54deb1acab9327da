"""The pages as programs ask them: addresses, parts, forms, examples, what can be relied on."""

from __future__ import annotations

from collections.abc import Sequence

from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.web.asked import Asked
from aidledger.web.endpoints import Endpoint, endpoints
from aidledger.web.page import Page, Route
from aidledger.wording.loading import page_phrase, page_words

CURL = """\
curl "{origin}/{language}/e/US/UA.json?on=2024-11-13&known=2024-11-13"
curl "{origin}/{language}/meetings.csv?known=2024-11-13"
"""
PYTHON = """\
import json
from urllib.parse import urlencode
from urllib.request import urlopen

asked = urlencode({{"on": "2024-11-13", "known": "2024-11-13"}})
with urlopen(f"{origin}/{language}/e/US/UA.json?{{asked}}") as response:
    page = json.load(response)

print(page["title"])
for part in page["answer"]["remaining"]["parts"]:
    money = part["money"]
    print(part["channel"], money["lenient"]["low"], money["lenient"]["high"], money["currency"])
print("vintage", page["pin"]["vintage"], "chain head", page["pin"]["head"])
"""


def for_programs(routes: Sequence[Route]) -> Route:
    """The page that tells how programs ask some pages."""

    def api(asked: Asked) -> Page:
        """The page of the addresses; its answer is their list."""
        language = asked.language
        found = endpoints(routes, language)
        named = {part.name: part for endpoint in found for part in endpoint.parts}
        place = {"origin": asked.origin, "language": language}
        return Page(
            template="api.html",
            title=page_phrase("api.title", language),
            answer=found,
            tables=(_table(found),),
            shown={
                "named": tuple(named.values()),
                "limits": tuple(page_words(language)["api"]["limit"].values()),
                "curl": CURL.format(**place),
                "python": PYTHON.format(**place),
            },
        )

    return Route(name="api", path="api", make=api, answer=tuple[Endpoint, ...], needs_server=True)


def _table(found: Sequence[Endpoint]) -> Table:
    code, text = ColumnKind.CODE, ColumnKind.TEXT
    columns = (
        Column("path", code), Column("forms", code), Column("parts", code), Column("answers", text),
    )  # fmt: skip
    rows = tuple(
        (
            item.path, " ".join(item.forms), " ".join(part.name for part in item.parts), item.told,
        )
        for item in found
    )  # fmt: skip
    return Table("endpoints", columns, rows)
