"""The pages, in the order in which addresses are tried; each stands in a file of its own name."""

from __future__ import annotations

from aidledger.web.page import Route
from aidledger.web.pages import (
    api,
    article,
    articles,
    burden,
    cite,
    difference,
    donors,
    envelope,
    glossary,
    home,
    known_days,
    lanes,
    listing,
    quantity,
    record,
    review,
    search,
)

PAGES: tuple[Route, ...] = (
    home.ROUTE,
    articles.ROUTE,
    article.ROUTE,
    *envelope.ROUTES,
    quantity.ROUTE,
    *donors.ROUTES,
    burden.ROUTE,
    difference.ROUTE,
    glossary.ROUTE,
    known_days.ROUTE,
    lanes.ROUTE,
    *listing.ROUTES,
    search.ROUTE,
    record.ROUTE,
    review.ROUTE,
)
# Every page, the one that cites each of them, and the one that tells programs of them.
CITED = (cite.citing(PAGES), *PAGES)
ROUTES = (api.for_programs(CITED), *CITED)
