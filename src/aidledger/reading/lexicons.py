"""Load the words of a language: the YAML files of `reading/languages`, once each.

In: a language ("fr", "en") and a file's stem. Out: plain data as written in the file.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("fr", "en")


@cache
def load_words(language: str | None, name: str) -> Any:
    """The data of `languages/<language>/<name>.yml`, or of `languages/<name>.yml`.

    Args:
        language: "fr", "en", or None for a file common to all languages.
    """
    folder = files("aidledger.reading") / "languages"
    place = folder / f"{name}.yml" if language is None else folder / language / f"{name}.yml"
    return yaml.load(place.read_text(encoding="utf-8"), Loader=_loader())


@cache
def small_words(stage: str, question: str) -> frozenset[str]:
    """The small words by which a stage of reading answers one of its questions."""
    return frozenset(map(str, load_words(None, "small_words")[stage][question]))


@cache
def _loader() -> Any:
    """A safe loader to which "on", "no" and "yes" are words, as in every word list."""
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("WordLoader", (base,), {})
    loader.yaml_implicit_resolvers = {
        first: [
            (tag, rule) for tag, rule in rows if not (tag.endswith(":bool") and first in "oOyYnN")
        ]
        for first, rows in base.yaml_implicit_resolvers.items()
    }
    return loader
