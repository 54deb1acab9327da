"""What a server is started with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.web.limits import Rate
from aidledger.web.signing_in import SignIns

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def utc_now() -> datetime:
    """The time, as servers outside tests take it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How a server may be written through.

    Args:
        signing: who may sign in, and is.
        folder: the one folder from which files may be added by name; None = none may.
    """

    signing: SignIns
    folder: Path | None = None


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
        writing: how it may be written through; None = it has no address that writes.
        rates: how often a client may ask, by kind of request; none = as often as it likes.

    Raises:
        AidledgerError: PUBLIC_WRITES, where it is public and writes.
    """

    ledger: Path
    public: bool = False
    written_out: bool = False
    hosts: tuple[str, ...] = LOOPBACK_HOSTS
    clock: Callable[[], datetime] = utc_now
    writing: Writing | None = None
    rates: Mapping[str, Rate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.public and self.writing is not None:
            raise AidledgerError("PUBLIC_WRITES", ExitStatus.USAGE)
