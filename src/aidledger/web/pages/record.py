"""A record or a line of an answer: why, down to sentences, rows and arithmetic."""

from __future__ import annotations

from aidledger.model.errors import AidledgerError
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.questions.why import Explanation
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.problems import PageProblem
from aidledger.wording.loading import page_phrase


def record(asked: Asked, name: str) -> Page:
    """The page of a name that `why` explains.

    Raises:
        PageProblem: RECORD_UNKNOWN.
    """
    try:
        explained = asked.ledger.why(name)
    except AidledgerError as error:
        code = "RECORD_UNKNOWN" if error.code == "NAME_UNKNOWN" else error.code
        raise PageProblem(404, code, **dict(error.details)) from error
    return Page(
        template="record.html",
        title=page_phrase("record.title", asked.language, name=name),
        answer=explained,
        tables=(_table(explained),),
        shown={"texts": _texts(asked)},
    )


def _texts(asked: Asked) -> frozenset[str]:
    """Documents that have a page of their own; a row of a table stands on this one."""
    documents = asked.view.documents.values()
    return frozenset(item.id for item in documents if item.media == "text")


def _table(explained: Explanation) -> Table:
    columns = (
        Column("name", ColumnKind.CODE), Column("kind", ColumnKind.CODE),
        Column("record", ColumnKind.COUNT), Column("hash", ColumnKind.CODE),
        Column("asserted_on", ColumnKind.DATE), Column("says", ColumnKind.TEXT),
        Column("url", ColumnKind.TEXT),
    )  # fmt: skip
    rows = tuple(
        (
            step.name, step.kind, step.seq, step.hash, step.asserted_on,
            step.evidence.excerpt if step.evidence else None,
            step.evidence.url if step.evidence else None,
        )
        for step in _steps(explained)
    )  # fmt: skip
    return Table("why", columns, rows)


def _steps(explained: Explanation) -> list[Explanation]:
    return [explained, *(step for below in explained.because for step in _steps(below))]


ROUTE = Route(name="record", path="r/{name:path}", make=record, answer=Explanation)
