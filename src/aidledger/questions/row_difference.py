"""What changed between two answers made of rows, row by row, field by field, by which records.

Rows of two answers are the same where their keys are: the key of a row says what it is about and
not at which pin. Records are named where only one of the two rows rests on them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.money import Money
from aidledger.questions.answers import Cell, Pin, TotalRow, TotalsAnswer
from aidledger.questions.difference import DifferenceAnswer
from aidledger.questions.rows import Row, RowsAnswer

# Fields that only say which row it is, or which records it rests on.
_OF_THE_ROW = frozenset({"name", "id", "rests_on", "entries", "superseded_by"})
_PARTS_OF_A_PREFIX = 7

Value = Money | Cell | StrEnum | tuple[str, ...]


class Axis(StrEnum):
    """Along what two answers differ: the day in the world, the state of knowledge, or both."""

    WORLD = "world"
    KNOWLEDGE = "knowledge"
    BOTH = "both"


class LineChange(StrEnum):
    """What became of a row."""

    COME = "come"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedField:
    """A field of a row before and after."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A row that only one answer has, or that differs between both.

    Args:
        change: see `LineChange`.
        before, after: the row; None where it is not.
        changed: the fields that differ, of a changed row.
        gone, come: ids of records on which only the first, only the second row rests.
    """

    change: LineChange
    before: Row | TotalRow | None
    after: Row | TotalRow | None
    changed: tuple[ChangedField, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two answers: the day in the world, the knowledge, how many rows it has."""

    on: date | None
    pin: Pin
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsDifferenceAnswer:
    """Two answers to one question, and what differs between them."""

    question: str
    before: Side
    after: Side
    is_recorded: bool
    changes: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What changed, step by step: along one axis, or first in the world, then in knowledge."""

    question: str = "differences"
    asked: str
    steps: tuple[DifferenceAnswer | RowsDifferenceAnswer, ...]

    @property
    def is_recorded(self) -> bool:
        """True where at least one of the answers rests on something."""
        return any(step.is_recorded for step in self.steps)


def axis_of(step: DifferenceAnswer | RowsDifferenceAnswer) -> Axis:
    """Along what the two answers of a step differ."""
    before, after = step.before, step.after
    is_of_world = before.on != after.on
    if is_of_world and before.pin != after.pin:
        return Axis.BOTH
    return Axis.WORLD if is_of_world else Axis.KNOWLEDGE


def row_difference(
    before: RowsAnswer | TotalsAnswer, after: RowsAnswer | TotalsAnswer
) -> RowsDifferenceAnswer:
    """What differs between two answers to the same question.

    Raises:
        AidledgerError: DIFFERENT_QUESTIONS.
    """
    if before.question != after.question or _about(before) != _about(after):
        raise AidledgerError("DIFFERENT_QUESTIONS", ExitStatus.USAGE)
    first = {_key(row): row for row in _rows(before)}
    second = {_key(row): row for row in _rows(after)}
    changes = (_change(first.get(key), second.get(key)) for key in dict.fromkeys((*first, *second)))
    return RowsDifferenceAnswer(
        question=before.question,
        before=_side(before),
        after=_side(after),
        is_recorded=before.is_recorded or after.is_recorded,
        changes=tuple(change for change in changes if change is not None),
    )


def _about(answer: RowsAnswer | TotalsAnswer) -> tuple[str | None, str | None]:
    if isinstance(answer, RowsAnswer):
        return answer.subject.donor, answer.subject.recipient
    return answer.donor, answer.recipient


def _side(answer: RowsAnswer | TotalsAnswer) -> Side:
    on = answer.subject.on if isinstance(answer, RowsAnswer) else answer.on
    return Side(on=on, pin=answer.pin, rows=len(_rows(answer)))


def _rows(answer: RowsAnswer | TotalsAnswer) -> tuple[Row | TotalRow, ...]:
    if isinstance(answer, RowsAnswer):
        return answer.rows
    return (*answer.rows, *answer.memos)


def _key(row: Row | TotalRow) -> str:
    if isinstance(row, Row):
        return row.key
    return "/".join(row.id.split("/")[_PARTS_OF_A_PREFIX:])


def _change(before: Row | TotalRow | None, after: Row | TotalRow | None) -> RowChange | None:
    old, new = _records(before), _records(after)
    changed: tuple[ChangedField, ...] = ()
    if before is None or after is None:
        change = LineChange.COME if before is None else LineChange.GONE
    else:
        change, changed = LineChange.CHANGED, _changed(before, after)
        if not changed and set(old) == set(new):
            return None
    return RowChange(
        change=change,
        before=before,
        after=after,
        changed=changed,
        gone=tuple(name for name in old if name not in new),
        come=tuple(name for name in new if name not in old),
    )


def _records(row: Row | TotalRow | None) -> tuple[str, ...]:
    if row is None:
        return ()
    return row.rests_on if isinstance(row, Row) else row.entries


def _changed(before: Row | TotalRow, after: Row | TotalRow) -> tuple[ChangedField, ...]:
    names = [field.name for field in fields(before) if field.name not in _OF_THE_ROW]
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple(
        ChangedField(field=name, before=old, after=new)
        for name, old, new in pairs
        if old != new and _is_plain(old) and _is_plain(new)
    )


def _is_plain(value: object) -> bool:
    """False for what a row holds in numbers of its own: its records say what changed there."""
    return not isinstance(value, tuple) or all(isinstance(one, str) for one in value)
