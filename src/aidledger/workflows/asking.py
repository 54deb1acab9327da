"""Put a question to a ledger in people's words: names of actors instead of ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aidledger.catalogue import Catalogue, load_catalogue
from aidledger.catalogue.currencies import load_currencies
from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.view import View
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.questions.answers import RemainingAnswer, TotalsAnswer
from aidledger.questions.contradictions import ContradictionsAnswer, contradictions
from aidledger.questions.converting import ConvertedAnswer, converted
from aidledger.questions.difference import DifferenceAnswer, difference
from aidledger.questions.listings import ListingAnswer, listing
from aidledger.questions.remaining import remaining
from aidledger.questions.totals import By, totals
from aidledger.workflows.opening import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class AsKnown:
    """Which knowledge an answer may use: every question takes the same three words.

    Args:
        known: last day that counts; None = everything.
        known_by: `asserted` (what sources had said by then) or `recorded` (what was held).
        vintage: number of the last record that counts; None = the newest.
    """

    known: date | None = None
    known_by: str = KnownBy.ASSERTED.value
    vintage: int | None = None

    def view(self, ledger: Ledger) -> View:
        """The record at this knowledge.

        Raises:
            AidledgerError: `VINTAGE_UNKNOWN`.
        """
        return ledger.view(self.known, known_by=KnownBy(self.known_by), vintage=self.vintage)


EVERYTHING = AsKnown()

Answer = (
    RemainingAnswer
    | TotalsAnswer
    | ListingAnswer
    | DifferenceAnswer
    | ContradictionsAnswer
    | ConvertedAnswer
)


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
    as_known: AsKnown = EVERYTHING,
    by: str = By.CHANNEL.value,
) -> Answer:
    """The answer to `remaining` or `totals`; actors by id or name."""
    giver, receiver = actor_id(donor), actor_id(recipient)
    view = as_known.view(ledger)
    if question == "totals":
        return totals(view, giver, receiver, on, By(by))
    return remaining(view, giver, receiver, on)


def ask_converted(
    ledger: Ledger,
    question: str,
    into: str,
    *,
    donor: str,
    recipient: str,
    on: date,
    as_known: AsKnown = EVERYTHING,
    by: str = By.CHANNEL.value,
) -> ConvertedAnswer:
    """The answer to `remaining` or `totals` in another currency (ISO 4217).

    Raises:
        AidledgerError: `CURRENCY_UNKNOWN`.
    """
    if into not in {currency.code for currency in load_currencies()}:
        raise AidledgerError("CURRENCY_UNKNOWN", ExitStatus.USAGE, currency=into)
    answer = ask(
        ledger, question, donor=donor, recipient=recipient, on=on, as_known=as_known, by=by
    )
    assert isinstance(answer, RemainingAnswer | TotalsAnswer)
    return converted(as_known.view(ledger), answer, into)


def ask_listing(
    ledger: Ledger,
    question: str,
    *,
    on: date | None = None,
    as_known: AsKnown = EVERYTHING,
) -> ListingAnswer:
    """The rows of a listing (`aidledger.questions.listings.LISTINGS`)."""
    return listing(as_known.view(ledger), question, on)


def ask_contradictions(
    ledger: Ledger,
    *,
    donor: str,
    recipient: str,
    on: date | None = None,
    as_known: AsKnown = EVERYTHING,
) -> ContradictionsAnswer:
    """What contradicts what about a donor's aid for a recipient."""
    return contradictions(
        as_known.view(ledger), actor_id(donor), actor_id(recipient), load_catalogue(), on
    )


def ask_difference(
    ledger: Ledger,
    *,
    donor: str,
    recipient: str,
    on: tuple[date, date],
    as_known: tuple[AsKnown, AsKnown],
) -> DifferenceAnswer:
    """What changed between two days of the world, two states of knowledge, or both."""
    giver, receiver = actor_id(donor), actor_id(recipient)
    before, after = (
        remaining(one.view(ledger), giver, receiver, day)
        for day, one in zip(on, as_known, strict=True)
    )
    return difference(before, after)
