"""Small random records about few claims, so that they meet: what contracts are tried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.claims import AmountClaim, Claim, DeadlineClaim, Nature
from aidledger.model.evidence import Span
from aidledger.model.parties import Named
from aidledger.model.records import (
    ClaimRecord,
    JudgementRecord,
    Record,
    ReviewRecord,
    ReviewVerdict,
    SameThing,
    WithdrawalReason,
    WithdrawalRecord,
)

FIRST = date(2024, 11, 1)
LETTERS = {"claim": "c", "document": "d", "judgement": "J", "review": "R", "withdrawal": "W"}
PAIRS = (("US", "UA"), ("FR", "UA"), ("FR", "SD"))

places = st.integers(0, 5)
days = st.one_of(st.none(), st.integers(0, 20).map(lambda n: FIRST + timedelta(days=n)))
names = st.lists(st.sampled_from(["US", "FR"]), min_size=1, max_size=2, unique=True)
receivers = st.lists(st.sampled_from(["UA", "SD"]), min_size=1, max_size=2, unique=True)


def named(found: list[str]) -> tuple[Named, ...]:
    return tuple(Named(name, name) for name in found)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    number, place = draw(places), draw(places)
    common = {"id": f"c-{number}", "quote": "9", "start": 0, "end": 1, "sentence": Span(0, 1),
              "rule": "test/1"}  # fmt: skip
    if draw(st.booleans()):
        day = draw(days)
        return DeadlineClaim(**common, date=None if day is None else day.isoformat(), event="end")
    interval = Interval.exactly(9)
    return AmountClaim(
        **common, stated=Decimal(9), currency="USD", qualifier=Qualifier.EXACT, strict=interval,
        lenient=interval, about_aid=draw(st.booleans()), nature=draw(st.sampled_from(Nature)),
        donor=named(draw(names)), recipient=named(draw(receivers)),
        deadline=draw(st.sampled_from([None, "2024-11-09", "2024-11"])),
        restates=draw(st.sampled_from([None, f"c-{place}"])),
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Record:
    kind, number, target = draw(st.integers(0, 5)), draw(places), draw(places)
    said = draw(days)
    if kind < 3:
        claim = draw(claims())
        return ClaimRecord(asserted_on=said, document=f"d-{target}", claim=claim)
    if kind == 3:
        return JudgementRecord(
            asserted_on=said, id=f"J-{number}", left=f"c-{target}", right=None,
            verdict=draw(st.sampled_from(SameThing)), score=None, reasons=(), by="somebody",
        )  # fmt: skip
    if kind == 4:
        verdict = draw(st.sampled_from(ReviewVerdict))
        corrected = None
        if verdict is ReviewVerdict.CORRECT:
            corrected = replace(draw(claims()), id=f"c-{target}")
        return ReviewRecord(
            asserted_on=said, id=f"R-{number}", target=f"c-{target}", corrected=corrected,
            verdict=verdict, reason=None, by=draw(st.sampled_from(["one", "another"])),
        )  # fmt: skip
    target_type = draw(st.sampled_from(sorted(LETTERS)))
    letter = LETTERS[target_type]
    return WithdrawalRecord(
        asserted_on=said, id=f"W-{number}", target_type=target_type, target=f"{letter}-{target}",
        replacement=None, reason=WithdrawalReason.UNDONE, by="somebody",
    )  # fmt: skip
