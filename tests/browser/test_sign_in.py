"""Signing in over the article one reads, and on a page of its own without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from tests.browser.reading import PHONE, reading, violations
from tests.conftest import give_second_factor

PASSWORD = "correct horse battery"


@pytest.fixture
def address(live_server: Any, published: Callable[..., Article], reader: User) -> str:
    reader.confirm_email()
    return str(live_server.url + published(body="<p>It did.</p>" * 60).get_absolute_url())


def fill(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).last.click()


def test_reader_signs_in_and_stays_where_they_were(browser: Browser, address: str, reader: User):
    for theme in ("light", "dark"):
        with reading(browser, address, theme=theme) as opened:
            page = opened.page
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            link = page.locator(".tools [data-account]")
            page.wait_for_load_state("networkidle")
            page.evaluate("scrollTo(0, 20)")
            link.dispatch_event("click")  # a real one would first scroll the link into the window
            dialog = page.get_by_role("dialog", name="Welcome back! Sign in to your account")
            expect(dialog).to_be_visible()
            expect(dialog.get_by_label("E-mail address")).to_be_focused()
            expect(dialog.get_by_role("link", name="Lost your password?")).to_be_visible()
            assert violations(page, within="#sign-in") == [], str(opened)
            fill(page, reader.email, "wrong")
            expect(dialog.get_by_role("alert").filter(has_text="not correct")).to_be_visible()
            expect(dialog.locator("[data-problems]")).to_be_focused()
            dialog.locator("[data-problems] a").click()
            expect(dialog.get_by_label("E-mail address")).to_be_focused()
            assert page.url == address
            expect(dialog.get_by_label("E-mail address")).to_have_value(reader.email)
            assert violations(page, within="#sign-in") == [], str(opened)
            width = link.bounding_box()
            fill(page, reader.email, PASSWORD)
            expect(dialog).to_be_hidden()
            expect(link).to_have_text("Account")
            assert page.url == address
            assert page.evaluate("scrollY") == 20
            assert width
            assert (link.bounding_box() or {})["y"] == width["y"]
            page.reload()
            expect(link).to_have_attribute("href", "/accounts/")
            assert sum(url.endswith("/accounts/me/") for url in asked) == 2
            assert opened.console == []


def test_second_factor_is_asked_for_on_its_page_and_leads_back(browser: Browser, address: str, reader: User):
    seed = give_second_factor(reader)
    with reading(browser, address) as opened:
        page = opened.page
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 20)")
        page.locator(".tools [data-account]").dispatch_event("click")
        fill(page, reader.email, PASSWORD)
        page.wait_for_url("**/accounts/2fa/authenticate/**")
        assert violations(page) == []
        page.locator("main input[name=code]").fill(
            totp.format_hotp_value(totp.hotp_value(seed, next(iter(totp.yield_hotp_counters_from_time()))))
        )
        page.keyboard.press("Enter")
        expect(page).to_have_url(address)
        expect(page.locator(".tools [data-account]")).to_have_text("Account")
        assert page.evaluate("scrollY") == 20


def test_dialog_closes_by_escape_and_gives_the_focus_back(browser: Browser, address: str):
    with reading(browser, address, width=PHONE) as opened:
        page = opened.page
        page.locator(".masthead-menu").click()
        page.locator(".drawer [data-module=sign_in]").click()
        dialog = page.locator("#sign-in")
        expect(dialog).to_be_visible()
        expect(page.locator(".drawer")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(page.locator(".masthead-menu")).to_be_focused()


def test_too_many_attempts_are_said_in_the_dialog(browser: Browser, address: str):
    with reading(browser, address) as opened:
        page = opened.page
        page.route("**/accounts/login/", lambda route: route.fulfill(status=429, body="Slow down"))
        page.locator(".tools [data-account]").click()
        fill(page, "reader@example.org", "wrong")
        expect(page.locator("#sign-in > [data-problem]")).to_contain_text("Too many attempts")
        expect(page.get_by_label("E-mail address")).to_have_value("reader@example.org")


def test_dialog_opens_at_once_and_says_when_the_form_does_not_come(browser: Browser, address: str):
    with reading(browser, address) as opened:
        page, dialog = opened.page, opened.page.locator("#sign-in")
        held: list[Any] = []
        page.route("**/accounts/login/**", lambda route: held.append(route))
        with page.expect_request("**/accounts/login/**"):
            page.locator(".tools [data-account]").click()
        expect(dialog).to_be_visible()
        expect(dialog.locator("[aria-busy=true]")).to_be_visible()
        expect(dialog).to_contain_text("One moment")
        held[0].abort()
        expect(dialog.locator("> [data-problem]")).to_contain_text("could not be reached")
        expect(dialog.locator("[aria-busy=true]")).to_have_count(0)
        assert page.url == address


def test_strangers_cost_no_personal_request(browser: Browser, address: str):
    with reading(browser, address) as opened:
        asked: list[str] = []
        opened.page.on("request", lambda request: asked.append(request.url))
        opened.page.reload()
        opened.page.wait_for_load_state("networkidle")
        assert not any("/accounts/" in url for url in asked)


def test_page_signs_in_without_scripts_and_leads_back(browser: Browser, address: str, reader: User):
    with reading(browser, address, scripts=False) as opened:
        page = opened.page
        page.locator(".tools [data-account]").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome back!")
        fill(page, reader.email, "wrong")
        expect(page.get_by_role("alert").filter(has_text="not correct")).to_be_visible()
        expect(page.locator("[data-problems]")).to_be_focused()
        fill(page, reader.email, PASSWORD)
        expect(page).to_have_url(address)


def test_account_pages_are_clean_in_both_themes(browser: Browser, live_server: Any):
    for theme in ("light", "dark"):
        for width in (PHONE, 1440):
            with reading(browser, f"{live_server.url}/accounts/login/", theme=theme, width=width) as opened:
                for path in ("login/", "signup/", "password/reset/"):
                    opened.page.goto(f"{live_server.url}/accounts/{path}")
                    assert violations(opened.page) == [], (str(opened), path)
                assert opened.console == []
