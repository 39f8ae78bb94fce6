"""Two browsers of one person: one signs the other out."""

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect

from accounts import sessions
from accounts.models import User
from tests.browser.reading import DESK, PHONE, overflow, reading, violations

PASSWORD = "correct horse battery"
PHONE_AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"


def enter(context: BrowserContext, server: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])


def test_one_browser_signs_the_other_out(live_server: Any, browser: Browser, reader: User):
    server = live_server.url
    for theme, width, scripts in (("light", DESK, True), ("dark", PHONE, True), ("light", PHONE, False)):
        address = f"{server}/accounts/sessions/"
        sessions.end_all(reader)
        with (
            browser.new_context(user_agent=PHONE_AGENT, locale="en-US") as elsewhere,
            reading(browser, server, theme=theme, width=width, scripts=scripts) as opened,
        ):
            other, page = elsewhere.new_page(), opened.page
            for context in (elsewhere, page.context):
                enter(context, server, reader)
            other.goto(address)
            expect(other.get_by_text("This one")).to_be_visible()
            page.goto(address)
            expect(page.get_by_text("Safari on iPhone", exact=True)).to_be_visible()
            expect(page.get_by_text("Chrome on Linux", exact=True)).to_be_visible()
            expect(page.get_by_text("This one")).to_have_count(1)
            assert overflow(page) == 0, str(opened)
            if scripts:
                assert violations(page) == [], str(opened)
            row = page.get_by_role("listitem").filter(has_text="Safari on iPhone")
            row.get_by_role("button", name="Sign out").click()
            page.locator("main").get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Confirm").click()
            expect(page.get_by_text("Signed out there.")).to_be_visible()
            expect(page.get_by_text("Safari on iPhone", exact=True)).to_have_count(0)
            other.reload()
            expect(other).to_have_url(f"{server}/accounts/login/?next=/accounts/sessions/")
            assert opened.console == [], str(opened)
