"""So many searches, exports and writes a client: who asks faster is told when to ask again."""

from __future__ import annotations

import math
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from aidledger.web.limits import Rate
from aidledger.web.problems import PageProblem
from aidledger.web.telling_problems import problem_response

TOO_MANY = 429
# Clients that are remembered, those seen last; the others begin anew.
_MOST_CLIENTS = 10_000


_SEARCH = re.compile(r"/../search(\.[a-z]+)?")
_EXPORT = re.compile(r".*\.(csv|svg)")


def kind_of(method: str, path: str) -> str | None:
    """The kind of a request; None where it is not counted.

    >>> kind_of("GET", "/fr/search.json"), kind_of("GET", "/en/claims.csv"), kind_of("GET", "/en")
    ('search', 'export', None)
    """
    if method not in ("GET", "HEAD"):
        return "write"
    if _SEARCH.fullmatch(path):
        return "search"
    return "export" if _EXPORT.fullmatch(path) else None


class Buckets:
    """What each client may still ask: a bucket a kind, filled with time.

    Args:
        rates: by kind; clock: seconds that only go forward.
    """

    def __init__(
        self, rates: Mapping[str, Rate], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rates = rates
        self._clock = clock
        self._lock = threading.Lock()
        # By client and kind: what was left, and when.
        self._left: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def take(self, client: str, kind: str) -> float:
        """Take one; seconds to wait where none is left, 0 where one was."""
        rate = self._rates[kind]
        now = self._clock()
        with self._lock:
            left, since = self._left.pop((client, kind), (float(rate.at_once), now))
            left = min(rate.at_once, left + (now - since) * rate.a_second)
            taken = left >= 1
            self._left[client, kind] = (left - taken, now)
            while len(self._left) > _MOST_CLIENTS:
                self._left.popitem(last=False)
        return 0.0 if taken else (1 - left) / rate.a_second


class Rates:
    """Refuses what a client asks too often.

    Args:
        rates: by kind.
    """

    def __init__(self, app: ASGIApp, rates: Mapping[str, Rate]) -> None:
        self._app = app
        self._buckets = Buckets(rates)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        kind = kind_of(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if kind is None:
            await self._app(scope, receive, send)
            return
        client = scope.get("client") or ("", 0)
        wait = math.ceil(self._buckets.take(client[0], kind))
        if not wait:
            await self._app(scope, receive, send)
            return
        problem = PageProblem(TOO_MANY, "ASKED_TOO_OFTEN", seconds=str(wait))
        refused = problem_response(scope, problem, {"retry-after": str(wait)})
        await refused(scope, receive, send)
