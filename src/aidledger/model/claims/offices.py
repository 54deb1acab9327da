"""Claims about who holds which office."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from aidledger.model.claims.common import Claim
from aidledger.model.parties import Named


class TenureStatus(StrEnum):
    """A person's hold on an office at the document's date."""

    CURRENT = "current"
    OUTGOING = "outgoing"
    FORMER = "former"
    INCOMING = "incoming"
    CONDITIONAL = "conditional"
    RUMOURED = "rumoured"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureClaim(Claim):
    """A person in an office.

    Args:
        person: full name where the document or the catalogue gives it.
        office: English name of the office, its id, and the words of the text.
        organisation: the state or institution whose office it is.
        condition: what it hangs on, in the text's words; None = nothing.
        succeeds: whom the person follows, where the text says so.
        from_, to: ISO dates where the text gives them.
    """

    kind: ClassVar[str] = "tenure"

    person: Named
    office: Named
    organisation: Named | None = None
    status: TenureStatus = TenureStatus.CURRENT
    condition: str | None = None
    succeeds: Named | None = None
    from_: str | None = field(default=None, metadata={"name": "from"})
    to: str | None = None
