"""Templates and what they may call: words, figures, dates, links.

Everything is escaped by default; nothing marks text of a document as safe.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from aidledger.model.amounts import Interval
from aidledger.model.claims import AmountClaim
from aidledger.model.money import Money
from aidledger.publishing.actor_names import actor_name, party_name
from aidledger.publishing.charts.drawing import draw
from aidledger.publishing.charts.palette import themed
from aidledger.publishing.sketches import day_text
from aidledger.web.asked import Asked
from aidledger.web.page import Page
from aidledger.web.pages import ROUTES
from aidledger.web.problems import leading_on
from aidledger.wording import figures
from aidledger.wording.loading import label, message, page_phrase, row_label

# Pages that the head of every page leads to, in groups: name for the words, path.
MENU = (
    (
        "here",
        (
            ("home", ""), ("articles", "articles"), ("search", "search"), ("review", "review"),
            ("diff", "diff"), ("glossary", "glossary"), ("api", "api"),
        ),
    ),
    (
        "money",
        (
            ("donors", "donors"), ("burden", "burden"), ("promises", "promises"),
            ("deadlines", "deadlines"), ("stale", "stale"),
        ),
    ),
    (
        "people",
        (
            ("timeline", "timeline"), ("lanes", "who-met-whom"), ("claims", "claims"),
            ("statements", "statements"), ("offices", "offices"),
            ("restrictions", "restrictions"),
        ),
    ),
)  # fmt: skip
_WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Menu = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@cache
def environment() -> Environment:
    """The templates of the package."""
    made = Environment(
        loader=PackageLoader("aidledger.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        svg_of=_svg_of, t=_phrase, name_of=_label, row_word=_row_word, face_of=_claimed
    )
    made.filters.update(
        money=_money,
        face=_face,
        range=_range,
        day=_day,
        number=_number,
        actor=_actor,
        party=_party,
        written_day=_written_day,
        percent=_percent,
    )
    return made


def page_html(asked: Asked, page: Page, template: str | None = None) -> str:
    """A page as HTML, in its own template where no other is named."""
    return (
        environment()
        .get_template(template or page.template)
        .render(
            asked=asked,
            address=asked.address,
            language=asked.language,
            page=page,
            answer=page.answer,
            chart=page.chart(asked.text("chart")),
            menu=_menu(asked),
            **page.shown,
        )
    )


def problem_html(language: str, status: int, code: str, details: dict[str, str], path: str) -> str:
    """A page that says what is wrong and leads on."""
    words, hint = message(code, language, details)
    return (
        environment()
        .get_template("problem.html")
        .render(
            language=language,
            status=status,
            words=words,
            hint=hint,
            path=quote(path),
            leading_on=leading_on(code),
        )
    )


def _menu(asked: Asked) -> Menu:
    """The pages of the head; in a site of files without those that need a server."""
    if not asked.serving.written_out:
        return MENU
    served = {route.name for route in ROUTES if route.needs_server}
    return tuple(
        (group, tuple(item for item in items if item[0] not in served)) for group, items in MENU
    )


def _svg_of(chart: Mapping[str, Any]) -> Markup:
    """A chart in the colours of the page; the drawing is our own and escapes its words."""
    return Markup(themed(draw(chart)))


@pass_context
def _phrase(context: Context, code: str, **details: object) -> str:
    if not any(isinstance(value, Markup) for value in details.values()):
        return page_phrase(code, context["language"], **details)
    escaped = {
        name: value if isinstance(value, int) else escape(value) for name, value in details.items()
    }
    return Markup(page_phrase(code, context["language"], **escaped))  # our own phrase


@pass_context
def _label(context: Context, group: str, code: str | None) -> str:
    return "" if code is None else label(group, code, context["language"])


@pass_context
def _row_word(context: Context, group: str, code: str) -> str:
    return row_label(group, code, context["language"])


@pass_context
def _money(context: Context, value: Money | None) -> str:
    """A sum with its lenient interval: a middle is never shown alone."""
    if value is None:
        return ""
    return _figure(context["language"], value.face, value.currency, value.lenient)


@pass_context
def _claimed(context: Context, claim: AmountClaim) -> str:
    """What an amount says, with its lenient interval; "?" for a vague one."""
    return _figure(context["language"], claim.stated, claim.currency, claim.lenient)


def _figure(
    language: str, face: Decimal | None, currency: str | None, lenient: Interval | None
) -> Markup:
    """A figure as the markup tells it (`<data class="sum">`), so that none stands alone unseen."""
    shown = figures.money(face, currency, language)
    if lenient is not None and not lenient.is_point:
        shown = f"{shown} {figures.interval(lenient, currency, language)}"
    value = "" if face is None else f"{face:f}"
    return Markup('<data class="sum" value="{}">{}</data>').format(value, shown)


@pass_context
def _face(context: Context, value: Money) -> str:
    return figures.money(value.face, value.currency, context["language"])


@pass_context
def _range(context: Context, value: Interval | None, currency: str | None) -> str:
    return figures.interval(value, currency, context["language"])


@pass_context
def _day(context: Context, value: date | None) -> str:
    return "" if value is None else figures.day(value, context["language"])


@pass_context
def _actor(context: Context, value: str) -> str:
    return actor_name(value, context["language"])


@pass_context
def _party(context: Context, value: str) -> str:
    return party_name(value, context["language"])


@pass_context
def _written_day(context: Context, value: date | str | None) -> str:
    """A day as a source gives it: whole ones in words, months and other words as they are."""
    if isinstance(value, str) and not _WHOLE_DAY.fullmatch(value):
        return value
    return day_text(value, context["language"])


@pass_context
def _number(context: Context, value: int | Decimal) -> str:
    return figures.number(Decimal(value), context["language"])


@pass_context
def _percent(context: Context, value: Decimal | None) -> str:
    """A share of one as a whole percentage, without its sign; "?" where it is not known."""
    if value is None:
        return "?"
    return figures.number((value * 100).quantize(Decimal(1)), context["language"])
