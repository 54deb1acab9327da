"""The pages in a real browser: accessible, narrow, without scripts, every figure at its words.

Needs the system's Chromium; without one the whole file is skipped, loudly.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from paper import squeezed, words_of
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = os.environ.get("AIDLEDGER_CHROMIUM") or shutil.which("chromium")
pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None, reason="NO CHROMIUM: the pages are not tested in a browser"
    ),
    pytest.mark.xdist_group("browser"),
]
NOW = datetime(2025, 2, 1, 9, tzinfo=UTC)
DATES = "?on=2024-11-13&known=2024-11-13"
# The French example article, by its hash.
ARTICLE = "/a/e403de2fa4fc"
PAGES = (
    "", "/articles", "/search?q=kiev", "/donors", "/d/US", "/burden", "/e/US/UA", "/q/US/UA",
    "/timeline", "/claims", "/meetings", "/offices", "/promises", "/deadlines", "/restrictions",
    "/handovers", "/stale", "/glossary", "/r/PDA-69", "/diff", "/api", "/days", "/who-met-whom",
    "/review", ARTICLE, "/cite?page=e/US/UA",
)  # fmt: skip
LANGUAGES = ("en", "fr")
NARROW = {"width": 320, "height": 800}
# A window of 1280 at 200 %.
ZOOMED = {"width": 640, "height": 400}
# What A4 leaves between its margins, in CSS pixels.
PAPER = {"width": 673, "height": 1000}


def _address(language: str, page: str) -> str:
    dates = DATES if "?" not in page else DATES.replace("?", "&")
    return f"/{language}{page}{dates}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_breaks_a_rule_of_access(site: str, page: Page, language: str) -> None:
    broken = {}
    for path in PAGES:
        page.goto(site + _address(language, path))
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        if found:
            broken[path] = [
                (rule["id"], [node["html"][:120] for node in rule["nodes"][:2]]) for rule in found
            ]
    assert broken == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_on_a_narrow_screen_or_at_twice_its_size(
    site: str, browser: Browser, language: str
) -> None:
    context = browser.new_context(viewport=NARROW)
    narrow = context.new_page()
    wide = {}
    for path in PAGES:
        narrow.goto(site + _address(language, path))
        for size in (NARROW, ZOOMED):
            narrow.set_viewport_size(size)
            width = narrow.evaluate("document.documentElement.scrollWidth")
            if width > size["width"]:
                wide[path] = width
    context.close()
    assert wide == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_without_scripts(site: str, browser: Browser, language: str) -> None:
    """Nothing that a reader reads comes from a script."""
    plain, scripted = browser.new_context(java_script_enabled=False), browser.new_context()
    without, with_scripts = plain.new_page(), scripted.new_page()
    for path in PAGES:
        without.goto(site + _address(language, path))
        with_scripts.goto(site + _address(language, path))
        assert without.inner_text("main h1") == with_scripts.inner_text("main h1")
        assert without.text_content("main") == with_scripts.text_content("main"), path
    plain.close()
    scripted.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "/e/US/UA", "/q/US/UA", ARTICLE])
def test_paper_holds_every_figure_and_its_sentence(
    site: str, browser: Browser, language: str, path: str
) -> None:
    """On A4, nothing cut off, what is folded unfolded, the page's own pinned address below."""
    context = browser.new_context(viewport=PAPER)
    page = context.new_page()
    page.goto(site + _address(language, path))
    figures = page.eval_on_selector_all("main data.sum", "all => all.map(a => a.textContent)")
    quoted = page.eval_on_selector_all("main q, main mark", "all => all.map(a => a.textContent)")
    pdf = page.pdf(format="A4")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]
    assert re.search(rb"/MediaBox \[0 0 595[.\d]* 84[12]", pdf)
    printed = words_of(pdf)
    assert [words for words in (*figures, *quoted) if squeezed(words) not in printed] == []
    assert len(figures) > 0
    assert f"{language}{path}?on=2024-11-13" in printed
    assert "&vintage=" in printed
    assert squeezed(page.text_content(".masthead nav") or "") not in printed
    context.close()


def test_back_and_forward_keep_both_dates(site: str, page: Page) -> None:
    page.goto(site + _address("en", "/e/US/UA"))
    page.click("nav a[href*='/en/claims']")
    assert "known=2024-11-13" in page.url
    page.go_back()
    assert page.input_value("#known") == "2024-11-13"
    page.go_forward()
    assert page.input_value("#on") == "2024-11-13"


def test_a_reader_gets_from_home_to_a_sentence_by_keys_alone(site: str, page: Page) -> None:
    page.goto(site + _address("en", "/articles"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/a/**")
    assert page.locator("[id^='c-c-']").count() > 0


def test_hostile_words_run_nothing(site: str, page: Page) -> None:
    """Escaping and the policy, each met by a query that would run a script."""
    ran = []
    page.on("dialog", lambda dialog: ran.append(dialog.message) or dialog.dismiss())
    page.goto(f"{site}/en/search?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    policy = page.request.get(f"{site}/en").headers["content-security-policy"]
    page.wait_for_timeout(200)
    assert ran == []
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_the_slider_steps_by_keys_and_back_and_forward_keep_its_place(
    site: str, page: Page
) -> None:
    """One step a key, told aloud; the page follows without losing the keys' place."""
    page.goto(site + _address("en", "/e/US/UA"))
    slider, known = page.locator("#known-day"), page.locator("#known")
    slider.wait_for(state="visible")
    title = page.inner_text("main h1")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**known=2024-11-07*")
    expect(known).to_have_value("2024-11-07")
    assert "As known on 7 November 2024" in page.inner_text("#known-day-told")
    assert page.evaluate("document.activeElement.id") == "known-day"
    assert page.get_attribute("#known-day", "aria-valuetext").startswith("As known on 7 November")
    assert page.inner_text("main h1") != title
    place = slider.input_value()
    page.keyboard.press("ArrowRight")
    expect(known).to_have_value("2024-11-12")
    page.go_back()
    expect(known).to_have_value("2024-11-07")
    assert slider.input_value() == place
    page.go_back()
    expect(known).to_have_value("2024-11-13")
    assert page.inner_text("main h1") == title
    page.go_forward()
    expect(known).to_have_value("2024-11-07")
    page.click(".known-days a[rel=next]")
    page.wait_for_url("**known=2024-11-12*")
