"""The bell: what came since the last visit, and a page with the same for those without scripts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Browser, expect

from articles.models import Article
from tests.browser.reading import DESK, every_reading, reading, violations


def test_bell_counts_what_is_new_and_forgets_it_once_seen(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    for number in range(2):
        published(f"Old news {number}", at=timezone.now() - timedelta(days=number + 1))
    for theme in ("light", "dark"):
        with reading(browser, f"{live_server.url}/privacy/", theme=theme) as opened:  # type: ignore[arg-type]
            page = opened.page
            bell, panel = page.locator("[data-module=notifications]"), page.locator("#notifications-panel")
            page.wait_for_function("() => localStorage.getItem('notifications_seen')")
            expect(bell.locator("[data-count]")).to_be_hidden()  # a first visit: nothing is news yet
            bell.click()
            expect(panel).to_contain_text("Nothing new since your last visit.")
            expect(panel.locator(".is-new")).to_have_count(0)
            page.keyboard.press("Escape")
            expect(panel).to_be_hidden()
            expect(bell).to_be_focused()

            for number in range(10):
                published(f"Fresh {theme} {number}")
            page.reload()
            expect(bell.locator("[data-count]")).to_have_text("9+")
            expect(bell).to_have_accessible_name("Notifications 10 new")
            bell.press("Enter")
            expect(panel).to_contain_text("10 new")
            expect(bell).to_have_attribute("aria-expanded", "true")
            expect(panel.locator(".is-new")).to_have_count(10)
            assert violations(page) == [], str(opened)
            expect(bell.locator("[data-count]")).to_be_hidden()
            bell.click()
            expect(panel).to_be_hidden()
            page.reload()
            page.wait_for_load_state("networkidle")
            expect(bell.locator("[data-count]")).to_be_hidden()
            bell.click()
            panel.get_by_role("link", name="Show more").click()
            expect(page).to_have_url(f"{live_server.url}/notifications/")
            assert opened.console == []


def test_page_behind_the_bell_is_there_for_everyone(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    published("Fresh news")
    for opened in every_reading(browser, f"{live_server.url}/notifications/"):
        page = opened.page
        expect(page.locator("main").get_by_role("link", name="Fresh news")).to_be_visible()
        if opened.has_scripts:
            assert violations(page) == [], str(opened)
        elif opened.width == DESK:
            page.locator(".tools [data-module=notifications]").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Notifications")
