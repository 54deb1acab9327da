"""Documents made by rule for measuring the ledger: no press text, the same at every run.

A document has 30 sentences and a claim in each, about as many of a kind as the reader finds
in announcements of aid: 11 amounts (7 flows, 3 balances, 1 that restates a balance), 7 goods,
4 statements, 3 offices, 3 meetings, 2 deadlines. Donors are drawn unevenly: of 100 documents
30 are about the United States and Ukraine, the others about nineteen other donors. Days run
over three years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.claims import (
    AmountClaim,
    Claim,
    DeadlineClaim,
    ItemClaim,
    MeetingClaim,
    MeetingStatus,
    Nature,
    SpeechMode,
    Stage,
    StatementClaim,
    TenureClaim,
    claim_id,
)
from aidledger.model.evidence import Document, Span
from aidledger.model.parties import Named

FIRST_DAY = date(2022, 2, 24)
DAYS = 1_000
CLAIMS = 30
_DONORS = (
    "US", "GB", "DE", "FR", "CA", "NL", "PL", "SE", "NO", "DK", "JP", "IT", "ES", "FI", "BE",
    "CZ", "EE", "LT", "LV", "EU",
)  # fmt: skip
_UKRAINE = (Named("Ukraine", "UA", "Kyiv"),)
_BILLION = 10**9
# The press prints few different balances, each many times.
_BALANCES = (Decimal(9_000_000_000), Decimal(7_100_000_000), Decimal(6_500_000_000))
_KINDS = (
    ("amount", 11), ("item", 18), ("statement", 22), ("tenure", 25), ("meeting", 28),
    ("deadline", CLAIMS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A document and its claims, as a reader would give them."""

    document: Document
    claims: tuple[Claim, ...]


def made_documents(count: int, *, donors: tuple[str, ...] = _DONORS) -> Iterator[Made]:
    """Documents 0 to `count`.

    Args:
        donors: the first is named by three documents in ten, or by all where it is alone.
    """
    for number in range(count):
        share = number * 7919 % 100
        donor = donors[0] if share < 30 else donors[share % len(donors)]
        yield _made(number, donor)


def _made(number: int, donor: str) -> Made:
    day = FIRST_DAY + timedelta(days=number * 613 % DAYS)
    sentences = [
        f"Sentence {place} of report {number}: a sum of {number % 900 + place} million dollars, "
        f"or a word about it, in the name of {donor} and for Ukraine, on a day like others."
        for place in range(CLAIMS)
    ]
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 1)
    text = "\n".join(sentences)
    document = Document(
        text=text, published=day, language="en", title=f"Report {number}", publisher="Made"
    )
    claims: list[Claim] = []
    for place, sentence in enumerate(sentences):
        claims.append(_claim(document, claims, place, starts[place], sentence, donor, day))
    return Made(document, tuple(claims))


def _claim(
    document: Document, before: list[Claim], place: int, start: int, words: str, donor: str,
    day: date,
) -> Claim:  # fmt: skip
    kind = _kind(place)
    common = {
        "id": claim_id(document.id, kind, start, start + 30, 0),
        "quote": words[:30],
        "start": start,
        "end": start + 30,
        "sentence": Span(start, start + len(words)),
        "rule": f"made.{kind}/1",
    }
    giver = (Named(donor, donor, donor),)
    if kind == "amount":
        return _amount(common, before, place, giver, day)
    if kind == "statement":
        return StatementClaim(
            **common, speaker=Named("A speaker", None, "he"), mode=SpeechMode.INDIRECT, cue="say"
        )
    if kind == "item":
        return ItemClaim(
            **common, item="armoured vehicles", quantity=Decimal(place), donor=giver,
            recipient=_UKRAINE,
        )  # fmt: skip
    if kind == "meeting":
        return MeetingClaim(
            **common, participants=(*giver, *_UKRAINE), place="Brussels", date=day.isoformat(),
            status=MeetingStatus.HELD,
        )  # fmt: skip
    if kind == "deadline":
        due = day + timedelta(days=68)
        return DeadlineClaim(**common, date=due.isoformat(), event="a day by which it is due")
    return TenureClaim(**common, person=Named("A. Person"), office=Named("minister"))


def _kind(place: int) -> str:
    for kind, until in _KINDS:
        if place < until:
            return kind
    raise ValueError(place)


def _amount(
    common: dict[str, object], before: list[Claim], place: int, giver: tuple[Named, ...], day: date
) -> AmountClaim:
    balance = place >= 7
    flow = Decimal(_BILLION + place * 25_000_000 + day.toordinal() % 97 * 1_000_000)
    value = _BALANCES[place % len(_BALANCES)] if balance else flow
    interval = Interval(value * Decimal("0.95"), value * Decimal("1.05"))
    restates = before[7].id if place == 10 else None
    return AmountClaim(
        **common, stated=value, currency="USD", qualifier=Qualifier.ABOUT, strict=interval,
        lenient=interval, about_aid=True, nature=Nature.BALANCE if balance else Nature.FLOW,
        stage=Stage.REMAINING if balance else Stage.ALLOCATED,
        donor=None if restates else giver, recipient=None if restates else _UKRAINE,
        restates=restates,
    )  # type: ignore[arg-type]  # fmt: skip
