"""Generated requests to every described address: each is answered as described, none breaks.

Requests that fit the description and requests that do not, seeded and bounded. A request that
fits may still be refused: a vintage of the future, a question that needs a donor.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from aidledger.web.application import create_application
from aidledger.web.openapi import openapi
from aidledger.web.pages import ROUTES
from aidledger.web.serving import Serving

PATHS = tuple(openapi(ROUTES)["paths"])
HOST = {"host": "127.0.0.1"}
# All twins of a page come from one answer; the first is asked most.
EXAMPLES = {"json": 20, "csv": 5, "svg": 5}


@pytest.fixture(scope="module")
def described(filled_ledger: Path) -> BaseSchema:
    """The description as a program finds it, with the application behind."""
    clock = datetime(2025, 2, 1, 9, tzinfo=UTC)
    app = create_application(Serving(ledger=filled_ledger, clock=lambda: clock))
    return schemathesis.openapi.from_asgi("/openapi.json", app, headers=HOST)


@pytest.fixture(scope="module")
def held(client: TestClient) -> dict[str, str]:
    """Values of parts of a path that the ledger holds something of."""
    documents = client.get("/en/articles.json").json()["answer"]
    return {
        "language": "fr", "donor": "US", "recipient": "UA", "name": "PDA-69",
        "document": documents[0]["id"], "envelope": "USSAA-2024",
    }  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_generated_requests_are_answered_as_described(
    described: BaseSchema, held: dict[str, str], path: str, mode: GenerationMode
) -> None:
    @seed(1)
    @settings(
        max_examples=EXAMPLES[path.rpartition(".")[2]],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described[path]["GET"].as_strategy(generation_mode=mode), finds=st.booleans())
    def ask(case: Case, finds: bool) -> None:
        if finds and mode is GenerationMode.POSITIVE:
            case.path_parameters |= {name: held[name] for name in case.path_parameters}
        case.call_and_validate(headers=HOST, excluded_checks=[positive_data_acceptance])

    ask()
