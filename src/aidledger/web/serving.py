"""What a server is started with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def utc_now() -> datetime:
    """The time, as servers outside tests take it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """The settings of one server.

    Args:
        ledger: the ledger file.
        public: True shows quoted sentences with a set context, never a whole text, and nothing
            of a document marked private.
        written_out: True makes pages that stand as files: nothing on them asks a server.
        hosts: names under which the server answers; any other `Host` is refused.
        clock: gives the time of recording and of today.
    """

    ledger: Path
    public: bool = False
    written_out: bool = False
    hosts: tuple[str, ...] = LOOPBACK_HOSTS
    clock: Callable[[], datetime] = utc_now
