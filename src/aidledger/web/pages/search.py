"""Search: sentences and records by words and filters, with facets."""

from __future__ import annotations

from aidledger.publishing.row_tables import money_cells, money_columns
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.questions.searching import Found, Hit, QueryProblem, search
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.pages.article import SHORT
from aidledger.web.problems import PageProblem
from aidledger.wording.loading import page_phrase


def search_page(asked: Asked) -> Page:
    """The page of a query; without one, how to ask."""
    query = asked.text("q") or ""
    try:
        found = found_by(asked, query)
    except QueryProblem as problem:
        raise PageProblem(400, problem.code, value=problem.words) from problem
    finding = "search.finding" if query else "search.title"
    return Page(
        template="search.html",
        title=page_phrase(finding, asked.language, n=found.count, count=found.count, query=query),
        answer=found,
        tables=(_table(found),),
        shown={"size": SHORT, "narrowed": _narrowed(asked, found), "parts": _parts},
    )


def found_by(asked: Asked, query: str) -> Found:
    """What a query finds, by the index of the server where there is one.

    Raises:
        QueryProblem: the query cannot be understood.
    """
    if asked.search_index is None:
        return search(asked.view, query)
    return asked.search_index.search(asked.ledger.book.storage, asked.view, query)


def _narrowed(asked: Asked, found: Found) -> dict[str, list[tuple[str, int, str]]]:
    """By facet: each value, its number of hits, and the address that asks for it too."""
    narrowed: dict[str, list[tuple[str, int, str]]] = {}
    for facet in found.facets:
        value = f'"{facet.value}"' if " " in facet.value else facet.value
        query = f"{found.query} {facet.name}:{value}"
        href = asked.address.asking(q=query).href
        narrowed.setdefault(facet.name, []).append((facet.value, facet.count, href))
    return narrowed


def _parts(hit: Hit) -> tuple[str, str, str]:
    """The sentence before the words, the words, and after."""
    sentence = hit.sentence
    if sentence is None:
        return "", hit.words, ""
    start, end = max(0, hit.words_start), hit.words_end
    return sentence[:start], sentence[start:end], sentence[end:]


def _table(found: Found) -> Table:
    text, code = ColumnKind.TEXT, ColumnKind.CODE
    columns = (
        Column("name", code), Column("kind", code), Column("asserted_on", ColumnKind.DATE),
        Column("publisher", text), Column("language", code), Column("speaker", text),
        Column("status", code), Column("words", text), Column("sentence", text),
        *money_columns("amount"), Column("document", code),
    )  # fmt: skip
    rows = tuple(
        (
            hit.name, hit.kind, hit.asserted_on, hit.publisher, hit.language, hit.speaker,
            hit.status.value, hit.words, hit.sentence, *money_cells(hit.stated), hit.document,
        )
        for hit in found.hits
    )  # fmt: skip
    return Table("search", columns, rows)


ROUTE = Route(
    name="search", path="search", make=search_page, asks=("q",), needs_server=True, answer=Found
)
