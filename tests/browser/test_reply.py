"""Writing a comment: past signing in, with the draft kept, to the moderators."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import User
from articles.models import Article
from comments import posting
from comments.models import Comment
from tests.browser.conftest import enter
from tests.browser.reading import DESK, PHONE, overflow, reading, started, violations

PASSWORD = "correct horse battery"
TEXT = "The bridge was mine to cross."


@pytest.fixture
def article(published: Callable[..., Article], reader: User) -> Article:
    reader.confirm_email()
    found = published(body="<p>It did.</p>" * 30)
    posting.post(found, "First of all", by=reader)
    Comment.objects.update(status=Comment.Status.APPROVED)
    return found


def code_in_last_mail() -> str:
    [code] = re.findall(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    return str(code)


def sign_in(page: Page, reader: User) -> None:
    page.get_by_label("E-mail address").fill(reader.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).last.click()


def at_the_form(page: Page) -> Locator:
    """Scripts of the discussion begin when it comes into view; before, its links and buttons lead to pages."""
    form = page.locator("#comments form")
    form.scroll_into_view_if_needed()
    started(page.locator("#comments"))
    return started(form)


def join(page: Page, email: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Open an account").click()
    page.locator("input[name=code]").fill(code_in_last_mail())
    page.locator("input[name=code]").press("Enter")


def test_draft_survives_signing_in_over_the_page(browser: Browser, live_server: Any, article: Article, reader: User):
    for theme, width in (("light", DESK), ("dark", PHONE)):
        with reading(browser, live_server.url + article.get_absolute_url(), theme=theme, width=width) as opened:
            page = opened.page
            form = at_the_form(page)
            page.get_by_role("link", name="Reply to Reader").first.click()
            expect(form).to_contain_text("You answer Reader")
            expect(form.get_by_label("Your comment")).to_be_focused()
            form.get_by_label("Your comment").fill(f"{TEXT} {theme}")
            assert violations(page, within="#comments") == [], str(opened)
            assert overflow(page) == 0, str(opened)
            form.get_by_role("button", name="Send comment").click()
            expect(page.get_by_role("dialog", name="Welcome back!")).to_be_visible()
            sign_in(page, reader)
            expect(page.get_by_role("dialog")).to_be_hidden()
            expect(form.get_by_label("Your comment")).to_have_value(f"{TEXT} {theme}")
            form.get_by_role("button", name="Send comment").click()
            expect(form.locator("[data-sent]")).to_be_focused()
            expect(form.get_by_label("Your comment")).to_have_value("")
            assert violations(page, within="#comments") == [], str(opened)
            assert page.url.endswith(article.get_absolute_url())
            page.reload()
            expect(form.get_by_label("Your comment")).to_have_value("")
        written = Comment.objects.get(body=f"<p>{TEXT} {theme}</p>")
        assert written.user == reader
        assert written.parent is not None


def test_draft_survives_joining_without_scripts(browser: Browser, live_server: Any, article: Article):
    for theme, width in (("light", PHONE), ("dark", DESK)):
        email = f"{theme}@example.org"
        address = live_server.url + article.get_absolute_url()
        with reading(browser, address, theme=theme, width=width, scripts=False) as opened:
            page = opened.page
            page.get_by_label("Your comment").fill(TEXT)
            page.get_by_role("button", name="Send comment").click()
            page.get_by_role("link", name="Open an account").last.click()
            join(page, email)
            expect(page.get_by_label("Your comment")).to_have_value(TEXT)
            page.get_by_label("Public name").fill("Moderator")
            page.get_by_role("button", name="Send comment").click()
            expect(page.locator("[data-problems]")).to_contain_text("Public name")
            expect(page.get_by_label("Your comment")).to_have_value(TEXT)
            page.get_by_label("Public name").fill(f"Reader in the {theme}")
            assert overflow(page) == 0, str(opened)
            page.get_by_role("button", name="Send comment").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
            page.get_by_role("link", name="Back to the article").click()
            expect(page).to_have_url(f"{address}#comments")
        assert Comment.objects.get(user__email=email).body == f"<p>{TEXT}</p>"


def test_draft_waits_in_the_browser_while_joining(browser: Browser, live_server: Any, article: Article):
    with reading(browser, live_server.url + article.get_absolute_url()) as opened:
        page = opened.page
        form = at_the_form(page)
        form.get_by_label("Your comment").fill(TEXT)
        form.get_by_role("button", name="Send comment").click()
        page.get_by_role("dialog").get_by_role("link", name="Open an account").click()
        join(page, "new@example.org")
        expect(page).to_have_url(re.compile(re.escape(article.get_absolute_url())))
        expect(at_the_form(page).get_by_label("Your comment")).to_have_value(TEXT)
        page.get_by_role("button", name="Send comment").click()
        page.get_by_label("Public name").fill("New here")
        expect(page.get_by_label("Your comment")).to_have_value(TEXT)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            assert violations(page) == [], theme
        page.get_by_role("button", name="Send comment").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
        assert Comment.objects.get(user__display_name="New here").body == f"<p>{TEXT}</p>"


def test_moderators_learn_what_was_quicker_than_typing(
    browser: Browser, live_server: Any, article: Article, reader: User
):
    with reading(browser, live_server.url + article.get_absolute_url()) as opened:
        page = opened.page
        enter(page, live_server.url, reader)
        page.clock.install()
        page.reload()
        form = at_the_form(page)
        text, sent = form.get_by_label("Your comment"), form.locator("[data-sent]")

        def send() -> list[str]:
            with page.expect_response("**/write/"):
                form.get_by_role("button", name="Send comment").click()
            expect(sent).to_be_visible()
            return [row["rule"] for row in Comment.objects.latest("pk").held_for if row["rule"] == "typing_time"]

        text.fill("All of it at once")
        assert send() == ["typing_time"]
        text.press_sequentially("Letter by letter")
        page.clock.fast_forward(60_000)
        assert send() == []
        text.press_sequentially("Twice")
        text.press("Control+A")
        text.press("Control+C")
        text.press("ArrowRight")
        text.press("Control+V")  # from elsewhere: nobody knows how long that took
        assert send() == []
        assert Comment.objects.latest("pk").source == "TwiceTwice"
