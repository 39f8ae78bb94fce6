"""Nameplate, navigation, tools and footer, for every reader."""

from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Browser, expect

from articles.models import Article, Category
from newsroom.models import Menu, MenuItem
from tests.browser.reading import DESK, every_reading, overflow, reading, started, violations

MAIN = ["Home", "Latest News", "News", "Guns", "Politics", "Videos"]
FOOTER = ["Privacy Policy", "Terms of use", "Press Release", "Advertise", "Contact", "Privacy choices"]


def test_frame_leads_everywhere(live_server: Any, browser: Browser, published: Callable[..., Article]):
    address = live_server.url + published(body="<p>It did.</p>").get_absolute_url()
    for opened in every_reading(browser, address):
        page = opened.page
        expect(page.locator(".nameplate a")).to_have_attribute("href", "/")
        if opened.width == DESK:
            navigation = page.get_by_role("navigation", name="Main")
            assert [words.strip() for words in navigation.get_by_role("link").all_inner_texts()] == MAIN
            expect(navigation.get_by_role("link", name="News", exact=True)).to_have_attribute("aria-current", "true")
            expect(page.get_by_role("link", name="Saved stories")).to_be_visible()
        expect(page.locator(".masthead-search")).to_be_visible()
        footer = page.get_by_role("contentinfo")
        assert set(FOOTER) <= set(footer.get_by_role("link").all_inner_texts())
        expect(footer).to_contain_text(f"© {date.today().year}")  # noqa: DTZ011  # in the browser's zone or ours
        assert overflow(page) <= 0, str(opened)
        assert opened.console == [], str(opened)


def test_submenu_opens_and_closes_by_keyboard(live_server: Any, browser: Browser, news: Category):
    parks = Category.objects.create(name="Parks", slug="parks", parent=news)
    above = MenuItem.objects.get(menu__slug="main", category=news)
    MenuItem.objects.create(menu=Menu.objects.get(slug="main"), parent=above, category=parks)
    for scripts in (True, False):
        with reading(browser, f"{live_server.url}/latest/", scripts=scripts) as opened:
            page = opened.page
            button, link = page.locator(".navigation summary"), page.locator(".navigation .submenu a")
            expect(link).to_be_hidden()
            if scripts:
                started(page.locator(".navigation [data-module=submenu]"))
            button.press("Enter")
            expect(link).to_be_visible()
            if scripts:
                assert violations(page, within=".masthead") == []
                page.keyboard.press("Tab")
                expect(link).to_be_focused()
                page.keyboard.press("Escape")
                expect(link).to_be_hidden()
                expect(button).to_be_focused()
                button.press("Enter")
            link.click()
            expect(page).to_have_url(f"{live_server.url}/parks/")


def test_narrowest_window_and_largest_text_lose_nothing(live_server: Any, browser: Browser):
    with reading(browser, f"{live_server.url}/latest/") as opened:
        page = opened.page
        page.set_viewport_size({"width": 320, "height": 640})
        assert overflow(page) <= 0
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        seen = "[...document.querySelectorAll('body :not(.visually-hidden *)')]"
        wide = f"{seen}.filter((element) => element.getBoundingClientRect().right > innerWidth)"
        assert page.evaluate(f"{wide}.map((element) => element.outerHTML.slice(0, 80))") == []
        assert overflow(page) <= 0
        expect(page.locator(".masthead-menu")).to_be_in_viewport()
        expect(page.locator(".masthead-search")).to_be_in_viewport()
