"""From reading to being read: a reader answers somebody, a moderator lets it through, and both others learn of it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from comments import sending
from comments.models import Comment, MailChoice, Notice
from tests.browser.conftest import sign_in
from tests.browser.reading import DESK, PHONE, overflow, reading, violations
from tests.browser.test_reply import at_the_form
from tests.comments.noticed import member
from tests.comments.said import say

PASSWORD = "correct horse battery"
TEXT = "No: the bridge was there before."
SITE = re.compile(r"^http://127\.0\.0\.1:8000")


@pytest.fixture
def answered(published: Callable[..., Article], reader: User) -> Comment:
    reader.confirm_email()
    return say(published(body="<p>It did.</p>" * 30), "The river was there first.", user=member("Ann"))


@contextmanager
def at_the_desk(browser: Browser, server: str, moderator: User, *, scripts: bool) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1440, "height": 1000}, java_script_enabled=scripts) as context:
        context.set_default_timeout(15_000)
        page = context.new_page()
        sign_in(page, server, moderator)
        page.goto(f"{server}/admin/comments/moderation/")
        yield page


def enter(page: Page, reader: User) -> None:
    page.get_by_label("E-mail address").fill(reader.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).last.click()


def mails_after_the_grace() -> list[Any]:
    """As the worker sends them, each minute; the time that passes is taken from what waits."""
    before = len(mail.outbox)
    sending.send_due()
    assert len(mail.outbox) == before
    Notice.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    sending.send_due()
    return mail.outbox[before:]


def check_the_mail(reply: Comment, server: str) -> str:
    """Returns the address in it, at the server of this test."""
    assert Notice.objects.count() == 0
    (sent,) = mails_after_the_grace()
    assert sent.to == ["ann@example.org"]
    assert sent.subject == "Reader answered you: Council votes on the bridge"
    assert TEXT in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"/discussion/comment/{reply.pk}/" in sent.body
    return SITE.sub(server, sent.extra_headers["List-Unsubscribe"].strip("<>"))


def write_with_scripts(page: Page, reader: User) -> None:
    form = at_the_form(page)
    page.get_by_role("link", name="Reply to Ann").first.click()
    expect(form).to_contain_text("You answer Ann")
    form.get_by_label("Your comment").fill(TEXT)
    form.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("dialog", name="Welcome back!")).to_be_visible()
    enter(page, reader)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(form.get_by_label("Your comment")).to_have_value(TEXT)
    with page.expect_response("**/write/") as sent:
        form.get_by_role("button", name="Send comment").click()
    assert sent.value.status == 201
    expect(form.locator("[data-sent]")).to_contain_text("once a moderator has read it")


def test_a_reply_is_written_held_approved_mailed_and_shown_to_whoever_reads(
    browser: Browser, live_server: Any, answered: Comment, reader: User, administrator: User
):
    address = live_server.url + answered.article.get_absolute_url()
    with reading(browser, address, theme="dark", width=PHONE) as other:
        other.page.clock.install()
        other.page.reload()
        expect(other.page.locator("#comments-heading")).to_have_text("1 comment")
        at_the_form(other.page)
        with reading(browser, address) as opened:
            write_with_scripts(opened.page, reader)
        reply = Comment.objects.get(source=TEXT)
        assert (reply.status, reply.parent) == ("pending", answered)
        with at_the_desk(browser, live_server.url, administrator, scripts=True) as desk:
            expect(desk.locator("[data-card]:focus")).to_contain_text(TEXT)
            with desk.expect_response("**/decide/"):
                desk.keyboard.press("a")
        reply.refresh_from_db()
        assert reply.is_visible
        check_the_mail(reply, live_server.url)
        with other.page.expect_response("**/changes.json"):
            other.page.clock.run_for(61_000)
        other.page.get_by_role("button", name="1 new comment").click()
        shown = other.page.locator(f"#comment-{reply.pk}")
        expect(shown).to_contain_text(TEXT)
        expect(other.page.locator("#comments-heading")).to_have_text("2 comments")
        assert violations(other.page, within="#comments") == []
        assert overflow(other.page) == 0


def write_without_scripts(page: Page, reader: User) -> None:
    page.get_by_role("link", name="Reply to Ann").first.click()
    enter(page, reader)
    expect(page.locator("main")).to_contain_text("The river was there first.")
    page.get_by_label("Your comment").fill(TEXT)
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    expect(page.locator("main")).to_contain_text("once a moderator has read it")


def test_the_same_without_scripts_and_ended_by_the_link_in_the_mail(
    browser: Browser, live_server: Any, answered: Comment, reader: User, administrator: User
):
    address = live_server.url + answered.article.get_absolute_url()
    with reading(browser, address, width=DESK, scripts=False) as other:
        with reading(browser, address, theme="dark", width=PHONE, scripts=False) as opened:
            write_without_scripts(opened.page, reader)
        reply = Comment.objects.get(source=TEXT)
        assert (reply.status, reply.parent) == ("pending", answered)
        other.page.reload()
        expect(other.page.locator("#comments-heading")).to_have_text("1 comment")
        with at_the_desk(browser, live_server.url, administrator, scripts=False) as desk:
            desk.locator("[data-card]").first.get_by_role("button", name="Approve").click()
            expect(desk.locator(".messagelist")).to_contain_text("1 comment approved.")
        ending = check_the_mail(reply, live_server.url)
        other.page.reload()
        expect(other.page.locator(f"#comment-{reply.pk}")).to_contain_text(TEXT)
        other.page.goto(ending)
        assert not MailChoice.objects.exists()
        other.page.get_by_role("button", name="No more of them").click()
        expect(other.page.get_by_role("heading", level=1)).to_have_text("It is ended")
    assert MailChoice.objects.get().replies == "never"
