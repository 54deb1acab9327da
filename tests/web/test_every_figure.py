"""Every figure on every page leads to its lit sentence or its row; no link or anchor is dead."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from crawler import LOOKS_LIKE_A_SUM, Crawled, crawl, figures, orphans
from fastapi.testclient import TestClient
from lxml import html

DATES = "?on=2024-11-13&known=2024-11-13"
# The example ledger has some 700 pages in each language, those of its records and pots included.
MOST_PAGES = 1200
# Addresses of one kind lead to one page with other words in it: so many of each are asked for.
OF_EACH_KIND = 2

# Each language in one process, so that its pages are gone through once.
pytestmark = pytest.mark.parametrize(
    "language",
    [pytest.param(code, marks=pytest.mark.xdist_group(f"crawl-{code}")) for code in ("en", "fr")],
)


@pytest.fixture(scope="module")
def crawled(client: TestClient) -> object:
    """From a language to its pages, gone through once."""

    def get(address: str) -> tuple[int, str, str]:
        answer = client.get(address)
        return answer.status_code, answer.headers.get("content-type", ""), answer.text

    @cache
    def of(language: str) -> Crawled:
        return crawl(
            get, [f"/{language}{DATES}"], MOST_PAGES, goes=lambda place: is_own(place, language)
        )

    return of


def is_own(place: str, language: str) -> bool:
    """True for pages and frames of a language; not for twins and citations."""
    path = urlsplit(place).path
    return (
        re.match(rf"(/embed)?/{language}(/|$)", path) is not None
        and not path.endswith((".json", ".csv", ".svg"))
        and path != f"/{language}/cite"
        # One screen for each thing that waits: the first is gone through.
        and "at=" not in urlsplit(place).query
    )


def test_no_figure_stands_without_a_way_to_where_it_comes_from(crawled, language: str) -> None:
    found = crawled(language)
    assert found.refused == []
    assert found.orphans == []
    assert found.figures > 1000


def test_no_link_and_no_anchor_is_dead(crawled, language: str, client: TestClient) -> None:
    found = crawled(language)
    kinds: dict[object, list[str]] = defaultdict(list)
    dead = []
    for link, page in sorted(found.links):
        place, _, fragment = link.partition("#")
        if place in found.ids:
            if fragment and unquote(fragment) not in found.ids[place]:
                dead.append((page, link))
            continue
        path = urlsplit(place).path
        query = tuple(sorted(name for name, _ in parse_qsl(urlsplit(place).query)))
        kind = (re.sub(r"^(/embed)?(/..)?(/r/|/a/).*?(\.\w+)?$", r"\1\2\3\4", path), query)
        if len(kinds[kind]) < OF_EACH_KIND and place not in kinds[kind]:
            kinds[kind].append(place)
    asked = [place for places in kinds.values() for place in places]
    answers = [(place, client.get(place).status_code) for place in asked]
    dead += [
        (place, str(status))
        for place, status in answers
        if status != 200 and not (status == 404 and is_an_article_of_an_earlier_day(place))
    ]
    assert dead == []
    assert len(asked) > 50


def is_an_article_of_an_earlier_day(place: str) -> bool:
    """A text that was not known yet; the page says so and leads on."""
    return re.match(r"/../a/", place) is not None and DATES.partition("&")[2] not in place


def test_every_link_to_words_of_a_text_leads_to_lit_ones(crawled, language: str) -> None:
    found = crawled(language)
    met = 0
    for link, page in found.links:
        place, _, fragment = link.partition("#")
        if not fragment.startswith("t-") or place not in found.trees:
            continue
        lit = found.trees[place].xpath("//a[@class='lit']/@data-claims")
        claims = {name for names in lit for name in str(names).split()}
        assert unquote(fragment).removeprefix("t-") in claims, (page, link)
        met += 1
    assert met > 100


def test_every_record_shows_its_words_or_its_row(crawled, language: str) -> None:
    found = crawled(language)
    records = [page for page in found.trees if re.match(r"/../r/", page)]
    bare = [
        page
        for page in records
        if not found.trees[page].xpath("//blockquote//mark[text()] | //*[@class='catalogued']")
    ]
    assert bare == []
    assert len(records) > 200


@pytest.mark.parametrize(
    "words", ["$9.3bn", "CZK 20m", "9,3\u202fMd$", "525\u202fM€", "20\u202fM\u202fCZK"]
)
def test_a_figure_without_a_way_on_is_found(words: str, language: str) -> None:
    """The check itself: by its look, and by its markup whatever it looks like."""
    assert LOOKS_LIKE_A_SUM.search(words)
    bare = (
        f"<main><table><tr><td>{words}</td><td><a href='/en/claims'>x</a></td></tr></table></main>"
    )
    assert len(list(orphans(html.fromstring(bare)))) == 1
    led = bare.replace("/en/claims", f"/{language}/r/PDA-69")
    assert list(orphans(html.fromstring(led))) == []
    assert len(list(figures(html.fromstring(led)))) == 1
    marked = "<main><p><data class='sum' value='9'>nine</data></p></main>"
    assert len(list(orphans(html.fromstring(marked)))) == 1
