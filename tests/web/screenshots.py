"""`make screenshots`: pictures of the pages over the worked record, in both languages.

Writes `docs/screenshots/<language>-<page>.png`; needs the system's Chromium.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from aidledger.intake.files import Told
from aidledger.web.application import create_application
from aidledger.web.serving import Serving
from aidledger.workflows.opening import open_ledger
from aidledger.workflows.reading import read_file

ROOT = Path(__file__).parents[2]
OUT = ROOT / "docs" / "screenshots"
DATES = "on=2024-11-13&known=2024-11-13"
PAGES = {
    "home": "", "envelope": "/e/US/UA", "statements": "/q/US/UA", "claims": "/claims",
    "meetings": "/meetings", "offices": "/offices", "deadlines": "/deadlines",
    "donors": "/donors", "burden": "/burden", "search": "/search?q=ukraine",
    "glossary": "/glossary", "api": "/api", "days": "/days",
    "who-met-whom": "/who-met-whom", "articles": "/articles",
}  # fmt: skip
SIZE = {"width": 1100, "height": 900}


def main() -> int:
    """Fill a ledger, serve it on this machine, and take the pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("screenshots: there is no Chromium here\n")
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shown.aidledger"
        with open_ledger(path) as ledger:
            ledger.import_table(ROOT / "examples" / "us-ukraine" / "mapping.yml")
            articles = sorted((ROOT / "examples" / "articles").glob("*.md"))
            added = [
                ledger.add(read_file(article, Told(), date(2025, 2, 1))) for article in articles
            ]
        pages = {**PAGES, "article": f"/a/{added[-1].document[:12]}"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        clock = datetime(2025, 2, 1, 9, tzinfo=UTC)
        app = create_application(Serving(ledger=path, clock=lambda: clock))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        for _ in range(200):
            if server.started:
                break
            time.sleep(0.05)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE)
            for language in ("en", "fr"):
                for name, place in pages.items():
                    mark = "&" if "?" in place else "?"
                    page.goto(f"http://127.0.0.1:{port}/{language}{place}{mark}{DATES}")
                    page.screenshot(path=OUT / f"{language}-{name}.png")
            browser.close()
        server.should_exit = True
        running.join(timeout=10)
    return 0


if __name__ == "__main__":
    sys.exit(main())
