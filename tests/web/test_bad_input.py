"""Bad input: a page that says what is wrong and leads on, the right status, the same for programs.

The cases of the two dates and of odd names are made for every page of the route table; what a
page takes besides stands in `BAD` and `UNKNOWN`: a page without its entries there fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html

from aidledger.web.endpoints import bare
from aidledger.web.pages import ROUTES
from aidledger.wording.loading import words

LONG = "x" * 400
# What stands in the parts of a path where it is the query that is bad.
GOOD = {
    "donor": "US", "recipient": "UA", "name": "PDA-69", "document": "e403de2fa4fc",
    "envelope": "USSAA-2024",
}  # fmt: skip
# Bad for every page: what is asked, and the code of what is wrong with it.
OF_EVERY_PAGE = {
    "on=13/11/2024": "DATE_BAD",
    "on=2024-02-30": "DATE_BAD",
    "on=20241113": "DATE_BAD",
    "known=2024-13-01": "DATE_BAD",
    "known=%00": "DATE_BAD",
    f"known={LONG}": "DATE_BAD",
    "known_by=rumour": "QUERY_BAD",
    "vintage=999999999": "VINTAGE_UNKNOWN",
    "vintage=-1": "QUERY_BAD",
    "vintage=1.5": "QUERY_BAD",
    "vintage=%D9%A1": "QUERY_BAD",
    f"vintage={LONG}": "QUERY_BAD",
}
# Names that are none: unknown, odd bytes, ways out of a folder, markup, SQL, too long.
ODD_NAMES = (
    "nothing-of-this-name", "%00", "%ff%fe", "%0d%0aset-cookie:%20a=b", "%3Cscript%3E",
    "..%5C..%5Cetc", "%27%20OR%201=1--", LONG,
)  # fmt: skip
# Bad values of a part of a query, by its name, with the code of what is wrong.
OF_A_PART = {
    "donor": dict.fromkeys(ODD_NAMES, "ACTOR_UNKNOWN"),
    "recipient": dict.fromkeys(ODD_NAMES, "ACTOR_UNKNOWN"),
    "at": dict.fromkeys(("-1", "abc", "%00", LONG), "QUERY_BAD"),
    "waits": dict.fromkeys(("weather", "%00", LONG), "QUERY_BAD"),
    "name": dict.fromkeys(ODD_NAMES, "NAME_UNKNOWN"),
    "first": dict.fromkeys(("-1", "abc", "%00", LONG), "QUERY_BAD"),
    "into": dict.fromkeys(("XXX", "%00", "%27", LONG), "CURRENCY_UNKNOWN"),
    "kind": dict.fromkeys(("weather", "%00", LONG), "QUERY_BAD"),
    "question": dict.fromkeys(("weather", "%00", LONG), "QUERY_BAD"),
    "from_on": dict.fromkeys(("2024-02-30", "abc", LONG), "DATE_BAD"),
    "from_known": dict.fromkeys(("2024-02-30", "%00", LONG), "DATE_BAD"),
    "from_vintage": {"999999999": "VINTAGE_UNKNOWN", "-1": "QUERY_BAD", LONG: "QUERY_BAD"},
    "page": dict.fromkeys(
        ("nothing", "%00", "..%2F..%2Fetc%2Fpasswd", "http:%2F%2Felsewhere.test", LONG),
        "PAGE_UNKNOWN",
    ),
    "q": {
        "amount:%3Eabc": "FILTER_NO_NUMBER",
        "since:2024-99-99": "FILTER_NO_DATE",
        "colour:red": "FILTER_UNKNOWN",
        LONG: "QUERY_TOO_LONG",
    },
}
# The code where a name in the path names nothing, by page.
UNKNOWN = {
    "article": "ARTICLE_UNKNOWN",
    "donor": "DONOR_UNKNOWN",
    "envelope": "PAIR_UNKNOWN",
    "pot": "POT_UNKNOWN",
    "quantity": "PAIR_UNKNOWN",
    "record": "RECORD_UNKNOWN",
}
# Codes of what is not there; the others say that what was asked cannot be.
NOT_THERE = {*UNKNOWN.values(), "ACTOR_UNKNOWN", "NAME_UNKNOWN", "PAGE_UNKNOWN"}
# Whose own code of an unknown address differs: a line break in a path is no part of any page.
_BROKEN_LINE = "%0d%0aset-cookie:%20a=b"

Case = tuple[str, str, str]


def cases() -> Iterator[Case]:
    """Path behind the language, query, and expected code."""
    for route in ROUTES:
        path = bare(route.path)
        for query, code in OF_EVERY_PAGE.items():
            yield path.format(**GOOD), query, code
        for part in route.asks:
            for value, code in OF_A_PART[part].items():
                yield path.format(**GOOD), f"{part}={value}", code
        for part in re.findall(r"{([a-z_]+)}", path):
            for name in ODD_NAMES:
                is_any_path = name == _BROKEN_LINE and f"{{{part}:path}}" in route.path
                code = "PAGE_UNKNOWN" if is_any_path else UNKNOWN[route.name]
                yield path.format(**{**GOOD, part: name}), "", code
    for path in ("nothing", "e", "e/US", "..%2F..%2Fetc%2Fpasswd", "%00", LONG):
        yield path, "", "PAGE_UNKNOWN"


def shown(text: str) -> list[str]:
    """Words as a browser shows them, which has no sign for the character 0; without the form."""
    return text.replace("\0", "\ufffd").replace(".json", "").split()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_bad_input_is_told_to_readers_and_programs_alike(client: TestClient, language: str) -> None:
    wrong = []
    met = 0
    for path, query, code in cases():
        address = f"/{language}/{path}".rstrip("/")
        page = client.get(f"{address}?{query}")
        twin = client.get(f"{address}.json?{query}")
        met += 1
        try:
            told = twin.json()
            assert told["code"] == code
            assert twin.headers["content-type"] == "application/problem+json"
            assert page.status_code == twin.status_code == told["status"]
            assert page.status_code == (404 if code in NOT_THERE else 400)
            assert told["detail"]
            assert told["hint"]
            tree = html.fromstring(page.text)
            assert tree.get("lang") == language
            assert shown(told["detail"]) == shown(tree.findtext(".//h1"))
            assert f"/{language}" in tree.xpath("//main//a/@href")
            assert not tree.xpath("//main//script")
            assert "set-cookie" not in page.headers
        except (AssertionError, ValueError, KeyError) as error:
            wrong.append(
                (address[:80], query[:40], page.status_code, twin.text[:90], str(error)[:80])
            )
    assert wrong == []
    assert met > 400


def test_what_is_told_differs_by_language(client: TestClient) -> None:
    """Both languages have words of their own for every code that the pages answer with."""
    codes = {code for _, _, code in cases()}
    for code in codes:
        assert words("en")["messages"][code] != words("fr")["messages"][code]


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("/e/US/UA", "/fr/e/US/UA"),
        ("/claims?on=2024-11-13", "/fr/claims?on=2024-11-13"),
        ("/en/claims/", "/en/claims"),
    ],
)
def test_an_address_of_an_older_version_leads_to_its_page(
    client: TestClient, old: str, now: str
) -> None:
    answer = client.get(old, headers={"accept-language": "fr"}, follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == now


def test_a_problem_leads_on_to_the_page_that_helps(client: TestClient) -> None:
    for address, leads_to in (
        ("/en/a/000000000000", "/en/articles"),
        ("/en/d/XX", "/en/donors"),
        ("/en/r/nothing", "/en/search"),
        ("/en/claims?on=soon", "/en/claims"),
    ):
        tree = html.fromstring(client.get(address).text)
        assert leads_to in tree.xpath("//main//a/@href")
        assert client.get(leads_to).status_code == 200
