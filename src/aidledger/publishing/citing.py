"""How a page is cited: as a sentence, as BibTeX, as CSL-JSON, with what its figures rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from aidledger.wording.figures import day
from aidledger.wording.loading import page_phrase

# Characters that TeX reads as commands, and how they are written as themselves.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A page as somebody read it.

    Args:
        title: its finding; language: of the title, `en` or `fr`.
        address: pinned, with host where there is one; None = not on a server.
        on: the day in the world; known: the last day that counts, None = everything recorded.
        vintage: number of the last record; head: hash of the chain there, None = no record.
        read_on: the day of reading.
    """

    title: str
    language: str
    address: str | None
    on: date
    known: date | None
    vintage: int
    head: str | None
    read_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationForms:
    """One citation in three forms."""

    text: str
    bibtex: str
    csl: dict[str, Any]


def citation(cited: Cited) -> CitationForms:
    """The citation of a page."""
    return CitationForms(text=_text(cited), bibtex=_bibtex(cited), csl=_csl(cited))


def _rests_on(cited: Cited) -> str:
    """Both days, vintage and chain head, in words."""
    known = (
        page_phrase("frame.everything", cited.language)
        if cited.known is None
        else day(cited.known, cited.language)
    )
    return page_phrase(
        "cite.rests_on", cited.language, on=day(cited.on, cited.language), known=known,
        vintage=cited.vintage, head=cited.head or "–",
    )  # fmt: skip


def _text(cited: Cited) -> str:
    parts = [
        page_phrase("cite.titled", cited.language, title=cited.title),
        _rests_on(cited),
        *([] if cited.address is None else [cited.address]),
        page_phrase("cite.read_on", cited.language, day=day(cited.read_on, cited.language)),
    ]
    return ", ".join(parts) + "."


def _bibtex(cited: Cited) -> str:
    fields = {
        "title": "{" + _tex(cited.title) + "}",
        "howpublished": "aidledger",
        "year": str(cited.on.year),
        "note": _tex(_rests_on(cited)),
        **({} if cited.address is None else {"url": cited.address}),
        "urldate": cited.read_on.isoformat(),
        "language": {"en": "english", "fr": "french"}[cited.language],
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(cited)},\n{lines}}}\n"


def _key(cited: Cited) -> str:
    return f"aidledger-{cited.on.isoformat()}-v{cited.vintage}"


def _tex(words: str) -> str:
    """Words with the signs of TeX escaped.

    >>> _tex("A & B: 5%")
    'A \\\\& B: 5\\\\%'
    """
    return "".join(_TEX.get(sign, sign) for sign in words)


def _csl(cited: Cited) -> dict[str, Any]:
    return {
        "id": _key(cited),
        "type": "webpage",
        "title": cited.title,
        "container-title": "aidledger",
        "language": cited.language,
        "issued": _parts(cited.on),
        "accessed": _parts(cited.read_on),
        "version": str(cited.vintage),
        "note": _rests_on(cited),
        **({} if cited.address is None else {"URL": cited.address}),
    }


def _parts(value: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[value.year, value.month, value.day]]}
