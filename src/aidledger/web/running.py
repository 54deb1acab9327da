"""Run a server until it is interrupted, with the settings that readers on one machine need."""

from __future__ import annotations

import sys

import uvicorn

from aidledger.web.application import create_application
from aidledger.web.serving import Serving

# Seconds after which a thread that makes an answer lets others go on. With Python's own 5 ms, the
# answers that are remembered wait behind one that is being made (docs/benchmarks.md).
_TURN = 0.0005


def run(serving: Serving, host: str, port: int) -> None:
    """Serve the pages; returns when interrupted."""
    sys.setswitchinterval(_TURN)
    uvicorn.run(
        create_application(serving), host=host, port=port, log_level="warning",
        server_header=False,
    )  # fmt: skip
