"""The pages, in the order in which addresses are tried; each stands in a file of its own name."""

from __future__ import annotations

from aidledger.web.page import Route
from aidledger.web.pages import (
    article,
    articles,
    difference,
    envelope,
    glossary,
    home,
    listing,
    quantity,
    record,
)

ROUTES: tuple[Route, ...] = (
    home.ROUTE,
    articles.ROUTE,
    article.ROUTE,
    envelope.ROUTE,
    quantity.ROUTE,
    difference.ROUTE,
    glossary.ROUTE,
    *listing.ROUTES,
    record.ROUTE,
)
