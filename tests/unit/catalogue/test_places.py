"""Towns and regions point to states of the catalogue, and to one state each."""

import pytest

from aidledger.catalogue import load_catalogue
from aidledger.catalogue.places import load_places


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_place_lies_in_a_state_that_may_receive(language: str) -> None:
    catalogue = load_catalogue()
    for name, state in load_places(language).items():
        actor = catalogue.actor(state)
        assert actor is not None, name
        assert actor.role in ("recipient", "both"), name


@pytest.mark.parametrize(
    ("language", "name", "state"), [("en", "Kharkiv", "UA"), ("fr", "Tombouctou", "ML")]
)
def test_a_town_by_its_name_in_each_language(language: str, name: str, state: str) -> None:
    assert load_places(language)[name] == state
