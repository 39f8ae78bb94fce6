"""What was said to a member: in the bell, on a page of its own, and what of it comes by mail."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from accounts.models import User
from articles.models import Article
from comments import ignoring, notices
from comments.models import Comment, MailChoice, Notice
from comments.unsubscribing import REPLIES, Order
from tests.browser.conftest import enter
from tests.browser.reading import DESK, PHONE, every_reading, overflow, reading, started, violations
from tests.comments.noticed import member
from tests.comments.ruled import posted, ruled
from tests.comments.said import say

LONG = "Bartholomäus-Maximilian Freiherr von Hinterlandsmühlen"[:50]


@pytest.fixture
def ann(db: None) -> User:
    return member("Ann")


@pytest.fixture
def answered(published: Callable[..., Article], ann: User) -> Comment:
    ruled(per_reader=100)
    said = say(published("A headline of some length about the bridge and whatever goes over it"), user=ann)
    for number, name in enumerate([LONG, "Ben"]):
        posted(said.article, f"Not so. {'Really. ' * 40 * number}", member(name), reply_to=said)
    notices.tell()
    return said


def test_the_bell_counts_what_was_said_to_a_member_until_they_look(
    browser: Browser, live_server: Any, answered: Comment, ann: User
):
    for theme, width in (("light", DESK), ("dark", PHONE)):
        Notice.objects.update(seen_at=None)
        with reading(browser, f"{live_server.url}/privacy/", theme=theme, width=width) as opened:
            page = opened.page
            page.wait_for_function("() => localStorage.getItem('notifications_seen')")
            enter(page, live_server.url, ann)
            page.reload()
            bell, panel = page.locator("[data-module=notifications]"), page.locator("#notifications-panel")
            expect(bell.locator("[data-count]")).to_have_text("2")
            expect(bell).to_have_accessible_name("Notifications 2 new")
            with page.expect_response(lambda answer: answer.request.method == "POST") as told:
                bell.click()
            assert told.value.status == 204
            expect(panel.locator(".is-new")).to_have_count(2)
            expect(panel.get_by_role("link", name="Ben answered you")).to_be_visible()
            expect(bell.locator("[data-count]")).to_be_hidden()
            assert violations(page) == [], str(opened)
            page.reload()
            page.wait_for_load_state("networkidle")
            expect(bell.locator("[data-count]")).to_be_hidden()
            started(bell).click()
            panel.get_by_role("link", name="Ben answered you").click()
            expect(page.locator("main")).to_contain_text("Not so.")
            assert opened.console == [], str(opened)
        assert not Notice.objects.filter(seen_at=None).exists()


def test_nobody_else_is_asked_for(browser: Browser, live_server: Any, answered: Comment):
    with reading(browser, f"{live_server.url}/privacy/") as opened:
        asked: list[str] = []
        opened.page.on("request", lambda request: asked.append(request.url))
        opened.page.reload()
        opened.page.wait_for_load_state("networkidle")
        started(opened.page.locator("[data-module=notifications]")).click()
        expect(opened.page.locator("#notifications-panel")).to_contain_text("A headline of some length")
        assert any("latest.json" in address for address in asked)
        assert not any("notices.json" in address or "replies" in address for address in asked)


def test_their_pages_are_for_everybody(browser: Browser, live_server: Any, answered: Comment, ann: User):
    for scripts, (theme, width) in product((True, False), (("light", DESK), ("dark", PHONE))):
        MailChoice.objects.all().delete()
        ignoring.mute(answered, by=ann)
        with reading(browser, f"{live_server.url}/privacy/", theme=theme, width=width, scripts=scripts) as opened:
            page = opened.page
            enter(page, live_server.url, ann)
            page.goto(f"{live_server.url}/accounts/")
            page.locator("main").get_by_role("link", name="Change (Mail about replies)").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Mail about replies and mentions")
            check(opened)
            page.get_by_role("group", name="When somebody answers me").get_by_label("In a digest").check()
            page.get_by_role("button", name="Send mail again").click()
            expect(page.locator("main")).to_contain_text("None. A thread is muted")
            expect(page.get_by_role("group", name="When somebody answers me").get_by_label("At once")).to_be_checked()
            page.get_by_role("group", name="When somebody answers me").get_by_label("Never").check()
            page.get_by_role("button", name="Save").click()
            expect(page.locator("main")).to_contain_text("Replies: never. Mentions: at once.")
            page.goto(f"{live_server.url}/comments/notices/")
            expect(page.locator("main")).to_contain_text("Ben answered you")
            check(opened)
            page.get_by_role("button", name="Mark all as read").click()
            expect(page.locator("main").get_by_text("New", exact=True)).to_have_count(0)
        assert MailChoice.objects.get().replies == "never"


def test_the_page_that_ends_mails_is_for_everybody(browser: Browser, live_server: Any, ann: User):
    path = Order(ann.pk, REPLIES).address.removeprefix("http://127.0.0.1:8000")
    for opened in every_reading(browser, f"{live_server.url}{path}"):
        assert not MailChoice.objects.exists()
        check(opened)
        opened.page.get_by_role("button", name="No more of them").click()
        expect(opened.page.get_by_role("heading", level=1)).to_have_text("It is ended")
        check(opened)
        MailChoice.objects.get().delete()


def check(opened: Any) -> None:
    assert overflow(opened.page) == 0, str(opened)
    if opened.has_scripts:
        assert violations(opened.page) == [], str(opened)
    assert opened.console == [], str(opened)
