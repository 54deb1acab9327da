"""What a request asks: language, form, the two dates, and the ledger as it was known then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from aidledger.ledger.knowledge import KnownBy
from aidledger.ledger.view import View
from aidledger.questions.answers import Pin
from aidledger.questions.known_days import Around, around
from aidledger.questions.remaining import pin_of
from aidledger.web.addresses import Address
from aidledger.web.problems import PageProblem
from aidledger.web.serving import Serving
from aidledger.web.signing_in import SignedIn
from aidledger.workflows.opening import Ledger
from aidledger.workflows.search_index import SearchIndex


@dataclass(frozen=True)
class Asked:
    """One request for a page.

    Args:
        address: the page; serving: the settings of the server.
        ledger: open for reading.
        today: the day of the server's clock.
        signed_in: the person who may write, or None.
        origin: scheme and host of the server; "" where the page is on none.
        search_index: of this server; None = claims are looked at one by one.
        stands_at: the vintage of the answer where the address names none; None = the newest.
    """

    address: Address
    serving: Serving
    ledger: Ledger
    today: date
    signed_in: SignedIn | None = None
    origin: str = ""
    search_index: SearchIndex | None = None
    stands_at: int | None = None

    def checked(self) -> Asked:
        """The same request, once its dates and its vintage are known to be such.

        Raises:
            PageProblem: DATE_BAD, QUERY_BAD.
            AidledgerError: VINTAGE_UNKNOWN.
        """
        _ = self.on, self.pin
        return self

    @property
    def language(self) -> str:
        """Language of the page."""
        return self.address.language

    @property
    def on(self) -> date:
        """The day in the world: as asked, else the known day, else today."""
        return self.day("on") or self.known or self.today

    @property
    def known(self) -> date | None:
        """The last day that counts; None = everything recorded."""
        return self.day("known")

    @cached_property
    def view(self) -> View:
        """The record as known on the day asked, up to the vintage asked."""
        by = self.address.asked.get("known_by", KnownBy.ASSERTED.value)
        if by not in tuple(KnownBy):
            raise PageProblem(400, "QUERY_BAD", name="known_by", value=by)
        asked = self.whole("vintage")
        vintage = self.stands_at if asked is None else asked
        return self.ledger.view(self.known, known_by=KnownBy(by), vintage=vintage)

    @cached_property
    def pin(self) -> Pin:
        """What every figure of the page rests on."""
        return pin_of(self.view)

    @cached_property
    def around(self) -> Around:
        """The known day among the days on which something became known."""
        knowledge = self.view.knowledge
        return around(self.ledger.book.known_days(knowledge.by, knowledge.vintage), self.known)

    def text(self, name: str) -> str | None:
        """A part of the query; None where it is not given or empty."""
        return self.address.asked.get(name) or None

    def day(self, name: str) -> date | None:
        """A part of the query as a day.

        Raises:
            PageProblem: DATE_BAD.
        """
        value = self.text(name)
        if value is None:
            return None
        try:
            if len(value) != len("2024-11-13"):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            raise PageProblem(400, "DATE_BAD", value=value) from None

    def whole(self, name: str) -> int | None:
        """A part of the query as a whole number.

        Raises:
            PageProblem: QUERY_BAD.
        """
        value = self.text(name)
        if value is None:
            return None
        if not (value.isascii() and value.isdigit() and len(value) <= 15):
            raise PageProblem(400, "QUERY_BAD", name=name, value=value)
        return int(value)
