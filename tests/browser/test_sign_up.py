"""Opening an account, signing in by a code and choosing a new password, from an article and back to it."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from tests.browser.reading import PHONE, Reading, every_reading, overflow, reading, violations

PASSWORD = "a river runs through it"
CODE = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")


@pytest.fixture
def address(live_server: Any, published: Callable[..., Article]) -> str:
    return str(live_server.url + published(body="<p>It did.</p>" * 60).get_absolute_url())


def with_scripts_and_without(browser: Browser, address: str) -> Iterator[Reading]:
    for scripts in (True, False):
        with reading(browser, address, scripts=scripts, width=1440 if scripts else PHONE) as opened:
            yield opened
            assert opened.console == [], str(opened)


def begin(opened: Reading) -> None:
    """Asks to sign in, in the middle of an article; on a phone without scripts by the link in the footer's menu."""
    page = opened.page
    if opened.has_scripts:
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 20)")
    page.locator("[data-module=sign_in]").first.dispatch_event("click")
    page.get_by_label("E-mail address").wait_for()


def expect_to_be_back(opened: Reading, address: str) -> None:
    page = opened.page
    expect(page).to_have_url(address)
    if opened.has_scripts:
        expect(page.locator(".tools [data-account]")).to_have_text("Account")
        assert page.evaluate("scrollY") == 20
    assert "name" in page.request.get(urljoin(address, "/accounts/me/")).text()


def enter_code(page: Page, *, after: int) -> None:
    """The one in the mail that came after so many others."""
    assert len(mail.outbox) == after + 1
    (code,) = set(CODE.findall(str(mail.outbox[-1].body)))
    field = page.get_by_label("Code from the mail")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("autocomplete", "one-time-code")
    field.fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Go on").click()


def choose_name(opened: Reading, name: str) -> None:
    """Or later: that leads on as well."""
    page = opened.page
    expect(page.get_by_role("heading", level=1)).to_have_text("What shall we call you?")
    assert overflow(page) == 0, str(opened)
    if opened.has_scripts:
        assert violations(page) == [], str(opened)
        page.get_by_label("Public name").fill(name)
        page.get_by_role("button", name="Use this name").click()
    else:
        page.get_by_role("link", name="Later").click()


def test_new_reader_opens_an_account_and_is_back_where_they_read(browser: Browser, address: str):
    for count, opened in enumerate(with_scripts_and_without(browser, address)):
        page, email = opened.page, f"river{count}@example.org"
        begin(opened)
        page.get_by_role("link", name="Open an account").click()
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Open an account").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Is this address yours?")
        expect(page.locator("main")).to_contain_text(email)
        expect(page.locator("main")).to_contain_text("It holds for 10 minutes.")
        page.get_by_label("Code from the mail").fill("wrong")
        page.get_by_role("button", name="Go on").click()
        expect(page.locator("[data-problems]")).to_contain_text("Code from the mail")
        page.get_by_role("button", name="Mail me another code").click()
        expect(page.get_by_role("status").filter(has_text="A code is on its way.")).to_be_visible()
        enter_code(page, after=len(mail.outbox) - 1)
        choose_name(opened, "River")
        expect_to_be_back(opened, address)
        assert User.objects.get(email=email).has_usable_password()


def test_reader_signs_in_by_a_code_from_the_first_form(browser: Browser, address: str, reader: User):
    reader.confirm_email()
    for count, opened in enumerate(with_scripts_and_without(browser, address)):
        page = opened.page
        begin(opened)
        page.get_by_label("E-mail address").fill(reader.email)
        page.get_by_role("button", name="Mail me a code").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in with a code")
        enter_code(page, after=count)
        expect_to_be_back(opened, address)


def test_reader_chooses_a_new_password_and_reads_on(browser: Browser, address: str, reader: User):
    reader.confirm_email()
    for count, opened in enumerate(with_scripts_and_without(browser, address)):
        page = opened.page
        mail.outbox.clear()
        cache.clear()  # codes are few in a minute
        begin(opened)
        page.get_by_role("link", name="Lost your password?").click()
        page.get_by_label("E-mail address").fill(reader.email)
        page.get_by_role("button", name="Mail me a code").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Mail me another code").click()
        enter_code(page, after=1)
        page.get_by_label("New Password", exact=True).fill(f"{PASSWORD} {count}")
        page.get_by_label("New Password (again)").fill(f"{PASSWORD} {count}")
        page.get_by_role("button", name="Change password").click()
        expect_to_be_back(opened, address)
        reader.refresh_from_db()
        assert reader.check_password(f"{PASSWORD} {count}")


def test_wrong_address_can_be_left_for_another(browser: Browser, live_server: Any):
    with reading(browser, f"{live_server.url}/accounts/signup/?next=/saved/", scripts=False) as opened:
        page = opened.page
        page.get_by_label("E-mail address").fill("wrogn@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Open an account").click()
        page.get_by_role("button", name="Start again with another address").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Open an account")


def test_every_page_of_the_way_in_is_clean(browser: Browser, live_server: Any, reader: User, client: Any):
    pages = ["login/", "signup/", "signup/passkey/", "login/code/", "password/reset/", "inactive/"]
    pages += ["3rdparty/login/cancelled/", "3rdparty/login/error/"]
    start = f"{live_server.url}/accounts/"
    for count, opened in enumerate(every_reading(browser, f"{start}login/")):
        page = opened.page
        for path in pages:
            page.goto(f"{start}{path}")
            assert overflow(page) == 0, (str(opened), path) if opened.has_scripts else None
            if opened.has_scripts:
                assert violations(page) == [], (str(opened), path)
        page.goto(f"{start}password/reset/")
        page.get_by_label("E-mail address").fill(f"nobody{count}@example.org")
        page.get_by_role("button", name="Mail me a code").click()
        expect(page.get_by_label("Code from the mail")).to_be_visible()
        if opened.has_scripts:
            assert violations(page) == [], str(opened)
        errors = [said for said in opened.console if "401" not in said]  # of the page that says so
        assert errors == [], str(opened)
