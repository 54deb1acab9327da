"""Rows become records by a mapping.

Pure: rows and a mapping in, records and issues out. A row from which a record cannot be
made is an issue with the line of the table, the column and the value; nothing is guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from aidledger.ledger.mapping import CellError, Rule, TableMapping, TableMappings
from aidledger.ledger.reviewing import BY_A_PERSON
from aidledger.model.accounts import AccountStage, Place, parse_place
from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.claims import Claim
from aidledger.model.entries import Entry, EntryType, Extent
from aidledger.model.errors import AidledgerError, reason_of
from aidledger.model.issues import Issue, Severity
from aidledger.model.money import Money, plain, plain_interval
from aidledger.model.records import (
    BalanceRecord,
    Citation,
    ClaimRecord,
    DecisionRecord,
    EntryRecord,
    NoteRecord,
    RateRecord,
    Record,
    TermRecord,
)
from aidledger.model.scopes import BalanceAssertion, BalanceKind, Scope

# From a number as printed, its unit and its qualifier to the strict and lenient intervals.
# `BETWEEN` states two numbers: the second is the last argument, None for the others.
Intervals = Callable[[Decimal, Decimal, Qualifier, Decimal | None], tuple[Interval, Interval]]

# From the place of a claim, its kind and its fields as words to the claim.
Claiming = Callable[[Mapping[str, Any], Mapping[str, str]], Claim]

CEILING_AT_FACE = "ceiling_taken_at_face"
# Fields of a rule for claims that say where a claim stands, not what it says.
_OF_PLACE = frozenset({"id", "kind", "quote", "asserted_on", "url", "confidence"})

Member = TypeVar("Member")

# Group separators are refused: "1,250" is two numbers in two languages.
# A count of shells is no money, and no sum of money may hold it.
_CURRENCY = re.compile(r"[A-Z]{3}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class RowAt:
    """A row: its line in the table, its place in the text, its cells, and it as printed."""

    line: int
    start: int
    end: int
    cells: Mapping[str, str]
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Tabled:
    """What the rows of a table became."""

    records: tuple[Record, ...]
    issues: tuple[Issue, ...]


def records_of(
    rows: Iterable[RowAt],
    document: str,
    mappings: TableMappings,
    table: TableMapping,
    intervals: Intervals,
    claiming: Claiming,
) -> Tabled:
    """The records that rows hold, in order, and what is wrong with the others.

    Args:
        intervals: what a printed number allows.
        claiming: makes a claim of its fields as words.
    """
    records: list[Record] = []
    issues: list[Issue] = []
    for row in rows:
        rules = [rule for rule in table.rules if rule.applies(row.cells)]
        if not rules:
            issues.append(_issue("ROW_NOT_MAPPED", Severity.WARNING, table, row, {}))
        for rule in rules:
            maker = _Maker(row, document, mappings, rule, intervals, claiming)
            try:
                records.append(maker.record())
            except AidledgerError as error:
                details = {"field": "claim", "value": "", **error.details}
                issues.append(_issue("ROW_NO_CLAIM", Severity.ERROR, table, row, details))
            except CellError as error:
                issues.append(_issue(error.code, Severity.ERROR, table, row, error.details))
            except ValueError as error:
                found = _issue("ROW_CONTRADICTS", Severity.ERROR, table, row, reason_of(error))
                issues.append(found)
    return Tabled(tuple(records), tuple(issues))


def _issue(
    code: str, severity: Severity, table: TableMapping, row: RowAt, details: Mapping[str, str]
) -> Issue:
    return Issue(
        code,
        severity,
        row.start,
        row.end,
        {"table": table.file, "line": str(row.line), **details},
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes one record of one row by one rule."""

    row: RowAt
    document: str
    mappings: TableMappings
    rule: Rule
    intervals: Intervals
    claiming: Claiming

    def record(self) -> Record:
        makers: dict[str, Callable[[], Record]] = {
            "entry": self._entry_record,
            "balance": self._balance_record,
            "term": self._term_record,
            "rate": self._rate_record,
            "note": self._note_record,
            "decision": self._decision_record,
            "claim": self._claim_record,
        }
        if self.rule.record not in makers:
            raise CellError("FIELD_UNKNOWN_VALUE", field="record", value=self.rule.record)
        return makers[self.rule.record]()

    def _entry_record(self) -> EntryRecord:
        extent = self._member(Extent, "extent") if self._has("extent") else Extent.CHANGE
        money, flags = (None, ()) if extent is Extent.REMAINDER else self._booked_money()
        begins, ends = self._days()
        entry = Entry(
            id=self._text("id"),
            type=self._member(EntryType, "type"),
            source=self._place("source"),
            target=self._place("target"),
            extent=extent,
            money=money,
            begins=begins,
            ends=ends,
            drawn_from=self._words("drawn_from"),
            event=self._optional("event"),
            decision=self._optional("decision"),
            flags=tuple(sorted({*flags, *self._words("flags")})),
            note=self._optional("note"),
        )
        return EntryRecord(
            asserted_on=self._span("asserted_on")[1], entry=entry, citation=self._citation()
        )

    def _days(self) -> tuple[date, date]:
        """First and last day on which it took effect; all of a month of which no day is told."""
        if not self._has("begins"):
            return self._span("day")
        begins = self._date("begins")
        return begins, self._date("ends") if self._has("ends") else begins

    def _balance_record(self) -> BalanceRecord:
        money, _ = self._money()
        balance = BalanceAssertion(
            id=self._text("id"),
            scope=self._scope(),
            as_of=self._span("as_of")[1],
            money=money,
            qualifier=self._qualifier(),
            speaker=self._text("speaker"),
            words=self._optional("words"),
            confirmed=self._optional("confirmed") != "no",
            note=self._optional("note"),
        )
        return BalanceRecord(
            asserted_on=self._span("asserted_on")[1], balance=balance, citation=self._citation()
        )

    def _term_record(self) -> TermRecord:
        return TermRecord(
            asserted_on=self._span("asserted_on")[1],
            id=self._text("id"),
            donor=self._text("donor"),
            recipient=self._optional("recipient"),
            due=self._date("due"),
            event=self._text("event"),
            legal=self._optional("legal") == "yes",
            citation=self._citation(),
        )

    def _rate_record(self) -> RateRecord:
        rate = self._number("rate")
        if rate <= 0:
            raise CellError("FIELD_NO_NUMBER", field="rate", value=str(rate))
        return RateRecord(
            asserted_on=self._span("asserted_on")[1],
            id=self._text("id"),
            base=self._text("base"),
            quote=self._text("quote"),
            rate=rate,
            day=self._date("day"),
            source=self._text("source"),
            citation=self._citation(),
        )

    def _note_record(self) -> NoteRecord:
        return NoteRecord(
            asserted_on=self._span("asserted_on")[1],
            id=self._text("id"),
            reason=self._text("reason"),
            text=self._text("text"),
            citation=self._citation(),
        )

    def _decision_record(self) -> DecisionRecord:
        return DecisionRecord(
            asserted_on=self._span("asserted_on")[1],
            id=self._text("id"),
            by=self._text("by"),
            decided_on=self._date("decided_on"),
            reason=self._text("reason"),
            grounds=self._words("grounds"),
            citation=self._citation(),
        )

    def _claim_record(self) -> ClaimRecord:
        """A claim quotes the cell that states it, or the row where no one cell does."""
        quote = self._optional("quote")
        start, end = self.row.start, self.row.end
        if quote is not None and quote in self.row.printed:
            start += self.row.printed.index(quote)
            end = start + len(quote)
        place = {
            "id": self._text("id"),
            "kind": self._text("kind"),
            "quote": self.row.printed[start - self.row.start : end - self.row.start],
            "start": start,
            "end": end,
            "sentence": {"start": self.row.start, "end": self.row.end},
            "rule": BY_A_PERSON,
        }
        said = {
            field: value
            for field in self.rule.fields
            if field not in _OF_PLACE and (value := self._optional(field)) is not None
        }
        return ClaimRecord(
            asserted_on=self._date("asserted_on"),
            document=self.document,
            claim=self.claiming(place, said),
            citation=self._citation(),
        )

    def _scope(self) -> Scope | None:
        if not self._has("kind"):
            return None
        return Scope(
            donor=self._text("donor"),
            recipient=self._text("recipient"),
            kind=self._member(BalanceKind, "kind"),
            channels=self._words("channels") or None,
            envelopes=self._words("envelopes") or None,
            stage=self._member(AccountStage, "stage") if self._has("stage") else None,
            revaluations=self._optional("revaluations") != "no",
            since=self._date("since") if self._has("since") else None,
        )

    def _booked_money(self) -> tuple[Money, tuple[str, ...]]:
        """A package "up to" a sum is booked at that sum, and flagged."""
        money, qualifier = self._money()
        if qualifier is not Qualifier.UP_TO or money.face is None:
            return money, ()
        return Money.exactly(money.face, money.currency), (CEILING_AT_FACE,)

    def _money(self) -> tuple[Money, Qualifier]:
        qualifier = self._qualifier()
        unit = self._number("unit") if self._has("unit") else Decimal(1)
        currency = self._text("currency")
        if not _CURRENCY.fullmatch(currency):
            raise CellError("FIELD_UNKNOWN_VALUE", field="currency", value=currency)
        number = self._number("amount")
        if self._optional("negate") == "yes":
            number = -number
        if qualifier is Qualifier.EXACT and self._optional("rounded") != "yes":
            return Money.exactly(plain(number * unit), currency), qualifier
        upper = self._number("amount_high") if qualifier is Qualifier.BETWEEN else None
        strict, lenient = self.intervals(number, unit, qualifier, upper)
        return (
            Money(
                face=plain((number if upper is None else (number + upper) / 2) * unit),
                strict=plain_interval(strict),
                lenient=plain_interval(lenient),
                currency=currency,
            ),
            qualifier,
        )

    def _qualifier(self) -> Qualifier:
        return self._member(Qualifier, "qualifier") if self._has("qualifier") else Qualifier.EXACT

    def _citation(self) -> Citation:
        return Citation(
            document=self.document,
            start=self.row.start,
            end=self.row.end,
            url=self._optional("url"),
            confidence=self._optional("confidence"),
        )

    def _optional(self, field: str) -> str | None:
        template = self.rule.fields.get(field)
        if template is None:
            return None
        return self.mappings.fill(template, self.row.cells).strip() or None

    def _has(self, field: str) -> bool:
        return self._optional(field) is not None

    def _text(self, field: str) -> str:
        value = self._optional(field)
        if value is None:
            raise CellError("FIELD_EMPTY", field=field)
        return value

    def _words(self, field: str) -> tuple[str, ...]:
        return tuple((self._optional(field) or "").split())

    def _date(self, field: str) -> date:
        value = self._text(field)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise CellError("FIELD_NO_DATE", field=field, value=value) from None

    def _span(self, field: str) -> tuple[date, date]:
        """A day twice, or the first and the last day of a month."""
        value = self._optional(field) or ""
        if not _MONTH.fullmatch(value):
            day = self._date(field)
            return day, day
        try:
            first = date.fromisoformat(f"{value}-01")
        except ValueError:
            raise CellError("FIELD_NO_DATE", field=field, value=value) from None
        return first, first.replace(day=monthrange(first.year, first.month)[1])

    def _number(self, field: str) -> Decimal:
        value = self._text(field)
        if not _PLAIN_NUMBER.fullmatch(value):
            raise CellError("FIELD_NO_NUMBER", field=field, value=value)
        return Decimal(value)

    def _place(self, field: str) -> Place:
        value = self._text(field)
        try:
            return parse_place(value)
        except ValueError:
            raise CellError("FIELD_NO_ACCOUNT", field=field, value=value) from None

    def _member(self, kind: Callable[[str], Member], field: str) -> Member:
        value = self._text(field)
        try:
            return kind(value)
        except ValueError:
            raise CellError("FIELD_UNKNOWN_VALUE", field=field, value=value) from None
