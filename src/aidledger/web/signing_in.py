"""Who may write: a link that works once and not for long, and the session that it opens.

Nothing of it is kept on a disk: a server that is started again knows nobody. Secrets are
compared in constant time, and only their hashes are kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

LINK_LASTS = timedelta(minutes=10)
SESSION_LASTS = timedelta(hours=12)
COOKIE = "aidledger-session"
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A person who may write.

    Args:
        by: the name under which what they write is recorded.
        until: when the session ends.
        secret: from which the tokens of forms are made; never shown.
    """

    by: str
    until: datetime
    secret: bytes

    def token(self, action: str) -> str:
        """What a form sends along to show that this server made it, for one address."""
        return hmac.new(self.secret, action.encode(), hashlib.sha256).hexdigest()

    def made(self, action: str, token: str) -> bool:
        """True where the token is that of the form of an address."""
        return hmac.compare_digest(self.token(action).encode(), token.encode())


class SignIns:
    """The links and sessions of one server.

    Args:
        by: the name of the person who starts it.
        clock: gives the time.
    """

    def __init__(self, by: str, clock: Callable[[], datetime]) -> None:
        self.by = by
        self._clock = clock
        self._lock = threading.Lock()
        self._links: dict[bytes, datetime] = {}
        self._sessions: dict[bytes, SignedIn] = {}

    def new_key(self) -> str:
        """The key of a link that signs in once."""
        key = secrets.token_urlsafe(_SECRET_BYTES)
        with self._lock:
            self._links[_hash(key)] = self._clock() + LINK_LASTS
        return key

    def opens(self, key: str) -> bool:
        """True where a link of this key would sign in."""
        with self._lock:
            until = self._links.get(_hash(key))
        return until is not None and self._clock() < until

    def enter(self, key: str) -> str | None:
        """Use up a link; the value of the session's cookie, None where the link is no good."""
        with self._lock:
            until = self._links.pop(_hash(key), None)
            if until is None or self._clock() >= until:
                return None
            cookie = secrets.token_urlsafe(_SECRET_BYTES)
            self._sessions[_hash(cookie)] = SignedIn(
                by=self.by,
                until=self._clock() + SESSION_LASTS,
                secret=secrets.token_bytes(_SECRET_BYTES),
            )
        return cookie

    def who(self, cookie: str | None) -> SignedIn | None:
        """Whose session a cookie is; None where it is nobody's or has ended."""
        if not cookie:
            return None
        with self._lock:
            found = self._sessions.get(_hash(cookie))
            if found is not None and self._clock() >= found.until:
                del self._sessions[_hash(cookie)]
                return None
        return found

    def leave(self, cookie: str | None) -> None:
        """End a session."""
        if cookie:
            with self._lock:
                self._sessions.pop(_hash(cookie), None)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
