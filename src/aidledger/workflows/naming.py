"""What people call an actor or a currency, as its id in the catalogue."""

from __future__ import annotations

from aidledger.catalogue import Catalogue, load_catalogue
from aidledger.catalogue.currencies import load_currencies
from aidledger.model.errors import AidledgerError, ExitStatus


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


def currency_code(name: str) -> str:
    """The code of a currency (ISO 4217).

    Raises:
        AidledgerError: CURRENCY_UNKNOWN.

    >>> currency_code("eur")
    'EUR'
    """
    code = name.strip().upper()
    if code not in {currency.code for currency in load_currencies()}:
        raise AidledgerError("CURRENCY_UNKNOWN", ExitStatus.USAGE, currency=code)
    return code
