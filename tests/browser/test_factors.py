"""Second factors as people meet them: an app, recovery codes, and passkeys in Chromium's virtual authenticator."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import LazySettings, settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from accounts import second_factor
from accounts.models import User
from tests.browser.reading import DESK, PHONE, Reading, overflow, reading, violations
from tests.conftest import account, give_second_factor

PASSWORD = "correct horse battery"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def server(live_server: Any, settings: LazySettings) -> str:
    settings.SITE_URL = live_server.url  # keys belong to its name
    settings.MFA_TOTP_TOLERANCE = 1  # a code may be typed in the last moment of its time
    return str(live_server.url)


@pytest.fixture
def known_reader(reader: User) -> User:
    reader.confirm_email()
    return reader


def enter(page: Page, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": urljoin(page.url, "/")}])


def code_of(seed: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(seed, next(totp.yield_hotp_counters_from_time()) + 1))


def past_the_password(page: Page, server: str, user: User) -> None:
    page.goto(f"{server}/accounts/login/?next=/accounts/2fa/")
    main = page.locator("main")
    main.get_by_label("E-mail address").fill(user.email)
    main.get_by_label("Password", exact=True).fill(PASSWORD)
    main.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()


def confirm(page: Page) -> None:
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    page.locator("main").get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def check(opened: Reading) -> None:
    if opened.has_scripts:
        assert violations(opened.page) == [], f"{opened} {opened.page.url}"
    assert overflow(opened.page) == 0, f"{opened} {opened.page.url}"


def readings(browser: Browser, address: str) -> Iterator[Reading]:
    for theme, width, scripts in (("light", DESK, True), ("dark", PHONE, True), ("light", PHONE, False)):
        with reading(browser, address, theme=theme, width=width, scripts=scripts) as opened:
            yield opened


def add_authenticator(page: Page) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def test_newcomer_of_the_desk_sets_up_an_app_and_gets_there(server: str, browser: Browser):
    user = account("new@example.org", is_staff=True, is_superuser=True)
    user.confirm_email()
    for opened in readings(browser, f"{server}/accounts/login/"):
        second_factor.forget_all(user)
        page = opened.page
        enter(page, user)
        page.goto(f"{server}/admin/")
        expect(page.get_by_text("Your work at the desk needs a second factor")).to_be_visible()
        check(opened)
        page.get_by_role("link", name="Set up an app").click()
        check(opened)
        confirm(page)
        check(opened)
        page.get_by_label("Type the six digits").fill("12345")
        page.get_by_role("button", name="Set up").click()
        expect(page.get_by_role("alert").filter(has_text="Incorrect code")).to_be_visible()
        check(opened)
        seed = page.locator(".typed-key").inner_text()
        page.get_by_label("Type the six digits").fill(code_of(seed))
        page.get_by_role("button", name="Set up").click()
        expect(page.locator(".recovery-codes li")).to_have_count(10)
        check(opened)
        shown = page.locator(".recovery-codes li").all_inner_texts()
        download = page.get_by_role("button", name="Download")
        expect(download).to_be_visible(visible=opened.has_scripts)
        if opened.has_scripts:
            with page.expect_download() as downloading:
                download.click()
            kept = downloading.value.path().read_text()
            assert all(code in kept for code in shown)
        page.get_by_role("link", name="go to the desk").click()
        page.wait_for_url("**/admin/")
        assert opened.console == [], str(opened)


def test_signing_in_with_the_app_and_with_a_recovery_code(server: str, browser: Browser, known_reader: User):
    for opened in readings(browser, f"{server}/accounts/login/"):
        second_factor.forget_all(known_reader)
        seed = give_second_factor(known_reader)
        codes = RecoveryCodes.activate(known_reader).get_unused_codes()
        page = opened.page
        for kind in ("app", "recovery code"):
            past_the_password(page, server, known_reader)
            expect(page.get_by_label("Code", exact=True)).to_be_focused()
            expect(page.get_by_role("button", name="Use a passkey or key")).to_have_count(0)
            check(opened)
            page.get_by_label("Code", exact=True).fill("nothing")
            page.get_by_role("button", name="Sign in", exact=True).last.click()
            expect(page.get_by_role("alert").filter(has_text="Incorrect code")).to_be_visible()
            # Made at the last moment: it holds for what is left of half a minute.
            page.get_by_label("Code", exact=True).fill(code_of(seed) if kind == "app" else codes[0])
            page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url("**/accounts/2fa/")
            check(opened)
            page.goto("about:blank")  # a page that still asks for something would be given cookies again
            page.context.clear_cookies()
        assert opened.console == [], str(opened)


def test_passkey_is_made_used_renamed_and_removed(server: str, browser: Browser, known_reader: User):
    with reading(browser, f"{server}/accounts/login/") as opened:
        page = opened.page
        add_authenticator(page)
        enter(page, known_reader)
        page.goto(f"{server}/accounts/2fa/")
        page.get_by_role("link", name="Add a passkey or key").click()
        confirm(page)
        expect(page.get_by_label("Name, to tell it from others")).to_have_value("Chrome on Linux")
        page.get_by_label("Name, to tell it from others").fill("My laptop")
        check(opened)
        page.get_by_role("button", name="Add").click()
        expect(page.locator(".recovery-codes li")).to_have_count(10)
        assert Authenticator.objects.get(type="webauthn").wrap().is_passwordless

        page.goto("about:blank")  # a page that still asks for something would be given cookies again
        page.context.clear_cookies()
        page.goto(f"{server}/accounts/login/?next=/accounts/2fa/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url("**/accounts/2fa/")
        expect(page.get_by_text("My laptop", exact=True)).to_be_visible()
        check(opened)

        page.goto("about:blank")  # a page that still asks for something would be given cookies again
        page.context.clear_cookies()
        past_the_password(page, server, known_reader)
        check(opened)
        page.get_by_role("button", name="Use a passkey or key").click()
        page.wait_for_url("**/accounts/2fa/")

        page.get_by_role("link", name="Rename").click()
        confirm(page)
        page.get_by_label("Name", exact=True).fill("Old laptop")
        page.get_by_role("button", name="Save").click()
        check(opened)
        page.get_by_role("link", name="Remove").click()
        check(opened)
        page.get_by_role("button", name="Remove").click()
        expect(page.get_by_text("You have none.")).to_be_visible()
        assert not Authenticator.objects.exists()  # nor codes for nothing
        assert opened.console == []


def test_what_a_device_refuses_is_said(server: str, browser: Browser, known_reader: User):
    give_second_factor(known_reader)
    with reading(browser, f"{server}/accounts/login/", theme="dark", width=PHONE) as opened:
        page = opened.page
        add_authenticator(page)  # with no key in it
        enter(page, known_reader)
        page.goto(f"{server}/accounts/2fa/webauthn/add/")
        confirm(page)
        page.evaluate(
            "void (navigator.credentials.create = () => Promise.reject(new DOMException('', 'NotAllowedError')))"
        )
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_role("alert").filter(has_text="That did not work")).to_be_visible()
        check(opened)


def test_without_scripts_no_button_promises_a_passkey(server: str, browser: Browser, known_reader: User):
    give_second_factor(known_reader)
    with reading(browser, f"{server}/accounts/login/", scripts=False) as opened:
        expect(opened.page.get_by_role("button", name="passkey")).to_have_count(0)
        enter(opened.page, known_reader)
        opened.page.goto(f"{server}/accounts/2fa/webauthn/add/")
        confirm(opened.page)
        expect(opened.page.get_by_text("Your browser needs scripts for this one.")).to_be_visible()
        expect(opened.page.get_by_role("button", name="Add")).to_be_hidden()
