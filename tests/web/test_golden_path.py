"""The golden path in a real browser by keys alone: add an article, review it, envelope, cite.

Needs the system's Chromium; without one the whole file is skipped, loudly.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from running import running

from aidledger.web.serving import Serving, Writing
from aidledger.web.signing_in import SignIns
from aidledger.workflows.opening import open_ledger

CHROMIUM = os.environ.get("AIDLEDGER_CHROMIUM") or shutil.which("chromium")
pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None, reason="NO CHROMIUM: the golden path is not tested in a browser"
    ),
    pytest.mark.xdist_group("browser"),
]
NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = {
    "en": "The United States will give Ukraine $5 billion in military aid, the minister said. "
    "Norway will give Ukraine €2 billion.",
    "fr": "Les États-Unis donneront 5 milliards de dollars d’aide militaire à l’Ukraine. "
    "La Norvège donnera 2 milliards d’euros à l’Ukraine.",
}
SUM = {"en": "$5 billion", "fr": "5 milliards de dollars"}
# More stops than any page has on the way.
MOST_STOPS = 600


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def signing() -> SignIns:
    return SignIns("Anna", lambda: NOW)


@pytest.fixture
def place(tmp_path: Path, signing: SignIns) -> Iterator[str]:
    """A writing server over the worked record."""
    path = tmp_path / "golden.aidledger"
    with open_ledger(path) as ledger:
        ledger.import_table(EXAMPLES / "us-ukraine" / "mapping.yml")
    clock = datetime(2030, 2, 1, 9, tzinfo=UTC)
    serving = Serving(ledger=path, clock=lambda: clock, writing=Writing(signing=signing))
    with running(serving) as address:
        yield address


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the place is reached, as a person does who has no mouse."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


def enter(page: Page, place: str, signing: SignIns, language: str) -> None:
    page.goto(f"{place}/{language}/sign-in?key={signing.new_key()}")
    expect(page.locator("main button")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/add")


def add(page: Page, language: str) -> None:
    page.keyboard.insert_text(TEXT[language])  # the field has the focus
    tab_to(page, "#published")
    page.keyboard.type("2025-01-20")
    tab_to(page, "#publisher")
    page.keyboard.type("The Post")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/a/**")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_from_an_article_to_a_citation_by_keys_alone(
    place: str, browser: Browser, signing: SignIns, language: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    enter(page, place, signing, language)
    add(page, language)
    expect(page.locator(".lit", has_text=SUM[language])).to_be_visible()

    for _ in range(20):  # to the record of the sum, its words lit beside it
        page.keyboard.press("j")
        if page.locator(".record.now .figure").count():
            break
    expect(page.locator(".lit.now")).to_have_text(SUM[language])
    name = page.evaluate("location.hash").removeprefix("#c-")
    page.keyboard.press("e")
    page.wait_for_url(f"**/{language}/review?name={name}")

    page.keyboard.press("n")
    page.keyboard.type("as printed e a x")  # letters in a field are letters
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_url("**/review?*told=accept*")
    expect(page.locator("main [role=status]")).to_be_visible()
    page.keyboard.press("u")
    page.wait_for_url("**/review?*told=undo*")
    page.goto(f"{place}/{language}/review?name={name}")
    page.keyboard.press("e")  # correct in place
    page.wait_for_function("document.activeElement.name.startsWith('field-')")
    tab_to(page, "#field-stage")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#save")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review?*told=correct*")
    page.keyboard.press(" ")  # later
    page.wait_for_url(re.compile(r"/review\?at=\d+$"))

    tab_to(page, f"nav a[href$='/{language}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}")
    tab_to(page, f"main a[href*='/{language}/e/US/UA']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/e/US/UA*")
    tab_to(page, ".colophon a[href*='cite']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/cite*")
    plain = context.request.get(page.url.replace("/cite?", "/cite.json?")).json()
    cited, pin = plain["answer"]["text"], plain["pin"]
    assert str(pin["vintage"]) in cited
    expect(page.locator(".citation").first).to_contain_text(pin["head"])
    context.close()


def test_keys_are_set_otherwise_and_switched_off(
    place: str, browser: Browser, signing: SignIns
) -> None:
    context = browser.new_context()
    page = context.new_page()
    enter(page, place, signing, "en")
    add(page, "en")
    page.goto(f"{place}/en/review")
    page.keyboard.press("?")
    tab_to(page, "#key-note")
    page.keyboard.type("w")
    tab_to(page, "#keys-close")
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") != "reason"
    page.reload()
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.id") == "reason"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#keys-on").focus()
    page.keyboard.press(" ")
    page.keyboard.press("Escape")
    before = page.url
    for key in "wax ":
        page.keyboard.press(key)
    page.wait_for_timeout(150)
    assert page.url == before
    assert page.evaluate("document.activeElement.id") != "reason"
    context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_scripts_the_forms_do_the_same(
    place: str, browser: Browser, signing: SignIns, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, place, signing, language)
    page.fill("#text", TEXT[language])
    page.fill("#published", "2025-01-20")
    page.click("#add")
    page.wait_for_url(f"**/{language}/a/**")
    page.click("#missed summary")
    page.fill("#missed-words", SUM[language])
    page.select_option("#missed-kind", "amount")
    page.click("#record-missed")
    page.wait_for_url("**told=missed*")
    page.click(".to-review >> nth=0")
    page.click("#accept")
    page.wait_for_url("**/review?*told=accept*")
    page.click("button[value=undo]")
    page.wait_for_url("**/review?*told=undo*")
    context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_that_write_keep_the_rules_of_access_and_of_narrow_screens(
    place: str, browser: Browser, signing: SignIns, language: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{place}/{language}/sign-in?key={signing.new_key()}")
    broken = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    enter(page, place, signing, language)
    add(page, language)
    article = page.url
    for address in (f"{place}/{language}/add", article, f"{place}/{language}/review"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        broken += Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    assert [(rule["id"], rule["nodes"][0]["html"][:150]) for rule in broken] == []
    context.close()


def test_a_form_of_another_site_is_refused_in_a_browser(
    place: str, browser: Browser, signing: SignIns
) -> None:
    """The cookie is not sent along, and the sender is not ours."""
    context = browser.new_context()
    page = context.new_page()
    enter(page, place, signing, "en")
    other = place.replace("127.0.0.1", "localhost")
    page.route(
        "**/evil",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f"<form method='post' action='{place}/en/add'><input name='text'></form>",
        ),
    )
    page.goto(f"{other}/evil")
    with page.expect_navigation() as sent:
        page.evaluate("document.forms[0].submit()")
    assert sent.value.status == 403
    context.close()
