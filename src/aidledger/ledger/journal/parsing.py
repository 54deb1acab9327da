"""Understand a journal: lines to records, with every mistake at its place.

In: the text of a journal. Out: records in order, texts of documents, and issues. What a
journal written by hand leaves out is filled in (`filling`): an entry without citation is cited
by its own lines, words are found in the document that they quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass
from datetime import date, datetime
from typing import Any

from aidledger.ledger.encoding import decode
from aidledger.ledger.journal.filling import Filling
from aidledger.ledger.journal.forms import Form, FormError, day, form_of, moment, present, unquoted
from aidledger.ledger.journal.legs import entry_values
from aidledger.ledger.journal.lines import TEXT_MARKS, Line, blocks_of, issue_at, with_lines
from aidledger.ledger.journal.shape import (
    ASSERTED,
    ID,
    INNER,
    KIND,
    KINDS,
    TYPES,
    FieldShape,
    fields_of,
    has_name_in_header,
)
from aidledger.ledger.journal.writing import UNDATED
from aidledger.model.claims import Claim
from aidledger.model.entries import Entry
from aidledger.model.errors import reason_of
from aidledger.model.issues import Issue
from aidledger.model.records import ClaimRecord, DocumentRecord, Record

_HEADER = re.compile(r'(\S+) +([a-z_]+)(?: +("(?:[^"\\]|\\.)*"|\S+))?$')
_END = re.compile(r"end +([0-9]{1,15}) +([0-9a-f]{64})$")
_TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRecord:
    """One record of a journal.

    Args:
        recorded_at: the time of recording that the journal gives; None = none.
        topic, raw: topic and text of the record where the journal gives them to the letter.
        line: number of its header; start, end: its place in the journal.
    """

    record: Record
    recorded_at: datetime | None
    topic: str | None
    raw: str | None
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What a journal holds.

    Args:
        texts: texts of documents by id.
        cites_itself: True where a record is cited by its own lines of the journal.
        closing: number and hash of the last record, where the journal ends with them.
        issues: mistakes, in order of place; with any, nothing is to be recorded.
    """

    records: tuple[JournalRecord, ...]
    texts: dict[str, str]
    cites_itself: bool
    closing: tuple[int, str] | None
    issues: tuple[Issue, ...]


def parse_journal(text: str) -> Journal:
    """The records of a journal, and every mistake in it."""
    return _Parser(text).journal()


class _LineError(ValueError):
    """A mistake at a place of a line."""

    def __init__(self, code: str, at: int, length: int, **details: str) -> None:
        super().__init__(code)
        self.issue = issue_at(code, at, length, details)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.filling = Filling(text)
        self.recorded_at: datetime | None = None
        self.closing: tuple[int, str] | None = None
        self.records: list[JournalRecord] = []

    def journal(self) -> Journal:
        blocks, issues = blocks_of(self.text)
        for block in blocks:
            try:
                self._block(block)
            except _LineError as error:
                issues.append(error.issue)
        return Journal(
            records=tuple(self.records),
            texts=self.filling.texts,
            cites_itself=self.filling.cites_itself,
            closing=self.closing,
            issues=with_lines(self.text, issues),
        )

    def _block(self, block: Line) -> None:
        if block.words.startswith("@"):
            self.recorded_at = _at(block, lambda: moment(block.words[1:].strip()))
            return
        closing = _END.match(block.words)
        if closing is not None:
            self.closing = int(closing.group(1)), closing.group(2)
            return
        self.records.append(self._record(block))

    def _record(self, block: Line) -> JournalRecord:
        asserted_on, kind, name = _header(block)
        lines = {line.name: line for line in block.below if line.name in ("topic", "raw")}
        topic, raw = (_text_of(lines.get(wanted)) for wanted in ("topic", "raw"))
        body = [line for line in block.below if line.name not in ("topic", "raw")]
        text = _take_text(kind, body)
        if raw is not None:
            record = _at(block, lambda: decode(kind.type, raw))
            if text is not None:
                self.filling.texts[record.key] = text
        else:
            record = self._made(block, kind, asserted_on, name, body, text)
        return JournalRecord(
            record=record,
            recorded_at=self.recorded_at,
            topic=topic,
            raw=raw,
            line=block.number,
            start=block.start,
            end=block.last.end,
        )

    def _made(
        self,
        block: Line,
        kind: type[Record],
        asserted_on: date | None,
        name: str | None,
        body: list[Line],
        text: str | None,
    ) -> Record:
        values: dict[str, Any] = {ASSERTED: asserted_on}
        own = fields_of(kind)
        inner = next((shape for shape in own if shape.hint in INNER), None)
        names = {shape.name for shape in own if shape is not inner}
        outer = [line for line in body if line.name in names]
        rest = [line for line in body if line.name not in names]
        if inner is None:
            if has_name_in_header(kind) and name is not None:
                values[ID] = name
            outer, rest = body, []
        values |= _values(outer, own, skip=inner)
        if inner is not None:
            made = self._inner_values(block, inner.hint, asserted_on, name, rest)
            self._fill_inner(block, kind, values, made)
            values[inner.attribute] = _built(block, *made)
        self._fill(block, kind, values, text)
        return _built(block, kind, values)  # type: ignore[no-any-return]

    def _inner_values(
        self,
        block: Line,
        hint: type,
        asserted_on: date | None,
        name: str | None,
        body: list[Line],
    ) -> tuple[type, dict[str, Any]]:
        values: dict[str, Any] = {} if name is None else {ID: name}
        if hint is Claim:
            kind, body = _claim_kind(block, body)
            return kind, values | _values(body, fields_of(kind))
        if hint is Entry:
            legs, body = _at(block, lambda: entry_values(body, asserted_on))
            return hint, values | legs | _values(body, fields_of(hint))
        return hint, values | _values(body, fields_of(hint))

    def _fill_inner(
        self, block: Line, kind: type[Record], values: dict[str, Any],
        made: tuple[type, dict[str, Any]],
    ) -> None:  # fmt: skip
        if kind is ClaimRecord:
            values["document"] = self.filling.document(values.get("document"))
            _at(block, lambda: self.filling.place(values["document"], made[1]))

    def _fill(
        self, block: Line, kind: type[Record], values: dict[str, Any], text: str | None
    ) -> None:
        if kind is DocumentRecord:
            _at(block, lambda: self.filling.describe(values, text))
        elif "document" in values:
            values["document"] = self.filling.document(values["document"])
        if any(_must_be_cited(shape) for shape in fields_of(kind)) or "citation" in values:
            values["citation"] = self.filling.citation(
                values.get("citation"), block.start, block.last.end
            )


def _must_be_cited(shape: FieldShape) -> bool:
    return shape.attribute == "citation" and shape.default is MISSING


def _at(line: Line, action: Callable[[], Any]) -> Any:
    """Do something; what goes wrong is a mistake of this line."""
    try:
        return action()
    except FormError as error:
        at, length = error.place or (line.at, len(line.value))
        raise _LineError(error.code, at, length, **error.details) from error
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        raise _LineError(
            "JOURNAL_CONTRADICTS", line.start, len(line.words), **reason_of(error)
        ) from error


def _header(block: Line) -> tuple[date | None, type[Record], str | None]:
    match = _HEADER.match(block.words)
    if match is None:
        raise _LineError("JOURNAL_HEADER", block.start, len(block.words))
    said, type_name, name = match.groups()
    if type_name not in TYPES:
        raise _LineError(
            "JOURNAL_TYPE", block.start + match.start(2), len(type_name), type=type_name,
            known=", ".join(TYPES),
        )  # fmt: skip
    try:
        asserted_on = None if said == UNDATED else day(said)
    except FormError as error:
        raise _LineError(error.code, block.start, len(said), words=said) from error
    return asserted_on, TYPES[type_name], None if name is None else unquoted(name)


def _take_text(kind: type[Record], body: list[Line]) -> str | None:
    """The text of a document, taken from its lines; None where there is none."""
    if kind is not DocumentRecord:
        return None
    found = next((line for line in body if line.name == _TEXT), None)
    if found is None:
        return None
    body.remove(found)
    return "\n".join(_text_line(line) for line in found.below)


def _text_line(line: Line) -> str:
    mark, rest = line.words[:1], line.words[1:].removeprefix(" ")
    if mark not in TEXT_MARKS:
        raise _LineError("JOURNAL_TEXT", line.start, len(line.words))
    return rest if mark == "|" else str(_at(line, lambda: unquoted(rest)))


def _text_of(line: Line | None) -> str | None:
    return None if line is None else str(_at(line, lambda: unquoted(line.value)))


def _claim_kind(block: Line, body: list[Line]) -> tuple[type, list[Line]]:
    found = next((line for line in body if line.name == KIND), None)
    if found is None:
        raise _missing(block, KIND)
    if found.value not in KINDS:
        raise _LineError(
            "JOURNAL_CHOICE", found.at, len(found.value), words=found.value,
            known=", ".join(KINDS),
        )  # fmt: skip
    return KINDS[found.value], [line for line in body if line is not found]


def _values(
    body: Iterable[Line], shapes: tuple[FieldShape, ...], skip: FieldShape | None = None
) -> dict[str, Any]:
    known = {shape.name: shape for shape in shapes if shape is not skip}
    values: dict[str, Any] = {}
    for line in body:
        shape = known.get(line.name or "")
        if shape is None:
            raise _LineError(
                "JOURNAL_FIELD", line.start, len(line.name or line.words),
                field=line.name or line.words, known=", ".join(known),
            )  # fmt: skip
        form = form_of(shape.hint)
        if form is not None:
            if shape.attribute in values:
                raise _LineError("JOURNAL_TWICE", line.start, len(line.words), field=shape.name)
            values[shape.attribute] = _parsed(line, form)
        else:
            _put_nested(values, shape, line)
    return values


def _parsed(line: Line, form: Form) -> Any:
    return _at(line, lambda: form.parse(line.value))


def _put_nested(values: dict[str, Any], shape: FieldShape, line: Line) -> None:
    hint, _ = present(shape.hint)
    is_several = getattr(hint, "__origin__", None) is tuple
    kind = hint.__args__[0] if is_several else hint
    if not line.below:
        made = None
    elif kind is Claim:
        claim_kind, body = _claim_kind(line, line.below)
        made = _built(line, claim_kind, _values(body, fields_of(claim_kind)))
    else:
        made = _built(line, kind, _values(line.below, fields_of(kind)))
    if is_several:
        values[shape.attribute] = (*values.get(shape.attribute, ()), made)
    else:
        values[shape.attribute] = made


def _built(line: Line, kind: type, values: dict[str, Any]) -> Any:
    for shape in fields_of(kind):
        if shape.attribute in values:
            continue
        if shape.default is MISSING:
            raise _missing(line, shape.name)
        values[shape.attribute] = shape.default
    return _at(line, lambda: kind(**values))


def _missing(line: Line, name: str) -> _LineError:
    return _LineError("JOURNAL_FIELD_MISSING", line.start, len(line.words), field=name)
