"""The menu of phones: a dialog with scripts, a place on the page without."""

from typing import Any

from playwright.sync_api import Browser, expect

from newsroom.models import Site
from tests.browser.reading import PHONE, reading, started, violations

LINKS = ["Home", "Latest News", "News", "Guns", "Politics", "Videos", "Notifications", "Saved stories", "Advertise"]


def test_menu_of_phones_has_everything_and_gives_the_focus_back(live_server: Any, browser: Browser):
    Site(social_links=[{"name": "Mastodon", "url": "https://social.example/@l"}]).save()
    for theme in ("light", "dark"):
        with reading(browser, f"{live_server.url}/latest/", width=PHONE, theme=theme) as opened:
            page = opened.page
            menu = page.get_by_role("link", name="Menu").or_(page.get_by_role("button", name="Menu"))
            menu.click()
            drawer = page.get_by_role("dialog", name="Menu")
            expect(drawer).to_be_visible()
            expect(menu).to_have_attribute("aria-expanded", "true")
            assert drawer.get_by_role("navigation").get_by_role("link").all_inner_texts() == LINKS
            expect(drawer).to_contain_text("Have an existing account?")
            expect(drawer).to_contain_text("Follow us")
            expect(drawer.get_by_role("link", name="Mastodon")).to_be_visible()
            assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"
            assert page.evaluate("document.activeElement.closest('dialog') !== null")
            assert violations(page, within=".drawer") == [], str(opened)
            page.keyboard.press("Escape")
            expect(drawer).to_be_hidden()
            expect(menu).to_be_focused()
            expect(menu).to_have_attribute("aria-expanded", "false")
            menu.press("Space")
            expect(drawer).to_be_visible()
            page.mouse.click(385, 500)  # beside it
            expect(drawer).to_be_hidden()
            menu.click()
            drawer.get_by_role("button", name="Theme and reading settings").click()
            panel = page.locator("#settings")
            expect(panel).to_be_visible()
            expect(drawer).to_be_hidden()
            expect(panel.get_by_label("Auto")).to_be_focused()
            started(panel)
            button, box = menu.bounding_box() or {}, panel.bounding_box() or {}
            assert box["y"] >= button["y"] + button["height"]
            page.keyboard.press("ArrowDown")
            expect(page.locator("html")).to_have_attribute("data-theme", "light")
            page.keyboard.press("Escape")
            expect(panel).to_be_hidden()
            expect(menu).to_be_focused()
            menu.press("Enter")
            drawer.get_by_role("button", name="Theme and reading settings").press("Enter")
            expect(panel.get_by_label("Light")).to_be_focused()
            assert (panel.bounding_box() or {}) == box, "the same place once its script is there"
            assert opened.console == []


def test_menu_without_scripts_is_a_link(live_server: Any, browser: Browser):
    with reading(browser, f"{live_server.url}/latest/", width=PHONE, scripts=False) as opened:
        page = opened.page
        page.locator(".masthead-menu").click()
        drawer = page.locator(".drawer")
        expect(drawer).to_be_visible()
        assert drawer.locator("nav a").all_inner_texts() == LINKS
        drawer.locator("[data-close]").click()
        expect(drawer).to_be_hidden()
        page.locator(".masthead-menu").click()
        drawer.get_by_role("link", name="Politics").click()
        expect(page).to_have_url(f"{live_server.url}/politics/")
        expect(drawer).to_be_hidden()
