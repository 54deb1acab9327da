"""For whom a person or body speaks."""

from __future__ import annotations

from datetime import date

from aidledger.catalogue import Catalogue
from aidledger.model.parties import Named
from aidledger.questions.rows import name_id


def sides_of(name: Named | None, on: date, catalogue: Catalogue) -> frozenset[str]:
    """Whom a name speaks for on a day: a body's side, or those of the offices a person holds.

    A name that the catalogue does not know speaks for itself.
    """
    if name is None:
        return frozenset()
    if name.id is None:
        return frozenset({name_id(name)})
    actor = catalogue.actor(name.id)
    if actor is not None:
        return frozenset({actor.side or actor.id})
    held = (
        catalogue.office(tenure.office)
        for tenure in catalogue.offices_of(name.id, on)
        if tenure.public_from <= on
    )
    bodies = {office.organisation for office in held if office is not None}
    above = (catalogue.actor(body) for body in bodies)
    sides = {body.side for body in above if body is not None and body.side is not None}
    return frozenset({name.id, *bodies, *sides})
