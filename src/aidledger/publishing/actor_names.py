"""Names of actors for readers, in their language."""

from __future__ import annotations

from functools import cache

from aidledger.catalogue import load_catalogue


def actor_name(actor: str, language: str) -> str:
    """The short name of an actor; its id where the catalogue does not know it.

    >>> actor_name("US", "fr"), actor_name("UA", "en"), actor_name("XX", "en")
    ('Etats-Unis', 'Ukraine', 'XX')
    """
    return _names(language).get(actor, actor)


@cache
def _names(language: str) -> dict[str, str]:
    return {
        actor.id: actor.name_fr if language == "fr" else actor.name
        for actor in load_catalogue().actors
    }


def party_name(name: str, language: str) -> str:
    """A state or body that a row names in English, by its short name; other names as they are.

    >>> party_name("United States", "fr"), party_name("Mark Rutte", "fr")
    ('Etats-Unis', 'Mark Rutte')
    """
    return _by_english_name(language).get(name, name)


@cache
def _by_english_name(language: str) -> dict[str, str]:
    return {
        actor.name: actor.name_fr if language == "fr" else actor.name
        for actor in load_catalogue().actors
    }


def envelope_name(envelope: str, language: str) -> str:
    """The name of an act or facility; its id where the catalogue does not know it.

    >>> envelope_name("AUSAA-2022", "en"), envelope_name("XX-1", "fr")
    ('Additional Ukraine Supplemental Appropriations Act, 2022', 'XX-1')
    """
    return _envelopes(language).get(envelope, envelope)


@cache
def _envelopes(language: str) -> dict[str, str]:
    return {
        item.id: item.name_fr if language == "fr" else item.name
        for item in load_catalogue().envelopes
    }
