"""A page before it is written out: one answer, from which every form of it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aidledger.ledger.concerning import Pair
from aidledger.questions.answers import Table
from aidledger.questions.rows import Row
from aidledger.web.asked import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart of a page.

    Args:
        name: among the charts of its page, in the address of its SVG (`chart=`).
        wide: its Vega-Lite specification; narrow: the same for a small screen, None = as wide.
    """

    name: str
    wide: Mapping[str, Any]
    narrow: Mapping[str, Any] | None = None

    @property
    def told(self) -> str:
        """What its marks mean, in the language of the page."""
        return str(self.wide["usermeta"]["told"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows.

    Args:
        template: its file in `templates/`.
        title: the finding, as a sentence in the language of the page.
        answer: typed values; the JSON twin is their plain form.
        tables: the same answer flat; the CSV twin is the first.
        charts: drawn on the page; the SVG twin is the first, or the one asked for by its name.
        shown: further values that the template needs; derived from `answer` only.
    """

    template: str
    title: str
    answer: object
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)

    def chart(self, name: str | None = None) -> Chart | None:
        """A chart by its name; the first without one; None where there is no such chart."""
        named = (chart for chart in self.charts if name in (None, chart.name))
        return next(named, None)


def _of_anybody(_: Asked, __: Mapping[str, str]) -> Pair | None:
    return None


def pair_in_path(_: Asked, parts: Mapping[str, str]) -> Pair | None:
    """The donor and recipient that a path names."""
    return parts["donor"], parts["recipient"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A page by its address.

    Args:
        name: of the page, for links and words.
        path: behind the language, with parts in braces ("e/{donor}/{recipient}").
        make: from a request and the parts of its path to the page.
        asks: names of the parts of the query that it knows, beside the dates.
        answer: type of the answer of its pages, as the description for programs tells it.
        rows: kind of the rows, where the answer is a `RowsAnswer`; None = any other answer.
        has_chart: True where its pages have an SVG twin, at least where there is something to draw.
        needs_server: True where a reader fills in what is asked; not in a site of files.
        pair: from a request and the parts of its path to the donor and recipient whom alone the
            page is about, so that nothing that concerns others changes it; None = any record may.
    """

    name: str
    path: str
    make: Callable[..., Page]
    asks: tuple[str, ...] = ()
    answer: Any = Any
    rows: type[Row] | None = None
    has_chart: bool = False
    needs_server: bool = False
    pair: Callable[[Asked, Mapping[str, str]], Pair | None] = _of_anybody

    def page(self, asked: Asked, parts: Mapping[str, str]) -> Page:
        """The page that a request asks for."""
        return self.make(asked, **parts)
