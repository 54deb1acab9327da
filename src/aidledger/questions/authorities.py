"""Authority that texts grant: by donor, recipient, provision of law and fiscal year.

A delegation grants *authority* to draw goods down; a package *uses* it. The sum of a waiver
("without regard to any provision of law") is no further money: it is listed and never
counted. Grants come from texts alone; setting them against the packages of another record
says what was used, what was granted and not seen used, and what was used without a grant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from aidledger.ledger.posting import Posted
from aidledger.ledger.topics import AMOUNT_FLOW
from aidledger.ledger.view import View
from aidledger.model.accounts import Account, AccountStage, World
from aidledger.model.amounts import Qualifier
from aidledger.model.claims import AmountClaim, AuthorityEffect, LegalAuthority
from aidledger.model.entries import Entry, EntryType
from aidledger.model.money import Money, total
from aidledger.model.parties import Named
from aidledger.model.records import ClaimRecord
from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.answers import Pin
from aidledger.questions.flows import ids, stated_money
from aidledger.questions.remaining import pin_of
from aidledger.questions.scopes import balance_of, known_books
from aidledger.resolving.grants import Matched, match_grants

CEILING_AT_FACE = "ceiling_taken_at_face"
DELEGATED = "delegated"

YearOf = Callable[[str, date], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A sum that a text puts under a provision of law.

    Args:
        claim: its id; document: of the text.
        words: the words, exactly.
        on: the day of the text; fiscal_year: the donor's.
        donor, recipient: catalogue ids; None = the text names none, or several.
        authority: the provision and what it is for.
        money: what it says.
        entry: id of the entry that books it; None = not booked.
    """

    claim: str
    document: str
    words: str
    on: date
    fiscal_year: int
    donor: str | None
    recipient: str | None
    authority: LegalAuthority
    money: Money
    entry: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedTotal:
    """What was granted in a fiscal year, from the book.

    Args:
        envelope: the pot of the provision and year.
        grants: number of entries.
    """

    donor: str
    recipient: str
    section: str
    fiscal_year: int
    envelope: str
    money: Money
    grants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoritiesAnswer:
    """What texts grant.

    Args:
        grants: booked authority, in order of time.
        waivers: sums up to which a law is set aside: no money.
        unbooked: sums under an authority that is neither, or whose parts are not all known.
        totals: by donor, recipient, provision and year.
        silent: documents that grant nothing, by id.
    """

    pin: Pin
    grants: tuple[Grant, ...]
    waivers: tuple[Grant, ...]
    unbooked: tuple[Grant, ...]
    totals: tuple[GrantedTotal, ...]
    silent: tuple[str, ...]


def authorities(view: View, year_of: YearOf) -> AuthoritiesAnswer:
    """Answer: what the recorded texts grant.

    Args:
        year_of: the fiscal year of a donor's day.
    """
    booked = {record.entry.id: record.entry for record in view.entries}
    found = sorted(
        (
            _grant(record, year_of, booked)
            for record in view.claims((AMOUNT_FLOW,))
            if _authority_of(record) is not None and record.asserted_on is not None
        ),
        key=lambda grant: (grant.on, grant.claim),
    )
    saying = {grant.document for grant in found}
    grants = tuple(grant for grant in found if grant.entry is not None)
    waivers = tuple(grant for grant in found if grant.authority.effect is AuthorityEffect.WAIVER)
    return AuthoritiesAnswer(
        pin=pin_of(view),
        grants=grants,
        waivers=waivers,
        unbooked=tuple(grant for grant in found if grant not in (*grants, *waivers)),
        totals=_totals(grants, booked.values()),
        silent=tuple(name for name in view.documents if name not in saying),
    )


def authority_entry(record: ClaimRecord, year_of: YearOf) -> Entry | None:
    """The entry that books a granted drawdown authority.

    None for a waiver, another authority, a sum without a day, and where donor, recipient,
    channel or act is not known or not single.
    """
    authority = _authority_of(record)
    claim = record.claim
    if authority is None or not isinstance(claim, AmountClaim) or record.asserted_on is None:
        return None
    donor, recipient, channel = (
        _party(names) for names in (claim.donor, claim.recipient, claim.channel)
    )
    money = stated_money(claim)
    if authority.effect is not AuthorityEffect.DRAWDOWN or authority.act is None or money is None:
        return None
    if donor is None or recipient is None or channel is None:
        return None
    flags = {DELEGATED}
    if claim.qualifier is Qualifier.UP_TO and money.face is not None:
        money = Money.exactly(money.face, money.currency)
        flags.add(CEILING_AT_FACE)
    year = year_of(donor, record.asserted_on)
    return Entry(
        id=_entry_id(claim),
        type=EntryType.DIRECT,
        source=World.LEGISLATURE,
        target=Account(
            donor=donor,
            recipient=recipient,
            envelope=f"{_initials(authority.act)}-{authority.section}-FY{year}",
            channel=channel,
            stage=AccountStage.AUTHORISED,
        ),
        money=money,
        begins=record.asserted_on,
        ends=record.asserted_on,
        flags=tuple(sorted(flags)),
        note=f"section {authority.section}, {authority.act}",
    )


def _entry_id(claim: AmountClaim) -> str:
    return f"{claim.id}/authority"


def _initials(act: str) -> str:
    """ "Foreign Assistance Act of 1961" -> "FAA"."""
    return "".join(word[0] for word in act.split() if word[0].isupper())


def _authority_of(record: ClaimRecord) -> LegalAuthority | None:
    return record.claim.authority if isinstance(record.claim, AmountClaim) else None


def _party(names: tuple[Named, ...] | None) -> str | None:
    """The one party named, or the state behind the army or ministry that is; None for several."""
    states = tuple(name for name in names or () if name.mention is None)
    found = ids(states or names)
    return found[0] if len(found) == 1 else None


def _grant(record: ClaimRecord, year_of: YearOf, booked: dict[str, Entry]) -> Grant:
    claim = record.claim
    assert isinstance(claim, AmountClaim)
    assert claim.authority is not None
    assert record.asserted_on is not None
    donor = _party(claim.donor)
    entry = _entry_id(claim)
    money = stated_money(claim)
    assert money is not None
    return Grant(
        claim=claim.id,
        document=record.document,
        words=claim.quote,
        on=record.asserted_on,
        fiscal_year=year_of(donor or "", record.asserted_on),
        donor=donor,
        recipient=_party(claim.recipient),
        authority=claim.authority,
        money=money,
        entry=entry if entry in booked else None,
    )


def _totals(grants: Sequence[Grant], entries: Iterable[Entry]) -> tuple[GrantedTotal, ...]:
    """Sums from the book: what came to the pot of each provision and year."""
    books = known_books(entries)
    placed = {entry.id: entry.target for entry in books.entries}
    pots: dict[tuple[str, str, str, int, str], list[Grant]] = {}
    for grant in grants:
        target = placed[grant.entry or ""]
        assert isinstance(target, Account)
        key = (
            target.donor, target.recipient, grant.authority.section, grant.fiscal_year,
            target.envelope,
        )  # fmt: skip
        pots.setdefault(key, []).append(grant)
    return tuple(
        GrantedTotal(
            donor=donor,
            recipient=recipient,
            section=section,
            fiscal_year=year,
            envelope=envelope,
            money=balance_of(
                books,
                Scope(
                    donor=donor,
                    recipient=recipient,
                    kind=BalanceKind.CUMULATIVE,
                    envelopes=(envelope,),
                    stage=AccountStage.AUTHORISED,
                ),
                max(grant.on for grant in members),
                members[0].money.currency,
            ),
            grants=len(members),
        )
        for (donor, recipient, section, year, envelope), members in sorted(pots.items())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCompared:
    """A fiscal year: authority granted against packages that used it.

    Args:
        granted, used: the two sums.
        ceiling: what the law allowed, from the packages' record; None = it says nothing.
        above_ceiling: granted less ceiling, where more was granted.
        waivers: sums of the year's waivers of law, which are no money.
        matched: pairs; a pair whose sums differ leaves a rest.
        unused: grants that no package meets; ungranted: packages that no grant meets.
        restored: ids of revaluations by which authority came back before such a package.
    """

    fiscal_year: int
    granted: Money
    used: Money
    ceiling: Money | None
    above_ceiling: Money | None
    waivers: tuple[Grant, ...]
    matched: tuple[Matched, ...]
    unused: tuple[Grant, ...]
    ungranted: tuple[Entry, ...]
    restored: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Granted against used, for one donor, recipient and provision."""

    donor: str
    recipient: str
    section: str
    years: tuple[YearCompared, ...]


def compare_with_packages(
    answer: AuthoritiesAnswer,
    section: str,
    packages: Iterable[Entry],
    year_of: YearOf,
    donor: str,
    recipient: str,
) -> tuple[YearCompared, ...]:
    """Granted against used, by fiscal year, over the years in which something was granted.

    Args:
        section: the provision compared.
        packages: entries of the record of packages.
    """
    books = known_books(packages)
    grants = [
        grant
        for grant in answer.grants
        if (grant.donor, grant.recipient, grant.authority.section) == (donor, recipient, section)
    ]
    channels = {
        account.channel
        for entry in books.entries
        for account in (entry.target,)
        if entry.type is EntryType.RAISE_CEILING and isinstance(account, Account)
    }
    used = [entry for entry in books.entries if _uses(entry, donor, recipient, channels)]
    return tuple(
        _year(
            year,
            [grant for grant in grants if grant.fiscal_year == year],
            [grant for grant in answer.waivers
             if (grant.recipient, grant.fiscal_year) == (recipient, year)],
            [entry for entry in used if year_of(donor, entry.begins) == year],
            books.posted(max(entry.begins for entry in books.entries)),
        )
        for year in sorted({grant.fiscal_year for grant in grants})
    )  # fmt: skip


def _uses(entry: Entry, donor: str, recipient: str, channels: set[str]) -> bool:
    account = entry.target
    return (
        entry.type is EntryType.ALLOCATE
        and isinstance(account, Account)
        and (account.donor, account.recipient) == (donor, recipient)
        and account.channel in channels
    )


def _year(
    year: int,
    grants: list[Grant],
    waivers: list[Grant],
    used: list[Entry],
    posted: Posted,
) -> YearCompared:
    currency = grants[0].money.currency
    granted = total((_at_face(grant.money) for grant in grants), currency)
    spent = total((entry.money for entry in used if entry.money is not None), currency)
    matched = match_grants(
        [(grant.claim, grant.on, grant.money) for grant in grants],
        [(entry.id, entry.begins, entry.money) for entry in used if entry.money is not None],
    )
    met = {pair.grant for pair in matched}
    drawn = {pair.package for pair in matched}
    ungranted = tuple(entry for entry in used if entry.id not in drawn)
    ceiling = _ceiling(posted, used, currency)
    return YearCompared(
        fiscal_year=year,
        granted=granted,
        used=spent,
        ceiling=ceiling,
        above_ceiling=_excess(granted, ceiling),
        waivers=tuple(waivers),
        matched=matched,
        unused=tuple(grant for grant in grants if grant.claim not in met),
        ungranted=ungranted,
        restored=_restored_before(posted, ungranted, matched),
    )


def _at_face(money: Money) -> Money:
    assert money.face is not None
    return Money.exactly(money.face, money.currency)


def _excess(granted: Money, ceiling: Money | None) -> Money | None:
    if ceiling is None or granted.face is None or ceiling.face is None:
        return None
    above = granted - ceiling
    return above if above.face is not None and above.face > 0 else None


def _ceiling(posted: Posted, used: list[Entry], currency: str) -> Money | None:
    """The ceilings raised for the pots from which the year's packages are drawn."""
    pots = {entry.source for entry in used}
    raised = [
        movement.money
        for movement in posted.movements
        if movement.entry.type is EntryType.RAISE_CEILING and movement.target in pots
    ]
    return total(raised, currency) if raised else None


def _restored_before(
    posted: Posted, ungranted: Sequence[Entry], matched: Sequence[Matched]
) -> tuple[str, ...]:
    """Revaluations that gave authority back before a package that no grant covers wholly."""
    days = [entry.begins for entry in ungranted]
    days += [pair.used_on for pair in matched if pair.rest.face]
    if not days:
        return ()
    return tuple(
        movement.entry.id
        for movement in posted.movements
        if movement.entry.type is EntryType.REVALUE
        and movement.source is World.REVALUATION
        and movement.entry.begins <= max(days)
    )
