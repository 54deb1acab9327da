"""`aidledger ask`: questions to the ledger."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS, ledger_path
from aidledger.model.errors import ExitStatus

if TYPE_CHECKING:
    from aidledger.workflows.asking import Answer


def ask_remaining(
    donor: str, recipient: str, on: date, known: date | None, known_by: str, *, as_json: bool
) -> int:
    """What remained of a donor's aid."""
    from aidledger.publishing.answer_page import print_remaining
    from aidledger.questions.answers import RemainingAnswer

    answer = answer_to("remaining", donor, recipient, on, known, known_by, "channel")
    assert isinstance(answer, RemainingAnswer)
    if not _as_data(answer, as_json=as_json):
        print_remaining(console(), answer, SETTINGS.language)
    return _status(answer)


def ask_totals(
    donor: str,
    recipient: str,
    on: date,
    by: str,
    known: date | None,
    known_by: str,
    *,
    as_json: bool,
) -> int:
    """What reached each stage."""
    from aidledger.publishing.answer_page import print_totals
    from aidledger.questions.answers import TotalsAnswer

    answer = answer_to("totals", donor, recipient, on, known, known_by, by)
    assert isinstance(answer, TotalsAnswer)
    if not _as_data(answer, as_json=as_json):
        print_totals(console(), answer, SETTINGS.language)
    return _status(answer)


def answer_to(
    question: str,
    donor: str,
    recipient: str,
    on: date,
    known: date | None,
    known_by: str,
    by: str,
) -> Answer:
    """The answer to a question, from the ledger of this run."""
    from aidledger.workflows.asking import ask
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        return ask(
            ledger, question, donor=donor, recipient=recipient, on=on, known=known,
            known_by=known_by, by=by,
        )  # fmt: skip


def ask_listing(
    question: str, on: date | None, known: date | None, known_by: str, *, as_json: bool
) -> int:
    """A listing: offices, meetings, denials ..."""
    from aidledger.publishing.answer_page import print_listing
    from aidledger.workflows.asking import ask_listing as listed
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        answer = listed(ledger, question, on=on, known=known, known_by=known_by)
    if not _as_data(answer, as_json=as_json):
        print_listing(console(), answer, SETTINGS.language)
    return int(ExitStatus.OK)


def diff(
    donor: str,
    recipient: str,
    on: tuple[date, date],
    known: tuple[date | None, date | None],
    *,
    as_json: bool,
) -> int:
    """What changed between two answers."""
    from aidledger.publishing.answer_page import print_difference
    from aidledger.workflows.asking import ask_difference
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        answer = ask_difference(ledger, donor=donor, recipient=recipient, on=on, known=known)
    if not _as_data(answer, as_json=as_json):
        print_difference(console(), answer, SETTINGS.language)
    return _status(answer)


def _as_data(answer: Answer, *, as_json: bool) -> bool:
    """Print JSON, or tab-separated rows when piped; False where a page is wanted."""
    from aidledger.publishing.plain import plain
    from aidledger.publishing.tables import delimited, tables_of

    if as_json:
        print_json(plain(answer))
        return True
    if sys.stdout.isatty() or not answer.is_recorded:
        return False
    for table in tables_of(answer)[:1]:
        sys.stdout.write(delimited(table, "\t"))
    return True


def _status(answer: Answer) -> int:
    return int(ExitStatus.OK if answer.is_recorded else ExitStatus.NO_INPUT)
