"""In again after the second factor was lost, as a person does it; and stopping whoever says so."""

import re
from datetime import timedelta
from typing import Any

from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.db.models import F
from playwright.sync_api import Browser, Page, expect

from accounts import second_factor
from accounts.models import Recovery, User
from tests.accounts.journey import CODE
from tests.browser.reading import DESK, PHONE, Reading, overflow, reading, violations
from tests.browser.test_factors import past_the_password
from tests.conftest import give_second_factor

READINGS = (("light", DESK, True), ("dark", PHONE, True), ("light", PHONE, False))
LINK = re.compile(r"(/accounts/2fa/lost/stop/\S+/)")


def test_lost_factor_is_removed_after_three_days_unless_somebody_stops_it(
    live_server: Any, browser: Browser, reader: User, settings: LazySettings
):
    server = settings.SITE_URL = live_server.url
    reader.confirm_email()
    for theme, width, scripts in READINGS:
        cache.clear()
        give_second_factor(reader)
        with reading(browser, f"{server}/accounts/login/", theme=theme, width=width, scripts=scripts) as opened:
            begin(opened, server, reader)
            stop(opened, server)
            begin(opened, server, reader)
            Recovery.objects.update(started_at=F("started_at") - timedelta(hours=72))
            finish(opened, server, reader)
            assert opened.console == [], str(opened)
        assert not second_factor.has_one(reader)
        assert mail.outbox[-1].subject == "Your second step is removed"


def begin(opened: Reading, server: str, user: User) -> None:
    page = opened.page
    past_the_password(page, server, user)
    check(opened, "second step")
    page.get_by_role("link", name="I can no longer use my second step").click()
    expect(page.get_by_text("wait for 72 hours")).to_be_visible()
    check(opened, "lost")
    type_code(page)
    expect(page.get_by_text("You can get in without your second step from")).to_be_visible()
    check(opened, "waiting")


def type_code(page: Page) -> None:
    page.get_by_role("button", name="Mail me a code").click()
    field = page.get_by_label("Code from the mail")
    expect(field).to_be_focused()
    (code,) = CODE.findall(str(mail.outbox[-1].body))
    field.fill(code)
    page.get_by_role("button", name="Go on").click()


def stop(opened: Reading, server: str) -> None:
    """From the mail, in another tab."""
    found = LINK.search(str(mail.outbox[-1].body))
    assert found
    former, opened.page = opened.page, opened.page.context.new_page()
    opened.page.goto(server + found[1])
    check(opened, "stop")
    opened.page.get_by_role("button", name="Stop it").click()
    expect(opened.page.get_by_role("heading", name="It is stopped")).to_be_visible()
    check(opened, "stopped")
    opened.page.close()
    opened.page = former
    assert not Recovery.objects.exists()
    former.get_by_role("button", name="Cancel and sign in anew").click()
    former.wait_for_url("**/accounts/login/")


def finish(opened: Reading, server: str, user: User) -> None:
    page = opened.page
    page.get_by_role("button", name="Cancel and sign in anew").click()
    page.wait_for_url("**/accounts/login/")
    past_the_password(page, server, user)
    page.get_by_role("link", name="I can no longer use my second step").click()
    expect(page.get_by_text("The time is over")).to_be_visible()
    check(opened, "time is over")
    type_code(page)
    expect(page.get_by_text("Your former second step is removed. Set up a new one now.")).to_be_visible()
    check(opened, "removed")


def check(opened: Reading, name: str) -> None:
    assert overflow(opened.page) == 0, f"{name}, {opened} {opened.page.url}"
    if opened.has_scripts:
        assert violations(opened.page) == [], f"{name}, {opened} {opened.page.url}"
