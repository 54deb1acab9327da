"""Claims about speech: who says what, who denies what, who promises what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from aidledger.model.claims.common import Claim
from aidledger.model.parties import Named


class SpeechMode(StrEnum):
    """The speaker's own words, or the text's."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class SpeechAct(StrEnum):
    """What the reporting verb says that the speaker does."""

    ASSERT = "assert"
    PROMISE = "promise"
    DEMAND = "demand"
    DENY = "deny"
    EXPECT = "expect"


class DenialScope(StrEnum):
    """Which part of the denied claim is denied."""

    WHOLE = "whole"
    DETAIL = "detail"
    TIMING = "timing"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClaim(Claim):
    """A quotation or a reported clause.

    Args:
        speaker: None = the text names nobody.
        speaker_role: the title by which the text calls the speaker, or None.
        cue: lemma of the reporting word in the text's language; None = none.
    """

    kind: ClassVar[str] = "statement"

    speaker: Named | None
    speaker_role: str | None = None
    mode: SpeechMode
    cue: str | None = None
    act: SpeechAct = SpeechAct.ASSERT


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialClaim(Claim):
    """Somebody rejects a claim; `denies` is that claim's id where it was read, else None."""

    kind: ClassVar[str] = "denial"

    denies: str | None
    denied_by: Named | None
    scope: DenialScope = DenialScope.WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseClaim(Claim):
    """Somebody binds himself to something, often with a deadline (ISO date) and an amount (id)."""

    kind: ClassVar[str] = "promise"

    by: Named | None
    content: str
    deadline: str | None = None
    amount: str | None = None
