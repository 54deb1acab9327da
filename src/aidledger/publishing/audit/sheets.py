"""The tables of an audit pack.

In: the typed answer. Out: `Table` values; every row names the record or line that `why` explains.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from aidledger.model.records import DocumentRecord
from aidledger.publishing.row_tables import money_cells, money_columns
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.questions.audit import AuditAnswer, AuditedFigure, Fate

_CODE, _TEXT, _COUNT, _DATE = (
    ColumnKind.CODE, ColumnKind.TEXT, ColumnKind.COUNT, ColumnKind.DATE,
)  # fmt: skip
# What an auditor finds out by looking at the source, left blank for the hand that does.
_TO_FILL = ("seen_in_source", "figure_agrees", "role_agrees", "remark", "checked_by", "checked_on")

Sentences = Mapping[str, str | None]


def figures_table(answer: AuditAnswer, sentences: Sentences) -> Table:
    """Every figure with its fate, sentence, document, rule and who reviewed it."""
    return _figures("figures", answer.figures, sentences)


def excluded_table(answer: AuditAnswer, sentences: Sentences) -> Table:
    """The figures that are in no total, each with the reason."""
    out = tuple(item for item in answer.figures if item.fate is not Fate.COUNTED)
    return _figures("excluded", out, sentences)


def _figures(name: str, figures: tuple[AuditedFigure, ...], sentences: Sentences) -> Table:
    columns = (
        Column("name", _CODE), Column("kind", _CODE), Column("fate", _CODE),
        Column("asserted_on", _DATE), *money_columns("amount"), Column("words", _TEXT),
        Column("sentence", _TEXT), Column("document", _CODE), Column("start", _COUNT),
        Column("end", _COUNT), Column("rule", _CODE), Column("reviewed", _CODE),
        Column("by", _TEXT), Column("booked", _CODE),
    )  # fmt: skip
    rows = tuple(
        (
            item.name, item.kind, item.fate.value, item.asserted_on, *money_cells(item.stated),
            item.words, sentences.get(item.name), item.document, item.start, item.end, item.rule,
            None if item.reviewed is None else item.reviewed.value, "; ".join(item.by) or None,
            item.booked,
        )
        for item in figures
    )  # fmt: skip
    return Table(name, columns, rows)


def backward_table(answer: AuditAnswer, sentences: Sentences) -> Table:
    """From each total to the entries that it is made of, and the sentences that state them."""
    columns = (
        Column("line", _CODE), *money_columns("line_amount"), Column("sign", _COUNT),
        Column("entry", _CODE), *money_columns("amount"), Column("sentence", _TEXT),
        Column("figures", _TEXT),
    )  # fmt: skip
    rows = tuple(
        (
            step.line, *money_cells(step.money), step.sign, step.entry, *money_cells(step.moved),
            sentences.get(step.entry), " ".join(step.figures) or None,
        )
        for step in answer.trail
    )  # fmt: skip
    return Table("trail_backward", columns, rows)


def forward_table(answer: AuditAnswer) -> Table:
    """From each figure that is counted to every total that it enters."""
    lines: dict[str, list[str]] = {}
    for step in answer.trail:
        for figure in step.figures:
            lines.setdefault(figure, []).append(step.line)
    columns = (Column("figure", _CODE), Column("entry", _CODE), Column("line", _CODE))
    rows = tuple(
        (figure.name, figure.booked, line)
        for figure in answer.figures
        for line in dict.fromkeys(lines.get(figure.name, ()))
    )
    return Table("trail_forward", columns, rows)


def documents_table(documents: Mapping[str, DocumentRecord], carried: frozenset[str]) -> Table:
    """The documents that state the figures; whether the pack carries their text."""
    columns = (
        Column("document", _CODE), Column("media", _CODE), Column("language", _CODE),
        Column("title", _TEXT), Column("publisher", _TEXT), Column("url", _TEXT),
        Column("asserted_on", _DATE), Column("characters", _COUNT), Column("text", _CODE),
        Column("private", _CODE),
    )  # fmt: skip
    rows = tuple(
        (
            name, item.media, item.language, item.title, item.publisher, item.url,
            item.asserted_on, item.characters, "here" if name in carried else "not_here",
            "private" if item.private else "public",
        )
        for name, item in documents.items()
    )  # fmt: skip
    return Table("documents", columns, rows)


def sample_table(answer: AuditAnswer, sentences: Sentences, seed: str, size: int) -> Table:
    """A worksheet over figures drawn at random: anybody with the seed draws the same.

    Each figure gets the hash of the seed and its name; those with the smallest are drawn.
    """
    drawn = sorted(
        answer.figures,
        key=lambda item: hashlib.sha256(f"{seed}\x00{item.name}".encode()).hexdigest(),
    )[:size]
    inner = _figures("sample", tuple(drawn), sentences)
    blank = tuple(Column(name, _TEXT) for name in _TO_FILL)
    rows = tuple((*row, *(None for _ in _TO_FILL)) for row in inner.rows)
    return Table("sample", (*inner.columns, *blank), rows)
