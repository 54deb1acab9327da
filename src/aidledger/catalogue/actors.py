"""States, bodies, outlets and groups, and the words that name them.

Source: public facts (names, capitals, demonyms), one row an actor in `data/actors.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass

# Column of the table -> form of the name, and whether it stands for several people.
_FORMS = (
    ("names", "name"),
    ("capital", "capital"),
    ("metonyms", "metonym"),
    ("demonyms", "demonym"),
    ("adjectives", "adjective"),
)
_LANGUAGES = ("en", "fr")
_MOST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Naming:
    """One way to name an actor in one language.

    Args:
        form: name, capital, metonym, demonym (a noun for its people) or adjective.
        case: True for acronyms, whose capitals must match ("US", "WHO").
    """

    text: str
    language: str
    form: str
    gender: str | None = None
    plural: bool = False
    case: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """A state or a body.

    Args:
        id: ISO 3166 code for states, own code for others.
        kind: state, territory, organisation, institution, government, ministry, parliament,
            agency, fund, bank, ngo, mission, armed_forces, armed_group, outlet, group ...
        side: id of the actor for which it acts (the Pentagon: US); None = itself.
        role: what it mostly does in the record: donor, recipient, both or none.
    """

    id: str
    kind: str
    name: str
    name_fr: str
    side: str | None
    role: str
    gender_fr: str | None
    namings: tuple[Naming, ...]


def actor_of(row: dict[str, str]) -> Actor:
    """The actor of one row of `actors.csv`."""
    return Actor(
        id=row["id"],
        kind=row["kind"],
        name=row["name_en"],
        name_fr=row["name_fr"],
        side=row["side"] or None,
        role=row["role"],
        gender_fr=row["gender_fr"] or None,
        namings=tuple(_namings(row)),
    )


def _namings(row: dict[str, str]) -> list[Naming]:
    found = []
    plural = row["kind"] == "group"
    for column, form in _FORMS:
        for language in _LANGUAGES:
            for text in row[f"{column}_{language}"].split("|"):
                if text:
                    gender = row["gender_fr"] if language == "fr" and form == "name" else None
                    several = plural or (form == "demonym" and text.endswith("s"))
                    found.append(
                        Naming(text, language, form, gender or None, several, _is_acronym(text))
                    )
    return found


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "").replace(" ", "")
    return letters.isupper() and len(letters) <= _MOST_ACRONYM
