"""What changed between two answers: in the world, or in what was known, and by which records.

Two remaining-answers are set side by side. With the same day in the world and two known
days, the change is one of knowledge; with two days and one knowledge, one of the world. The
records named are those that one answer rests on and the other does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.money import Money
from aidledger.questions.answers import Part, RemainingAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line before and after.

    Args:
        line: channel of the line, with `+revaluation` where one filled it.
        before, after: its sum; None where the line did not exist.
        change: after less before; None where only one side names a figure.
        gone, come: ids of entries that only the first, only the second answer rests on.
    """

    line: str
    before: Money | None
    after: Money | None
    change: Money | None
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceAnswer:
    """Two answers and what differs between them, line by line."""

    question: str = "difference"
    before: RemainingAnswer
    after: RemainingAnswer
    changes: tuple[Change, ...]

    @property
    def is_recorded(self) -> bool:
        """True where at least one of the answers rests on something."""
        return self.before.is_recorded or self.after.is_recorded


def difference(before: RemainingAnswer, after: RemainingAnswer) -> DifferenceAnswer:
    """What differs between two answers about the same donor and recipient.

    Raises:
        AidledgerError: DIFFERENT_QUESTIONS, for other donors or recipients.
    """
    if (before.donor, before.recipient) != (after.donor, after.recipient):
        raise AidledgerError("DIFFERENT_QUESTIONS", ExitStatus.USAGE)
    first = {_line(part): part for part in before.parts}
    second = {_line(part): part for part in after.parts}
    names = dict.fromkeys((*first, *second))
    changes = (_change(name, first.get(name), second.get(name)) for name in names)
    return DifferenceAnswer(
        before=before,
        after=after,
        changes=tuple(item for item in changes if item.gone or item.come or _moved(item)),
    )


def _line(part: Part) -> str:
    return f"{part.channel}+revaluation" if part.by_revaluation else part.channel


def _entries(part: Part | None) -> tuple[str, ...]:
    if part is None:
        return ()
    return tuple(
        entry for segment in part.segments for step in segment.steps for entry in step.entries
    )


def _change(name: str, before: Part | None, after: Part | None) -> Change:
    old, new = _entries(before), _entries(after)
    first = before.money if before is not None else None
    second = after.money if after is not None else None
    change = second - first if first is not None and second is not None else second
    return Change(
        line=name,
        before=first,
        after=second,
        change=change,
        gone=tuple(entry for entry in old if entry not in new),
        come=tuple(entry for entry in new if entry not in old),
    )


def _moved(change: Change) -> bool:
    return change.before != change.after
