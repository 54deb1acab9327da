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
from aidledger.web.standing import Newest, Standing

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


@dataclass(slots=True)
class Stood:
    """The last answer of a place.

    Args:
        state: of the record, in which it stands; seen: the newest vintage that has this state.
    """

    state: Hashable
    answer: Written
    seen: int


class Memory:
    """What a server has answered to nobody in particular."""

    def __init__(self) -> None:
        self._answers = Answers()
        self._standing = Standing()
        self._past = 0

    def recall(self, asked: Asked, write: Callable[[Asked, Page], Response]) -> Response | None:
        """The response that stands, where it is remembered; at once, whoever is at work.

        While an answer is made anew, that is the one that stood, which names its own vintage.
        """
        if asked.signed_in is not None:
            return None
        newest = self._newest(asked)
        found = self._answers.recall(_place(asked, write, newest), newest.vintage)
        return None if found is None else found.response()

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
        newest = self._newest(asked)
        pair = route.pair(asked, parts)
        stands_at = newest.vintage
        if pair is not None:
            stands_at = self._standing.of(asked.ledger.book.storage, pair, newest.vintage)
        pinned = replace(asked, stands_at=stands_at)
        # A vintage that is asked for stays as it is, where nothing but its view is looked at.
        state = None if pair is not None and asked.text("vintage") else stands_at
        made = self._answers.get(
            _place(asked, write, newest), state, newest.vintage,
            lambda: written(write(pinned, route.page(pinned, parts))),
        )  # fmt: skip
        return made.response()

    def _newest(self, asked: Asked) -> Newest:
        newest = self._standing.newest(asked.ledger.book.storage)
        if newest.past != self._past:
            self._past = newest.past
            self._answers.forget()
        return newest


def _place(asked: Asked, write: Callable[[Asked, Page], Response], newest: Newest) -> Hashable:
    return asked.address.href, write.__name__, asked.origin, asked.today, newest.past


class Answers:
    """Answers by what they depend on, those asked for last; for all threads of a server.

    Args:
        most_bytes: of all bodies together.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, Stood] = OrderedDict()
        self._bytes = 0
        self._being_made: dict[Hashable, Future[Written]] = {}
        self._lock = threading.Lock()

    def recall(self, place: Hashable, vintage: int) -> Written | None:
        """What is known to stand at the newest vintage, or stood and is being made anew."""
        with self._lock:
            stood = self._kept.get(place)
            if stood is None or not (stood.seen == vintage or place in self._being_made):
                return None
            self._kept.move_to_end(place)
            return stood.answer

    def get(
        self, place: Hashable, state: Hashable, vintage: int, make: Callable[[], Written]
    ) -> Written:
        """The answer of a place in a state of the record, which is that of the newest vintage.

        It is made by who asks first. Who asks meanwhile is given the one that stood until now,
        and waits only where there is none.

        Raises:
            what `make` raises, to all who wait for it; nothing is remembered then.
        """
        with self._lock:
            stood = self._kept.get(place)
            if stood is not None and stood.state == state:
                stood.seen = max(stood.seen, vintage)
                self._kept.move_to_end(place)
                return stood.answer
            waited_for = self._being_made.get(place)
            if waited_for is None:
                mine = self._being_made[place] = Future()
        if waited_for is not None:
            return waited_for.result() if stood is None else stood.answer
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                del self._being_made[place]
            mine.set_exception(error)
            raise
        self._keep(place, Stood(state, made, vintage))
        mine.set_result(made)
        return made

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _keep(self, place: Hashable, made: Stood) -> None:
        with self._lock:
            del self._being_made[place]
            before = self._kept.pop(place, None)
            if before is not None:
                self._bytes -= len(before.answer.body)
            if len(made.answer.body) > self._most_bytes // _PART:
                return
            self._kept[place] = made
            self._bytes += len(made.answer.body)
            while self._bytes > self._most_bytes:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= len(oldest.answer.body)
