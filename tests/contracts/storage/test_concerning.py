"""An answer stands until a record concerns it: at that vintage it is what it is at the newest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from generated_claims import FIRST, PAIRS, days, places, records
from hypothesis import given, settings
from hypothesis import strategies as st

from aidledger.ledger import concerning
from aidledger.ledger.book import RecordBook
from aidledger.ledger.concerning import last_concerning
from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.storage.sqlite import SqliteStorage
from aidledger.model.accounts import Account, AccountStage, World
from aidledger.model.claims import AmountClaim
from aidledger.model.entries import Entry, EntryType
from aidledger.model.money import Money
from aidledger.model.parties import Named
from aidledger.model.records import (
    Citation,
    ClaimRecord,
    DocumentRecord,
    EntryRecord,
    JudgementRecord,
    Record,
    SameThing,
    TermRecord,
)
from aidledger.publishing.plain import plain
from aidledger.questions.burndown import burndown
from aidledger.questions.remaining import remaining

ON = FIRST + timedelta(days=12)
POT = Named("pot", "pot")
CITED = Citation(document="d-0", start=0, end=1)


@st.composite
def further(draw: st.DrawFn) -> Record:
    """What the records about claims alone leave out: entries, terms, documents, links."""
    kind, number, said = draw(st.integers(0, 4)), draw(places), draw(days)
    donor, recipient = draw(st.sampled_from(PAIRS))
    if kind == 0:
        return EntryRecord(
            asserted_on=said,
            entry=Entry(
                id=f"e-{number}", type=EntryType.ENACT, source=World.LEGISLATURE,
                target=Account(donor=donor, recipient=recipient, envelope="pot", channel="way",
                               stage=AccountStage.APPROPRIATED),
                money=Money.exactly(Decimal(draw(st.sampled_from([9, 18]))), "USD"),
                begins=FIRST, ends=FIRST,
            ),
            citation=CITED,
        )  # fmt: skip
    if kind == 1:
        return TermRecord(
            asserted_on=said, id=f"t-{number}", donor=donor,
            recipient=draw(st.sampled_from([None, recipient])), due=date(2025, 1, number + 1),
            event="end", legal=True, citation=CITED,
        )  # fmt: skip
    if kind == 2:
        return DocumentRecord(
            asserted_on=said, id=f"d-{number}", title=None, publisher="P", url=None, language="en",
            characters=1,
        )  # fmt: skip
    if kind == 3:
        claim = draw(records().filter(is_amount))
        assert isinstance(claim, ClaimRecord)
        return replace(claim, claim=replace(claim.claim, envelope=POT, channel=(POT,)))
    return JudgementRecord(
        asserted_on=said, id=f"J-{number}", left=f"c-{number}",
        right=f"{draw(st.sampled_from('ce'))}-{draw(places)}",
        verdict=draw(st.sampled_from(SameThing)), score=None, reasons=(), by="somebody",
    )  # fmt: skip


def is_amount(record: Record) -> bool:
    return isinstance(record, ClaimRecord) and isinstance(record.claim, AmountClaim)


def possible(history: list[Record]) -> Iterator[Record]:
    """A history without judgements on what is not there yet, or on a thing and itself."""
    seen: set[str] = set()
    for record in history:
        if isinstance(record, JudgementRecord) and (
            record.left == record.right or not {record.left, record.right or record.left} <= seen
        ):
            continue
        seen.add(record.key)
        yield record


def said(book: RecordBook, pair: tuple[str, str], known: date | None, vintage: int) -> list[Any]:
    """What the answers about a pair say, the names of the vintage apart."""
    view = book.view(known, by=KnownBy.ASSERTED, vintage=vintage)
    answers = [plain(remaining(view, *pair, ON)), *map(plain, burndown(view, *pair, ON))]
    for answer in answers:
        del answer["pin"]
    text = re.sub(r"(/asserted)/\d+", r"\1", json.dumps(answers, ensure_ascii=False))
    return list(json.loads(text))


@pytest.mark.parametrize("few", [0, 1_000], ids=["by index", "one by one"])
def test_an_answer_stands_until_a_record_concerns_it(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concerning, "_FEW", few)
    numbers = count()
    stood = 0

    with TemporaryDirectory() as folder:

        @settings(max_examples=60, deadline=None)
        @given(
            st.lists(
                st.one_of(records(), further()), min_size=4, max_size=24,
                unique_by=lambda item: (item.type, item.key),
            ),
            st.one_of(st.none(), days),
        )  # fmt: skip
        def law(history: list[Record], known: date | None) -> None:
            nonlocal stood
            book = RecordBook(SqliteStorage(Path(folder) / f"{next(numbers)}.db", create=True))
            batches = list(possible(history))
            stands = dict.fromkeys(PAIRS, 0)
            for number in range(0, len(batches), 3):
                moment = datetime(2024, 11, 1, 12, tzinfo=UTC) + timedelta(days=number)
                since = number + 1
                newest = book.append(batches[number : number + 3], moment).vintage
                for pair in PAIRS:
                    whole = last_concerning(book.storage, pair, up_to=newest) or 0
                    found = last_concerning(book.storage, pair, up_to=newest, since=since)
                    stands[pair] = found or stands[pair]
                    assert whole == stands[pair]
                    stood += whole < newest
                    assert said(book, pair, known, whole) == said(book, pair, known, newest)
            book.close()

        law()
    assert stood > 50  # answers did stand, so that something was compared
