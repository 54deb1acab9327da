"""One page in the form asked for: HTML, JSON, CSV or SVG, all from the same answer."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse

from aidledger.publishing.charts.drawing import draw
from aidledger.publishing.plain import plain
from aidledger.publishing.tables import delimited
from aidledger.web.asked import Asked
from aidledger.web.page import Page
from aidledger.web.problems import PageProblem
from aidledger.web.rendering import page_html

SCHEMA = "aidledger.page/1"


def respond(asked: Asked, page: Page) -> Response:
    """The response in the form of the address.

    Raises:
        PageProblem: FORM_UNKNOWN, where the page has no such twin.
    """
    form = asked.address.form
    if form == "json":
        return JSONResponse(page_json(asked, page))
    if form == "csv" and page.tables:
        return PlainTextResponse(
            delimited(page.tables[0], ","), media_type="text/csv; charset=utf-8"
        )
    chart = page.chart(asked.text("chart"))
    if form == "svg" and chart is not None:
        return Response(draw(chart.wide), media_type="image/svg+xml")
    if form != "html":
        raise PageProblem(404, "FORM_UNKNOWN", form=form)
    return HTMLResponse(page_html(asked, page))


def respond_embedded(asked: Asked, page: Page) -> Response:
    """The page's chart with its source line.

    Raises:
        PageProblem: FORM_UNKNOWN, where the page has no chart.
    """
    if page.chart(asked.text("chart")) is None:
        raise PageProblem(404, "FORM_UNKNOWN", form="embed")
    return HTMLResponse(page_html(asked, page, "embed.html"))


def page_json(asked: Asked, page: Page) -> dict[str, Any]:
    """The JSON twin: what the page is, the pin of its figures, the answer, the flat tables."""
    return {
        "schema": SCHEMA,
        "address": asked.address.href,
        "title": page.title,
        "pin": plain(asked.pin),
        "answer": plain(page.answer),
        "tables": plain(page.tables),
    }
