"""Deciding about a whole discussion, and about appeals, at the desk: in both themes, by hand and by keyboard."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from comments import appeals, moderation
from comments.decisions import Act
from comments.models import Appeal, Comment, Discussion
from tests.browser.conftest import sign_in
from tests.browser.reading import DESK, PHONE, overflow, violations
from tests.comments.said import say

DESK_PATH = "/admin/comments/moderation/"


@pytest.mark.parametrize(("width", "theme", "scripts"), [(PHONE, "dark", False), (DESK, "light", True)])
def test_closed_slowed_withheld_and_back(
    browser: Browser,
    live_server: Any,
    administrator: User,
    published: Callable[..., Article],
    width: int,
    theme: Any,
    scripts: bool,
):
    article = published()
    say(article, "What I saw.")
    with browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, locale="en-US", java_script_enabled=scripts
    ) as context:
        page = context.new_page()
        sign_in(page, live_server.url, administrator)
        page.goto(f"{live_server.url}{DESK_PATH}discussions/{article.pk}/")
        closing = page.get_by_role("region", name="Closing")
        closing.get_by_label("What readers are told").fill("It got personal.")
        closing.get_by_role("button", name="Close now").click()
        expect(page.locator(".messagelist")).to_have_text("Done: closed.")
        hold = page.get_by_role("region", name="Legal hold")
        hold.get_by_label("What readers are told instead").fill("A court decides.")
        hold.get_by_role("button", name="Withhold all of it").click()
        expect(page.get_by_text("Readers are told: “A court decides.”")).to_be_visible()
        if scripts:
            assert violations(page) == []
        assert overflow(page) == 0
        page.goto(f"{live_server.url}{article.get_absolute_url()}")
        expect(page.locator("#comments")).to_contain_text("A court decides.")
        expect(page.locator("#comments")).not_to_contain_text("What I saw.")
        page.goto(f"{live_server.url}{DESK_PATH}discussions/")
        page.get_by_role("link", name=article.headline).click()
        page.get_by_role("button", name=re.compile("Undo ?: withheld")).click()
        expect(page.locator(".messagelist")).to_have_text("Undone.")
        page.get_by_role("button", name="Open again").click()
        expect(page.locator(".messagelist")).to_have_text("Done: opened.")
        found = Discussion.objects.get()
        assert (found.closes_at, found.withheld_at) == (None, None)


def test_appeals_by_keyboard(
    desk_page: Page, live_server: Any, published: Callable[..., Article], reader: User, editor: User
):
    article = published()
    for number in range(3):
        said = say(article, f"Number {number}.", user=reader)
        moderation.put([said.pk], Comment.Status.REJECTED, Act(by=editor, words="Not the person."))
        appeals.against_comment(said, f"Because of {number}.", by=reader)
    desk_page.goto(f"{live_server.url}{DESK_PATH}appeals/")
    focused = desk_page.locator("[data-card]:focus")
    expect(focused).to_contain_text("Number 0.")
    assert violations(desk_page) == []
    for key, number in (("j", 1), ("j", 2), ("k", 1)):
        desk_page.keyboard.press(key)
        expect(focused).to_contain_text(f"Number {number}.")
    desk_page.keyboard.press("w")
    desk_page.keyboard.type("You are right.")
    desk_page.keyboard.press("Tab")
    desk_page.keyboard.press("Tab")
    desk_page.keyboard.press("Enter")
    expect(desk_page.locator(".messagelist")).to_contain_text("Decided")
    expect(focused).to_contain_text("Number 0.")
    assert list(Appeal.objects.order_by("pk").values_list("outcome", flat=True)) == ["", "reversed", ""]
