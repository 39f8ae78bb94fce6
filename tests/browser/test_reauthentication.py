"""Confirming by a mailed code who one is, in an account without password and second factor."""

from typing import Any

from django.core import mail
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tests.accounts.journey import CODE
from tests.browser.reading import DESK, PHONE, Reading, overflow, reading, violations
from tests.browser.test_sessions import enter

READINGS = (("light", DESK, True), ("dark", PHONE, True), ("light", PHONE, False))


def looks_right(opened: Reading) -> None:
    assert overflow(opened.page) == 0, str(opened)
    if opened.has_scripts:
        assert violations(opened.page) == [], str(opened)


def code() -> str:
    (found,) = CODE.findall(str(mail.outbox[-1].body))
    return str(found)


def enter_code(page: Page, typed: str) -> None:
    expect(page.get_by_label("Code from the mail")).to_be_focused()
    page.get_by_label("Code from the mail").fill(typed)
    page.get_by_role("button", name="Go on").click()


def test_code_is_asked_for_before_data_are_taken_along(live_server: Any, browser: Browser):
    for number, (theme, width, scripts) in enumerate(READINGS):
        user = User.objects.create_user(f"codes{number}@example.org", display_name=f"Codes {'x' * number}")
        user.confirm_email()
        with reading(browser, live_server.url, theme=theme, width=width, scripts=scripts) as opened:
            page = opened.page
            enter(page.context, live_server.url, user)
            page.goto(f"{live_server.url}/accounts/export/")
            expect(page.get_by_role("heading", level=1)).to_have_text("Confirm that it is you")
            expect(page.locator("main")).to_contain_text(user.email)
            looks_right(opened)
            assert mail.outbox == []
            page.get_by_role("button", name="Mail me a code").click()
            with page.expect_navigation():
                page.get_by_role("button", name="Mail me another code").click()
            assert len(mail.outbox) == 2
            looks_right(opened)
            enter_code(page, "AAAA-AAAA")
            expect(page.locator("[data-problems]")).to_contain_text("not the code")
            looks_right(opened)
            page.get_by_label("Code from the mail").fill(code())
            page.get_by_role("button", name="Go on").click()
            expect(page).to_have_url(f"{live_server.url}/accounts/export/")
            expect(page.get_by_role("button", name="Download")).to_be_visible()
            assert opened.console == [], str(opened)
        mail.outbox.clear()
