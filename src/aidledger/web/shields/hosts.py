"""Answer under our own names only: a page of another site must not reach a local server."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

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
            name = host if host.endswith("]") else host.rpartition(":")[0] or host
            if name not in self._names:
                refused = PlainTextResponse("unknown host\n", status_code=MISDIRECTED)
                await refused(scope, receive, send)
                return
        await self._app(scope, receive, send)
