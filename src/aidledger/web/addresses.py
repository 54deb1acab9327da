"""Addresses of pages: the language first, then the page, the form, and the two dates.

`/fr/e/US/UA?on=2024-11-13&known=2024-11-13` is a page, `/fr/e/US/UA.json` its twin. The
whole state of a page stands in its address, so that it can be sent and cited.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

LANGUAGES = ("en", "fr")
FORMS = ("html", "json", "csv", "svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One page in one language and form.

    Args:
        language: `en` or `fr`.
        path: what stands behind the language, without slashes at its ends ("e/US/UA"); "" = home.
        form: `html`, or the twin: `json`, `csv`, `svg`.
        asked: the query, in order.

    >>> Address(language="fr", path="e/US/UA", form="csv", asked={"on": "2024-11-13"}).href
    '/fr/e/US/UA.csv?on=2024-11-13'
    """

    language: str
    path: str
    form: str = "html"
    asked: Mapping[str, str]

    @property
    def href(self) -> str:
        """The address as written in a link."""
        place = f"/{self.language}" + (f"/{quote(self.path)}" if self.path else "")
        ending = "" if self.form == "html" else f".{self.form}"
        query = f"?{urlencode(self.asked)}" if self.asked else ""
        return place + ending + query

    def twin(self, form: str) -> Address:
        """The same page in another form."""
        return replace(self, form=form)

    def said_in(self, language: str) -> Address:
        """The same page in another language."""
        return replace(self, language=language)

    def to(self, path: str, **asked: str | None) -> Address:
        """Another page with the same dates; named parts of the query are set (None = left out)."""
        kept = {name: self.asked[name] for name in _DATES if name in self.asked}
        return Address(language=self.language, path=path, asked=_set(kept, asked))

    @property
    def embedded(self) -> str:
        """The address of its chart alone, for a frame of another site."""
        return "/embed" + self.twin("html").href

    @property
    def citing(self) -> Address:
        """The page that tells how to cite this one."""
        return replace(self, path="cite", form="html", asked={**self.asked, "page": self.path})

    def asking(self, **asked: str | None) -> Address:
        """The same page with parts of its query set, or left out (None)."""
        return replace(self, asked=_set(dict(self.asked), asked))


_DATES = ("on", "known", "known_by", "vintage")


def _set(kept: dict[str, str], asked: Mapping[str, str | None]) -> dict[str, str]:
    for name, value in asked.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = value
    return kept
