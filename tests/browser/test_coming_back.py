"""Pages that were left and come back to: from the browser's cache, or from another tab."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from tests.browser.reading import reading

PASSWORD = "correct horse battery"
BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


def sign_in_elsewhere(page: Page, server: str, reader: User) -> Page:
    other = page.context.new_page()
    other.goto(f"{server}/accounts/login/?next=/privacy/")
    other.locator("main input[name=login]").fill(reader.email)
    other.locator("main input[name=password]").fill(PASSWORD)
    other.get_by_role("button", name="Sign in", exact=True).last.click()
    other.wait_for_url("**/privacy/")
    return other


def test_answered_bar_and_new_theme_are_known_on_coming_back(live_server: Any, browser: Browser):
    with reading(browser, f"{live_server.url}/latest/") as opened:
        page, bar = opened.page, opened.page.locator(".consent")
        expect(bar).to_be_visible()
        page.evaluate("document.cookie = 'choices=none; path=/'; localStorage.theme = 'dark'")
        page.evaluate(BACK)
        expect(bar).to_be_hidden()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.evaluate("delete document.documentElement.dataset.chosen; localStorage.clear()")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
        expect(bar).to_be_hidden()
        expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")


def test_account_is_known_on_coming_back(
    live_server: Any, browser: Browser, published: Callable[..., Article], reader: User
):
    reader.confirm_email()
    with reading(browser, live_server.url + published(body="<p>It did.</p>").get_absolute_url()) as opened:
        page, link = opened.page, opened.page.locator(".tools [data-account]")
        comment = page.locator(".thread-leave")
        expect(link).to_have_text("Sign in")
        expect(comment.get_by_role("link", name="Sign in to reply")).to_be_visible()
        other = sign_in_elsewhere(page, live_server.url, reader)
        page.evaluate(BACK)
        expect(link).to_have_text("Account")
        expect(comment.get_by_role("link", name="Sign in to reply")).to_be_hidden()
        other.goto(f"{live_server.url}/accounts/logout/")
        other.locator("main button[type=submit]").click()
        other.wait_for_url(f"{live_server.url}/")
        page.evaluate(BACK)
        expect(link).to_have_text("Sign in")
        expect(link).not_to_have_attribute("title", reader.email)
        expect(comment.get_by_role("link", name="Sign in to reply")).to_be_visible()
        assert opened.console == []


def test_account_can_be_reached_and_left_without_scripts(live_server: Any, browser: Browser, reader: User):
    reader.confirm_email()
    with reading(browser, f"{live_server.url}/latest/", scripts=False) as opened:
        page = sign_in_elsewhere(opened.page, live_server.url, reader)
        page.locator(".footer").get_by_role("link", name="Your account").click()
        page.locator("main").get_by_role("link", name="Sign out").first.click()
        page.locator("main").get_by_role("button", name="Sign out").click()
        page.locator(".footer").get_by_role("link", name="Your account").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome back!")
