"""The bell: what came since the last visit, and a page with the same for those without scripts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Browser, expect

from articles.models import Article
from tests.browser.reading import DESK, PHONE, every_reading, overflow, reading, started, violations


def test_bell_counts_what_is_new_and_forgets_it_once_seen(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    for number in range(2):
        published(f"Old news {number}", at=timezone.now() - timedelta(days=number + 1))
    for theme in ("light", "dark"):
        with reading(browser, f"{live_server.url}/privacy/", theme=theme) as opened:
            page = opened.page
            bell, panel = page.locator("[data-module=notifications]"), page.locator("#notifications-panel")
            page.wait_for_function("() => localStorage.getItem('notifications_seen')")
            expect(bell.locator("[data-count]")).to_be_hidden()  # a first visit: nothing is news yet
            bell.click()
            expect(panel).to_be_visible()  # its words stand there before it opens
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
            expect(panel).to_be_visible()
            expect(panel).to_contain_text("10 new")
            expect(bell).to_have_attribute("aria-expanded", "true")
            expect(panel.locator(".is-new")).to_have_count(10)
            assert violations(page) == [], str(opened)
            expect(bell.locator("[data-count]")).to_be_hidden()
            bell.click()
            expect(panel).to_be_hidden()
            with page.expect_response("**/notifications/latest.json"):
                page.reload()
            expect(started(bell).locator("[data-count]")).to_be_hidden()
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


def test_bell_and_count_are_there_on_phones(live_server: Any, browser: Browser, published: Callable[..., Article]):
    with reading(browser, f"{live_server.url}/privacy/", width=PHONE) as opened:
        page, bell = opened.page, opened.page.locator("[data-module=notifications]")
        page.evaluate("localStorage.setItem('notifications_seen', '2001-01-01')")
        published("Fresh news")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        expect(bell.locator("[data-count]")).to_have_text("1")
        assert not any("notification_list" in address or "panel" in address for address in asked)
        for width in (PHONE, 320):
            page.set_viewport_size({"width": width, "height": 700})
            places = (".nameplate a", ".tool-bell", ".masthead-search")
            boxes = [page.locator(place).bounding_box() or {} for place in places]
            assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
            assert boxes[1]["x"] + boxes[1]["width"] <= boxes[2]["x"]
            assert overflow(page) <= 0
        page.locator(".masthead-menu").click()
        expect(page.locator(".drawer").get_by_role("link", name="Notifications 1 new")).to_be_visible()
        page.keyboard.press("Escape")
        bell.press("Space")
        panel = page.locator("#notifications-panel")
        expect(panel.get_by_role("link", name="Fresh news")).to_be_visible()
        assert violations(page) == []
        box = panel.bounding_box() or {}
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        expect(bell.locator("[data-count]")).to_be_hidden()
        assert opened.console == []


def test_bell_that_reaches_nothing_forgets_nothing(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    published("Fresh news")
    with reading(browser, f"{live_server.url}/privacy/") as opened:
        page, bell, panel = (
            opened.page,
            opened.page.locator("[data-module=notifications]"),
            opened.page.locator("#notifications-panel"),
        )
        page.evaluate("localStorage.setItem('notifications_seen', '2001-01-01')")
        page.route("**/notifications/latest.json", lambda route: route.abort())
        page.reload()
        started(bell).click()
        expect(panel).to_contain_text("could not be reached")
        assert page.evaluate("localStorage.getItem('notifications_seen')") == "2001-01-01"
        bell.click()
        expect(panel).to_be_hidden()
        page.unroute("**/notifications/latest.json")
        bell.click()
        expect(panel).to_contain_text("1 new")


def test_browser_that_keeps_nothing_counts_nothing(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    published("Fresh news")
    with reading(browser, f"{live_server.url}/privacy/") as opened:
        page, bell = opened.page, opened.page.locator("[data-module=notifications]")
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })"
        )
        with page.expect_response("**/notifications/latest.json"):
            page.reload()
        started(bell).click()
        expect(page.locator("#notifications-panel").get_by_role("link", name="Fresh news")).to_be_visible()
        expect(page.locator("#notifications-panel .is-new")).to_have_count(0)
        expect(bell.locator("[data-count]")).to_be_hidden()
