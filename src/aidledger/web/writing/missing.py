"""A statement that the reader missed, written down by its words, as a form brings it."""

from __future__ import annotations

from aidledger.ledger.book import RecordBook
from aidledger.web.problems import PageProblem
from aidledger.web.writing.checking import Form
from aidledger.workflows.reviewing import Missed, record_claim
from aidledger.workflows.word import Word

_MOST_WORDS = 4_000


def record_missed(book: RecordBook, document: str, form: Form, word: Word) -> str:
    """Record the statement of a form; the id of its claim.

    Raises:
        AidledgerError: the words do not stand in the text, or several times; a field is missing
            or cannot be read.
        PageProblem: WORDS_MISSING, FIELD_TOO_LONG, QUERY_BAD.
    """
    words = (form.fields.get("words") or "").replace("\r\n", "\n").strip()
    if not words:
        raise PageProblem(400, "WORDS_MISSING")
    if len(words) > _MOST_WORDS:
        raise PageProblem(400, "FIELD_TOO_LONG", name="words", most=str(_MOST_WORDS))
    fields = tuple(
        line.strip() for line in (form.text("fields") or "").splitlines() if line.strip()
    )
    missed = Missed(
        document=document, words=words, kind=form.text("kind") or "", fields=fields,
        occurrence=_place(form),
    )  # fmt: skip
    return record_claim(book, missed, word)


def _place(form: Form) -> int | None:
    value = form.text("occurrence")
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 6):
        raise PageProblem(400, "QUERY_BAD", name="occurrence", value=value[:40])
    return int(value)
