"""The command line: one thin file a verb over the workflows."""

from __future__ import annotations

from aidledger.cli.program import main

__all__ = ["main"]
