"""Answer under our own names only: a page of another site must not reach a local server."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from aidledger.web.problems import PageProblem
from aidledger.web.telling_problems import problem_response

MISDIRECTED = 421


class Hosts:
    """Refuses requests whose `Host` names another machine.

    Args:
        names: allowed names, without a port.
    """

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        self._names = {name.lower() for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            host = Headers(scope=scope).get("host", "").lower()
            name, port = _parted(host)
            if name not in self._names or not (port.isascii() and port.isdigit()):
                refused = problem_response(
                    scope, PageProblem(MISDIRECTED, "HOST_UNKNOWN", host=name)
                )
                await refused(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _parted(host: str) -> tuple[str, str]:
    """A name and its port; "0" where none is given.

    >>> _parted("127.0.0.1:8600"), _parted("[::1]"), _parted("[::1]:80")
    (('127.0.0.1', '8600'), ('[::1]', '0'), ('[::1]', '80'))
    """
    name, mark, port = host.rpartition(":")
    return (name, port) if mark and not host.endswith("]") else (host, "0")
