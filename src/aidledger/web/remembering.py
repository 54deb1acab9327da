"""Answers that are remembered: asked again, they are given again until something changes them.

An answer is remembered with everything that it depends on: its address, the day, the server's
name, and the last record that can concern it (`aidledger.web.standing`). Nothing has to be taken
back when a record is added: the next request asks for another answer.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace

from fastapi import Response

from aidledger.web.asked import Asked
from aidledger.web.page import Page, Route
from aidledger.web.standing import Standing

# So much is remembered, and no answer that would fill a good part of it.
MOST_BYTES = 64_000_000
_PART = 8


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as it goes to a reader: its bytes and headers."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    def response(self) -> Response:
        """A response with these bytes."""
        return Response(self.body, headers=dict(self.headers))


def written(response: Response) -> Written:
    """What a response holds."""
    return Written(bytes(response.body), tuple(response.headers.items()))


@dataclass(frozen=True, slots=True)
class Stood:
    """The last answer of a place, and the state of the record in which it stands."""

    state: Hashable
    answer: Written


class Memory:
    """What a server has answered to nobody in particular."""

    def __init__(self) -> None:
        self._answers = Answers()
        self._standing = Standing()
        self._past = 0

    def respond(
        self,
        asked: Asked,
        route: Route,
        parts: Mapping[str, str],
        write: Callable[[Asked, Page], Response],
    ) -> Response:
        """The response to a request, made only where it is not remembered.

        Args:
            parts: of the path; write: makes a response of a page.

        Raises:
            what the page raises; problems are not remembered.
        """
        if asked.signed_in is not None:
            return write(asked, route.page(asked, parts))
        storage = asked.ledger.book.storage
        newest = self._standing.newest(storage)
        if newest.past != self._past:
            self._past = newest.past
            self._answers.forget()
        pair = route.pair(asked, parts)
        stands_at = newest.vintage
        if pair is not None:
            stands_at = self._standing.of(storage, pair, newest.vintage)
        pinned = replace(asked, stands_at=stands_at)
        # A vintage that is asked for stays as it is, where nothing but its view is looked at.
        state = None if pair is not None and asked.text("vintage") else stands_at
        place = (asked.address.href, write.__name__, asked.origin, asked.today, newest.past)
        made = self._answers.get(
            place, state, lambda: written(write(pinned, route.page(pinned, parts)))
        )
        return made.response()


class Answers:
    """Answers by what they depend on, those asked for last; for all threads of a server.

    Args:
        most_bytes: of all bodies together.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, Stood] = OrderedDict()
        self._bytes = 0
        self._being_made: dict[tuple[Hashable, Hashable], Future[Written]] = {}
        self._lock = threading.Lock()

    def get(self, place: Hashable, state: Hashable, make: Callable[[], Written]) -> Written:
        """The answer of a place in a state of the record.

        It is made once, by who asks first. Who asks meanwhile is given the one that stood until
        now, which names its own vintage, and waits only where there is none.

        Raises:
            what `make` raises, to all who wait for it; nothing is remembered then.
        """
        with self._lock:
            stood = self._kept.get(place)
            if stood is not None and stood.state == state:
                self._kept.move_to_end(place)
                return stood.answer
            waited_for = self._being_made.get((place, state))
            if waited_for is None:
                mine = self._being_made[place, state] = Future()
        if waited_for is not None:
            return waited_for.result() if stood is None else stood.answer
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                del self._being_made[place, state]
            mine.set_exception(error)
            raise
        self._keep(place, state, made)
        mine.set_result(made)
        return made

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _keep(self, place: Hashable, state: Hashable, made: Written) -> None:
        with self._lock:
            del self._being_made[place, state]
            before = self._kept.pop(place, None)
            if before is not None:
                self._bytes -= len(before.answer.body)
            if len(made.body) > self._most_bytes // _PART:
                return
            self._kept[place] = Stood(state, made)
            self._bytes += len(made.body)
            while self._bytes > self._most_bytes:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= len(oldest.answer.body)
