"""Read a folder of delegations of authority, book what they grant, compare with packages.

No table helps: every sum, provision, recipient and day comes from the texts. Each drawdown
authority becomes an entry that cites its words, and a judgement by rule says so; waivers of
law are kept as claims and never booked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from aidledger.catalogue import load_catalogue
from aidledger.intake.files import Told, files_in
from aidledger.ledger.topics import AMOUNT_FLOW
from aidledger.model.issues import Issue
from aidledger.model.records import (
    Citation,
    ClaimRecord,
    EntryRecord,
    JudgementRecord,
    Record,
    SameThing,
)
from aidledger.questions.authorities import (
    AuthoritiesAnswer,
    Comparison,
    authorities,
    authority_entry,
    compare_with_packages,
)
from aidledger.questions.remaining import booked_entries
from aidledger.workflows.opening import Ledger, open_ledger
from aidledger.workflows.reading import read_file

RULE = "delegations.authority/1"
_LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memoranda:
    """What a folder grants.

    Args:
        texts: number of texts read; names: file name by document id.
        not_read: file name and issues of texts in no language that is read.
        granted: the answer from the texts alone.
        comparisons: with the packages, where a record of them was given.
    """

    texts: int
    names: dict[str, str]
    not_read: tuple[tuple[str, tuple[Issue, ...]], ...]
    granted: AuthoritiesAnswer
    comparisons: tuple[Comparison, ...]


def book_memoranda(folder: Path, packages: Path | None, keep: Path | None = None) -> Memoranda:
    """Read and book a folder of delegations.

    Args:
        folder: texts, in the formats that `read` takes.
        packages: mapping of a record of packages to compare with; None = no comparison.
        keep: ledger in which the texts are left for `why`; None = a ledger of the moment.
    """
    with TemporaryDirectory(prefix="aidledger-memoranda-") as place:
        with open_ledger(keep or Path(place) / "texts.aidledger") as ledger:
            names, not_read = _add_texts(ledger, folder)
            _book(ledger)
            granted = authorities(ledger.view(), _year_of)
        comparisons: tuple[Comparison, ...] = ()
        if packages is not None:
            with open_ledger(Path(place) / "packages.aidledger") as record:
                record.import_table(packages)
                comparisons = _comparisons(record, granted)
    return Memoranda(
        texts=len(names),
        names=names,
        not_read=not_read,
        granted=granted,
        comparisons=comparisons,
    )


def _year_of(donor: str, on: date) -> int:
    return load_catalogue().fiscal_year(donor).year_of(on)


def _add_texts(
    ledger: Ledger, folder: Path
) -> tuple[dict[str, str], tuple[tuple[str, tuple[Issue, ...]], ...]]:
    names: dict[str, str] = {}
    not_read = []
    for path in files_in(folder):
        reading = read_file(path, Told(), datetime.now(UTC).date())
        if reading.document.language not in _LANGUAGES:
            not_read.append((path.name, reading.issues))
            continue
        ledger.add(reading)
        names[reading.document.id] = path.name
    return names, tuple(not_read)


def _book(ledger: Ledger) -> None:
    records: list[Record] = []
    for record in ledger.view().claims((AMOUNT_FLOW,)):
        entry = authority_entry(record, _year_of)
        if entry is not None:
            records += (
                EntryRecord(
                    asserted_on=record.asserted_on, entry=entry, citation=_words_of(record)
                ),
                _judgement(record, entry.id),
            )
    ledger.book.append(records, datetime.now(UTC))


def _words_of(record: ClaimRecord) -> Citation:
    return Citation(document=record.document, start=record.claim.start, end=record.claim.end)


def _judgement(record: ClaimRecord, entry: str) -> JudgementRecord:
    return JudgementRecord(
        asserted_on=record.asserted_on,
        id=f"J-{entry}",
        left=record.key,
        right=entry,
        verdict=SameThing.SAME,
        score=Decimal(1),
        reasons=("names_act", "names_provision", "one_donor", "one_recipient"),
        by=RULE,
    )


def _comparisons(record: Ledger, granted: AuthoritiesAnswer) -> tuple[Comparison, ...]:
    """One for each donor, recipient and provision that the record of packages knows."""
    found: list[Comparison] = []
    for donor, recipient, section in _groups(granted):
        entries = booked_entries(record.view(), donor, recipient)
        if entries and section == _principal_section(granted, donor, recipient):
            found.append(
                Comparison(
                    donor=donor,
                    recipient=recipient,
                    section=section,
                    years=compare_with_packages(
                        granted, section, entries, _year_of, donor, recipient
                    ),
                )
            )
    return tuple(found)


def _groups(granted: AuthoritiesAnswer) -> Sequence[tuple[str, str, str]]:
    return sorted({(row.donor, row.recipient, row.section) for row in granted.totals})


def _principal_section(granted: AuthoritiesAnswer, donor: str, recipient: str) -> str:
    """The provision under which most grants stand: the one that packages draw on."""
    counts: dict[str, int] = {}
    for row in granted.totals:
        if (row.donor, row.recipient) == (donor, recipient):
            counts[row.section] = counts.get(row.section, 0) + row.grants
    return max(sorted(counts), key=lambda section: counts[section])
