"""A ledger filled with the worked record and the example articles, and a client of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from running import running

from aidledger.intake.files import Told
from aidledger.web.application import create_application
from aidledger.web.serving import Serving
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.reading import read_file

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def filled_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the ledger; tests read it and never write."""
    path = tmp_path_factory.mktemp("web") / "filled.aidledger"
    with open_ledger(path) as ledger:
        ledger.import_table(EXAMPLES / "us-ukraine" / "mapping.yml")
        for article in sorted((EXAMPLES / "articles").glob("*.md")):
            ledger.add(read_file(article, Told(), date(2025, 2, 1)))
    return path


@pytest.fixture(scope="session")
def client(filled_ledger: Path) -> Iterator[TestClient]:
    """A client of a read-only server."""
    serving = Serving(ledger=filled_ledger, clock=lambda: NOW)
    with TestClient(create_application(serving), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture(scope="session")
def site(filled_ledger: Path) -> Iterator[str]:
    """A read-only server on a free port of this machine."""
    with running(Serving(ledger=filled_ledger, clock=lambda: NOW)) as address:
        yield address
