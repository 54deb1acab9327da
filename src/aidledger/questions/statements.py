"""Statements: who said what, in whose words, doing what by it."""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.ledger.view import View
from aidledger.model.claims import SpeechAct, SpeechMode, StatementClaim
from aidledger.questions.rows import Row, Subject, Told, by_time, told_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(Row):
    """One statement.

    Args:
        speaker: None = the text names nobody; role: the title that it gives the speaker.
        mode: the speaker's own words, or the text's; act: what the reporting verb says.
        told: where it stands.
    """

    speaker: str | None
    role: str | None
    mode: SpeechMode
    act: SpeechAct
    told: tuple[Told, ...]


def statements(view: View, subject: Subject) -> tuple[StatementRow, ...]:
    """Answer: what was said by the day asked for, in order of time."""
    return tuple(
        _row(told_of(view, record), record.claim)
        for record in sorted(view.claims((StatementClaim.kind,)), key=by_time)
        if subject.on is None or record.asserted_on is None or record.asserted_on <= subject.on
    )


def _row(told: Told, claim: object) -> StatementRow:
    assert isinstance(claim, StatementClaim)
    return StatementRow(
        name=told.record,
        rests_on=(told.record,),
        speaker=None if claim.speaker is None else claim.speaker.name,
        role=claim.speaker_role,
        mode=claim.mode,
        act=claim.act,
        told=(told,),
    )
