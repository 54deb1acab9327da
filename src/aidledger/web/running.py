"""Run a server until it is interrupted, with the settings and limits that it needs."""

from __future__ import annotations

import sys
from contextlib import suppress

import uvicorn

from aidledger.web.application import create_application
from aidledger.web.serving import Serving
from aidledger.web.shields.patience import Patience

# Seconds after which a thread that makes an answer lets others go on. With Python's own 5 ms, the
# answers that are remembered wait behind one that is being made (docs/benchmarks.md).
_TURN = 0.0005
# Connections at a time; one more is answered 503.
MOST_CONNECTIONS = 256
# Bytes of the first line and the headers of a request.
MOST_HEADER_BYTES = 16_384
# Seconds for which a connection without a request is kept.
_KEPT_OPEN = 15


def run(serving: Serving, host: str, port: int) -> None:
    """Serve the pages; returns when interrupted."""
    sys.setswitchinterval(_TURN)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(configured(serving, host, port)).run()


def configured(
    serving: Serving,
    host: str,
    port: int,
    *,
    protocol: type[Patience] = Patience,
    most_connections: int = MOST_CONNECTIONS,
) -> uvicorn.Config:
    """How uvicorn serves the pages: slow, many and long requests are bounded.

    Args:
        protocol: how long it waits for a request; most_connections: at a time.
    """
    return uvicorn.Config(
        create_application(serving),
        host=host,
        port=port,
        http=protocol,
        ws="none",
        log_level="warning",
        server_header=False,
        # Nothing a client sends changes who it is, or the name and scheme that it asked for.
        proxy_headers=False,
        limit_concurrency=most_connections,
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
        timeout_keep_alive=_KEPT_OPEN,
        timeout_graceful_shutdown=5,
    )
