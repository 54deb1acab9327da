"""Mapping files: how the rows of a table become records, without code for any donor.

A mapping is YAML: lists of names to translate (`names`), and for each table its file and
its rules. A rule applies to the rows that its `when` describes, and says for each field
of a record how it is made: a text in which `{column}` stands for the cell and
`{column:list}` for its translation. docs/mapping.md describes every field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aidledger.model.errors import AidledgerError

SCHEMA = "aidledger.mapping/1"

_PLACE = re.compile(r"\{([^{}:]{1,80})(?::([^{}:]{1,80}))?\}")
_ANY = "*"


class CellError(ValueError):
    """A cell from which a field cannot be made; `args` are the code and the details."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rows of one sort become records of one type.

    Args:
        record: type of the record.
        when: allowed values by column; `*` = anything but empty.
        fields: how each field is made.
    """

    record: str
    when: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, str]

    def applies(self, cells: Mapping[str, str]) -> bool:
        """True for a row of this sort."""
        return all(
            bool(cells.get(column)) if allowed == (_ANY,) else cells.get(column, "") in allowed
            for column, allowed in self.when.items()
        )


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One table: its file, relative to the mapping, and its rules."""

    file: str
    title: str | None
    publisher: str | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class TableMappings:
    """A mapping file."""

    names: Mapping[str, Mapping[str, str]]
    tables: tuple[TableMapping, ...]

    def fill(self, template: str, cells: Mapping[str, str]) -> str:
        """A template with the cells of a row in it.

        Raises:
            CellError: `COLUMN_MISSING` or `NAME_NOT_LISTED`.
        """

        def cell(match: re.Match[str]) -> str:
            column, listed = match.group(1), match.group(2)
            if column not in cells:
                raise CellError("COLUMN_MISSING", column=column)
            value = cells[column]
            if listed is None:
                return value
            if value not in self.names.get(listed, {}):
                raise CellError("NAME_NOT_LISTED", column=column, value=value, list=listed)
            return self.names[listed][value]

        return _PLACE.sub(cell, template)


def parse_mapping(content: Any, path: str) -> TableMappings:
    """The mapping that loaded YAML holds.

    Args:
        content: what the file holds.
        path: its name, for messages.

    Raises:
        AidledgerError: `MAPPING_BAD`, with the place in `where`.
    """
    where = "schema"
    try:
        if content["schema"] != SCHEMA:
            raise ValueError(f"{content['schema']!r} is not {SCHEMA!r}")
        where = "names"
        names = {
            str(name): {str(key): str(value) for key, value in listed.items()}
            for name, listed in (content.get("names") or {}).items()
        }
        tables = []
        for number, table in enumerate(content["tables"], start=1):
            where = f"tables, {number}"
            tables.append(_table(table))
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise AidledgerError("MAPPING_BAD", path=path, where=where, reason=str(error)) from error
    return TableMappings(names, tuple(tables))


def _table(table: Any) -> TableMapping:
    return TableMapping(
        file=str(table["file"]),
        title=table.get("title"),
        publisher=table.get("publisher"),
        rules=tuple(
            Rule(
                record=str(rule["record"]),
                when={str(column): _allowed(value) for column, value in rule["when"].items()},
                fields={str(field): _template(value) for field, value in rule["fields"].items()},
            )
            for rule in table["rules"]
        ),
    )


def _allowed(value: Any) -> tuple[str, ...]:
    return tuple(map(_template, value)) if isinstance(value, list) else (_template(value),)


def _template(value: Any) -> str:
    if isinstance(value, bool):
        raise ValueError(f"write {str(value).lower()!r} in quotes")
    return "" if value is None else str(value)
