"""Tables of facts: a CSV file is a document whose rows are quoted.

In: the text of a CSV file (RFC 4180: commas, double quotes, a header row). Out: its
columns and rows, each with its place in the text, so that a figure can be traced to the
row that states it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Args:
        line: number of its first line, from 1.
        start, end: half-open code points of the row in the text, line break excluded.
        cells: values by column name, stripped of spaces around them.
    """

    line: int
    start: int
    end: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table: its columns in order, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(text: str) -> TextTable:
    """The table that a text holds; empty lines are passed over.

    >>> table = read_table("id,amount\\nA,60\\n")
    >>> table.rows[0].cells["amount"], "id,amount\\nA,60\\n"[table.rows[0].start :][:4]
    ('60', 'A,60')
    """
    lines = _records(text)
    header = next(lines, None)
    if header is None:
        return TextTable((), ())
    columns = tuple(_cells(text[header[1] : header[2]].removeprefix("\ufeff")))
    rows = []
    for line, start, end in lines:
        cells = _cells(text[start:end])
        if any(cells):
            padded = [*cells, *[""] * (len(columns) - len(cells))]
            rows.append(Row(line, start, end, dict(zip(columns, padded, strict=False))))
    return TextTable(columns, tuple(rows))


def _cells(record: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([record], strict=False), [])]


def _records(text: str) -> Iterator[tuple[int, int, int]]:
    """Line, start and end of each record; a quoted cell may hold line breaks."""
    start, line, first_line = 0, 1, 1
    is_quoted, at_cell_start, place = False, True, 0
    while place < len(text):
        mark = text[place]
        if is_quoted and text.startswith('""', place):
            place += 1
        elif mark == '"' and (is_quoted or at_cell_start):
            is_quoted = not is_quoted
        at_cell_start = not is_quoted and mark in ",\n"
        if mark == "\n":
            line += 1
            if not is_quoted:
                yield first_line, start, place - (text[place - 1 : place] == "\r")
                start, first_line = place + 1, line
        place += 1
    if start < len(text):
        yield first_line, start, len(text)
