"""How to cite a page: a sentence, BibTeX and CSL-JSON, pinned to vintage and chain head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aidledger.ledger.concerning import Pair
from aidledger.publishing.citing import CitationForms, Cited, citation
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.web.addresses import Address
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.problems import PageProblem
from aidledger.web.routing import route_of
from aidledger.wording.loading import page_phrase

# The part of the query that names the cited page by its path behind the language.
NAMED = "page"


def citing(routes: Sequence[Route]) -> Route:
    """The page that cites any of some pages."""

    def cite(asked: Asked) -> Page:
        """The citation of the page named.

        Raises:
            PageProblem: PAGE_UNKNOWN; and what the named page raises.
        """
        cited = _cited_address(asked)
        found = route_of(cited.path, routes)
        if found is None:
            raise PageProblem(404, "PAGE_UNKNOWN", path=cited.path)
        route, parts = found
        page = route.page(replace(asked, address=cited), parts)
        pinned = cited.asking(on=asked.on.isoformat(), vintage=str(asked.pin.vintage))
        made = citation(
            Cited(
                title=page.title,
                language=asked.language,
                address=asked.origin + pinned.href if asked.origin else None,
                on=asked.on,
                known=asked.known,
                vintage=asked.pin.vintage,
                head=asked.pin.head,
                read_on=asked.today,
            )
        )
        return Page(
            template="cite.html",
            title=page_phrase("cite.title", asked.language),
            answer=made,
            tables=(_table(made),),
            shown={"cited": cited, "cited_title": page.title},
        )

    def pair(asked: Asked, _: Mapping[str, str]) -> Pair | None:
        """That of the page named: it is cited at the vintage at which it stands."""
        cited = _cited_address(asked)
        found = route_of(cited.path, routes)
        return None if found is None else found[0].pair(replace(asked, address=cited), found[1])

    return Route(
        name="cite", path="cite", make=cite, asks=(NAMED,), answer=CitationForms, pair=pair
    )


def _cited_address(asked: Asked) -> Address:
    kept = {name: value for name, value in asked.address.asked.items() if name != NAMED}
    return Address(language=asked.language, path=asked.text(NAMED) or "", asked=kept)


def _table(made: CitationForms) -> Table:
    columns = (Column("form", ColumnKind.CODE), Column("words", ColumnKind.TEXT))
    return Table("citation", columns, (("text", made.text), ("bibtex", made.bibtex)))
