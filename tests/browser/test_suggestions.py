"""Search from any page: a field that offers what it knows, or the search page without scripts."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, expect

from articles.models import Article
from tests.browser.reading import PHONE, every_reading, reading, violations


def test_field_offers_articles_and_topics(live_server: Any, browser: Browser, published: Callable[..., Article]):
    article = published("Bridge <b>closes</b>", slug="closes", tags=["Bridges"])
    for opened in every_reading(browser, f"{live_server.url}/latest/"):
        page = opened.page
        page.locator(".masthead-search").click()
        if not opened.has_scripts:
            expect(page.get_by_role("heading", level=1)).to_have_text("Search")
            continue
        field = page.get_by_role("combobox", name="Search all articles")
        expect(field).to_be_focused()
        page.keyboard.type("bri")
        options = page.get_by_role("option")
        expect(options).to_have_text(["Bridge <b>closes</b>", "Bridges"])
        expect(options.first.locator("mark")).to_have_text("Bri")
        expect(page.locator("#masthead-search [role=status]")).to_have_text("2 suggestions")
        expect(field).to_have_attribute("aria-expanded", "true")
        assert violations(page) == [], str(opened)
        page.keyboard.press("ArrowUp")
        expect(options.last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")
        expect(field).not_to_have_attribute("aria-activedescendant", "x")
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", "suggestions-masthead-0")
        page.keyboard.press("Enter")
        expect(page).to_have_url(live_server.url + article.get_absolute_url())
        assert opened.console == [], str(opened)


def test_escape_closes_the_list_then_the_field(live_server: Any, browser: Browser, published: Callable[..., Article]):
    published("Bridge closes")
    with reading(browser, f"{live_server.url}/latest/", width=PHONE) as opened:
        page = opened.page
        search = page.locator(".masthead-search")
        search.click()
        field, listed = page.locator("#search-masthead"), page.locator("#suggestions-masthead")
        expect(field).to_be_focused()
        page.keyboard.type("clo")
        expect(listed).to_be_visible()
        page.keyboard.press("Escape")
        expect(listed).to_be_hidden()
        expect(field).to_be_visible()
        page.keyboard.press("Escape")
        expect(field).to_be_hidden()
        expect(search).to_be_focused()
        expect(search).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_searches(live_server: Any, browser: Browser, published: Callable[..., Article]):
    published("Bridge closes")
    with reading(browser, f"{live_server.url}/search/") as opened:
        page = opened.page
        page.locator("#search-page").click()
        page.keyboard.type("brid")
        expect(page.locator("#suggestions-page [role=option]")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{live_server.url}/search/?q=brid")


def test_strange_words_break_nothing(live_server: Any, browser: Browser, published: Callable[..., Article]):
    published("Cost (per year) rises", slug="cost")
    with reading(browser, f"{live_server.url}/search/") as opened:
        page = opened.page
        page.locator("#search-page").click()
        page.keyboard.type("(per [")
        expect(page.locator("#suggestions-page")).to_be_hidden()
        page.locator("#search-page").fill("(per")
        expect(page.locator("#suggestions-page [role=option]")).to_have_text("Cost (per year) rises")
        assert opened.console == []
