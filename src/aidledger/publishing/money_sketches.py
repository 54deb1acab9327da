"""Sketches of rows about money: deadlines, pace, promises, stale balances."""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.publishing.actor_names import actor_name, envelope_name
from aidledger.publishing.escaping import safe
from aidledger.publishing.sketches import (
    BAD,
    DOUBTFUL,
    GOOD,
    QUIET,
    Sketch,
    day_text,
    rough,
    said,
    source_of,
    sum_text,
)
from aidledger.questions.due import DeadlineKind, DeadlineRow
from aidledger.questions.pace import PaceRow
from aidledger.questions.promises import PromisePart, PromiseRow, PromiseVerdict
from aidledger.questions.stale import StaleRow
from aidledger.wording.loading import label, row_label

_DEADLINE_STYLES = {
    DeadlineKind.LEGAL: BAD,
    DeadlineKind.POLITICAL: DOUBTFUL,
    DeadlineKind.SAID: QUIET,
}
_VERDICT_STYLES = {
    PromiseVerdict.KEPT: GOOD,
    PromiseVerdict.PARTLY: DOUBTFUL,
    PromiseVerdict.NOT: BAD,
    PromiseVerdict.UNMEASURABLE: QUIET,
    PromiseVerdict.NOT_DUE: QUIET,
}


def deadline_sketch(row: DeadlineRow, language: str) -> Sketch:
    """A day by which something is due."""
    return Sketch(
        lead=row.due,
        headline=safe(row.event),
        badge=row_label("deadline_kind", row.kind.value, language),
        style=_DEADLINE_STYLES[row.kind],
        details=tuple(_deadline_details(row, language)),
        sources=tuple(source_of(told, language) for told in row.told if told.reviewed is not None),
    )


def _deadline_details(row: DeadlineRow, language: str) -> Iterator[str]:
    parts = []
    if row.days is not None:
        parts.append(_days(row.days, language))
    if row.pots:
        parts.append(said("pots", language, pots=", ".join(row.pots)))
    if parts:
        yield " · ".join(parts)
    if row.needed is not None and row.remaining is not None:
        yield said(
            "needed", language, money=rough(row.needed, language),
            remaining=sum_text(row.remaining, language),
        )  # fmt: skip


def _days(count: int, language: str) -> str:
    if count == 0:
        return said("that_day", language)
    return said("days_left" if count > 0 else "days_past", language, n=abs(count))


def pace_sketch(row: PaceRow, language: str) -> Sketch:
    """The pace to one deadline, of one channel."""
    channel = label("channel", row.channel, language)
    left = said("remaining", language, money=sum_text(row.remaining, language))
    return Sketch(
        lead=row.due.isoformat(),
        headline=f"{channel}: {left}",
        badge=_days(row.days, language),
        style=QUIET,
        details=tuple(_pace_details(row, language)),
    )


def _pace_details(row: PaceRow, language: str) -> Iterator[str]:
    if row.channel == "all":
        yield safe(row.event)
    if row.needed is None:
        yield said("no_days", language)
    else:
        needed = rough(row.needed, language)
        yield said("needed", language, money=needed, remaining=sum_text(row.remaining, language))
    if not row.seen:
        yield said("seen_nothing", language)
    else:
        yield said("seen", language, windows=row.windows, days=row.window_days)
        yield "  " + " · ".join(
            f"{row_label('measure', one.measure.value, language)} {rough(one.a_day, language)}"
            for one in row.seen
        )
    if row.forecast_left is not None:
        yield said("forecast", language, left=sum_text(row.forecast_left, language))


def promise_sketch(row: PromiseRow, language: str) -> Sketch:
    """A promise and its arithmetic."""
    by = f"{safe(row.by)}: " if row.by else ""
    return Sketch(
        lead=row.due or "",
        headline=f"{by}{safe(row.content)}",
        badge=row_label("promise_verdict", row.verdict.value, language),
        style=_VERDICT_STYLES[row.verdict],
        details=tuple(_promise_details(row, language)),
        sources=tuple(source_of(told, language) for told in row.told),
    )


def _promise_details(row: PromiseRow, language: str) -> Iterator[str]:
    if row.unmeasured is not None:
        yield row_label("unmeasured", row.unmeasured.value, language)
        return
    parts = [
        said("promised_on", language, day=day_text(row.made_on, language)),
        said("measured", language, day=day_text(row.measured_on, language)),
    ]
    if row.left is not None and row.promised is None:
        parts.append(said("left_over", language, money=sum_text(row.left, language)))
    if row.promised is not None and row.used is not None:
        parts.append(
            said(
                "missing", language, used=sum_text(row.used, language),
                promised=sum_text(row.promised, language),
            )
        )  # fmt: skip
    yield " · ".join(parts)
    for part in row.parts:
        yield f"  {_part(part, language)}"


def _part(part: PromisePart, language: str) -> str:
    def term(code: str, value: object, is_nothing: bool) -> str:
        return "" if is_nothing else said(code, language, money=value)

    arithmetic = said(
        "arithmetic", language,
        there=sum_text(part.there, language),
        came=term("plus", sum_text(part.came, language), part.came.face == 0),
        used=term("less_used", sum_text(part.used, language), part.used.face == 0),
        lapsed=term("less_lapsed", sum_text(part.lapsed, language), part.lapsed.face == 0),
        left=sum_text(part.left, language),
    )  # fmt: skip
    verdict = row_label("promise_verdict", part.verdict.value, language)
    return f"{label('channel', part.channel, language)}: {arithmetic}  → {verdict}"


def _pot(row: StaleRow, language: str) -> str:
    """A pot by the names of its act, its donor and its recipient."""
    pair = f"{actor_name(row.donor, language)} → {actor_name(row.recipient, language)}"
    return f"{envelope_name(row.envelope, language)}  {pair}"


def stale_sketch(row: StaleRow, language: str) -> Sketch:
    """A pot of which nobody has said for long what is left."""
    details = []
    if row.stated is None:
        details.append(said("never_stated", language))
    else:
        details.append(
            said(
                "stated", language, who=row.stated_by or "?", money=sum_text(row.stated, language),
                day=day_text(row.stated_on, language),
            )
        )  # fmt: skip
    details.append(
        f"{said('computed', language, money=sum_text(row.computed, language))}"
        f" · {said('flows_since', language, n=row.flows_since)}"
    )
    channel = label("channel", row.channel, language)
    return Sketch(
        lead=row.stated_on.isoformat() if row.stated_on else "",
        headline=f"{_pot(row, language)}, {channel}",
        badge="" if row.days is None else said("age", language, n=row.days),
        style=BAD if row.days is None or row.days > 90 else DOUBTFUL,
        details=tuple(details),
    )
