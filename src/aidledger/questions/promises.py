"""Promises, scored: what was there, what was used by the day, what was left.

A promise is measured where it names a day and either a sum, or everything that remained ("every
dollar"), of aid that the record books. The words say which accounts it is measured on, the
arithmetic is shown, and the verdict follows from it: nobody's judgement is stored. One promise
in several texts, or in two languages, is one row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from aidledger.catalogue import Catalogue
from aidledger.ledger.view import View
from aidledger.model.claims import AmountClaim, PromiseClaim
from aidledger.model.claims.money import Nature
from aidledger.model.entries import EntryType
from aidledger.model.money import Money, total
from aidledger.model.records import ClaimRecord
from aidledger.model.scopes import Scope
from aidledger.questions.allocations import allocated_between
from aidledger.questions.burndown import BurnEvent, days_of_change, events_on
from aidledger.questions.deadlines import full_day
from aidledger.questions.flows import ids, stated_money
from aidledger.questions.pairs import recorded_pairs
from aidledger.questions.parties import sides_of
from aidledger.questions.remaining import booked_entries, pin_of
from aidledger.questions.rows import (
    Derived,
    Row,
    Subject,
    Told,
    by_time,
    chain_of,
    key_of,
    name_id,
    prefix,
    told_of,
)
from aidledger.questions.scopes import KnownBooks, balance_of, known_books, waiting_accounts
from aidledger.reading.whole_sums import is_whole

# A promise of everything is kept where no more than this share of it is left: sums are printed
# rounded, and a remainder of that size is what their rounding leaves.
ROUNDING_LEFT = Decimal("0.01")


class PromiseVerdict(StrEnum):
    """What arithmetic says of a promise, as known."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT = "not"
    UNMEASURABLE = "unmeasurable"
    NOT_DUE = "not_due"


class Unmeasured(StrEnum):
    """Why a promise cannot be measured."""

    NO_DAY = "no_day"
    NO_SUM = "no_sum"
    NOT_BOOKED = "not_booked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePart:
    """One channel of what was promised: there + came - used - lapsed = left.

    Args:
        accounts: the pattern of accounts that it is measured on.
        channel: how the money flows.
        there: what was there on the day of the promise.
        came: what came in until the day measured; used: what was allocated; lapsed: what the
            law took back; left: what was left then.
        verdict: of this channel.
        entries: ids of the entries counted, in order of time.
    """

    accounts: str
    channel: str
    there: Money
    came: Money
    used: Money
    lapsed: Money
    left: Money
    verdict: PromiseVerdict
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow(Row):
    """A promise and how it stands.

    Args:
        by: who promises; content: what, in the words of its first source.
        made_on: the day it was first said.
        due: ISO day or month by which; None = no day.
        promised: the sum, where it names one; None = everything, or no sum.
        measured_on: the day of the arithmetic: the deadline, or the day asked for before it.
        left: what was left of everything, or is missing to the sum promised.
        verdict: see `PromiseVerdict`; unmeasured: why not, else None.
        parts: channel by channel.
        told: who reports the promise.
    """

    by: str | None
    content: str
    made_on: date | None
    due: str | None
    promised: Money | None
    measured_on: Derived[date | None]
    used: Derived[Money | None]
    left: Derived[Money | None]
    verdict: Derived[PromiseVerdict]
    unmeasured: Derived[Unmeasured | None]
    parts: Derived[tuple[PromisePart, ...]]
    told: tuple[Told, ...]


def promises(view: View, subject: Subject, catalogue: Catalogue) -> tuple[PromiseRow, ...]:
    """Answer: who promised what by when, and whether it was kept, as known."""
    groups: dict[tuple[str, str, str], list[ClaimRecord]] = {}
    for record in sorted(view.claims((PromiseClaim.kind,)), key=by_time):
        if subject.on is None or record.asserted_on is None or record.asserted_on <= subject.on:
            groups.setdefault(_thing(view, record), []).append(record)
    rows = (_Scored(view, subject, catalogue, key, group) for key, group in groups.items())
    found = sorted((item.row() for item in rows), key=lambda row: (row.due or "9", row.key))
    return tuple(found)


def _thing(view: View, record: ClaimRecord) -> tuple[str, str, str]:
    """What makes two reports one promise: who, by when, and how much."""
    claim = _promise(record)
    amount = _amount(view, claim)
    sum_ = "" if amount is None else str(amount.stated)
    what = sum_ or ("everything" if is_whole(claim.content) else record.key)
    return name_id(claim.by), claim.deadline or "", what


def _promise(record: ClaimRecord) -> PromiseClaim:
    assert isinstance(record.claim, PromiseClaim)
    return record.claim


def _amount(view: View, claim: PromiseClaim) -> AmountClaim | None:
    found = None if claim.amount is None else view.claim(claim.amount)
    return found.claim if found is not None and isinstance(found.claim, AmountClaim) else None


class _Scored:
    """One promise on its way to a row."""

    def __init__(
        self,
        view: View,
        subject: Subject,
        catalogue: Catalogue,
        key: tuple[str, str, str],
        group: list[ClaimRecord],
    ) -> None:
        self.view = view
        self.subject = subject
        self.catalogue = catalogue
        self.group = group
        self.first = group[0]
        self.claim = _promise(group[0])
        self.amount = _amount(view, self.claim)
        self.key = key_of(*key)

    def row(self) -> PromiseRow:
        """The row, measured as far as the record goes."""
        due, made_on = full_day(self.claim.deadline), self.first.asserted_on
        if due is None or made_on is None:
            return self._unmeasured(Unmeasured.NO_DAY)
        if self._sum() is None and not self._is_of_everything():
            return self._unmeasured(Unmeasured.NO_SUM)
        pairs = tuple(self._pairs(made_on))
        if len(pairs) != 1:
            return self._unmeasured(Unmeasured.NOT_BOOKED)
        books = known_books(booked_entries(self.view, *pairs[0]))
        measured_on = self._measured_on(due)
        promised = self._sum()
        if promised is not None:
            return self._of_sum(books, pairs[0], promised, made_on, due, measured_on)
        return self._of_everything(books, pairs[0], made_on, due, measured_on)

    def _sum(self) -> Money | None:
        if self.amount is None or self.amount.nature is Nature.BALANCE:
            return None
        return stated_money(self.amount)

    def _is_of_everything(self) -> bool:
        if self.amount is not None:
            return self.amount.nature is Nature.BALANCE
        return any(is_whole(_promise(record).content) for record in self.group)

    def _measured_on(self, due: date) -> date:
        known = self.view.knowledge.known
        limits = [day for day in (due, self.subject.on, known) if day is not None]
        return min(limits)

    def _pairs(self, made_on: date) -> Iterator[tuple[str, str]]:
        """Donor and recipient: those of the sum, else the promiser's side and the text's."""
        booked = recorded_pairs(self.view)
        if self.amount is not None and self.amount.donor and self.amount.recipient:
            named = {(a, b) for a in ids(self.amount.donor) for b in ids(self.amount.recipient)}
            yield from sorted(named & set(booked))
            return
        sides = sides_of(self.claim.by, made_on, self.catalogue)
        for donor, recipient in booked:
            if donor in sides and any(
                self.view.is_about(record.document, donor, recipient) for record in self.group
            ):
                yield donor, recipient

    def _of_everything(
        self, books: KnownBooks, pair: tuple[str, str], made_on: date, due: date, on: date
    ) -> PromiseRow:
        parts = tuple(
            replace(part, verdict=self._in_time(part.verdict, due, on))
            for part in _parts(books, pair, made_on, on)
        )
        if not parts:
            return self._unmeasured(Unmeasured.NOT_BOOKED)
        verdicts = {part.verdict for part in parts}
        verdict = PromiseVerdict.NOT
        if verdicts == {PromiseVerdict.KEPT}:
            verdict = PromiseVerdict.KEPT
        elif PromiseVerdict.KEPT in verdicts:
            verdict = PromiseVerdict.PARTLY
        currencies = {part.left.currency for part in parts}
        currency = parts[0].left.currency
        left = total((part.left for part in parts), currency) if len(currencies) == 1 else None
        used = total((part.used for part in parts), currency) if len(currencies) == 1 else None
        entries = tuple(entry for part in parts for entry in part.entries)
        return self._made(on, used, left, self._in_time(verdict, due, on), parts, entries)

    def _of_sum(
        self,
        books: KnownBooks,
        pair: tuple[str, str],
        promised: Money,
        made_on: date,
        due: date,
        on: date,
    ) -> PromiseRow:
        channels = None if self.amount is None else ids(self.amount.channel) or None
        found = allocated_between(books, pair, made_on, on, promised.currency, channels)
        verdict = PromiseVerdict.PARTLY
        if _reaches(found.money, promised):
            verdict = PromiseVerdict.KEPT
        elif found.money.lenient.high == 0:
            verdict = PromiseVerdict.NOT
        return self._made(
            on, found.money, promised - found.money, self._in_time(verdict, due, on), (),
            found.entries,
        )  # fmt: skip

    def _in_time(self, verdict: PromiseVerdict, due: date, on: date) -> PromiseVerdict:
        """Before the day nothing is broken yet; what is kept already is kept."""
        return verdict if on >= due or verdict is PromiseVerdict.KEPT else PromiseVerdict.NOT_DUE

    def _unmeasured(self, reason: Unmeasured) -> PromiseRow:
        return self._made(None, None, None, PromiseVerdict.UNMEASURABLE, (), (), reason)

    def _made(
        self,
        measured_on: date | None,
        used: Money | None,
        left: Money | None,
        verdict: PromiseVerdict,
        parts: tuple[PromisePart, ...],
        entries: tuple[str, ...],
        reason: Unmeasured | None = None,
    ) -> PromiseRow:
        told = tuple(told_of(self.view, record) for record in self.group)
        return PromiseRow(
            name=f"{prefix('promises', self.subject, pin_of(self.view))}/{self.key}",
            rests_on=(*(one.record for one in told), *dict.fromkeys(entries)),
            by=chain_of((self.claim.by,)) if self.claim.by is not None else None,
            content=self.claim.content,
            made_on=self.first.asserted_on,
            due=self.claim.deadline,
            promised=self._sum(),
            measured_on=measured_on,
            used=used,
            left=left,
            verdict=verdict,
            unmeasured=reason,
            parts=parts,
            told=told,
        )


def _reaches(used: Money, promised: Money) -> bool:
    """True where what was used may be as much as was promised, leniently."""
    low, high = promised.lenient.low, used.lenient.high
    return high is None or low is None or high >= low


def _parts(
    books: KnownBooks, pair: tuple[str, str], made_on: date, on: date
) -> Iterator[PromisePart]:
    whole = Scope(donor=pair[0], recipient=pair[1])
    accounts = (*waiting_accounts(books, whole, made_on), *waiting_accounts(books, whole, on))
    currencies = sorted({currency for _, currency in books.posted(on).books})
    for channel in sorted({account.channel for account in accounts}):
        scope = Scope(donor=pair[0], recipient=pair[1], channels=(channel,))
        for currency in currencies:
            part = _part(books, scope, channel, currency, made_on, on)
            if part is not None:
                yield part


def _part(
    books: KnownBooks, scope: Scope, channel: str, currency: str, made_on: date, on: date
) -> PromisePart | None:
    there = balance_of(books, scope, made_on, currency)
    left = balance_of(books, scope, on, currency)
    events = tuple(events_on(books, scope, currency, days_of_change(books, made_on, on)))
    if there.lenient.high == 0 and not events:
        return None
    used = [event for event in events if event.sign < 0 and event.type in _USING]
    lapsed = [event for event in events if event.sign < 0 and event.type is EntryType.LAPSE]
    came = [event for event in events if event not in used and event not in lapsed]
    return PromisePart(
        accounts=f"{scope.donor}:{scope.recipient}:*:{channel}:authorised|appropriated",
        channel=channel,
        there=there,
        came=_sum(came, currency),
        used=-_sum(used, currency),
        lapsed=-_sum(lapsed, currency),
        left=left,
        verdict=_verdict(there + _sum(came, currency), left, bool(lapsed)),
        entries=tuple(entry for event in events for entry in event.entries),
    )


_USING = frozenset({EntryType.ALLOCATE, EntryType.CONTRACT, EntryType.SHIP, EntryType.DELIVER})


def _sum(events: list[BurnEvent], currency: str) -> Money:
    return total((one.money if one.sign > 0 else -one.money for one in events), currency)


def _verdict(there: Money, left: Money, has_lapsed: bool) -> PromiseVerdict:
    """Kept where, at the least, no more than what rounding leaves is left unused."""
    least, most = left.lenient.low, there.lenient.high
    if has_lapsed or least is None or (most is not None and least > most * ROUNDING_LEFT):
        return PromiseVerdict.NOT
    return PromiseVerdict.KEPT
