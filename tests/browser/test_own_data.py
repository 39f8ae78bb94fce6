"""Taking one's data along and closing the account, as a person does it."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core import mail
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tests.browser.reading import DESK, PHONE, overflow, reading, violations
from tests.browser.test_sessions import PASSWORD, enter
from tests.conftest import account

READINGS = (("light", DESK, True), ("dark", PHONE, True), ("light", PHONE, False))


def confirm(page: Page) -> None:
    page.locator("main").get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_data_are_taken_along_and_the_account_is_closed(live_server: Any, browser: Browser, tmp_path: Path):
    for theme, width, scripts in READINGS:
        user = account("leaving@example.org", display_name="Leaving")
        with reading(browser, live_server.url, theme=theme, width=width, scripts=scripts) as opened:
            page = opened.page
            enter(page.context, live_server.url, user)
            page.goto(f"{live_server.url}/accounts/export/")
            confirm(page)
            looks_right(page, opened, has_scripts=scripts)
            with page.expect_download() as download:
                page.get_by_role("button", name="Download").click()
            download.value.save_as(tmp_path / "mine.zip")
            assert b"leaving@example.org" in ZipFile(tmp_path / "mine.zip").read("data.json")
            page.goto(f"{live_server.url}/accounts/erase/")
            looks_right(page, opened, has_scripts=scripts)
            close(page, opened, has_scripts=scripts)
            assert not User.objects.filter(pk=user.pk).exists()
            assert mail.outbox[-1].subject == "Your account is closed"
            page.goto(f"{live_server.url}/accounts/erase/")
            expect(page).to_have_url(f"{live_server.url}/accounts/login/?next=/accounts/erase/")
            assert opened.console == [], str(opened)


def close(page: Page, opened: Any, *, has_scripts: bool) -> None:
    """First with the wrong address, by which nothing happens."""
    page.get_by_label("Leave them, without my name").check()
    field = page.get_by_label("Your e-mail address")
    field.fill("wrong@example.org")
    page.get_by_role("button", name="Erase my account").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the address of this account.")
    expect(page.get_by_label("Leave them, without my name")).to_be_checked()
    looks_right(page, opened, has_scripts=has_scripts)
    field.fill("Leaving@Example.org")
    page.get_by_role("button", name="Erase my account").click()
    expect(page.get_by_role("heading", name="Your account is closed")).to_be_visible()
    looks_right(page, opened, has_scripts=has_scripts)


def looks_right(page: Page, opened: Any, *, has_scripts: bool) -> None:
    assert overflow(page) == 0, str(opened)
    if has_scripts:
        assert violations(page) == [], str(opened)
