"""One's account, as every kind of reader gets it; and what is done there, without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from accounts import portraits
from accounts.models import User
from comments.models import Comment
from comments.models.comment import path_step
from tests.browser.reading import DESK, PHONE, Reading, overflow, reading, violations
from tests.conftest import Published
from tests.pictures import drawn

PAGES = [
    "/accounts/",
    "/accounts/profile/",
    "/accounts/profile/name/",
    "/accounts/profile/picture/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/mail/",
    "/comments/own/",
]


@pytest.fixture
def member(reader: User, published: Published) -> User:
    reader.confirm_email()
    article = published()
    at = article.published_at
    assert at
    for number, status in enumerate(Comment.Status.values):
        path = path_step(at, number)
        Comment.objects.create(article=article, user=reader, body="<p>As I saw it</p>", status=status, path=path)
    portraits.take(reader, drawn((300, 300)))
    return reader


@contextmanager
def signed_in(browser: Browser, server: str, user: User, **how: Any) -> Iterator[Reading]:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    with reading(browser, f"{server}/healthz", **how) as opened:
        opened.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
        yield opened


def save(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def test_every_page_is_clean_in_both_themes_and_widths(browser: Browser, live_server: Any, member: User):
    for theme, width in product(("light", "dark"), (PHONE, DESK)):
        with signed_in(browser, live_server.url, member, theme=theme, width=width) as opened:
            for path in PAGES:
                opened.page.goto(live_server.url + path)
                assert violations(opened.page) == [], (str(opened), path)
                assert overflow(opened.page) == 0, (str(opened), path)
            assert opened.console == [], str(opened)


def test_account_is_looked_after_without_scripts(browser: Browser, live_server: Any, member: User):
    for width in (PHONE, DESK):
        with signed_in(browser, live_server.url, member, width=width, scripts=False) as opened:
            page = opened.page
            page.goto(f"{live_server.url}/accounts/")
            page.get_by_role("link", name="Change (Name and bio)").click()
            page.get_by_label("Public name").fill("The Administrator")
            save(page, "Save")
            expect(page.locator("[data-problems]")).to_be_focused()
            page.locator("[data-problems] a").click()
            expect(page.get_by_label("Public name")).to_be_focused()
            page.get_by_label("Public name").fill(f"Mara {width}")
            page.get_by_label("About you").fill("Reads by the river.")
            save(page, "Save")
            expect(page).to_have_url(f"{live_server.url}/accounts/")
            expect(page.get_by_role("status").filter(has_text="Your changes are saved")).to_be_visible()
            expect(page.locator(".account-name")).to_have_text(f"Mara {width}")
            page.get_by_role("link", name="Change (Mail you get)").click()
            page.get_by_label("The newsletter").set_checked(width == PHONE)
            save(page, "Save")
            page.get_by_role("link", name="Read (Your comments)").click()
            expect(page.get_by_text("Waiting to be read by us")).to_be_visible()
            page.get_by_role("link", name="Your account").first.click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    member.refresh_from_db()
    assert (member.display_name, member.bio, member.mail_newsletter) == (f"Mara {DESK}", "Reads by the river.", False)


def test_picture_is_shown_refused_and_removed(browser: Browser, live_server: Any, member: User):
    with signed_in(browser, live_server.url, member, scripts=False) as opened:
        page = opened.page
        page.goto(f"{live_server.url}/accounts/profile/picture/")
        page.get_by_label("Picture", exact=True).set_input_files(
            {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"x"}
        )
        save(page, "Save picture")
        expect(page.locator("[data-problems]")).to_contain_text("not a JPEG")
        picture = {"name": "me.png", "mimeType": "image/png", "buffer": drawn((500, 300), "red")}
        page.get_by_label("Picture", exact=True).set_input_files(picture)
        save(page, "Save picture")
        expect(page.locator("img.portrait")).to_be_visible()
        assert page.locator("img.portrait").evaluate("image => image.complete && image.naturalWidth") == 256
        page.goto(f"{live_server.url}/accounts/profile/picture/")
        save(page, "Remove picture")
        expect(page.locator(".portrait-letter")).to_be_visible()


def test_who_has_no_name_may_put_it_off_or_choose_one(browser: Browser, live_server: Any, member: User):
    User.objects.update(display_name="")
    with signed_in(browser, live_server.url, member, width=PHONE) as opened:
        page = opened.page
        page.goto(f"{live_server.url}/accounts/profile/name/?next=/latest/")
        page.get_by_role("link", name="Later").click()
        expect(page).to_have_url(f"{live_server.url}/latest/")
        page.goto(f"{live_server.url}/accounts/")
        assert violations(page) == []
        page.get_by_role("link", name="Choose a name").click()
        page.get_by_label("Public name").fill("مريم")
        save(page, "Use this name")
        expect(page.locator(".account-name")).to_have_text("مريم")
