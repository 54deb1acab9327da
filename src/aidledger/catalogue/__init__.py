"""What things are called: actors, offices and who holds them, envelopes, channels, currencies."""

from __future__ import annotations

from aidledger.catalogue.actors import Actor, Naming
from aidledger.catalogue.fiscal_years import FiscalYear
from aidledger.catalogue.loading import Catalogue, load_catalogue
from aidledger.catalogue.offices import Office, Person, Tenure
from aidledger.catalogue.pots import Channel, Envelope, Event

__all__ = [
    "Actor",
    "Catalogue",
    "Channel",
    "Envelope",
    "Event",
    "FiscalYear",
    "Naming",
    "Office",
    "Person",
    "Tenure",
    "load_catalogue",
]
