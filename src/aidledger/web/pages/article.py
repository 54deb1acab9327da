"""An article: its text beside its records, each claim lit at its exact words."""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.ledger.topics import AMOUNT_BALANCE, AMOUNT_FLOW, AMOUNT_OTHER
from aidledger.model.claims import CLAIM_KINDS, AmountClaim
from aidledger.model.records import ClaimRecord, DocumentRecord
from aidledger.publishing.marking import Lit, Paragraph, paragraphs, shown_in_public
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.problems import PageProblem
from aidledger.wording.loading import page_phrase

# Characters around a quoted sentence that a public page shows.
PUBLIC_CONTEXT = 120
# What a page may be told after a form, by its code in the address.
TOLD = ("added", "known_already")
# Enough of an id to be told apart, few enough to be read.
SHORT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A document with the claims that stand, in order of place."""

    document: DocumentRecord
    claims: tuple[ClaimRecord, ...]


def article(asked: Asked, document: str) -> Page:
    """The page of a document, by its id or the beginning of it.

    Raises:
        PageProblem: ARTICLE_UNKNOWN, QUERY_BAD.
    """
    found = _document(asked, document)
    kind = asked.text("kind")
    if kind is not None and kind not in {known.kind for known in CLAIM_KINDS}:
        raise PageProblem(400, "QUERY_BAD", name="kind", value=kind)
    claims = tuple(
        record for record in _claims(asked, found.id) if kind is None or record.claim.kind == kind
    )
    text = asked.view.text(found.id)
    return Page(
        template="article.html",
        title=found.title or page_phrase("article.untitled", asked.language, id=found.id[:SHORT]),
        answer=Article(document=found, claims=claims),
        tables=(_table(claims),),
        shown={
            "parts": () if text is None else _parts(asked, text, claims),
            "removed": text is None,
            "kinds": tuple(dict.fromkeys(record.claim.kind for record in _claims(asked, found.id))),
            "short": found.id[:SHORT],
            "told": asked.text("told") if asked.text("told") in TOLD else None,
        },
    )


def _document(asked: Asked, name: str) -> DocumentRecord:
    documents = asked.view.documents
    named = [documents[key] for key in documents if key.startswith(name)] if len(name) > 5 else []
    if len(named) != 1 or named[0].media != "text":
        raise PageProblem(404, "ARTICLE_UNKNOWN", name=name)
    return named[0]


def _claims(asked: Asked, document: str) -> tuple[ClaimRecord, ...]:
    kinds = [kind.kind for kind in CLAIM_KINDS if kind is not AmountClaim]
    topics = (*kinds, AMOUNT_FLOW, AMOUNT_BALANCE, AMOUNT_OTHER)
    mine = [record for record in asked.view.claims(topics) if record.document == document]
    return tuple(sorted(mine, key=lambda record: (record.claim.start, -record.claim.end)))


def _parts(
    asked: Asked, text: str, claims: tuple[ClaimRecord, ...]
) -> tuple[tuple[Paragraph, ...], ...]:
    """The paragraphs to show: the whole text, or in public what stands around quoted sentences."""
    lit = [
        Lit(item.claim.id, item.claim.start, item.claim.end, item.claim.sentence.start)
        for item in claims
    ]
    if not asked.serving.public:
        return (paragraphs(text, lit),)
    sentences = [(item.claim.sentence.start, item.claim.sentence.end) for item in claims]
    return tuple(
        paragraphs(
            text[low:high],
            [
                Lit(span.name, span.start - low, span.end - low, span.sentence - low)
                for span in lit
                if span.start < high and span.end > low
            ],
        )
        for low, high in shown_in_public(sentences, PUBLIC_CONTEXT)
    )


def _table(claims: tuple[ClaimRecord, ...]) -> Table:
    text, count = ColumnKind.TEXT, ColumnKind.COUNT
    columns = (
        Column("kind", ColumnKind.CODE), Column("words", text), Column("start", count),
        Column("end", count), Column("rule", ColumnKind.CODE), Column("why", ColumnKind.CODE),
    )  # fmt: skip
    rows = tuple(
        (
            record.claim.kind, record.claim.quote, record.claim.start, record.claim.end,
            record.claim.rule, record.claim.id,
        )
        for record in claims
    )  # fmt: skip
    return Table("claims", columns, rows)


ROUTE = Route(name="article", path="a/{document}", make=article, asks=("kind",), answer=Article)
