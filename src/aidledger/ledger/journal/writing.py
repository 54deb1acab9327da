"""Write records as a journal.

In: rows of a ledger in order, and the texts of its documents. Out: lines. What a ledger holds
comes back from them byte for byte (`aidledger.ledger.journal.parsing`, `RecordBook.restore`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.encoding import decode, encode
from aidledger.ledger.journal.forms import form_of, interval, plain_number, quoted, token
from aidledger.ledger.journal.shape import (
    ASSERTED,
    ID,
    INNER,
    KIND,
    fields_of,
    has_name_in_header,
    is_at_default,
)
from aidledger.ledger.topics import topic_of
from aidledger.model.claims import Claim
from aidledger.model.entries import Entry, Extent
from aidledger.model.money import Money
from aidledger.model.records import DocumentRecord, Record

TITLE = "; aidledger journal 1"
UNDATED = "undated"
_STEP = "  "


def journal_lines(rows: Iterable[StoredRow], text_of: Callable[[str], str | None]) -> Iterator[str]:
    """The lines of a journal, without line ends.

    Args:
        text_of: the text of a document; None = removed.
    """
    yield TITLE
    recorded_at = ""
    last: StoredRow | None = None
    for row in rows:
        if row.recorded_at != recorded_at:
            recorded_at = row.recorded_at
            yield ""
            yield f"@ {recorded_at}"
        yield ""
        yield from _row(row, text_of)
        last = row
    yield ""
    if last is not None:
        yield f"end {last.seq} {last.hash}"


def _row(row: StoredRow, text_of: Callable[[str], str | None]) -> Iterator[str]:
    record = decode(row.type, row.payload)
    yield header(record)
    if row.topic != topic_of(record):
        yield f"{_STEP}topic: {token(row.topic)}"
    if encode(record) != row.payload:
        # Written by another version of the program in another form: kept to the letter.
        yield f"{_STEP}raw: {quoted(row.payload)}"
    else:
        yield from record_lines(record)
    if isinstance(record, DocumentRecord):
        text = text_of(record.id)
        if text is not None:
            yield from text_lines(text)


def header(record: Record) -> str:
    """The first line of a record."""
    words = [UNDATED if record.asserted_on is None else record.asserted_on.isoformat(), record.type]
    if has_name_in_header(type(record)):
        words.append(token(record.key))
    return " ".join(words)


def record_lines(record: Record) -> Iterator[str]:
    """The lines of a record below its header."""
    for shape in fields_of(type(record)):
        value = getattr(record, shape.attribute)
        if shape.name == ASSERTED or (shape.name == ID and has_name_in_header(type(record))):
            continue
        if shape.hint in INNER:
            yield from _inner_lines(value, record)
        elif not is_at_default(shape, value):
            yield from _field(shape.name, shape.hint, value, _STEP)


def _inner_lines(value: Any, record: Record) -> Iterator[str]:
    if isinstance(value, Entry) and _has_legs(value):
        yield from _entry_lines(value, record)
        return
    yield from _lines(value, _STEP, without=frozenset({ID}))


def _lines(value: Any, indent: str, without: frozenset[str] = frozenset()) -> Iterator[str]:
    if isinstance(value, Claim):
        yield f"{indent}{KIND}: {value.kind}"
    for shape in fields_of(type(value)):
        part = getattr(value, shape.attribute)
        if shape.name not in without and not is_at_default(shape, part):
            yield from _field(shape.name, shape.hint, part, indent)


def _field(name: str, hint: Any, value: Any, indent: str) -> Iterator[str]:
    form = form_of(hint)
    if form is not None:
        yield f"{indent}{name}: {form.write(value)}".rstrip(" ")
    elif value is None:
        yield f"{indent}{name}: none"
    else:
        for item in value if isinstance(value, tuple) else (value,):
            yield f"{indent}{name}:"
            yield from _lines(item, indent + _STEP)


def _has_legs(entry: Entry) -> bool:
    """True where the sum can be shown as leaving one account and arriving in the other."""
    if entry.money is None:
        return True
    face = entry.money.face
    return face is None or (face >= 0 and not face.is_signed())


def _entry_lines(entry: Entry, record: Record) -> Iterator[str]:
    yield f"{_STEP}type: {entry.type.value}"
    if entry.begins != entry.ends:
        yield f"{_STEP}on: {entry.begins.isoformat()} to {entry.ends.isoformat()}"
    elif entry.begins != record.asserted_on:
        yield f"{_STEP}on: {entry.begins.isoformat()}"
    sums = _legs(entry)
    width = max(len(str(entry.source)), len(str(entry.target)))
    size = max(len(words) for words in sums)
    for place, words in zip((entry.source, entry.target), sums, strict=True):
        yield f"{_STEP}{place!s:<{width}}  {words:>{size}}"
    money = entry.money
    if money is not None and not _is_exact(money):
        yield f"{_STEP}strict: {interval(money.strict)}"
        yield f"{_STEP}lenient: {interval(money.lenient)}"
    shown = frozenset({ID, "type", "source", "target", "money", "begins", "ends"})
    yield from _lines(entry, _STEP, without=shown)


def _legs(entry: Entry) -> tuple[str, str]:
    if entry.extent is Extent.REMAINDER or entry.money is None:
        return "-*", "*"
    money = entry.money
    face = "?" if money.face is None else plain_number(money.face)
    return f"-{face} {token(money.currency)}", f"{face} {token(money.currency)}"


def _is_exact(money: Money) -> bool:
    if money.face is None:
        return False
    point = f"[{plain_number(money.face)}, {plain_number(money.face)}]"
    return interval(money.strict) == interval(money.lenient) == point


def text_lines(text: str) -> Iterator[str]:
    """A text, line by line behind a bar; lines that a bar cannot carry are quoted behind `~`."""
    yield f"{_STEP}text:"
    for piece in text.split("\n"):
        if not piece:
            yield f"{_STEP}{_STEP}|"
        elif piece == piece.rstrip() and all(c.isprintable() or c in _SPACES for c in piece):
            yield f"{_STEP}{_STEP}| {piece}"
        else:
            yield f"{_STEP}{_STEP}~ {quoted(piece)}"


# Spaces of French and English typography, which no editor or diff takes for a line end.
_SPACES = "\u00a0\u202f\u2009\t"
