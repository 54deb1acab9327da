"""`aidledger diff`: what changed between two days of the world or two states of knowledge."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from aidledger.cli.asking.answering import as_known_on, print_as_data, status_of, subject_asked
from aidledger.cli.options import By, Compared, KnownBy, argument, day, option, to_date, told
from aidledger.cli.printing import console
from aidledger.cli.settings import SETTINGS, ledger_path


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="diff", help=told("diff"))(diff)


def diff(
    question: Annotated[Compared, argument("compared")] = Compared.REMAINING,
    donor: Annotated[str | None, option("donor_limit", "--donor")] = None,
    recipient: Annotated[str | None, option("recipient_limit", "--recipient")] = None,
    on: Annotated[datetime | None, day("on_limit", "--on")] = None,
    known: Annotated[datetime | None, day("known", "--known")] = None,
    to_on: Annotated[datetime | None, day("to_on", "--to-on")] = None,
    to_known: Annotated[datetime | None, day("to_known", "--to-known")] = None,
    known_by: Annotated[KnownBy, option("known_by", "--known-by")] = KnownBy.ASSERTED,
    vintage: Annotated[int | None, option("vintage", "--vintage")] = None,
    to_vintage: Annotated[int | None, option("to_vintage", "--to-vintage")] = None,
    by: Annotated[By, option("by", "--by")] = By.CHANNEL,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Print what changed between two answers."""
    from aidledger.publishing.difference_page import print_differences
    from aidledger.workflows.asking import Moment, ask_differences
    from aidledger.workflows.opening import open_ledger

    # What the second side does not name is as on the first, but for the one thing compared.
    later = to_known or (known if to_on or vintage is not None else None)
    newer = to_vintage if to_vintage is not None else vintage if to_on or to_known else None
    before = Moment(on=to_date(on), as_known=as_known_on(known, known_by, vintage))
    after = Moment(on=to_date(to_on or on), as_known=as_known_on(later, known_by, newer))
    subject = subject_asked(donor=donor, recipient=recipient)
    with open_ledger(ledger_path(), create=False) as ledger:
        answer = ask_differences(ledger, question.value, subject, before, after, by.value)
    if not print_as_data(answer, as_json=as_json):
        print_differences(console(), answer, SETTINGS.language)
    return status_of(answer)
