"""What a reader wrote and did not send is gone from the browser once they are signed out; a guest's waits for them."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from tests.browser.reading import reading
from tests.browser.test_reply import at_the_form
from tests.browser.test_saved_in_account import enter, leave, until

KEPT = "Object.keys(sessionStorage).filter((key) => key != 'saved_asked')"
TEXT = "Nobody else is to read this."


def write(page: Page, address: str) -> None:
    page.goto(address)
    at_the_form(page).get_by_label("Your comment").fill(TEXT)
    assert len(page.evaluate(KEPT)) == 1


def show(page: Page) -> None:
    """As when its tab is chosen again; here, all tabs count as seen."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")


def test_what_was_written_goes_with_the_reader(
    live_server: Any, browser: Browser, published: Callable[..., Article], reader: User
):
    server = live_server.url
    first, second = (server + published(headline).get_absolute_url() for headline in ("First", "Second"))
    with reading(browser, server + "/offline/") as opened:
        page = opened.page
        write(page, first)
        show(page)
        page.reload()
        expect(at_the_form(page).get_by_label("Your comment")).to_have_value(TEXT)  # of a guest

        enter(page, server, reader)
        page.goto(second)
        until(page, "localStorage.getItem('member')")
        expect(page.locator(".tools [data-account]")).to_have_attribute("data-member", "")
        at_the_form(page).get_by_label("Your comment").fill(TEXT)
        other = page.context.new_page()
        other.goto(first)
        until(other, "document.querySelector('.tools [data-account][data-member]')")
        at_the_form(other).get_by_label("Your comment").fill(TEXT)

        leave(page, server)
        until(page, "!localStorage.getItem('member')")
        assert page.evaluate(KEPT) == []
        page.goto(second)
        expect(at_the_form(page).get_by_label("Your comment")).to_have_value("")

        show(other)
        expect(other.locator("#comments form").get_by_label("Your comment")).to_have_value("")
        assert other.evaluate(KEPT) == []

        write(page, first)
        show(page)
        expect(page.locator("#comments form").get_by_label("Your comment")).to_have_value(TEXT)  # a guest again
