"""Groups of figures that seem to contradict each other: what arithmetic finds between them.

A group names its figures, each with what it counts (`what`), and gives reasons. A reason is
found by arithmetic where two or three of the figures show it, else it rests on what the record
notes beside them. A group with something left unexplained is kept as a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, permutations

from aidledger.ledger.view import View
from aidledger.model.accounts import AccountStage
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.records import BalanceRecord

# Figures of one state of affairs: said within this time of each other.
NEAR = timedelta(days=62)
_ONE_PERCENT = Decimal("0.01")
_POWERS = tuple(Decimal(10) ** power for power in (1, 2, 3, 6))


class Reason(StrEnum):
    """Why figures that differ need not contradict each other."""

    SCOPE = "scope"
    STAGE = "stage"
    VALUATION = "valuation"
    CURRENCY = "currency"
    DOUBLE_COUNT = "double_count"
    SLIP = "slip"
    REVERSAL = "reversal"


class Found(StrEnum):
    """What arithmetic sees.

    OTHER_CURRENCY: one number in two currencies. OTHER_SCOPE, OTHER_STAGE, OTHER_VALUATION: two
    figures of about one time that differ in this; PARTS: two sum to a third. POWER_OF_TEN: one is
    ten, a hundred, a thousand or a million times the other. LOWER_LATER: a total fell.
    """

    OTHER_CURRENCY = "other_currency"
    OTHER_SCOPE = "other_scope"
    OTHER_STAGE = "other_stage"
    OTHER_VALUATION = "other_valuation"
    PARTS = "parts"
    POWER_OF_TEN = "power_of_ten"
    LOWER_LATER = "lower_later"


_SHOWS = {
    Found.OTHER_CURRENCY: Reason.CURRENCY,
    Found.OTHER_SCOPE: Reason.SCOPE,
    Found.OTHER_STAGE: Reason.STAGE,
    Found.OTHER_VALUATION: Reason.VALUATION,
    Found.PARTS: Reason.SCOPE,
    Found.POWER_OF_TEN: Reason.SLIP,
    Found.LOWER_LATER: Reason.REVERSAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFigure:
    """A figure of a group.

    Args:
        id: of the stated balance; what: what it counts, in a word; stage: how far the money is.
        valuation: how goods were priced, None where the source does not say.
    """

    id: str
    what: str
    stage: AccountStage
    valuation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """A group as asked.

    Args:
        reasons: why its figures differ; is_kept: True where something stays unexplained.
        sums: names of checked sums that it rests on.
        words: what is explained, and what is not, by language.
    """

    name: str
    figures: tuple[AskedFigure, ...]
    reasons: tuple[Reason, ...]
    is_kept: bool
    sums: tuple[str, ...]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that arithmetic sees between two or three figures, by their ids."""

    found: Found
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonFound:
    """A reason, and what shows it; no findings = it rests on the notes of the record."""

    reason: Reason
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of a group with its record."""

    asked: AskedFigure
    record: BalanceRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedGroup:
    """A group answered: its figures in order of time, its reasons with what shows them."""

    group: FigureGroup
    figures: tuple[Figure, ...]
    reasons: tuple[ReasonFound, ...]


def explain(view: View, group: FigureGroup) -> ExplainedGroup:
    """A group with what the record shows for its reasons.

    Raises:
        AidledgerError: `NAME_UNKNOWN`, where a figure is not in the record.
    """
    figures = tuple(
        sorted(
            (Figure(asked=item, record=_record(view, item.id)) for item in group.figures),
            key=lambda figure: (figure.record.balance.as_of, figure.asked.id),
        )
    )
    findings = tuple(findings_among(figures))
    notes = tuple(figure.asked.id for figure in figures if figure.record.balance.note)
    return ExplainedGroup(
        group=group,
        figures=figures,
        reasons=tuple(
            ReasonFound(
                reason=reason,
                findings=tuple(item for item in findings if _SHOWS[item.found] is reason),
                notes=notes,
            )
            for reason in group.reasons
        ),
    )


def _record(view: View, name: str) -> BalanceRecord:
    found = view.find(BalanceRecord.type, name)
    if found is None:
        raise AidledgerError("NAME_UNKNOWN", ExitStatus.NO_INPUT, name=name)
    assert isinstance(found.record, BalanceRecord)
    return found.record


def findings_among(figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """Everything that arithmetic sees between figures given in order of time."""
    for one, other in combinations(figures, 2):
        for found in _between(one, other):
            yield Finding(found=found, figures=(one.asked.id, other.asked.id))
    for one, other, whole in permutations(figures, 3):
        if one.asked.id < other.asked.id and _are_parts(one, other, whole):
            names = (one.asked.id, other.asked.id, whole.asked.id)
            yield Finding(found=Found.PARTS, figures=names)


def _between(one: Figure, other: Figure) -> Iterator[Found]:
    first, second = one.record.balance.money, other.record.balance.money
    if first.face is None or second.face is None:
        return
    if first.currency != second.currency:
        if first.face == second.face:
            yield Found.OTHER_CURRENCY
        return
    low, high = sorted((first.face, second.face))
    if any(abs(high / low - power) <= power * _ONE_PERCENT * 5 for power in _POWERS):
        yield Found.POWER_OF_TEN
    same_what = one.asked.what == other.asked.what
    same_stage = one.asked.stage is other.asked.stage
    is_near = other.record.balance.as_of - one.record.balance.as_of <= NEAR
    is_apart = not first.lenient.overlaps(second.lenient)
    if same_what and same_stage and second.face < first.face and is_apart:
        yield Found.LOWER_LATER
    # One number for two things, or two numbers at about one time.
    if not (first.face == second.face or (is_near and is_apart)):
        return
    if not same_what:
        yield Found.OTHER_SCOPE
    if not same_stage:
        yield Found.OTHER_STAGE
    if None not in (one.asked.valuation, other.asked.valuation) and (
        one.asked.valuation != other.asked.valuation
    ):
        yield Found.OTHER_VALUATION


def _are_parts(one: Figure, other: Figure, whole: Figure) -> bool:
    first, second, third = (item.record.balance.money for item in (one, other, whole))
    if first.face is None or second.face is None or third.face is None:
        return False
    if not first.currency == second.currency == third.currency:
        return False
    # Two states of one total are no parts; a small one would fit anywhere.
    if one.asked.what == other.asked.what or min(first.face, second.face) * 20 < third.face:
        return False
    latest = max(one.record.balance.as_of, other.record.balance.as_of)
    if abs(whole.record.balance.as_of - latest) > NEAR:
        return False
    return abs(first.face + second.face - third.face) <= third.face * _ONE_PERCENT
