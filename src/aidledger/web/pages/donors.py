"""The donors of the record, and the page of each: stages by channel, and what else is told."""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.publishing.actor_names import actor_name
from aidledger.publishing.burden_sketch import place_words
from aidledger.publishing.row_tables import row_tables
from aidledger.questions.answers import Column, ColumnKind, Table
from aidledger.questions.burden import BurdenRow
from aidledger.questions.pairs import recorded_pairs
from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.pages.burden import burden_asked, by_stage, rows_of
from aidledger.web.problems import PageProblem
from aidledger.wording.loading import page_phrase

# Listings that a donor's page leads to, narrowed to that donor.
_TOLD = ("promises", "restrictions", "deadlines", "claims", "timeline", "stale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """A donor and those whom the record has it give to (catalogue ids)."""

    id: str
    recipients: tuple[str, ...]


def donors(asked: Asked) -> Page:
    """The list of donors, by their names in the language of the page."""
    language = asked.language
    found = sorted(_donors(asked), key=lambda item: actor_name(item.id, language))
    columns = (
        Column("donor", ColumnKind.CODE), Column("name", ColumnKind.TEXT),
        Column("recipient", ColumnKind.CODE),
    )  # fmt: skip
    rows = tuple(
        (item.id, actor_name(item.id, language), recipient)
        for item in found
        for recipient in item.recipients
    )
    return Page(
        template="donors.html",
        title=page_phrase("donors.title", language, n=len(found), count=len(found)),
        answer=tuple(found),
        tables=(Table("donors", columns, rows),),
    )


def donor(asked: Asked, donor: str) -> Page:
    """The page of one donor (catalogue id).

    Raises:
        PageProblem: DONOR_UNKNOWN, where nothing is recorded of it.
    """
    found = next((item for item in _donors(asked) if item.id == donor), None)
    if found is None:
        raise PageProblem(404, "DONOR_UNKNOWN", name=donor)
    answer = burden_asked(asked, donor)
    recipients = ", ".join(actor_name(item, asked.language) for item in found.recipients)
    return Page(
        template="donor.html",
        title=page_phrase(
            "donors.one", asked.language, donor=actor_name(donor, asked.language),
            recipients=recipients,
        ),
        answer=answer,
        tables=row_tables(answer),
        shown={
            "donor": found,
            "stages": by_stage(rows_of(answer)),
            "told": _TOLD,
            "place_of": lambda row: place_words(row, asked.language),
        },
    )  # fmt: skip


def _donors(asked: Asked) -> tuple[Donor, ...]:
    pairs = recorded_pairs(asked.view)
    return tuple(
        Donor(id=name, recipients=tuple(pair[1] for pair in pairs if pair[0] == name))
        for name in dict.fromkeys(pair[0] for pair in pairs)
    )


ROUTES = (
    Route(name="donors", path="donors", make=donors, answer=tuple[Donor, ...]),
    Route(name="donor", path="d/{donor}", make=donor, asks=("recipient", "into"), rows=BurdenRow),
)
