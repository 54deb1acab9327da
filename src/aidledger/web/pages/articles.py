"""The articles of the record, newest first."""

from __future__ import annotations

from datetime import date

from aidledger.model.records import DocumentRecord
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.pages.article import SHORT
from aidledger.wording.loading import page_phrase


def articles(asked: Asked) -> Page:
    """The list of articles."""
    found = tuple(
        sorted(
            (item for item in asked.view.documents.values() if item.media == "text"),
            key=lambda item: (item.asserted_on or date.min, item.id),
            reverse=True,
        )
    )
    return Page(
        template="articles.html",
        title=page_phrase("articles.title", asked.language, n=len(found), count=len(found)),
        answer=found,
        tables=(_table(found),),
        shown={"size": SHORT},
    )


def _table(found: tuple[DocumentRecord, ...]) -> Table:
    text = ColumnKind.TEXT
    columns = (
        Column("published", ColumnKind.DATE), Column("title", text), Column("publisher", text),
        Column("language", ColumnKind.CODE), Column("characters", ColumnKind.COUNT),
        Column("document", ColumnKind.CODE),
    )  # fmt: skip
    rows = tuple(
        (item.asserted_on, item.title, item.publisher, item.language, item.characters, item.id)
        for item in found
    )
    return Table("articles", columns, rows)


ROUTE = Route(name="articles", path="articles", make=articles, answer=tuple[DocumentRecord, ...])
