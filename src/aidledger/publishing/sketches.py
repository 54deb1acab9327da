"""What a page shows of a row: a lead, a headline, a badge, some details, its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aidledger.model.money import Money
from aidledger.publishing.escaping import safe
from aidledger.questions.rows import Told
from aidledger.wording.figures import day, interval, money
from aidledger.wording.loading import label, row_label, row_phrase

GOOD, DOUBTFUL, BAD, QUIET = "green", "yellow", "red", "dim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source's word as a line: its record, when, what it makes of it, words, who."""

    record: str
    day: str
    state: str
    words: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What to show of a row.

    Args:
        lead: a short word before it, mostly a day; badge: its state, and the style of that.
        headline: what it is; details: lines under it; sources: who says so.
        is_short: True where everything stands on as few lines as it can.
    """

    lead: str
    headline: str
    badge: str = ""
    style: str = QUIET
    details: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    is_short: bool = False


def day_text(value: date | str | None, language: str) -> str:
    """A day in words; a month as it is; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, str):
        if len(value) != len("2024-11-13"):
            return value
        value = date.fromisoformat(value)
    return day(value, language)


def sum_text(value: Money, language: str) -> str:
    """A sum: its figure, or its interval where it has no single one."""
    if value.face is None:
        return interval(value.strict, value.currency, language)
    return money(value.face, value.currency, language)


def rough(value: Money, language: str) -> str:
    """A sum to the million, or to the unit where it is smaller."""
    if value.face is None or abs(value.face) < 10**6:
        return sum_text(value, language)
    return money((value.face / 10**6).quantize(1) * 10**6, value.currency, language)


def source_of(told: Told, language: str, state: str = "") -> Source:
    """One source's word as a line."""
    standing = None
    if told.reviewed is not None:
        standing = label("standing", told.reviewed.value, language)
    who = " < ".join(name for name in (told.publisher, told.said_by) if name)
    return Source(
        record=told.record,
        day="" if told.asserted_on is None else told.asserted_on.isoformat(),
        state=row_label("told_status", state, language) if state else "",
        words=safe(told.words),
        who=", ".join(part for part in (safe(who), standing) if part),
    )


def said(code: str, language: str, /, **details: object) -> str:
    """A phrase whose details may hold marks of a source: they are shown, not obeyed."""
    shown = {
        key: value if isinstance(value, int) else safe(str(value)) for key, value in details.items()
    }
    return row_phrase(code, language, **shown)


def quoted(words: str) -> str:
    """Words of a source between quotation marks, unless they bring their own."""
    return words if words[:1] in ("«", "“", '"') else f"«{words}»"
