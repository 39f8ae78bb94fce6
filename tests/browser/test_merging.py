"""Two accounts made one, as a person does it."""

from typing import Any

from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from comments.models import Comment
from tests.accounts.journey import CODE, comment
from tests.browser.reading import DESK, PHONE, Reading, overflow, reading, violations
from tests.browser.test_factors import code_of
from tests.browser.test_sessions import PASSWORD, enter
from tests.conftest import Published, account, give_second_factor

READINGS = (("light", DESK, True), ("dark", PHONE, True), ("light", PHONE, False))


def test_two_accounts_become_one(live_server: Any, browser: Browser, published: Published, settings: Any):
    settings.MFA_TOTP_TOLERANCE = 1  # a code may be typed in the last moment of its time
    article = published()
    for number, (theme, width, scripts) in enumerate(READINGS):
        cache.clear()
        into = account(f"kept{number}@example.org", display_name="Kept")
        away = account(f"second{number}@example.org")
        for user in (into, away):
            user.confirm_email()
        seed = give_second_factor(away)
        said = comment(article, away, "From there.")
        with reading(browser, live_server.url, theme=theme, width=width, scripts=scripts) as opened:
            enter(opened.page.context, live_server.url, into)
            opened.page.goto(f"{live_server.url}/accounts/")
            opened.page.locator("main").get_by_role("link", name="Merge (Two accounts into one)").click()
            walk(opened, away, seed)
            assert opened.console == [], str(opened)
        said.refresh_from_db()
        assert said.user == into
        assert not User.objects.filter(pk=away.pk).exists()
    assert Comment.objects.count() == len(READINGS)


def walk(opened: Reading, away: User, seed: str) -> None:
    page = opened.page
    page.locator("main").get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("E-mail address of the other account").fill(away.email)
    check(opened)
    page.get_by_role("button", name="Mail a code there").click()
    field = page.get_by_label("Code from the mail")
    expect(field).to_be_focused()
    field.fill("AAAA-AAAA")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert").filter(has_text="This is not the code")).to_be_visible()
    check(opened)
    (code,) = CODE.findall(str(mail.outbox[-1].body))
    field.fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="The other account’s second step")).to_be_visible()
    check(opened)
    page.get_by_label("Code", exact=True).fill(code_of(seed))
    page.get_by_role("button", name="Go on").click()
    decide(page, opened)


def decide(page: Page, opened: Reading) -> None:
    expect(page.get_by_text("1 comment", exact=True)).to_be_visible()
    check(opened)
    page.get_by_role("button", name="Make them one").click()
    expect(page.get_by_text("The two accounts are one now.")).to_be_visible()


def check(opened: Reading) -> None:
    assert overflow(opened.page) == 0, f"{opened} {opened.page.url}"
    if opened.has_scripts:
        assert violations(opened.page) == [], f"{opened} {opened.page.url}"
