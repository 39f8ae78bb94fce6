"""The bar that asks for consent: answered without leaving the page, or by a plain form, and never asked twice."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from tests.browser.reading import PHONE, every_reading, overflow, reading, violations

ALLOWED = "import('/static/js/reader/choices.js').then((choices) => choices.allowed('{}'))"


def choices(page: Page) -> str | None:
    return next((cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "choices"), None)


def test_every_reader_can_decline_and_is_not_asked_again(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    address = live_server.url + published(body="<p>It did.</p>").get_absolute_url()
    for opened in every_reading(browser, address):
        page = opened.page
        bar = page.get_by_role("region", name="Your privacy")
        expect(bar.get_by_role("link", name="Privacy Policy")).to_have_attribute("href", "/privacy/")
        expect(bar.get_by_role("link", name="Terms of use")).to_have_attribute("href", "/terms/")
        expect(bar.get_by_role("link", name="Choices")).to_be_visible()
        yes, no = bar.get_by_role("button", name="Accept"), bar.get_by_role("button", name="Decline")
        first, second = yes.bounding_box(), no.bounding_box()
        assert first
        assert second
        assert (first["width"], first["height"]) == (second["width"], second["height"]), str(opened)
        assert first["height"] >= 44, str(opened)
        if opened.has_scripts:
            assert violations(page, within=".consent") == [], str(opened)
        no.click()
        expect(bar).to_be_hidden()
        assert page.url == address
        assert choices(page) == "none"
        page.reload()
        expect(bar).to_be_hidden()
        assert overflow(page) <= 0
        assert opened.console == [], str(opened)


def test_bar_comes_right_after_the_skip_link_and_hides_no_focus(live_server: Any, browser: Browser):
    with reading(browser, f"{live_server.url}/latest/") as opened:
        page = opened.page
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.locator(".consent a").first).to_be_focused()
        page.locator(".footer a").last.focus()
        last, bar = page.locator(".footer a").last.bounding_box(), page.locator(".consent").bounding_box()
        assert last
        assert bar
        assert last["y"] + last["height"] <= bar["y"]


def test_answer_is_heard_without_a_new_page(live_server: Any, browser: Browser):
    with reading(browser, f"{live_server.url}/latest/") as opened:
        page = opened.page
        assert page.evaluate(ALLOWED.format("media")) is False
        page.evaluate("document.addEventListener('choices', (event) => (window.heard = event.detail))")
        page.get_by_role("button", name="Accept").click()
        page.wait_for_function("() => window.heard")
        assert page.evaluate("window.heard") == ["media", "statistics"]
        assert page.evaluate(ALLOWED.format("media")) is True
        assert page.evaluate(ALLOWED.format("anything")) is False


def test_answer_needs_no_script_to_arrive(live_server: Any, browser: Browser):
    for answer, kept in (("Accept", "media%20statistics"), ("Decline", "none")):
        with reading(browser, f"{live_server.url}/latest/") as opened:
            page = opened.page
            page.route("**/reader/consent.js", lambda route: route.abort())
            page.get_by_role("button", name=answer).click()
            expect(page.get_by_role("region", name="Your privacy")).to_be_hidden()
            assert page.url == f"{live_server.url}/latest/"
            assert choices(page) == kept


def test_answer_that_reaches_nothing_leaves_the_page_alone(live_server: Any, browser: Browser):
    with reading(browser, f"{live_server.url}/latest/") as opened:
        page, bar = opened.page, opened.page.locator(".consent")
        page.route("**/privacy-choices/", lambda route: route.abort())
        bar.get_by_role("button", name="Accept").click()
        expect(bar.get_by_role("alert")).to_contain_text("could not be reached")
        assert page.url == f"{live_server.url}/latest/"
        page.unroute("**/privacy-choices/")
        bar.get_by_role("button", name="Decline").click()
        expect(bar).to_be_hidden()


def test_answers_stay_in_view_with_large_type(live_server: Any, browser: Browser):
    with reading(browser, f"{live_server.url}/latest/", width=PHONE) as opened:
        opened.page.evaluate("document.documentElement.style.fontSize = '200%'")
        for name in ("Accept", "Decline"):
            expect(opened.page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
        assert overflow(opened.page) <= 0


def test_choices_are_changed_on_their_page(live_server: Any, browser: Browser):
    for opened in every_reading(browser, f"{live_server.url}/latest/"):
        page = opened.page
        page.locator(".footer").get_by_role("link", name="Privacy choices").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Privacy choices")
        if opened.has_scripts:
            assert violations(page) == [], str(opened)
        page.get_by_label("Videos of other companies").check()
        page.get_by_role("button", name="Save choices").click()
        page.wait_for_load_state()
        expect(page.get_by_label("Videos of other companies")).to_be_checked()
        expect(page.get_by_label("Counting readers")).not_to_be_checked()
        expect(page.locator(".consent")).to_be_hidden()
        assert choices(page) == "media"
