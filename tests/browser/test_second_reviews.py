"""Second reviews by keyboard, without scripts, and the pages about them for everybody."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from comments import moderation, second_reviews
from comments.decisions import Act
from comments.models import Comment, SecondReview
from tests.browser.conftest import sign_in
from tests.browser.reading import DESK, PHONE, overflow, violations
from tests.comments.said import say

REVIEWS = "/admin/comments/moderation/reviews/"


@pytest.fixture
def decided(published: Callable[..., Article], editor: User, monkeypatch: pytest.MonkeyPatch) -> list[Comment]:
    monkeypatch.setattr(second_reviews, "chance", lambda: 0.0)
    article = published()
    made = [say(article, f"Number {n}.", status=Comment.Status.PENDING) for n in range(4)]
    moderation.put([each.pk for each in made], Comment.Status.APPROVED, Act(by=editor))
    return made


def verdicts() -> list[str]:
    return list(SecondReview.objects.order_by("pk").values_list("verdict", flat=True))


def press(page: Page, *keys: str) -> None:
    with page.expect_response(re.compile("/reviews/(decide|undo)/")):
        for key in keys:
            page.keyboard.press(key)


def test_judged_by_keyboard(desk_page: Page, live_server: Any, decided: list[Comment], console: list[str]):
    page = desk_page
    page.goto(f"{live_server.url}{REVIEWS}")
    focused = page.locator("[data-card]:focus")
    expect(focused).to_contain_text("Number 0.")
    press(page, "a")
    expect(focused).to_contain_text("Number 1.")
    press(page, "r", "1")
    expect(page.locator("[data-said]")).to_have_text("Noted: 1 comment.")
    expect(focused).to_contain_text("Number 2.")
    press(page, "s")
    assert verdicts() == ["approve", "reject", "spam", ""]
    press(page, "z")
    expect(focused).to_contain_text("Number 2.")
    assert verdicts() == ["approve", "reject", "", ""]
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert set(Comment.objects.values_list("status", flat=True)) == {"approved"}
    assert console == []


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_everybody_can_use_it(
    browser: Browser, live_server: Any, administrator: User, decided: list[Comment], width: int, theme: Any
):
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale="en-US") as context:
        page = context.new_page()
        sign_in(page, live_server.url, administrator)
        page.goto(f"{live_server.url}{REVIEWS}")
        expect(page.locator("[data-card]:focus")).to_be_visible()
        page.keyboard.press("r")
        expect(page.get_by_label("Insulting").first).to_be_focused()
        for path in ("", "agreement/", "disagreements/"):
            if path:
                second_reviews.give(SecondReview.objects.values_list("pk", flat=True), "spam", by=administrator)
                page.goto(f"{live_server.url}{REVIEWS}{path}")
            assert violations(page) == [], path
            assert overflow(page) == 0, path
        expect(page.locator(".moderation-card")).to_have_count(4)


def test_without_scripts(browser: Browser, live_server: Any, administrator: User, decided: list[Comment]):
    with browser.new_context(locale="en-US", java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, live_server.url, administrator)
        page.goto(f"{live_server.url}{REVIEWS}")
        page.locator("[data-card]").first.get_by_role("button", name="Spam").click()
        expect(page.locator(".messagelist")).to_contain_text("Noted: 1 comment.")
        assert verdicts()[0] == "spam"
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".messagelist")).to_contain_text("Undone.")
        assert verdicts()[0] == ""
