"""Texts read again, articles changed at their address: the old stays, the difference is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from aidledger.catalogue import load_catalogue
from aidledger.ledger.reviewing import Reviewed
from aidledger.model.claims import AmountClaim
from aidledger.model.evidence import Document
from aidledger.model.records import (
    ClaimRecord,
    ReadingChange,
    RereadingRecord,
)
from aidledger.questions.queue import Waiting, queue
from aidledger.reading.pipeline import read_document
from aidledger.reading.text import Reading
from aidledger.workflows.adding import Added
from aidledger.workflows.judging import judge_new
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.rereading import Reread, reread
from aidledger.workflows.reviewing import (
    Missed,
    accept,
    correct,
    item_named,
    record_claim,
    reject,
)
from aidledger.workflows.verifying import verify
from aidledger.workflows.word import Word

DAY = date(2024, 11, 13)
NOW = datetime(2026, 12, 1, tzinfo=UTC)
ANNA = Word(by="anna", now=NOW)
URL = "https://courier.example/aid"
TEXT = (
    "About $9 billion of US aid for Ukraine remains to be allocated, officials said.\n\n"
    "US Secretary of State Antony Blinken met NATO Secretary General Mark Rutte in Brussels on "
    "Wednesday.\n\n"
    "Germany pledged 40 million euros to Moldova on Tuesday."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "reread.aidledger") as made:
        yield made


def reading(text: str = TEXT, published: date | None = DAY) -> Reading:
    document = Document(text=text, language="en", published=published, publisher="Courier", url=URL)
    return read_document(document, load_catalogue())


def read_by_an_older_reader(found: Reading) -> Reading:
    """The same text as a reader had it that took billions for millions, missed the meeting, and
    saw a sum where none is."""
    claims = []
    for claim in found.claims:
        if isinstance(claim, AmountClaim) and claim.currency == "USD":
            claim = replace(claim, stated=Decimal(9_000_000), rule="money.figure/0")
            extra = replace(claim, id="c-0000000000000000", quote="US", start=TEXT.index("US"),
                            end=TEXT.index("US") + 2)  # fmt: skip
            claims.append(extra)
        if claim.kind != "meeting":
            claims.append(claim)
    return Reading(found.document, tuple(claims), found.issues)


def again(ledger: Ledger) -> Reread:
    return reread(ledger.book, None, "a newer reader", NOW)


def change(found: Reread, kind: ReadingChange) -> RereadingRecord:
    (one,) = (item for item in found.found if item.change is kind)
    return one


def test_reading_again_with_the_same_rules_finds_nothing(ledger: Ledger) -> None:
    ledger.add(reading())
    vintage = ledger.view().knowledge.vintage
    found = again(ledger)
    assert (found.found, found.vintage) == ((), vintage)
    assert found.unchanged == len(reading().claims)


def test_what_reads_otherwise_is_shown_and_old_claims_stand(ledger: Ledger) -> None:
    ledger.add(read_by_an_older_reader(reading()))
    before = ledger.remaining("US", "UA", on=DAY)
    found = again(ledger)
    assert {item.change for item in found.found} == set(ReadingChange)
    assert found.recorded == 3
    after = ledger.remaining("US", "UA", on=DAY)
    assert (after.said, after.waiting) == (before.said, before.waiting)
    twice = again(ledger)
    assert (twice.found, twice.recorded, twice.vintage) == (found.found, 0, found.vintage)
    waiting = [item for item in queue(ledger.view(), 99).items if item.waits is Waiting.REREAD]
    assert {item.name for item in waiting} == {item.id for item in found.found}
    shown = item_named(ledger.book, change(found, ReadingChange.CHANGED).id)
    assert isinstance(shown.proposed, AmountClaim)
    assert shown.proposed.stated == Decimal(9_000_000_000)
    assert verify(ledger).differences == ()


def test_a_person_decides_each_difference(ledger: Ledger) -> None:
    ledger.add(read_by_an_older_reader(reading()))
    vintage = ledger.view().knowledge.vintage
    before = ledger.remaining("US", "UA", on=DAY)
    found = again(ledger)
    wanted = (ReadingChange.CHANGED, ReadingChange.GONE, ReadingChange.ADDED)
    changed, gone, added = (change(found, kind) for kind in wanted)
    accept(ledger.book, changed.id, ANNA)
    accept(ledger.book, gone.id, ANNA)
    (said,) = ledger.remaining("US", "UA", on=DAY).said
    assert (said.stated.face, said.reviewed) == (Decimal(9_000_000_000), Reviewed.CORRECTED)
    accept(ledger.book, added.id, ANNA)
    assert ledger.view().claim(added.target) is not None
    assert again(ledger).found == ()
    assert ledger.remaining("US", "UA", on=DAY, vintage=vintage) == before
    assert verify(ledger).differences == ()


def test_a_difference_refused_is_not_offered_again(ledger: Ledger) -> None:
    ledger.add(read_by_an_older_reader(reading()))
    found = again(ledger)
    reject(ledger.book, change(found, ReadingChange.CHANGED).id, ANNA)
    assert {item.change for item in again(ledger).found} == {
        ReadingChange.GONE, ReadingChange.ADDED,
    }  # fmt: skip
    (said, *_) = ledger.remaining("US", "UA", on=DAY).said
    assert said.stated.face == Decimal(9_000_000)


def test_decisions_are_carried_over(ledger: Ledger) -> None:
    old = read_by_an_older_reader(reading())
    ledger.add(old)
    new = {claim.id: claim for claim in reading().claims}
    wrong = next(c for c in old.claims if isinstance(c, AmountClaim) and c.id in new
                 and c.currency == "USD")  # fmt: skip
    # What people had put right by hand is what the newer reader finds.
    correct(ledger.book, wrong.id, ["stated=9000000000", "strict=[8500000000,9500000000]"], ANNA)
    reject(ledger.book, "c-0000000000000000", ANNA)
    found = again(ledger)
    assert {item.change for item in found.found} <= {ReadingChange.ADDED, ReadingChange.CHANGED}
    assert found.settled >= 1
    record = ledger.book.find(ClaimRecord.type, wrong.id)
    assert record is not None
    assert isinstance(record.record, ClaimRecord)
    assert ledger.view().reviewed(record.record) is Reviewed.CORRECTED


def test_a_claim_that_a_person_recorded_is_not_missed_by_the_reader(ledger: Ledger) -> None:
    ledger.add(reading())
    missed = Missed(document=reading().document.id, words="officials said", kind="deadline",
                    fields=("event=none said", "date=2025-01-20"))  # fmt: skip
    record_claim(ledger.book, missed, ANNA)
    assert again(ledger).found == ()


def changed_article(ledger: Ledger, published: date = date(2024, 11, 14)) -> Added:
    ledger.add(reading())
    text = TEXT.replace("About $9 billion", "About $7 billion").replace(
        "\n\nGermany pledged 40 million euros to Moldova on Tuesday.", ""
    )
    return ledger.add(reading(text, published))


def test_an_article_changed_at_its_address_is_a_version_and_its_difference_is_told(
    ledger: Ledger,
) -> None:
    added = changed_article(ledger)
    assert added.is_new
    assert added.replaces == reading().document.id
    told = added.difference
    assert told is not None
    assert [(old.quote, new.quote) for old, new in told.changed if old.kind == "amount"] == [
        ("About $9 billion", "About $7 billion")
    ]
    assert "40 million euros" in {claim.quote for claim in told.gone}
    assert told.same
    # Each text counts on its days, and the old one stays readable.
    before = ledger.remaining("US", "UA", on=DAY, known=DAY)
    assert [item.words for item in before.said] == ["About $9 billion"]
    after = ledger.remaining("US", "UA", on=DAY, known=date(2024, 11, 14))
    assert [item.words for item in after.said] == ["About $7 billion"]
    assert ledger.why(before.said[0].id).evidence is not None
    assert verify(ledger).differences == ()


def test_what_a_changed_article_still_says_stays_judged(ledger: Ledger) -> None:
    text = (
        "The Pentagon announced a package of $100 million in military aid for Ukraine through the "
        "Ukraine Security Supplemental Appropriations Act and USAI."
    )
    ledger.add(reading(text))
    (flow,) = ledger.remaining("US", "UA", on=DAY).waiting
    judge_new(ledger.book, flow.claim, "anna", datetime.now(UTC))
    before = sums(ledger)
    added = ledger.add(reading(f"{text} It leaves by rail.", date(2024, 11, 14)))
    assert added.replaces is not None
    assert sums(ledger) == before
    assert ledger.remaining("US", "UA", on=date(2024, 11, 14)).waiting == ()


def sums(ledger: Ledger) -> list[tuple[object, ...]]:
    rows = ledger.totals("US", "UA", on=date(2024, 12, 1)).rows
    return [(row.stage, row.channel, row.reached.face) for row in rows]


def test_a_changed_article_that_keeps_its_day_is_known_from_its_recording(ledger: Ledger) -> None:
    changed_article(ledger, published=DAY)
    assert [item.words for item in ledger.remaining("US", "UA", on=DAY, known=DAY).said] == [
        "About $9 billion"
    ]


def test_the_same_text_at_its_address_is_no_version(ledger: Ledger) -> None:
    ledger.add(reading())
    added = ledger.add(reading())
    assert (added.is_new, added.replaces) == (False, None)
