"""Sketches of rows about what texts say: who met, who denies, who holds what, and when."""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.model.claims import HandoverStatus
from aidledger.publishing.escaping import safe
from aidledger.publishing.sketches import (
    BAD,
    DOUBTFUL,
    GOOD,
    QUIET,
    Sketch,
    Source,
    day_text,
    quoted,
    said,
    source_of,
    sum_text,
)
from aidledger.questions.denials import ClaimRow, ClaimStatus, ToldDenial
from aidledger.questions.handovers import Challenge, ChallengeKind, HandoverRow, ToldHandover
from aidledger.questions.meetings import MeetingRow, MeetingState
from aidledger.questions.offices import Agreement, Hold, OfficeRow, OfficeSource
from aidledger.questions.restrictions import RestrictionRow, RestrictionState
from aidledger.questions.statements import StatementRow
from aidledger.questions.timeline import TimelineRow
from aidledger.wording.loading import label, row_label

_CLAIM_STYLES = {
    ClaimStatus.UNCHALLENGED: QUIET,
    ClaimStatus.CORROBORATED: GOOD,
    ClaimStatus.CHALLENGED: DOUBTFUL,
    ClaimStatus.DENIED_BY_PARTY: BAD,
    ClaimStatus.DENIED_THEN_CONFIRMED: DOUBTFUL,
    ClaimStatus.RESTATED: QUIET,
}
_MEETING_STYLES = {
    MeetingState.PLANNED: QUIET,
    MeetingState.HELD: GOOD,
    MeetingState.CANCELLED: DOUBTFUL,
    MeetingState.DISPUTED: BAD,
}
_RESTRICTION_STYLES = {
    RestrictionState.IN_FORCE: BAD,
    RestrictionState.LIFTED: GOOD,
    RestrictionState.SUPERSEDED: QUIET,
}
_HOLD_STYLES = {Hold.CURRENT: GOOD, Hold.FORMER: QUIET, Hold.UNKNOWN: QUIET}
_HANDOVER_STYLES = {
    HandoverStatus.DECIDED: QUIET,
    HandoverStatus.STARTED: DOUBTFUL,
    HandoverStatus.EFFECTIVE: GOOD,
}


def claim_sketch(row: ClaimRow, language: str) -> Sketch:
    """A claim and who denies it."""
    claimed = (
        said("claimed_by", language, who=row.claimed_by)
        if row.claimed_by
        else said("own_voice", language)
    )
    return Sketch(
        lead=row.first_said.isoformat() if row.first_said else "",
        headline=quoted(safe(row.claim)),
        badge=row_label("claim_status", row.status.value, language),
        style=_CLAIM_STYLES[row.status],
        details=(
            f"{claimed} · {_count(row.sources, row.independent, language)}",
            *dict.fromkeys(_denied(one, language) for one in row.against),
            *dict.fromkeys(_contested(one, language) for one in row.challenges),
        ),
        sources=(
            *(source_of(told, language) for told in row.told),
            *(source_of(told, language, "denied") for told in row.against),
        ),
    )


def _count(sources: int, independent: int, language: str) -> str:
    if sources == 1:
        return said("one_source", language)
    return said("sources", language, sources=sources, n=independent)


def _denied(one: ToldDenial, language: str) -> str:
    scope = row_label("scope", one.scope.value, language)
    party = f" {said('by_party', language)}" if one.by_party else ""
    return said("denied_by", language, who=one.denied_by or "?", scope=scope) + party


def meeting_sketch(row: MeetingRow, language: str) -> Sketch:
    """A meeting with its history."""
    how = row_label("format", row.format.value, language)
    where = f", {safe(row.place)}" if row.place else ""
    return Sketch(
        lead=row.day or "",
        headline=safe(" · ".join(row.participants)),
        badge=row_label("meeting_state", row.state.value, language),
        style=_MEETING_STYLES[row.state],
        details=(f"{how}{where} · {_count(row.sources, row.independent, language)}",),
        sources=tuple(source_of(told, language, told.status) for told in row.history),
    )


def office_sketch(row: OfficeRow, language: str) -> Sketch:
    """A person and an office."""
    return Sketch(
        lead=row_label("office_source", row.source.value, language),
        headline=f"{safe(row.office)}: {safe(row.person)}",
        badge=row_label("hold", row.hold.value, language),
        style=_HOLD_STYLES.get(row.hold, DOUBTFUL),
        details=tuple(_office_details(row, language)),
        sources=tuple(source_of(told, language) for told in row.told),
    )


def _office_details(row: OfficeRow, language: str) -> Iterator[str]:
    parts = []
    if row.begins and row.ends:
        first, last = day_text(row.begins, language), day_text(row.ends, language)
        parts.append(said("from_to", language, first=first, last=last))
    elif row.begins:
        parts.append(said("since", language, day=day_text(row.begins, language)))
    if row.succeeds:
        parts.append(said("succeeds", language, who=row.succeeds))
    if row.condition:
        parts.append(said("condition", language, condition=row.condition))
    if row.source is OfficeSource.CATALOGUE:
        parts.append(said("public", language, day=day_text(row.public_from, language)))
    if parts:
        yield " · ".join(parts)
    if row.agreement is not Agreement.ALONE:
        yield row_label("agreement", row.agreement.value, language)


def restriction_sketch(row: RestrictionRow, language: str) -> Sketch:
    """One state of a restriction."""
    issuer = safe(row.issuer or "?")
    target = f" → {safe(row.target)}" if row.target else ""
    dates = [said("since", language, day=day_text(row.since, language))] if row.since else []
    if row.until:
        dates.append(said("until", language, day=day_text(row.until, language)))
    if row.territory:
        dates.append(said("territory", language, territory=row.territory))
    status = row_label("restriction_status", row.status.value, language)
    return Sketch(
        lead=row.since.isoformat() if row.since else "",
        headline=f"{issuer}{target}: {safe(row.object)}",
        badge=row_label("restriction_state", row.state.value, language),
        style=_RESTRICTION_STYLES[row.state],
        details=(" · ".join((status, *dates)),),
        sources=tuple(source_of(told, language) for told in row.told),
    )


def handover_sketch(row: HandoverRow, language: str) -> Sketch:
    """A handover with its days, and what of it is contested."""
    challenged = [row_label("challenge", kind, language) for kind in row.contested]
    parties = said("passes", language, giver=row.giver or "?", taker=row.taker or "?")
    scope = (
        "" if row.scope is None else f" · {row_label('handover_scope', row.scope.value, language)}"
    )
    return Sketch(
        lead=(row.effective or row.started or row.decided or ("",))[0],
        headline=f"{safe(row.function)}: {parties}",
        badge=", ".join(challenged) or row_label("told_status", row.status.value, language),
        style=BAD if challenged else _HANDOVER_STYLES[row.status],
        details=(
            row_label("told_status", row.status.value, language) + scope,
            *_handover_dates(row, language),
            *dict.fromkeys(_contested(one, language) for one in row.challenges),
        ),
        sources=tuple(_handover_source(told, language) for told in row.told),
    )


def _handover_dates(row: HandoverRow, language: str) -> Iterator[str]:
    if row.decided or row.started or row.effective:
        yield said(
            "dates", language,
            decided=_all_days(row.decided, language),
            started=_all_days(row.started, language),
            effective=_all_days(row.effective, language),
        )  # fmt: skip


def _all_days(days: tuple[str, ...], language: str) -> str:
    return " / ".join(day_text(one, language) for one in days) or "–"


def _contested(one: Challenge, language: str) -> str:
    if one.kind is ChallengeKind.SCOPE:
        return said("contested_scope", language, claim=one.claim_words, by=one.by_words)
    return said(
        "contested", language, claim=one.claim_words,
        claim_day=day_text(one.claim_day, language) or "?", by=one.by_words,
        by_day=day_text(one.by_day, language) or "?",
    )  # fmt: skip


def _handover_source(told: ToldHandover, language: str) -> Source:
    return source_of(told, language, told.status.value)


def statement_sketch(row: StatementRow, language: str) -> Sketch:
    """A statement in one line."""
    told = row.told[0]
    role = f", {safe(row.role)}" if row.role else ""
    act = row_label("act", row.act.value, language)
    return Sketch(
        lead=told.asserted_on.isoformat() if told.asserted_on else "",
        headline=f"{safe(row.speaker or '?')}{role} {act}",
        badge=row_label("mode", row.mode.value, language),
        details=(f"{quoted(safe(told.words))}  {safe(told.publisher or '')}",),
    )


def timeline_sketch(row: TimelineRow, language: str) -> Sketch:
    """One thing on its day, in as few lines as it can."""
    figure = "" if row.money is None else f"  {sum_text(row.money, language)}"
    parties = f"  {safe(', '.join(row.parties))}" if row.parties else ""
    # Where the one who is concerned is also the one who says it, the name stands once.
    source = f"  {safe(row.source)}" if row.source and row.parties != (row.source,) else ""
    told = (
        ""
        if row.said_on is None or row.said_on.isoformat() == row.day
        else f", {day_text(row.said_on, language)}"
    )
    return Sketch(
        lead=row.day,
        headline=f"{safe(row.what)}{figure}",
        badge=_timeline_badge(row, language),
        details=(f"{parties}{source}{told}".strip(),),
        is_short=True,
    )


def _timeline_badge(row: TimelineRow, language: str) -> str:
    kind = row_label("kind", row.kind, language)
    if row.status is None:
        return kind
    if row.kind == "promise":
        return f"{kind}, {day_text(row.status, language)}"
    groups = {
        "entry": ("entry_type", label),
        "amount": ("stage", label),
        "item": ("stage", label),
        "statement": ("act", row_label),
        "balance": ("timeline_status", row_label),
        "denial": ("timeline_status", row_label),
    }
    group, words = groups.get(row.kind, ("status", label))
    return f"{kind}, {words(group, row.status, language)}"
