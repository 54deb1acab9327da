"""Consoles for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def console(*, error: bool = False) -> Console:
    """A rich console; plain when piped or when NO_COLOR is set; 100 columns without a terminal."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else 110
    return Console(file=stream, highlight=False, markup=False, emoji=False, width=width)


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print plain values as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


@contextmanager
def json_array() -> Iterator[Callable[[Any], None]]:
    """Print an array value by value, none kept; it is closed whatever happens in between."""
    opening = "["

    def add(value: Any) -> None:
        nonlocal opening
        plain = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        sys.stdout.write(f"{opening}\n  {plain}")
        opening = ","

    try:
        yield add
    finally:
        # Where nothing could be read there is only the error.
        sys.stdout.write("\n]\n" if opening == "," else "")


def tell_recorded(name: str) -> int:
    """Say under which name a record was made; the exit status of a verb that did its work."""
    from aidledger.cli.settings import SETTINGS
    from aidledger.wording.loading import phrase

    console().print(phrase("recorded", SETTINGS.language, record=name))
    return 0
