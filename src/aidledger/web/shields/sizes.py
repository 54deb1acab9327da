"""Refuse bodies that are too large, by what they say and by what arrives."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aidledger.web.problems import PageProblem
from aidledger.web.telling_problems import problem_response

MOST_BYTES = 2_000_000
TOO_LARGE = 413


class Sizes:
    """Refuses a body of more than `MOST_BYTES`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "0")
        if not said.isdigit() or int(said) > MOST_BYTES:
            await _refuse(scope, receive, send)
            return
        arrived = 0
        refused = False

        async def receive_some() -> Message:
            nonlocal arrived, refused
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > MOST_BYTES:
                refused = True
                return {"type": "http.disconnect"}
            return message

        async def send_unless_refused(message: Message) -> None:
            if not refused:
                await send(message)

        await self._app(scope, receive_some, send_unless_refused)
        if refused:
            await _refuse(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    problem = PageProblem(TOO_LARGE, "BODY_TOO_LARGE", most=str(MOST_BYTES))
    await problem_response(scope, problem)(scope, receive, send)
