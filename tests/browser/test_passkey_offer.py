"""The offer of a passkey: at the second sign-in, by the page of signing in."""

from typing import Any

from django.conf import LazySettings
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tests.browser.reading import DESK, PHONE, overflow, reading, violations
from tests.browser.test_factors import PASSWORD
from tests.conftest import Published

READINGS = (("light", DESK, True), ("dark", PHONE, True), ("light", PHONE, False))


def test_passkey_is_offered_to_who_comes_again_and_not_on_the_way_to_a_comment(
    live_server: Any, browser: Browser, reader: User, settings: LazySettings, published: Published
):
    server = settings.SITE_URL = live_server.url
    reader.confirm_email()
    article = published().get_absolute_url()
    for theme, width, scripts in READINGS:
        cache.clear()
        User.objects.update(passkey_offered_at=None, passkey_declined_at=None)
        with reading(browser, f"{server}/accounts/login/", theme=theme, width=width, scripts=scripts) as opened:
            page = opened.page
            for _visit in range(2):
                sign_in(page, server, reader, f"{article}%23comments")
                page.wait_for_url(f"**{article}#comments")
                leave(page)
            sign_in(page, server, reader, article)
            expect(page.get_by_role("heading", name="Next time without a password?")).to_be_visible()
            expect(page.get_by_role("link", name="Make a passkey")).to_be_visible(visible=scripts)
            assert overflow(page) == 0, str(opened)
            assert not scripts or violations(page) == [], str(opened)
            page.get_by_role("link", name="Go on to where you were").click()
            page.wait_for_url(f"**{article}")
            page.goto(f"{server}/accounts/")
            assert overflow(page) == 0, str(opened)
            assert not scripts or violations(page) == [], str(opened)
            page.get_by_role("button", name="Not now").click()
            expect(page.get_by_role("heading", name="Your account", exact=True)).to_be_visible()
            expect(page.get_by_role("button", name="Not now")).to_have_count(0)
            assert opened.console == [], str(opened)


def sign_in(page: Page, server: str, user: User, following: str) -> None:
    page.goto(f"{server}/accounts/login/?next={following}")
    main = page.locator("main")
    main.get_by_label("E-mail address").fill(user.email)
    main.get_by_label("Password", exact=True).fill(PASSWORD)
    main.get_by_role("button", name="Sign in", exact=True).click()


def leave(page: Page) -> None:
    page.goto("about:blank")  # a page that still asks for something would be given cookies again
    page.context.clear_cookies()
