"""The words that people read: messages, labels, by code and language.

In: a code, a language, the details of an issue or error. Out: words. A code without words is
a mistake of the program and raises KeyError; a test keeps both files complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("en", "fr")


@cache
def words(language: str) -> dict[str, Any]:
    """The words of every face in a language, from `messages/<language>.yml`."""
    return _load(f"{language}.yml")


@cache
def page_words(language: str) -> dict[str, Any]:
    """The words that only web pages need, from `messages/pages.<language>.yml`."""
    return _load(f"pages.{language}.yml")


@cache
def row_words(language: str) -> dict[str, Any]:
    """The words of answers made of rows, from `messages/rows.<language>.yml`."""
    return _load(f"rows.{language}.yml")


def row_label(group: str, code: str, language: str) -> str:
    """The word for a code in an answer made of rows; the code itself where none is set."""
    return str(row_words(language)["labels"].get(group, {}).get(code, code))


def row_phrase(code: str, language: str, /, **details: object) -> str:
    """A phrase of an answer made of rows, in the form for the number `n` among the details."""
    return _counted(row_words(language)["phrases"][code], language, details)


def page_phrase(code: str, language: str, /, **details: object) -> str:
    """A phrase of a web page, named by its page and itself ("home.title").

    `n` among the details chooses between the forms `one` and `many` of a phrase that counts;
    French counts 0 as one.
    """
    found: Any = page_words(language)
    for part in code.split("."):
        found = found[part]
    return _counted(found, language, details)


def _counted(found: Any, language: str, details: Mapping[str, object]) -> str:
    """A phrase, or the form of it that its number `n` asks for, its details put in place."""
    if isinstance(found, dict):
        count = details.get("n")
        single = count == 1 or (language == "fr" and count == 0)
        found = found["one" if single else "many"]
    return str(found).format_map(_Details({key: str(value) for key, value in details.items()}))


def _load(name: str) -> dict[str, Any]:
    place = files("aidledger.wording") / "messages" / name
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load(place.read_text(encoding="utf-8"), Loader=loader)
    return found


def message(code: str, language: str, details: Mapping[str, str]) -> tuple[str, str]:
    """Message and hint of a code, its details put in place.

    >>> message("FILE_MISSING", "en", {"path": "x.txt"})[0]
    'There is no file x.txt.'
    """
    row = words(language)["messages"][code]
    known = _Details(details)
    reason = words(language)["labels"]["contradiction"].get(details.get("reason", ""))
    if reason is not None:
        known["reason"] = str(reason).format_map(known)
    return str(row["message"]).format_map(known), str(row.get("hint", "")).format_map(known)


def label(group: str, code: str, language: str) -> str:
    """The word for a code of a group ("stage", "remaining"); the code itself where none is set."""
    return str(words(language)["labels"].get(group, {}).get(code, code))


def phrase(code: str, language: str, /, **details: object) -> str:
    """A phrase of the faces, its details put in place."""
    return str(words(language)["phrases"][code]).format_map(
        _Details({key: str(value) for key, value in details.items()})
    )


class _Details(dict[str, str]):
    """Details of which a missing one shows as nothing."""

    def __missing__(self, key: str) -> str:
        return ""
