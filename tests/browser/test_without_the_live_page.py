"""Where the live page cannot open, its document stays, says so, and can still be filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import WAIT_MS
from tests.serving import Server

# Something of a page that changes all the time, faster than anyone could wait between.
RESTLESS = """addEventListener('DOMContentLoaded', () =>
  setInterval(() => { document.body.dataset.tick = performance.now(); }, 20));"""


def no_connection(context: BrowserContext) -> None:
    """Close every websocket of the pages before it is open."""
    context.route_web_socket("**/_stcore/stream", lambda socket: socket.close())


def no_scripts(context: BrowserContext) -> None:
    """Let the script of the live page fail to load, as behind a filter of a company."""
    context.route("**/static/js/index.*.js", lambda route: route.abort())


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A profile of its own, whose clock the test moves."""
    made = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    made.set_default_timeout(WAIT_MS)
    yield made
    made.close()


def filter_by_form(page: Page) -> None:
    """Choose a country in the form of the document, and ask for it."""
    form = page.locator("#first-paint")
    form.locator("select[name=country]").select_option("THA")
    form.get_by_role("button", name="Show").click()
    page.wait_for_url("**country=THA**", wait_until="commit")
    expect(form.locator("select[name=country]")).to_have_value("THA")


@pytest.mark.parametrize("broken", [no_connection, no_scripts])
def test_the_document_stays_says_so_and_can_be_filtered(
    context: BrowserContext, server: Server, broken: Callable[[BrowserContext], None]
) -> None:
    server.ask("/growth?country=THA", Accept="text/html", Accept_Language="en-GB")
    broken(context)
    page = context.new_page()
    page.clock.install()
    page.goto(f"{server.url}/growth")
    if broken is no_connection:  # it may come yet; a script that fails is known at once
        expect(page.locator("#first-paint-late")).to_be_hidden()
        page.clock.fast_forward("00:21")
    expect(page.locator("#first-paint-late")).to_have_text(
        "The interactive page has not opened yet. Everything on this page can be read, and the"
        " date and the filters work."
    )
    expect(page.locator("#first-paint h1")).to_have_text("Growth")
    expect(page.locator("#first-paint .sources")).to_be_attached()
    filter_by_form(page)


def test_a_page_that_never_rests_takes_the_place_of_its_document(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    page.add_init_script(RESTLESS)
    page.goto(f"{server.url}/growth", wait_until="commit")
    page.wait_for_selector("#first-paint", state="attached")
    page.wait_for_selector("#first-paint", state="detached")
    expect(page.locator("#root h1").first).to_be_visible()


def test_an_embedded_page_has_a_document_without_navigation_and_controls(
    context: BrowserContext, server: Server
) -> None:
    path = "/growth?embed=true"
    server.ask(path, Accept="text/html", Accept_Language="en-GB")
    page = context.new_page()
    page.goto(server.url + path, wait_until="commit")
    page.wait_for_selector("#first-paint ~ #root", state="attached")
    document = page.locator("#first-paint")
    texts = document.evaluate("(it) => [it.querySelector('h1')?.textContent, "
                              "it.querySelectorAll('nav a, form').length]")  # fmt: skip
    assert texts == ["Growth", 0]
    document.wait_for(state="detached")
    expect(page.locator("#root h1").first).to_be_visible()
