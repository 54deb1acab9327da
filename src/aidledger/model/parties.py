"""Who and what a text names: actors, offices, envelopes, channels.

A `Named` carries the canonical English short name, the catalogue id beside it, and the
words of the text. `id` is None where the catalogue has no row; `mention` is None where
the text is silent and the name was inferred (the claim then carries a flag).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A name resolved (or not) against the catalogue.

    >>> Named("United States", "US", "Washington").id
    'US'
    """

    name: str
    id: str | None = None
    mention: str | None = None
