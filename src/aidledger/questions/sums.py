"""Sums of named records against a figure that somebody gave.

The terms are records (an entry, a stated figure) and flows (what reached a stage in some pots
by a day). The figure, the residual and the verdict come from the record alone; a table of facts
only says what was said, and what was expected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from aidledger.ledger.view import View
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.money import Money, plain, total
from aidledger.model.records import BalanceRecord, EntryRecord
from aidledger.model.scopes import Scope
from aidledger.questions.answers import Pin
from aidledger.questions.remaining import booked_entries, pin_of
from aidledger.questions.scopes import balance_of, known_books

_ROUNDING, _LENIENT = Decimal(1), Decimal(5)
_HUNDREDTH = Decimal("0.01")


class SumVerdict(StrEnum):
    """How far a sum is from what was said: nothing, up to 1 %, up to 5 %, more."""

    EXACT = "exact"
    ROUNDING = "rounding"
    LENIENT = "lenient"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowsOn:
    """What reached a stage in some pots by a day."""

    scope: Scope
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SumAsked:
    """A sum to check.

    Args:
        name: of the row; known: the day of knowledge; currency: ISO 4217 code.
        add, less: ids of entries or stated figures.
        flows, less_flows: flows added or taken off; None = none.
    """

    name: str
    known: date
    currency: str
    add: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    flows: FlowsOn | None = None
    less_flows: FlowsOn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term; `record` is its id, None for flows."""

    sign: int
    record: str | None
    flows: FlowsOn | None
    money: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SumChecked:
    """The answer.

    Args:
        computed: the sum; said: what was said.
        residual: computed less said; share: the same in percent of what was said.
    """

    asked: SumAsked
    pin: Pin
    terms: tuple[Term, ...]
    computed: Money
    said: Decimal
    residual: Decimal
    share: Decimal
    verdict: SumVerdict


def check_sum(view: View, asked: SumAsked, recipient: str, said: Decimal) -> SumChecked:
    """A sum from the record, against what was said.

    Args:
        view: the record as known on the day of the question.

    Raises:
        AidledgerError: `NOT_KNOWN_YET`, where a term is not known by then.
    """
    named = ((1, asked.add), (-1, asked.less))
    terms = [
        Term(sign=sign, record=name, flows=None, money=_stated(view, name, asked))
        for sign, names in named
        for name in names
    ]
    for sign, flows in ((1, asked.flows), (-1, asked.less_flows)):
        if flows is not None:
            booked = booked_entries(view, flows.scope.donor, recipient)
            money = balance_of(known_books(booked), flows.scope, flows.on, asked.currency)
            terms.append(Term(sign=sign, record=None, flows=flows, money=money))
    computed = total(
        (term.money if term.sign > 0 else -term.money for term in terms), asked.currency
    )
    if computed.face is None:
        raise _not_known(asked.name, asked)
    residual = plain(computed.face - said)
    share = (residual / said * 100).quantize(_HUNDREDTH, ROUND_HALF_EVEN)
    return SumChecked(
        asked=asked,
        pin=pin_of(view),
        terms=tuple(terms),
        computed=computed,
        said=said,
        residual=residual,
        share=share,
        verdict=_verdict(residual, share),
    )


def _verdict(residual: Decimal, share: Decimal) -> SumVerdict:
    if not residual:
        return SumVerdict.EXACT
    if abs(share) <= _ROUNDING:
        return SumVerdict.ROUNDING
    return SumVerdict.LENIENT if abs(share) <= _LENIENT else SumVerdict.CONFLICT


def _stated(view: View, name: str, asked: SumAsked) -> Money:
    for kind in (EntryRecord.type, BalanceRecord.type):
        found = view.find(kind, name)
        if found is None:
            continue
        record = found.record
        if isinstance(record, EntryRecord) and record.entry.money is not None:
            return record.entry.money
        if isinstance(record, BalanceRecord):
            return record.balance.money
    raise _not_known(name, asked)


def _not_known(name: str, asked: SumAsked) -> AidledgerError:
    return AidledgerError(
        "NOT_KNOWN_YET", ExitStatus.NO_INPUT, type="record", name=name, known=str(asked.known)
    )


Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSum:
    """What a table of facts expects.

    Args:
        residual: computed less said; verdict: the verdict.
        apart: by how much its residual is known to differ (an error of the table), or zero.
        remark: words by language on that, or nothing.
    """

    residual: Decimal
    verdict: SumVerdict
    apart: Decimal
    remark: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """A row answered beside what was expected."""

    checked: SumChecked
    expected: ExpectedSum

    @property
    def is_met(self) -> bool:
        """True where verdict and residual are those of the table, or its error is named."""
        wanted = self.expected
        return (
            self.checked.verdict is wanted.verdict
            and self.checked.residual == wanted.residual + wanted.apart
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSums:
    """A whole table; `not_asked` are rows of it that no sum meets."""

    rows: tuple[CheckedRow, ...]
    not_asked: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """True where every row was asked and none differs."""
        return not self.not_asked and all(row.is_met for row in self.rows)
