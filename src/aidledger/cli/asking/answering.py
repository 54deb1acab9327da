"""Put a question to the ledger of this run, and print the answer for people or programs."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

from aidledger.cli.options import KnownBy, to_date
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS, ledger_path
from aidledger.model.errors import ExitStatus

if TYPE_CHECKING:
    from aidledger.questions.rows import Subject
    from aidledger.workflows.asking import Answer, AsKnown


def answer_to(
    question: str, donor: str, recipient: str, on: date, as_known: AsKnown, by: str = "channel"
) -> Answer:
    """The answer to a question, from the ledger of this run."""
    from aidledger.workflows.asking import ask
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        return ask(
            ledger, question, donor=donor, recipient=recipient, on=on, as_known=as_known, by=by
        )


def subject_asked(
    *,
    on: datetime | None = None,
    donor: str | None = None,
    recipient: str | None = None,
    days: int | None = None,
    forecast: bool = False,
    said: bool = False,
    into: str | None = None,
) -> Subject:
    """What a question is about, from its options; actors by id or name.

    Raises:
        AidledgerError: `ACTOR_UNKNOWN`, `CURRENCY_UNKNOWN`.
    """
    from aidledger.questions.rows import Subject
    from aidledger.workflows.naming import actor_id, currency_code

    return Subject(
        donor=None if donor is None else actor_id(donor),
        recipient=None if recipient is None else actor_id(recipient),
        on=to_date(on),
        days=days,
        forecast=forecast,
        said=said,
        into=None if into is None else currency_code(into),
    )


def show_rows(
    question: str,
    as_known: AsKnown,
    *,
    as_json: bool,
    on: datetime | None = None,
    donor: str | None = None,
    recipient: str | None = None,
    days: int | None = None,
    forecast: bool = False,
    said: bool = False,
    into: str | None = None,
) -> int:
    """Put a question whose answer is rows, and print them; the exit status.

    Nothing to tell is an answer; nothing recorded of the donor asked for is NO_INPUT.
    """
    from aidledger.publishing.rows_page import print_rows
    from aidledger.workflows.asking import ask_rows
    from aidledger.workflows.opening import open_ledger

    subject = subject_asked(
        on=on, donor=donor, recipient=recipient, days=days, forecast=forecast, said=said,
        into=into,
    )  # fmt: skip
    with open_ledger(ledger_path(), create=False) as ledger:
        answer = ask_rows(ledger, question, subject, as_known)
    if not print_as_data(answer, as_json=as_json):
        print_rows(console(), answer, SETTINGS.language)
    return int(ExitStatus.OK) if subject.donor is None else status_of(answer)


def as_known_on(
    known: datetime | None, known_by: KnownBy = KnownBy.ASSERTED, vintage: int | None = None
) -> AsKnown:
    """The knowledge that `--known`, `--known-by` and `--vintage` name."""
    from aidledger.workflows.asking import AsKnown

    return AsKnown(known=to_date(known), known_by=known_by.value, vintage=vintage)


def print_as_data(answer: Answer, *, as_json: bool) -> bool:
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


def status_of(answer: Answer) -> int:
    """The exit status: NO_INPUT where nothing is recorded of what was asked."""
    return int(ExitStatus.OK if answer.is_recorded else ExitStatus.NO_INPUT)


def print_in_currency(
    into: str,
    question: str,
    donor: str,
    recipient: str,
    on: date,
    as_known: AsKnown,
    *,
    by: str = "channel",
    as_json: bool,
) -> int:
    """Print an answer in another currency, with its rates; the exit status."""
    from aidledger.publishing.converted_page import print_converted
    from aidledger.workflows.asking import ask_converted
    from aidledger.workflows.opening import open_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        answer = ask_converted(
            ledger, question, into.upper(), donor=donor, recipient=recipient, on=on,
            as_known=as_known, by=by,
        )  # fmt: skip
    if not print_as_data(answer, as_json=as_json):
        print_converted(console(), answer, SETTINGS.language)
    return status_of(answer)
