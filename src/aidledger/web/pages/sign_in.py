"""Signing in: a link shows a button, the button opens the session."""

from __future__ import annotations

from dataclasses import dataclass

from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.wording.loading import page_phrase

KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Whether a link signs in; looking does not use it up."""

    opens: bool


def sign_in(asked: Asked) -> Page:
    """The page behind a link."""
    key = asked.text(KEY) or ""
    writing = asked.serving.writing
    opens = writing is not None and writing.signing.opens(key)
    return Page(
        template="sign_in.html",
        title=page_phrase("sign_in.title" if opens else "sign_in.no_longer", asked.language),
        answer=Door(opens=opens),
        tables=(),
        shown={"key": key, "by": "" if writing is None else writing.signing.by},
    )


ROUTE = Route(
    name="sign_in", path="sign-in", make=sign_in, asks=(KEY,), answer=Door, needs_server=True
)
