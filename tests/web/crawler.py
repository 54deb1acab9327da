"""Go through every page that the first ones lead to, and see where its links and figures lead.

What is a figure is said by the markup (`<data class="sum">`, which the templates' money filters
write) and, so that none escapes for want of it, by the look of the words: a currency with a
number. Words of a source (its text, quotations, excerpts) are not ours and no figures; those of
them that were read stand beside their record.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

# "$9.3bn", "CZK 20m", "9,3 Md€": as `aidledger.wording.figures` writes them.
_NUMBER = r"\d[\d.,\u202f]*"
LOOKS_LIKE_A_SUM = re.compile(
    rf"[$€£]{_NUMBER}|\b[A-Z]{{3}} {_NUMBER}(?:bn|m|k)?\b"
    rf"|{_NUMBER}[\u202f ]?(?:Md|M|k)?[$€£]|{_NUMBER}\u202f(?:(?:Md|M|k)\u202f?)?[A-Z]{{3}}\b"
)
# What a figure stands in together with the links that lead on from it.
_UNITS = ("tr", "li", "p", "dd", "figure", "h1", "h2", "h3", "caption", "summary")
# Words to be copied elsewhere state the figures of the page that they cite.
_NOT_OURS = ("q", "blockquote", "pre")
_NOT_OURS_BY_CLASS = frozenset({"source", "citation"})
# Other days show other pages: they are asked for, but not gone through further.
_OTHER_DAYS = ("on", "known", "known_by", "vintage", "from_on", "from_known", "from_vintage")


@dataclass
class Crawled:
    """What was found on the way.

    Args:
        ids: anchors of each page by path and query; links: each link with the page it stands on.
        orphans: figures with nothing to lead on from them, with their page.
        figures: how many figures were seen; refused: addresses that were not answered well.
    """

    ids: dict[str, set[str]] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)
    orphans: list[tuple[str, str]] = field(default_factory=list)
    figures: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    trees: dict[str, HtmlElement] = field(default_factory=dict)


def crawl(
    get: Callable[[str], tuple[int, str, str]],
    first: list[str],
    most: int,
    goes: Callable[[str], bool] = lambda _: True,
) -> Crawled:
    """Every page that some lead to, with the same dates.

    Args:
        get: from an address to status, content type and body.
        most: pages; more is an error, so that a crawl always ends.
        goes: says whether an address met on the way is gone through.
    """
    crawled = Crawled()
    waiting = deque(first)
    met = set(first)
    while waiting:
        address = waiting.popleft()
        status, kind, body = get(address)
        if status != 200:
            crawled.refused.append((status, address))
            continue
        if not kind.startswith("text/html"):
            continue
        assert len(crawled.ids) < most, f"more than {most} pages"
        tree = html.fromstring(body)
        crawled.trees[address] = tree
        crawled.ids[address] = {str(found) for found in tree.xpath("//@id")}
        crawled.orphans += [(address, orphan) for orphan in orphans(tree)]
        crawled.figures += sum(1 for _ in figures(tree))
        for link in links(tree, address):
            crawled.links.add((link, address))
            place = link.partition("#")[0]
            if place not in met and _days(place) == _days(first[0]) and goes(place):
                met.add(place)
                waiting.append(place)
    return crawled


def links(tree: HtmlElement, address: str) -> Iterator[str]:
    """Addresses within the site that a page leads to, with their fragments."""
    for found in tree.xpath("//a/@href | //link/@href | //script/@src"):
        link = urljoin(address, str(found))
        if urlsplit(link).netloc == "":
            yield link


def _days(place: str) -> list[tuple[str, str]]:
    return sorted(item for item in parse_qsl(urlsplit(place).query) if item[0] in _OTHER_DAYS)


def figures(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of the page's main part whose own text holds a figure."""
    for main in tree.xpath("//main"):
        for element in main.iter():
            if not isinstance(element.tag, str) or _is_of_a_source(element):
                continue
            own = [element.text or "", *(child.tail or "" for child in element)]
            if element.get("class") == "sum" or any(LOOKS_LIKE_A_SUM.search(part) for part in own):
                yield element


def orphans(tree: HtmlElement) -> Iterator[str]:
    """Figures that are no link and stand in no unit with one to a record, row or sentence."""
    for element in figures(tree):
        if not _is_a_link(element) and not any(
            leads_on(link) for unit in units(element) for link in unit.iter("a")
        ):
            yield f"{element.tag}: {' '.join(element.text_content().split())[:90]}"


def units(element: HtmlElement) -> Iterator[HtmlElement]:
    """What a figure stands in: the nearest units around it."""
    around = [element, *element.iterancestors()]
    within = [one for one in around if one.tag in _UNITS]
    yield from within[:3]


def leads_on(link: HtmlElement) -> bool:
    """True for a link to a record or row, to words in a text, to the place of its parts, or out of
    a frame to its page."""
    place, _, fragment = (link.get("href") or "").partition("#")
    path = unquote(urlsplit(place).path)
    return (
        bool(re.search(r"^/../(r/.|a/.)", path)) or bool(fragment) or link.get("target") == "_top"
    )


def _is_a_link(element: HtmlElement) -> bool:
    """True within a link to another page, which shows where the figure comes from."""
    return any(one.tag == "a" and one.get("href") for one in (element, *element.iterancestors()))


def _is_of_a_source(element: HtmlElement) -> bool:
    around = (element, *element.iterancestors())
    return any(
        one.tag in _NOT_OURS or _NOT_OURS_BY_CLASS & set((one.get("class") or "").split())
        for one in around
    )
