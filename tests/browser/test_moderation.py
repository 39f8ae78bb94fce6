"""A moderator's round at the desk: by keyboard, by two at once, and without scripts."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from accounts.models import User
from articles.models import Article
from comments.models import Comment, Decision
from tests.browser.conftest import sign_in
from tests.browser.reading import DESK, PHONE, overflow, violations
from tests.comments.said import say

Status = Comment.Status
DESK_PATH = "/admin/comments/moderation/"


@pytest.fixture
def waiting(published: Callable[..., Article], reader: User) -> list[Comment]:
    article = published()
    top = say(article, "What the council said.", user=reader)
    return [say(article, f"Number {n}.", top, status=Status.PENDING, user=reader) for n in range(30)]


def statuses() -> list[str]:
    return list(Comment.objects.exclude(parent=None).order_by("pk").values_list("status", flat=True))


def press(page: Page, key: str, posts: list[str], *more: str) -> None:
    """And waits for the answer to this very act."""
    with page.expect_response(re.compile("/moderation/(decide|undo)/")):
        for each in (key, *more):
            page.keyboard.press(each)
    assert len(posts) == 1
    posts.clear()


def test_twenty_decided_by_keyboard_and_one_undone(
    desk_page: Page, live_server: Any, waiting: list[Comment], console: list[str]
):
    page, posts = desk_page, []
    page.on("request", lambda sent: posts.append(sent.url) if re.search("(decide|undo)/$", sent.url) else None)
    page.goto(f"{live_server.url}{DESK_PATH}")
    focused = page.locator("[data-card]:focus")
    expect(focused).to_contain_text("Number 0.")
    wanted = []
    for number in range(20):
        expect(focused).to_contain_text(f"Number {number}.")
        if number % 4 == 0:
            press(page, "s", posts)
        elif number % 4 == 1:
            press(page, "r", posts, "1")
        else:
            press(page, "a", posts)
        wanted.append(["spam", "rejected", "approved", "approved"][number % 4])
    expect(focused).to_contain_text("Number 20.")
    expect(page.locator("[data-said]")).to_have_text("1 comment approved.")
    assert statuses() == [*wanted, *["pending"] * 10]
    press(page, "z", posts)
    expect(focused).to_contain_text("Number 19.")
    expect(page.locator("[data-said]")).to_have_text("Undone: 1 comment.")
    assert statuses() == [*wanted[:19], *["pending"] * 11]
    assert Decision.objects.get(comment_id=waiting[1].pk).words
    expect(page.locator("[data-card]", has_text="Number 29.")).to_be_attached()  # the next page came by itself
    page.keyboard.press("j")
    expect(focused).to_contain_text("Number 20.")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    press(page, "a", posts)
    assert statuses()[19:22] == ["pending", "approved", "approved"]
    page.keyboard.press("f")
    page.keyboard.type("A fresh look")
    press(page, "Enter", posts)
    assert Comment.objects.get(featured_note="A fresh look").is_visible
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert console == []


def test_answering_by_keyboard(desk_page: Page, live_server: Any, waiting: list[Comment], console: list[str]):
    User.objects.filter(is_superuser=True).update(display_name="Dana")
    desk_page.goto(f"{live_server.url}{DESK_PATH}")
    answer = re.compile("/moderation/(reply|undo)/")
    expect(desk_page.locator("[data-card]:focus")).to_contain_text("Number 0.")
    desk_page.keyboard.press("w")
    expect(desk_page.get_by_label("Your answer to Reader").first).to_be_focused()
    assert violations(desk_page) == []
    desk_page.keyboard.type("Read jar x.")  # whose letters are keys elsewhere
    with desk_page.expect_response(answer):
        desk_page.keyboard.press("Control+Enter")
    expect(desk_page.locator("[data-card]:focus")).to_contain_text("Number 1.")
    expect(desk_page.locator("[data-said]")).to_have_text("Approved and answered.")
    made = Comment.objects.latest("pk")
    assert (made.parent_id, made.is_visible, statuses()[0]) == (waiting[0].pk, True, "approved")
    with desk_page.context.expect_page() as opened:
        desk_page.get_by_role("link", name="In the discussion").click(modifiers=["Control"])
    expect(opened.value.locator(f"#comment-{made.pk}")).to_contain_text("Read jar x.")
    desk_page.locator("li:not([hidden]) > [data-card]").first.focus()
    with desk_page.expect_response(answer):
        desk_page.keyboard.press("z")
    expect(desk_page.locator("[data-card]:focus")).to_contain_text("Number 0.")
    assert statuses()[0] == "pending"
    assert not Comment.objects.get(pk=made.pk).is_visible
    Comment.objects.filter(pk=waiting[0].pk).update(status=Status.SPAM)
    desk_page.keyboard.press("w")
    with desk_page.expect_response(answer):
        desk_page.keyboard.press("Control+Enter")
    expect(desk_page.locator("[data-said]")).to_contain_text("Left alone")
    expect(desk_page.get_by_label("Your answer to Reader").first).to_have_value("Read jar x.")
    assert [each for each in console if "409" not in each] == []


def test_what_did_not_arrive_comes_back(desk_page: Page, live_server: Any, waiting: list[Comment]):
    desk_page.goto(f"{live_server.url}{DESK_PATH}")

    def fail(route: Route) -> None:
        route.abort()

    desk_page.route("**/decide/", fail)
    expect(desk_page.locator("[data-card]:focus")).to_contain_text("Number 0.")
    desk_page.keyboard.press("a")
    expect(desk_page.locator("[data-said]")).to_contain_text("did not arrive")
    expect(desk_page.locator("[data-card]:focus")).to_contain_text("Number 0.")
    desk_page.unroute("**/decide/")
    Comment.objects.filter(pk=waiting[0].pk).update(status=Status.SPAM)
    desk_page.keyboard.press("a")
    expect(desk_page.locator("[data-said]")).to_contain_text("Left alone")
    assert statuses()[0] == "spam"


def test_what_is_ticked_is_decided_as_it_was_shown(desk_page: Page, live_server: Any, waiting: list[Comment]):
    desk_page.goto(f"{live_server.url}{DESK_PATH}")
    ticks = desk_page.locator("[data-tick]")
    ticks.nth(2).check()
    ticks.nth(3).check()
    Comment.objects.filter(pk=waiting[2].pk).update(status=Status.SPAM)
    desk_page.keyboard.press("a")
    expect(desk_page.locator("[data-said]")).to_contain_text("1 comment approved. Left alone")
    assert statuses()[:4] == ["pending", "pending", "spam", "approved"]
    ticks.nth(4).check()
    desk_page.locator("[data-card]").first.focus()
    with desk_page.expect_response("**/decide/"):
        desk_page.keyboard.press("a")
    assert statuses()[:5] == ["pending", "pending", "spam", "approved", "approved"]


def test_another_moderator_is_seen(desk_page: Page, live_server: Any, waiting: list[Comment], editor: User):
    Comment.objects.filter(pk=waiting[0].pk).update(
        claimed_by=editor, claimed_until=timezone.now() + timedelta(minutes=2)
    )
    with desk_page.expect_response("**/claim/"):
        desk_page.goto(f"{live_server.url}{DESK_PATH}")
    expect(desk_page.locator("[data-card][data-taken]")).to_contain_text("is looking at this.")
    with desk_page.expect_response("**/claim/"):
        desk_page.keyboard.press("j")
    assert Comment.objects.get(pk=waiting[1].pk).claimed_by is not None


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_without_scripts(
    browser: Browser, live_server: Any, administrator: User, waiting: list[Comment], width: int, theme: Any
):
    with browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, locale="en-US", java_script_enabled=False
    ) as context:
        page = context.new_page()
        sign_in(page, live_server.url, administrator)
        page.goto(f"{live_server.url}{DESK_PATH}")
        card = page.locator("[data-card]").first
        card.get_by_text("Reject or return").click()
        card.get_by_label("Insulting").check()
        card.get_by_role("button", name="Reject", exact=True).click()
        expect(page.locator(".messagelist")).to_contain_text("1 comment rejected.")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".messagelist")).to_contain_text("Undone: 1 comment.")
        page.get_by_label("All 30 that match").check()
        page.locator("#many").get_by_role("button", name="Approve").click()
        expect(page.locator(".messagelist")).to_contain_text("30 comments approved.")
        assert set(statuses()) == {"approved"}


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "light"), (DESK, "dark")])
def test_everybody_can_use_it(
    browser: Browser, live_server: Any, administrator: User, waiting: list[Comment], width: int, theme: Any
):
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale="en-US") as context:
        page = context.new_page()
        sign_in(page, live_server.url, administrator)
        page.goto(f"{live_server.url}{DESK_PATH}")
        expect(page.locator("[data-card]:focus")).to_be_visible()
        page.keyboard.press("r")
        expect(page.get_by_label("Insulting").first).to_be_focused()
        assert violations(page) == []
        assert overflow(page) == 0
