"""The catalogue's rows hang together, and a person's own rows win."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aidledger.catalogue import load_catalogue
from aidledger.model.errors import AidledgerError

CATALOGUE = load_catalogue()


def test_every_reference_exists() -> None:
    for actor in CATALOGUE.actors:
        assert actor.side is None or CATALOGUE.actor(actor.side) is not None, actor.id
    for office in CATALOGUE.offices:
        assert CATALOGUE.actor(office.organisation) is not None, office.id
    for tenure in CATALOGUE.tenures:
        assert CATALOGUE.office(tenure.office) is not None, tenure
        assert CATALOGUE.person(tenure.person) is not None, tenure
    for person in CATALOGUE.persons:
        assert person.nationality is None or CATALOGUE.actor(person.nationality), person.id
    for envelope in CATALOGUE.envelopes:
        assert CATALOGUE.actor(envelope.donor) is not None


def test_ids_are_unique() -> None:
    for rows in (CATALOGUE.actors, CATALOGUE.offices, CATALOGUE.persons, CATALOGUE.channels):
        ids = [row.id for row in rows]
        assert len(ids) == len(set(ids))


def test_a_tenure_is_public_before_it_begins() -> None:
    for tenure in CATALOGUE.tenures:
        assert tenure.public_from <= tenure.start, tenure
        assert tenure.end is None or tenure.start <= tenure.end, tenure


@pytest.mark.parametrize(
    ("office", "day", "person"),
    [
        ("US-PRES", date(2024, 11, 13), "joe-biden"),
        ("US-PRES", date(2025, 1, 20), "donald-trump"),
        ("NATO-SG", date(2024, 9, 30), "jens-stoltenberg"),
        ("NATO-SG", date(2024, 11, 13), "mark-rutte"),
        ("EU-HR", date(2024, 11, 13), "josep-borrell"),
    ],
)
def test_holders_by_date(office: str, day: date, person: str) -> None:
    tenure = CATALOGUE.holder(office, day, known=day)
    assert tenure is not None
    assert tenure.person == person


def test_a_row_of_ones_own_wins_and_a_bad_row_is_named(tmp_path: Path) -> None:
    header = (
        "id,kind,name_en,name_fr,side,role,gender_fr,names_en,names_fr,capital_en,capital_fr,"
        "metonyms_en,metonyms_fr,demonyms_en,demonyms_fr,adjectives_en,adjectives_fr"
    )
    (tmp_path / "actors.csv").write_text(
        f"{header}\nUA,state,Ukraina,Ukraine,,recipient,,Ukraina,Ukraine,,,,,,,,\n",
        encoding="utf-8",
    )
    own = load_catalogue(tmp_path)
    actor = own.actor("UA")
    assert actor is not None
    assert actor.name == "Ukraina"
    (tmp_path / "tenures.csv").write_text(
        "office,person,start,end,public_from\nUS-PRES,joe-biden,yesterday,,\n", encoding="utf-8"
    )
    with pytest.raises(AidledgerError) as raised:
        load_catalogue(tmp_path)
    assert raised.value.code == "CATALOGUE_ROW"
    assert raised.value.details["line"] == "2"
