"""Whether a form may write: sent by our own page, by who is signed in, made for this address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile

from aidledger.web.problems import PageProblem
from aidledger.web.shields.sizes import MOST_BYTES
from aidledger.web.signing_in import COOKIE, SignedIn, SignIns

TOKEN = "token"
_MOST_FIELDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with a form.

    Args:
        name: as the sender calls it; it is shown, and never opened.
    """

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a form says.

    Args:
        fields: values by name; the last counts where a name comes twice.
        lists: all values by name; upload: the file that came with it, or None.
    """

    fields: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    upload: Upload | None

    def text(self, name: str) -> str | None:
        """A value without spaces around; None where it is not given or empty."""
        return self.fields.get(name, "").strip() or None


def check_sender(request: Request) -> None:
    """Refuse what a page of another site sends.

    Browsers say with every form where it comes from; who says nothing is no page of ours.

    Raises:
        PageProblem: WRITE_FOREIGN.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    ours = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if (origin is None and site is None) or origin not in (None, ours):
        raise PageProblem(403, "WRITE_FOREIGN")
    if site not in (None, "same-origin"):
        raise PageProblem(403, "WRITE_FOREIGN")


async def read_form(request: Request) -> Form:
    """The form that a request holds.

    Raises:
        PageProblem: FORM_BAD.
    """
    try:
        sent = await request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=MOST_BYTES)
    except Exception as error:  # whatever a parser of hostile bytes raises
        raise PageProblem(400, "FORM_BAD") from error
    fields: dict[str, list[str]] = {}
    upload = None
    for name, value in sent.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            if content or value.filename:
                upload = Upload(name=value.filename or "", content=content)
        else:
            fields.setdefault(name, []).append(value)
    await sent.close()
    return Form(
        fields={name: values[-1] for name, values in fields.items()},
        lists={name: tuple(values) for name, values in fields.items()},
        upload=upload,
    )


def check_writer(request: Request, form: Form, signing: SignIns) -> SignedIn:
    """Who sends a form.

    Raises:
        PageProblem: SIGN_IN_NEEDED, FORM_STALE (not made by this server for this session and
            this address).
    """
    who = signing.who(request.cookies.get(COOKIE))
    if who is None:
        raise PageProblem(401, "SIGN_IN_NEEDED")
    if not who.made(request.url.path, form.fields.get(TOKEN, "")):
        raise PageProblem(403, "FORM_STALE")
    return who
