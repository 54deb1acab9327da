"""A person's word on what was read: what it changes, what it leaves, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from aidledger.catalogue import load_catalogue
from aidledger.ledger.book import RecordBook
from aidledger.ledger.reviewing import Reviewed
from aidledger.model.claims import AmountClaim
from aidledger.model.errors import AidledgerError
from aidledger.model.evidence import Document
from aidledger.model.records import ClaimRecord, WithdrawalReason
from aidledger.questions.queue import Waiting, queue
from aidledger.reading.pipeline import read_document
from aidledger.workflows.judging import judge_new, withdraw
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.reviewing import (
    Missed,
    accept,
    correct,
    item_named,
    note,
    record_claim,
    reject,
)
from aidledger.workflows.verifying import verify
from aidledger.workflows.word import Word

DAY = date(2024, 11, 13)
NOW = datetime(2026, 12, 1, tzinfo=UTC)
TEXT = (
    "About $9 billion of US aid for Ukraine remains to be allocated, officials said. "
    "The minister met the delegation in Oslo. Norway’s aid, 40\u202fmillion dollars, was in "
    "nobody's sentence."
)


def word(by: str = "anna", reason: str | None = None) -> Word:
    return Word(by=by, now=NOW, reason=reason)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "reviewed.aidledger") as made:
        document = Document(text=TEXT, language="en", published=DAY, publisher="Courier")
        made.add(read_document(document, load_catalogue()))
        yield made


def nine(ledger: Ledger) -> str:
    (said,) = ledger.remaining("US", "UA", on=DAY).said
    return said.id


def state(ledger: Ledger, name: str) -> Reviewed:
    record = found(ledger.book, name)
    return ledger.view().reviewed(record)


def found(book: RecordBook, name: str) -> ClaimRecord:
    one = book.find("claim", name)
    assert one is not None
    assert isinstance(one.record, ClaimRecord)
    return one.record


def test_a_correction_changes_answers_from_its_vintage_on(ledger: Ledger) -> None:
    name = nine(ledger)
    before = ledger.remaining("US", "UA", on=DAY, known=DAY)
    correct(ledger.book, name, ["stated=8000000000", "qualifier=exact"], word(reason="misprint"))
    after = ledger.remaining("US", "UA", on=DAY, known=DAY)
    assert [item.stated.face for item in after.said] == [Decimal("8000000000")]
    assert after.said[0].stated.strict.low == Decimal("7500000000")
    assert after.said[0].reviewed is Reviewed.CORRECTED
    assert before.said[0].reviewed is Reviewed.MACHINE
    again = ledger.remaining("US", "UA", on=DAY, known=DAY, vintage=before.pin.vintage)
    assert again == before
    assert found(ledger.book, name).claim.quote == "About $9 billion"
    assert verify(ledger).differences == ()


def test_a_rejected_claim_is_in_no_answer_and_stays_readable(ledger: Ledger) -> None:
    name = nine(ledger)
    made = reject(ledger.book, name, word(reason="a quotation of an old figure"))
    assert ledger.remaining("US", "UA", on=DAY).said == ()
    explained = ledger.why(name)
    assert explained.reviewed is Reviewed.REJECTED
    assert [below.name for below in explained.because] == [made]
    assert explained.because[0].record is not None


def test_deciding_and_undoing_changes_nothing(ledger: Ledger) -> None:
    name = nine(ledger)
    for known in (DAY, None):
        before = ledger.remaining("US", "UA", on=DAY, known=known)
        made = reject(ledger.book, name, word())
        withdraw(ledger.book, made, WithdrawalReason.UNDONE, "anna", NOW)
        after = ledger.remaining("US", "UA", on=DAY, known=known)
        assert after.said == before.said
    # The undoing can itself be undone.
    withdraw(ledger.book, f"W-{ledger.view().knowledge.vintage}", WithdrawalReason.UNDONE, "b", NOW)
    assert ledger.remaining("US", "UA", on=DAY).said == ()


def test_reviewers_who_disagree_are_both_kept_and_neither_wins(ledger: Ledger) -> None:
    name = nine(ledger)
    accept(ledger.book, name, word("anna"))
    assert state(ledger, name) is Reviewed.ACCEPTED
    reject(ledger.book, name, word("boris"))
    assert state(ledger, name) is Reviewed.CONTESTED
    assert [item.id for item in ledger.remaining("US", "UA", on=DAY).said] == [name]
    first = queue(ledger.view(), 5).items[0]
    assert (first.waits, first.name) == (Waiting.CONTESTED, name)
    assert {review.by for review in first.said} == {"anna", "boris"}
    # The same person's second word takes the place of the first.
    accept(ledger.book, name, word("boris"))
    assert state(ledger, name) is Reviewed.ACCEPTED
    assert len(ledger.view().words_on(name).verdicts) == 2


def test_a_note_decides_nothing(ledger: Ledger) -> None:
    name = nine(ledger)
    note(ledger.book, name, word(reason="ask the ministry"))
    assert state(ledger, name) is Reviewed.MACHINE
    assert item_named(ledger.book, name).said[0].reason == "ask the ministry"


def test_a_claim_that_was_missed_is_recorded_by_its_words(ledger: Ledger) -> None:
    document = found(ledger.book, nine(ledger)).document
    # A plain space finds the narrow no-break space of the text, an ASCII apostrophe a curly one.
    missed = Missed(
        document=document[:8], words="Norway's aid, 40 million dollars", kind="amount",
        fields=("donor=Norway", "recipient=Ukraine", "nature=flow", "stage=pledged"),
    )  # fmt: skip
    name = record_claim(ledger.book, missed, word(reason="the verb is in no sentence"))
    record = found(ledger.book, name)
    claim = record.claim
    assert isinstance(claim, AmountClaim)
    assert claim.quote == "Norway’s aid, 40\u202fmillion dollars"
    assert TEXT[claim.start : claim.end] == claim.quote
    assert (claim.stated, claim.currency, claim.rule) == (Decimal(40_000_000), "USD", "person")
    assert claim.donor is not None
    assert claim.donor[0].id == "NO"
    assert record.asserted_on == DAY
    assert state(ledger, name) is Reviewed.RECORDED
    assert ledger.why(name).because[0].record is not None
    assert verify(ledger).differences == ()
    other = record_claim(ledger.book, missed, word())
    assert other != name, "the same words can state a second claim"


def test_a_meeting_is_recorded_with_its_own_fields(ledger: Ledger) -> None:
    missed = Missed(
        document=found(ledger.book, nine(ledger)).document,
        words="The minister met the delegation in Oslo", kind="meeting",
        fields=("participants=Norway, Ukraine", "status=held", "place=Oslo", "date=2024-11-12"),
    )  # fmt: skip
    name = record_claim(ledger.book, missed, word())
    plain = found(ledger.book, name).claim
    assert plain.sentence.start == TEXT.index("The minister")


@pytest.mark.parametrize(
    ("words", "kind", "fields", "code"),
    [
        ("forty million", "amount", (), "QUOTE_NOT_FOUND"),
        ("aid", "amount", (), "QUOTE_AMBIGUOUS"),
        ("in Oslo", "picnic", (), "KIND_UNKNOWN"),
        ("in Oslo", "meeting", (), "FIELD_MISSING"),
        ("in Oslo", "amount", (), "FIELD_MISSING"),
        ("in Oslo", "amount", ("stated=many",), "FIELD_VALUE"),
        ("in Oslo", "amount", ("stated=NaN",), "FIELD_VALUE"),
        ("in Oslo", "amount", ("stated=5", "donor=Atlantis"), "ACTOR_UNKNOWN"),
        ("in Oslo", "amount", ("stated=5", "stage=promised"), "FIELD_CHOICE"),
        ("in Oslo", "amount", ("stated=5", "channel=smuggling"), "FIELD_CHOICE"),
        ("in Oslo", "amount", ("stated=5", "since=2024-02-30"), "DATE_IMPOSSIBLE"),
        ("in Oslo", "amount", ("stated=5", "quote=x"), "FIELD_FIXED"),
        ("in Oslo", "amount", ("stated=5", "donors=FR"), "FIELD_UNKNOWN"),
        ("in Oslo", "amount", ("stated",), "FIELD_WORDS"),
        ("in Oslo", "amount", ("stated=5", "strict=[9,8]"), "FIELD_VALUE"),
    ],
)
def test_what_cannot_be_recorded_leaves_the_record_as_it_was(
    ledger: Ledger, words: str, kind: str, fields: tuple[str, ...], code: str
) -> None:
    document = found(ledger.book, nine(ledger)).document
    before = ledger.view().knowledge.vintage
    with pytest.raises(AidledgerError) as raised:
        missed = Missed(document=document, words=words, kind=kind, fields=fields)
        record_claim(ledger.book, missed, word())
    assert raised.value.code == code
    assert ledger.view().knowledge.vintage == before


def test_a_word_on_nothing_is_refused(ledger: Ledger) -> None:
    with pytest.raises(AidledgerError) as raised:
        accept(ledger.book, "c-none", word())
    assert raised.value.code == "NAME_UNKNOWN"
    with pytest.raises(AidledgerError) as raised:
        correct(ledger.book, nine(ledger), ["stated=9000000000"], word())
    assert raised.value.code == "CORRECTION_EMPTY"
    with pytest.raises(AidledgerError) as raised:
        judge_new(ledger.book, nine(ledger), "anna", NOW)
    assert raised.value.code == "FLOW_NOT_BOOKABLE"
    with pytest.raises(AidledgerError) as raised:
        record_claim(ledger.book, Missed(document="atlas", words="x", kind="item"), word())
    assert raised.value.code == "DOCUMENT_UNKNOWN"


def test_only_claims_are_accepted_or_rejected(ledger: Ledger) -> None:
    made = accept(ledger.book, nine(ledger), word())
    with pytest.raises(AidledgerError) as raised:
        reject(ledger.book, made, word())
    assert (raised.value.code, raised.value.details["type"]) == ("NOT_A_CLAIM", "review")
    assert note(ledger.book, made, word(reason="see the minutes")).startswith("R-")


def test_a_correction_can_move_a_claim_to_another_question(ledger: Ledger) -> None:
    name = nine(ledger)
    correct(ledger.book, name, ["nature=flow", "stage=allocated"], word())
    answer = ledger.remaining("US", "UA", on=DAY)
    assert answer.said == ()
    assert [flow.claim for flow in answer.waiting] == [name]
    assert answer.waiting[0].reviewed is Reviewed.CORRECTED


def test_a_retracted_document_speaks_no_longer_from_that_day(ledger: Ledger) -> None:
    document = found(ledger.book, nine(ledger)).document
    withdraw(
        ledger.book, document, WithdrawalReason.RETRACTED_BY_SOURCE, "anna", NOW,
        on=date(2024, 11, 20),
    )  # fmt: skip
    assert ledger.remaining("US", "UA", on=DAY, known=date(2024, 11, 19)).said
    assert not ledger.remaining("US", "UA", on=DAY, known=date(2024, 11, 20)).said
    assert verify(ledger).differences == ()
