"""The bar over the text, what opens from it, and the settings readers keep."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from articles.models import Article
from tests.browser.reading import DESK, PHONE, overflow, reading, violations

SHIFT = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value })
    .observe({ type: "layout-shift", buffered: true })
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)))
})"""


@pytest.fixture
def address(live_server: Any, published: Callable[..., Article]) -> str:
    article = published("Council votes on the bridge after nine hours of talk", body="<p>Long.</p>" * 200)
    return live_server.url + article.get_absolute_url()


def scroll(page: Page, to: int) -> None:
    page.evaluate(f"scrollTo(0, {to})")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_bar_comes_when_the_headline_has_left_and_goes_with_it(browser: Browser, address: str, theme: Any):
    with reading(browser, address, theme=theme) as opened:
        page, bar = opened.page, opened.page.locator(".reading-bar")
        expect(bar).not_to_have_attribute("hidden", "")
        expect(bar).to_be_hidden()
        scroll(page, 1500)
        expect(bar).to_be_visible()
        expect(bar).to_contain_text("Reading: Council votes")
        assert violations(page) == []
        scroll(page, 0)
        expect(bar).to_be_hidden()
        assert page.evaluate(SHIFT) < 0.02
        assert opened.console == []


def test_progress_grows_with_reading(browser: Browser, address: str):
    with reading(browser, address) as opened:
        line = opened.page.locator(".reading-bar-progress")
        widths = []
        for share in (0.3, 0.6, 0.95):
            opened.page.evaluate(f"scrollTo(0, document.documentElement.scrollHeight * {share})")
            opened.page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
            )
            widths.append((line.bounding_box() or {})["width"])
        assert widths == sorted(widths)
        assert widths[0] < widths[2]
        assert line.get_attribute("aria-hidden") == "true"


def test_bar_makes_room_on_phones_while_one_reads_on(browser: Browser, address: str):
    with reading(browser, address, width=PHONE) as opened:
        page, bar = opened.page, opened.page.locator(".reading-bar")
        expect(bar).not_to_have_attribute("hidden", "")
        scroll(page, 3000)
        expect(bar).to_have_attribute("data-shown", "")
        expect(bar).to_be_hidden()
        scroll(page, 2500)
        expect(bar).to_be_visible()
        height = (bar.locator(".reading-bar-headline").bounding_box() or {})["height"]
        assert height < 32, "the headline is cut to one line"
        for button in bar.get_by_role("button").all():
            box = button.bounding_box() or {}
            assert min(box["width"], box["height"]) >= 44


def test_bar_is_absent_without_scripts(browser: Browser, address: str):
    with reading(browser, address, scripts=False) as opened:
        opened.page.mouse.wheel(0, 3000)
        expect(opened.page.locator(".reading-bar")).to_be_hidden()
        expect(opened.page.locator("[popovertarget=settings]").first).to_be_hidden()


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_settings_change_the_text_and_are_kept_everywhere(
    browser: Browser, address: str, live_server: Any, width: int, theme: Any
):
    with reading(browser, address, width=width, theme=theme) as opened:
        page = opened.page
        other = page.context.new_page()
        other.goto(live_server.url)
        page.bring_to_front()
        opener = page.locator(".article-header [popovertarget=settings]")
        before = page.evaluate("getComputedStyle(document.querySelector('.e-content')).fontSize")
        headline = page.locator("h1").bounding_box()
        opener.click()
        panel = page.get_by_role("group", name="Text size")
        expect(panel).to_be_visible()
        expect(opener).to_have_attribute("aria-expanded", "true")
        assert violations(page) == []
        page.get_by_label("130 %").check()
        page.get_by_label("Sans serif").check()
        page.get_by_label("Wide").check()
        page.get_by_label("Dark" if theme == "light" else "Light").check()
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(opener).to_be_focused()
        after = page.evaluate("getComputedStyle(document.querySelector('.e-content')).fontSize")
        assert float(after[:-2]) == pytest.approx(float(before[:-2]) * 1.3, abs=0.1)
        assert page.locator("h1").bounding_box() == headline, "nothing moves outside the text"
        assert overflow(page) <= 0
        expect(other.locator("html")).to_have_attribute("data-theme", "dark" if theme == "light" else "light")
        page.reload()
        html = page.locator("html")
        assert [html.get_attribute(f"data-{key}") for key in ("size", "face", "spacing")] == ["130", "sans", "wide"]
        opener.click()
        expect(page.locator("[name=size][value='130']")).to_be_checked()


def test_choice_made_before_its_script_came_is_kept(browser: Browser, address: str):
    with reading(browser, address) as opened:
        page, held = opened.page, list[Route]()
        page.route("**/reader/settings.js", lambda route: held.append(route))
        with page.expect_request("**/reader/settings.js"):
            page.locator(".article-header [popovertarget=settings]").click()
        page.get_by_label("Dark").check()
        page.get_by_label("130 %").check()
        for route in held:
            route.continue_()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator("html")).to_have_attribute("data-size", "130")
        expect(page.get_by_label("Dark")).to_be_checked()
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator("html")).to_have_attribute("data-size", "130")


def test_setting_that_is_none_is_the_sites_own(browser: Browser, address: str):
    with reading(browser, address) as opened:
        page = opened.page
        page.evaluate("localStorage.setItem('size', '9000')")
        page.reload()
        page.locator(".article-header [popovertarget=settings]").click()
        expect(page.get_by_label("100 %")).to_be_checked()
        expect(page.locator("html")).not_to_have_attribute("data-size", "9000")
        tops = {(page.get_by_label(f"{size} %").bounding_box() or {})["y"] for size in (90, 100, 115, 130)}
        assert len(tops) == 1, "all sizes stand on one line"


def test_share_panel_and_copied_link(browser: Browser, address: str):
    with reading(browser, address) as opened:
        page = opened.page
        page.evaluate("delete Navigator.prototype.share")
        scroll(page, 1500)
        opener = page.locator(".reading-bar").get_by_role("button", name="Share")
        opener.click()
        panel = page.locator("#share-panel")
        expect(panel).to_be_visible()
        assert violations(page) == []
        links = panel.get_by_role("link")
        assert {link.get_attribute("rel") for link in links.all()} == {"noopener"}
        assert links.count() == 5
        panel.get_by_role("button", name="Copy link").click()
        expect(page.locator("[data-status]")).to_have_text("Link copied")
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()


def test_own_way_of_sharing_is_used_where_there_is_one(browser: Browser, address: str):
    with reading(browser, address) as opened:
        page = opened.page
        page.evaluate("Navigator.prototype.share = (shared) => { window.shared = shared; return Promise.resolve() }")
        page.locator(".article-header").get_by_role("button", name="Share", exact=True).click()
        page.wait_for_function("() => window.shared")
        assert page.evaluate("shared.title").startswith("Council votes")
        assert "?" not in page.evaluate("shared.url")
        expect(page.locator("#share-panel")).to_be_hidden()
