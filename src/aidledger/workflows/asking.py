"""Put a question to a ledger in people's words: names of actors instead of ids."""

from __future__ import annotations

from datetime import date

from aidledger.catalogue import Catalogue, load_catalogue
from aidledger.ledger.knowledge import KnownBy
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.questions.answers import RemainingAnswer, TotalsAnswer
from aidledger.questions.difference import DifferenceAnswer, difference
from aidledger.questions.listings import ListingAnswer, listing
from aidledger.questions.totals import By
from aidledger.workflows.opening import Ledger

Answer = RemainingAnswer | TotalsAnswer | ListingAnswer | DifferenceAnswer


def actor_id(name: str, catalogue: Catalogue | None = None) -> str:
    """The catalogue id of an actor: by id, or by any of its names.

    Raises:
        AidledgerError: ACTOR_UNKNOWN.

    >>> actor_id("Etats-Unis"), actor_id("ua")
    ('US', 'UA')
    """
    rows = (catalogue or load_catalogue()).actors
    wanted = name.strip().casefold()
    for actor in rows:
        if actor.id.casefold() == wanted:
            return actor.id
    for actor in rows:
        words = {actor.name.casefold(), actor.name_fr.casefold()}
        words.update(naming.text.casefold() for naming in actor.namings if naming.form == "name")
        if wanted in words:
            return actor.id
    raise AidledgerError("ACTOR_UNKNOWN", ExitStatus.NO_INPUT, name=name)


def ask(
    ledger: Ledger,
    question: str,
    *,
    donor: str,
    recipient: str,
    on: date,
    known: date | None = None,
    known_by: str = KnownBy.ASSERTED.value,
    vintage: int | None = None,
    by: str = By.CHANNEL.value,
) -> Answer:
    """The answer to `remaining` or `totals`; actors by id or name."""
    giver, receiver = actor_id(donor), actor_id(recipient)
    knowledge = KnownBy(known_by)
    if question == "totals":
        return ledger.totals(
            giver, receiver, on=on, by=By(by), known=known, known_by=knowledge, vintage=vintage
        )
    return ledger.remaining(
        giver, receiver, on=on, known=known, known_by=knowledge, vintage=vintage
    )


def ask_listing(
    ledger: Ledger,
    question: str,
    *,
    on: date | None = None,
    known: date | None = None,
    known_by: str = KnownBy.ASSERTED.value,
) -> ListingAnswer:
    """The rows of a listing (`aidledger.questions.listings.LISTINGS`)."""
    return listing(ledger.view(known, known_by=KnownBy(known_by)), question, on)


def ask_difference(
    ledger: Ledger,
    *,
    donor: str,
    recipient: str,
    on: tuple[date, date],
    known: tuple[date | None, date | None],
) -> DifferenceAnswer:
    """What changed between two days of the world, two known days, or both."""
    giver, receiver = actor_id(donor), actor_id(recipient)
    before, after = (
        ledger.remaining(giver, receiver, on=day, known=limit)
        for day, limit in zip(on, known, strict=True)
    )
    return difference(before, after)
