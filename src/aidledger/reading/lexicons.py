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
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(place.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
