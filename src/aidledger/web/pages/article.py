"""An article: its text beside its records, each claim lit at its exact words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aidledger.intake.front_matter import body_start
from aidledger.ledger.topics import AMOUNT_BALANCE, AMOUNT_FLOW, AMOUNT_OTHER
from aidledger.model.claims import CLAIM_KINDS, AmountClaim
from aidledger.model.records import ClaimRecord, DocumentRecord
from aidledger.publishing.marking import Lit, Paragraph, paragraphs, shown_in_public
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.problems import PageProblem
from aidledger.wording.loading import message, page_phrase

# Characters around a quoted sentence that a public page shows.
PUBLIC_CONTEXT = 120
# What a page may be told after a form, by its code in the address.
TOLD = ("added", "known_already", "missed")
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
    return article_again(asked, document, {}, None)


def article_again(
    asked: Asked, document: str, entered: Mapping[str, str], problem: PageProblem | None
) -> Page:
    """The page with what was entered of a statement that the reader missed, and what is wrong."""
    found = _document(asked, document)
    kind = asked.text("kind")
    if kind is not None and kind not in {known.kind for known in CLAIM_KINDS}:
        raise PageProblem(400, "QUERY_BAD", name="kind", value=kind)
    every = _claims(asked, found.id)
    claims = tuple(record for record in every if kind is None or record.claim.kind == kind)
    text = asked.view.text(found.id)
    recorded = asked.view.find(DocumentRecord.type, found.id)
    return Page(
        template="article.html",
        title=found.title or page_phrase("article.untitled", asked.language, id=found.id[:SHORT]),
        answer=Article(document=found, claims=claims),
        tables=(_table(claims),),
        shown={
            "parts": () if text is None else _parts(asked, text, claims),
            "removed": text is None,
            "kinds": tuple(Counter(record.claim.kind for record in every).items()),
            "every_kind": tuple(known.kind for known in CLAIM_KINDS),
            "short": found.id[:SHORT],
            "told": asked.text("told") if asked.text("told") in TOLD else None,
            "reviewed": {record.key: asked.view.reviewed(record).value for record in claims},
            "recorded_at": None if recorded is None else recorded.recorded_at.date(),
            "entered": entered,
            "problem": None
            if problem is None
            else message(problem.code, asked.language, dict(problem.details)),
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
    """The paragraphs to show: the whole text, or in public what stands around quoted sentences.

    What a file says of itself at its head stands in the line under the title, not here.
    """
    lit = [
        Lit(item.claim.id, item.claim.start, item.claim.end, item.claim.sentence.start)
        for item in claims
    ]
    sentences = [(item.claim.sentence.start, item.claim.sentence.end) for item in claims]
    begins = body_start(text)
    if any(start < begins for start, _ in sentences):
        begins = 0
    shown: tuple[tuple[int, int], ...] = ((begins, len(text)),)
    if asked.serving.public:
        around = shown_in_public(sentences, PUBLIC_CONTEXT)
        shown = tuple((max(low, begins), high) for low, high in around)
    return tuple(_placed(text, low, high, lit) for low, high in shown)


def _placed(text: str, low: int, high: int, lit: Sequence[Lit]) -> tuple[Paragraph, ...]:
    """The paragraphs of a part of a text, their places counted in the whole."""
    here = [
        Lit(span.name, span.start - low, span.end - low, span.sentence - low)
        for span in lit
        if span.start < high and span.end > low
    ]
    return tuple(
        tuple(replace(piece, start=piece.start + low) for piece in paragraph)
        for paragraph in paragraphs(text[low:high], here)
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
