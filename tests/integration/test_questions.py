"""Questions whose answers are rows: over the worked record from cases, and their laws."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from aidledger.catalogue import load_catalogue
from aidledger.model.claims import (
    Claim,
    DeadlineClaim,
    DenialClaim,
    DenialScope,
    HandoverClaim,
    HandoverScope,
    HandoverStatus,
    MeetingClaim,
    MeetingFormat,
    MeetingStatus,
    PromiseClaim,
    RestrictionClaim,
    RestrictionStatus,
    TenureClaim,
    TenureStatus,
)
from aidledger.model.evidence import Document, Span
from aidledger.model.money import Money
from aidledger.model.parties import Named
from aidledger.model.records import ClaimRecord, DocumentRecord, Record
from aidledger.publishing.plain import plain
from aidledger.publishing.row_tables import row_tables
from aidledger.publishing.rows_page import print_rows
from aidledger.publishing.tables import delimited
from aidledger.questions.asked import QUESTIONS
from aidledger.questions.rows import Row, RowsAnswer, Subject
from aidledger.reading.pipeline import read_document
from aidledger.workflows.asking import AsKnown, ask_rows
from aidledger.workflows.judging import split
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.word import Word

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "ledger" / "questions.yml").read_text(encoding="utf-8")
)
BILLION = Decimal(10**9)
DAY = date(2024, 11, 13)
US_TO_UA = Subject(donor="US", recipient="UA", on=DAY, forecast=True)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = open_ledger(tmp_path_factory.mktemp("questions") / "us.aidledger")
    made.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
    for path in sorted((ROOT / "examples" / "articles").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        document = Document(text=text, published=DAY, publisher="aidledger examples")
        made.add(read_document(document, load_catalogue()))
    return made


def asked(ledger: Ledger, case: dict[str, Any]) -> RowsAnswer:
    subject = Subject(
        on=case.get("on"), donor=case.get("donor"), recipient=case.get("recipient"),
        days=case.get("days"),
    )  # fmt: skip
    return ask_rows(ledger, case["ask"], subject, AsKnown(known=case.get("known")))


def said(value: Any) -> Any:
    """A field of a row in the words of the cases."""
    if isinstance(value, Money):
        return None if value.face is None else float(round(value.face / BILLION, 9))
    if isinstance(value, tuple):
        return [said(one) for one in value]
    return getattr(value, "value", value)  # the word of a code


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['ask']}-{case.get('known', 'all')}-{case.get('on')}"
)
def test_the_worked_record_answers_as_its_case_says(ledger: Ledger, case: dict[str, Any]) -> None:
    answer = asked(ledger, case)
    if "rows" in case:
        assert len(answer.rows) == case["rows"]
    if "find" not in case:
        return
    found = [
        row
        for row in answer.rows
        if all(said(getattr(row, name)) == value for name, value in case["find"].items())
    ]
    assert len(found) == 1, [row.name for row in found]
    (row,) = found
    assert {name: said(getattr(row, name)) for name in case["is"]} == case["is"]
    if "parts" in case:
        wanted = case["parts"]
        assert [
            {name: said(getattr(part, name)) for name in wanted[0]} for part in row.parts
        ] == wanted
    if "seen" in case:
        seen = {one.measure.value: said(one.a_day) for one in row.seen}
        assert {name: seen[name] for name in case["seen"]} == case["seen"]
    if "challenges" in case:
        told = [f"{one.kind.value} {one.claim_day} {one.by_day}" for one in row.challenges]
        assert told == case["challenges"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_row_is_explained_down_to_its_records(ledger: Ledger, question: str) -> None:
    on = date(2025, 2, 1) if question in ("stale", "promises") else DAY
    subject = Subject(donor="US", recipient="UA", on=on)
    answer = ask_rows(ledger, question, subject, AsKnown(known=on))
    assert answer.rows
    for row in answer.rows[:40]:
        explained = ledger.why(row.name)
        if row.rests_on == (row.name,):
            assert explained.evidence is not None
            continue
        assert explained.line == row
        assert [below.name for below in explained.because] == list(dict.fromkeys(row.rests_on))


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_leaves_as_json_and_as_tables_of_whole_lines(
    ledger: Ledger, question: str
) -> None:
    on = date(2025, 2, 1) if question == "stale" else DAY
    answer = ask_rows(ledger, question, Subject(donor="US", recipient="UA", on=on))
    assert len(plain(answer)["rows"]) == len(answer.rows)
    for table in row_tables(answer):
        lines = list(csv.DictReader(io.StringIO(delimited(table, ","))))
        assert len(lines) == len(table.rows)
        assert None not in {key for line in lines for key in line}
    main = row_tables(answer)[0]
    assert main.columns[-1].name == "why"
    assert [line[-1] for line in main.rows] == [row.name for row in answer.rows]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_page_fits_a_terminal_and_uses_its_words(
    ledger: Ledger, question: str, language: str
) -> None:
    out = io.StringIO()
    console = Console(file=out, width=100, highlight=False, markup=False, emoji=False)
    subject = replace(US_TO_UA, on=date(2025, 2, 1)) if question == "stale" else US_TO_UA
    print_rows(console, ask_rows(ledger, question, subject), language)
    shown = out.getvalue()
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= 100
    assert len(shown.splitlines()) > 3


def test_a_forecast_is_made_only_where_it_is_asked_for(ledger: Ledger) -> None:
    as_known = AsKnown(known=DAY)
    plainly = ask_rows(ledger, "pace", Subject(donor="US", recipient="UA", on=DAY), as_known)
    asked_for = ask_rows(ledger, "pace", US_TO_UA, as_known)
    assert {row.forecast_left for row in plainly.rows} == {None}
    for row in asked_for.rows:
        least, most = row.seen[0].a_day, row.seen[-1].a_day
        left = row.forecast_left
        assert left.face is None
        assert left.strict.low == max(row.remaining.strict.low - most.strict.high * row.days, 0)
        assert left.strict.high == max(row.remaining.strict.high - least.strict.low * row.days, 0)


# Laws over any record: small worlds of claims about a few people on a few days.
FIRST = date(2024, 11, 1)
PEOPLE = tuple(Named(name, None) for name in ("Ann Ash", "Ben Bell", "Cleo Cox"))
BODIES = (Named("NATO", "NATO"), Named("United States", "US"), Named("Kremlin", "RU-KREM"))
OFFICES = (Named("Secretary General of NATO", "NATO-SG"), Named("Envoy", None))

numbers = st.integers(0, 11)
late = st.integers(0, 24).map(lambda n: FIRST + timedelta(days=n))
maybe_day = st.one_of(st.none(), late.map(date.isoformat))


@st.composite
def claims(draw: st.DrawFn, number: int) -> Claim:
    common: dict[str, Any] = {
        "id": f"c-{number}", "quote": "words", "start": number, "end": number + 5,
        "sentence": Span(0, 99), "rule": "test/1",
        "attributed_to": draw(st.sampled_from([(), (BODIES[2],), (PEOPLE[0],)])),
    }  # fmt: skip
    body, other = draw(st.sampled_from(BODIES)), draw(st.sampled_from(BODIES))
    kind = draw(st.integers(0, 6))
    if kind == 0:
        people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True))
        return MeetingClaim(
            **common, participants=tuple(people), date=draw(maybe_day),
            status=draw(st.sampled_from(MeetingStatus)),
            format=draw(st.sampled_from(MeetingFormat)),
        )  # fmt: skip
    if kind == 1:
        return TenureClaim(
            **common, person=draw(st.sampled_from((*PEOPLE, Named("Mark Rutte", "mark-rutte")))),
            office=draw(st.sampled_from(OFFICES)), status=draw(st.sampled_from(TenureStatus)),
        )  # fmt: skip
    if kind == 2:
        return RestrictionClaim(
            **common, issuer=body, target=None,
            object=draw(st.sampled_from(["long-range missiles", "missiles de longue portée",
                                         "tanks"])),
            status=draw(st.sampled_from(RestrictionStatus)),
        )  # fmt: skip
    if kind == 3:
        return HandoverClaim(
            **common, function="coordination", from_=body, to=other,
            scope=draw(st.sampled_from([None, *HandoverScope])),
            status=draw(st.sampled_from(HandoverStatus)), effective=draw(maybe_day),
        )  # fmt: skip
    if kind == 4:
        return DenialClaim(
            **common, denies=f"c-{draw(numbers)}", denied_by=body,
            scope=draw(st.sampled_from(DenialScope)),
        )  # fmt: skip
    if kind == 5:
        return DeadlineClaim(**common, date=draw(maybe_day), event="the end")
    return PromiseClaim(
        **common, by=body, content=draw(st.sampled_from(["every dollar", "ten tanks"])),
        deadline=draw(maybe_day),
    )  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> list[list[Record]]:
    """Documents, each with its claims, all said on the day of the document."""
    documents: list[list[Record]] = []
    number = 0
    for place in range(draw(st.integers(1, 4))):
        day = draw(late)
        name = f"d-{place}"
        records: list[Record] = [
            DocumentRecord(
                asserted_on=day, id=name, language="en", title=None,
                publisher=draw(st.sampled_from(["Courier", "Gazette"])), url=None, characters=99,
            )
        ]  # fmt: skip
        for _ in range(draw(st.integers(1, 4))):
            claim = draw(claims(number))
            records.append(ClaimRecord(asserted_on=day, document=name, claim=claim))
            number += 1
        documents.append(records)
    return documents


def recorded(path: Path, documents: Sequence[Sequence[Record]]) -> Ledger:
    made = open_ledger(path)
    for records in documents:
        made.book.append(records, datetime(2026, 1, 1, tzinfo=UTC))
    return made


def without_names(answer: RowsAnswer) -> list[dict[str, Any]]:
    """Rows but for the names by which they are asked about, which hold the vintage."""
    return [_without_names(row) for row in answer.rows]


def _without_names(row: Row) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    values["name"] = row.key
    if values.get("superseded_by"):
        values["superseded_by"] = values["superseded_by"].rsplit("/", 1)[-1]
    return values


ASKED = [name for name in QUESTIONS if name not in ("pace", "stale", "burden")]
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(world=worlds(), known=late, on=st.one_of(st.none(), late))
def test_what_is_said_later_changes_no_answer_as_known_before(
    tmp_path_factory: pytest.TempPathFactory,
    world: list[list[Record]],
    known: date,
    on: date | None,
) -> None:
    folder = tmp_path_factory.mktemp("laws")
    before = [records for records in world if records[0].asserted_on <= known]
    with recorded(folder / "all", world) as whole, recorded(folder / "some", before) as part:
        for question in ASKED:
            subject, as_known = Subject(on=on), AsKnown(known=known)
            first = ask_rows(part, question, subject, as_known)
            second = ask_rows(whole, question, subject, as_known)
            assert without_names(first) == without_names(second), question


@FEW
@given(world=worlds(), data=st.data())
def test_the_order_in_which_documents_come_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory, world: list[list[Record]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("order")
    other = data.draw(st.permutations(world))
    with recorded(folder / "one", world) as one, recorded(folder / "two", other) as two:
        for question in ASKED:
            first, second = (ask_rows(made, question, Subject()) for made in (one, two))
            assert without_names(first) == without_names(second), question


@FEW
@given(world=worlds())
def test_an_answer_at_a_vintage_is_the_same_for_ever(
    tmp_path_factory: pytest.TempPathFactory, world: list[list[Record]]
) -> None:
    folder = tmp_path_factory.mktemp("vintage")
    with recorded(folder / "grows", world[:1]) as grows:
        first = {question: ask_rows(grows, question, Subject()) for question in ASKED}
        for records in world[1:]:
            grows.book.append(records, datetime(2026, 1, 2, tzinfo=UTC))
        for question, answer in first.items():
            again = ask_rows(grows, question, Subject(), AsKnown(vintage=answer.pin.vintage))
            assert again == answer, question
            for row in answer.rows:
                assert grows.why(row.name).name == row.name


# One meeting in two texts, planned in the first and held in the second, and denied in a third.
def meeting(name: str, document: str, said_on: date, **fields: Any) -> list[Record]:
    claim = MeetingClaim(
        id=name, quote="words", start=0, end=5, sentence=Span(0, 9), rule="test/1",
        participants=PEOPLE[:2], **fields,
    )  # fmt: skip
    about = DocumentRecord(
        asserted_on=said_on, id=document, language="en", title=None, publisher=document, url=None,
        characters=9,
    )  # fmt: skip
    return [about, ClaimRecord(asserted_on=said_on, document=document, claim=claim)]


def test_a_meeting_planned_in_one_text_and_held_in_another_is_one_row(tmp_path: Path) -> None:
    day = date(2024, 11, 12)
    planned = meeting("c-1", "Courier", date(2024, 11, 10), status=MeetingStatus.PLANNED)
    held = meeting("c-2", "Gazette", day, status=MeetingStatus.HELD, date=day.isoformat())
    with recorded(tmp_path / "meetings", [held, planned]) as ledger:
        before = ask_rows(ledger, "meetings", Subject(), AsKnown(known=date(2024, 11, 11)))
        assert [row.state for row in before.rows] == ["planned"]
        (row,) = ask_rows(ledger, "meetings", Subject()).rows
        assert [(told.status, told.record) for told in row.history] == [
            ("planned", "c-1"), ("held", "c-2"),
        ]  # fmt: skip
        assert (row.state, row.day, row.sources, row.independent) == ("held", "2024-11-12", 2, 2)
        # A person who says that they are two meetings is heard.
        split(ledger.book, "c-1", "c-2", Word(by="anna", now=datetime(2026, 1, 2, tzinfo=UTC)))
        parted = ask_rows(ledger, "meetings", Subject()).rows
        assert sorted(row.state for row in parted) == ["held", "planned"]


def test_a_denial_by_a_party_that_it_later_confirms(tmp_path: Path) -> None:
    said, denied, admitted = (date(2024, 11, day) for day in (10, 11, 15))
    kremlin = BODIES[2]
    common: dict[str, Any] = {
        "status": MeetingStatus.HELD, "date": "2024-11-09",
    }  # fmt: skip
    claim = meeting("c-1", "Courier", said, **common)
    again = meeting("c-3", "Gazette", admitted, **common, attributed_to=(kremlin,))
    denial = DenialClaim(
        id="c-2", quote="words", start=0, end=5, sentence=Span(0, 9), rule="test/1",
        denies="c-1", denied_by=kremlin, scope=DenialScope.WHOLE,
    )  # fmt: skip
    talks = [
        replace(record, claim=replace(record.claim, participants=(PEOPLE[0], kremlin)))
        if isinstance(record, ClaimRecord) and isinstance(record.claim, MeetingClaim)
        else record
        for record in (*claim, *again)
    ]
    records = [*talks, ClaimRecord(asserted_on=denied, document="Courier", claim=denial)]
    with recorded(tmp_path / "denials", [records]) as ledger:
        statuses = {
            known: [
                row.status.value
                for row in ask_rows(ledger, "denials", Subject(), AsKnown(known=known)).rows
            ]
            for known in (said, denied, admitted)
        }
    # A text that speaks for itself is listed once somebody denies it.
    assert statuses == {
        said: [], denied: ["denied_by_party"], admitted: ["denied_then_confirmed"],
    }  # fmt: skip


def test_a_person_whom_the_catalogue_does_not_know_in_the_office_is_told(tmp_path: Path) -> None:
    claim = TenureClaim(
        id="c-1", quote="words", start=0, end=5, sentence=Span(0, 9), rule="test/1",
        person=Named("Jens Stoltenberg", "jens-stoltenberg"), office=OFFICES[0],
        status=TenureStatus.CURRENT,
    )  # fmt: skip
    with recorded(
        tmp_path / "offices", [[ClaimRecord(asserted_on=DAY, document="d", claim=claim)]]
    ) as ledger:
        rows = ask_rows(ledger, "offices", Subject(on=DAY), AsKnown(known=DAY)).rows
    told = {(row.source.value, row.person): row.agreement.value for row in rows}
    assert told["texts", "Jens Stoltenberg"] == "disagrees"
    assert told["catalogue", "Mark Rutte"] == "disagrees"
