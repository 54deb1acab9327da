"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# No test is timed: a busy machine must not fail it. Speed is measured by `make bench`.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
