"""The glossary: what each stage of aid means."""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.wording.loading import label, page_phrase, page_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A code of the ledger, its word in the language of the page, and what it means."""

    code: str
    word: str
    meaning: str


def glossary(asked: Asked) -> Page:
    """The page of stages, in their order."""
    meanings = page_words(asked.language)["glossary"]["stage"]
    terms = tuple(
        Term(code=code, word=label("stage", code, asked.language), meaning=meaning)
        for code, meaning in meanings.items()
    )
    columns = (
        Column("code", ColumnKind.CODE), Column("word", ColumnKind.TEXT),
        Column("meaning", ColumnKind.TEXT),
    )  # fmt: skip
    rows = tuple((term.code, term.word, term.meaning) for term in terms)
    return Page(
        template="glossary.html",
        title=page_phrase("glossary.title", asked.language),
        answer=terms,
        tables=(Table("stages", columns, rows),),
    )


ROUTE = Route(name="glossary", path="glossary", make=glossary, answer=tuple[Term, ...])
