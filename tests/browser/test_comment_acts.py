"""What readers do in a discussion: recommend, fold, quote, ignore, change, and see what came in meanwhile."""

import os
from collections.abc import Callable
from typing import Any, Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import User
from articles.models import Article
from comments.models import Comment, FormerText, Ignored, Recommendation, Report
from tests.browser.reading import DESK, PHONE, Reading, overflow, reading, violations
from tests.browser.test_reply import at_the_form, sign_in
from tests.comments.said import say
from tests.conftest import account


@pytest.fixture
def article(published: Callable[..., Article], reader: User) -> Article:
    reader.confirm_email()
    return published(body="<p>It did.</p>" * 30)


@pytest.fixture
def comment(article: Article) -> Comment:
    return say(article, "So it is.<br>And more.", user=account("ann@example.org", display_name="Ann"))


def recommend_of(page: Page, comment: Comment, role: Literal["button", "link"] = "button") -> Locator:
    return page.locator(f"#comment-{comment.pk}").get_by_role(role, name="Recommend")


def top(found: Locator) -> float:
    box = found.bounding_box()
    assert box
    return box["y"]


def look(opened: Reading, name: str) -> None:
    """For whoever wants to see them: LOOK=a folder."""
    if folder := os.environ.get("LOOK"):
        opened.page.screenshot(path=f"{folder}/{name}_{opened.theme}_{opened.width}.png", full_page=True)


def check(opened: Reading, name: str, within: str | None = None) -> None:
    look(opened, name)
    assert overflow(opened.page) == 0, str(opened)
    if opened.has_scripts:
        assert violations(opened.page, within=within) == [], str(opened)


def test_recommending_leads_past_signing_in_and_stays(
    browser: Browser, live_server: Any, article: Article, comment: Comment, reader: User
):
    other = say(article, "And so was that.")
    with reading(browser, live_server.url + article.get_absolute_url(), width=PHONE) as opened:
        page = opened.page
        at_the_form(page)
        expect(page.locator("[data-fold]").first).to_be_visible()  # its scripts are there
        recommend_of(page, comment, "link").click()
        sign_in(page, reader)
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(recommend_of(page, comment)).to_be_focused()
        expect(recommend_of(page, comment)).to_have_text("Recommend 1")
        expect(recommend_of(page, comment)).to_have_attribute("aria-pressed", "true")
        expect(recommend_of(page, comment)).not_to_have_attribute("aria-busy", "true")
        assert Recommendation.objects.get().comment == comment
        check(opened, "recommended", "#comments")
        page.reload()
        at_the_form(page)
        expect(recommend_of(page, comment)).to_have_attribute("aria-pressed", "true")
        recommend_of(page, comment).click()
        expect(recommend_of(page, comment)).to_have_attribute("aria-pressed", "false")
        expect(recommend_of(page, comment)).not_to_have_attribute("aria-busy", "true")
        assert not Recommendation.objects.exists()
        page.route("**/recommend/", lambda route: route.abort())
        recommend_of(page, other).click()
        expect(page.locator("[data-status]")).to_have_text("That did not work. Try again in a moment.")
        expect(recommend_of(page, other)).to_have_attribute("aria-pressed", "false")


def test_folding_quoting_and_what_is_ignored(
    browser: Browser, live_server: Any, article: Article, comment: Comment, reader: User
):
    reply = say(article, "Indeed.", parent=comment)
    ignored = say(article, "Not again.", user=account("ivan@example.org", display_name="Ivan"))
    Ignored.objects.create(user=reader, ignored=ignored.user)
    for theme, width in (("light", DESK), ("dark", PHONE)):
        with reading(browser, live_server.url + article.get_absolute_url(), theme=theme, width=width) as opened:
            page = opened.page
            at_the_form(page)
            expect(page.get_by_text("Not again.")).to_be_visible()
            first = page.locator(f"#comment-{comment.pk}")
            fold = first.get_by_role("button", name="This comment and the replies to it")
            fold.click()
            expect(fold).to_have_attribute("aria-expanded", "false")
            expect(page.locator(f"#comment-{reply.pk}")).to_be_hidden()
            expect(first.get_by_text("So it is.")).to_be_hidden()
            check(opened, "folded", "#comments")
            fold.click()
            expect(page.locator(f"#comment-{reply.pk}")).to_be_visible()
            first.get_by_role("link", name="Reply").click()
            page.get_by_role("button", name="Quote").click()
            expect(page.get_by_label("Your comment")).to_have_value("> So it is.\n> And more.\n\n")
            check(opened, "quoted", "#comments")
            page.locator("#comments [data-signed-out]").click()
            sign_in(page, reader)
            expect(page.get_by_text("By somebody whom you ignore.")).to_be_visible()
            expect(page.get_by_text("Not again.")).to_be_hidden()
            check(opened, "ignored", "#comments")
            page.get_by_role("button", name="Show it").click()
            expect(page.get_by_text("Not again.")).to_be_visible()
            assert opened.console == [], str(opened)


def test_new_ones_come_into_place_without_moving_what_is_read(
    browser: Browser, live_server: Any, article: Article, comment: Comment
):
    for number in range(8):
        say(article, f"Comment {number}.")
    with reading(browser, live_server.url + article.get_absolute_url()) as opened:
        page = opened.page
        page.clock.install()
        page.reload()
        at_the_form(page)
        expect(page.locator("[data-fold]").first).to_be_visible()
        first = page.locator(f"#comment-{comment.pk}")
        first.scroll_into_view_if_needed()
        say(article, "Brand new.", created_at=timezone.now())
        say(article, "A reply.", parent=comment, created_at=timezone.now())
        with page.expect_response("**/changes.json"):
            page.clock.run_for(61_000)
        button = page.get_by_role("button", name="2 new comments")
        expect(button).to_be_in_viewport()
        expect(page.locator("[data-status]")).to_have_text("2 new comments")
        check(opened, "new", "#comments")
        before = top(first)
        button.click()
        expect(page.get_by_text("Brand new.")).to_be_attached()
        expect(page.locator("#comments-heading")).to_have_text("11 comments")
        assert abs(top(first) - before) < 1
        expect(page.locator(".comment .text").first).to_have_text("Brand new.")
        expect(page.locator(f"li:has(> #comment-{comment.pk}) .thread-list .text")).to_have_text("A reply.")
        expect(button).to_be_hidden()
        check(opened, "placed", "#comments")
        with page.expect_response("**/changes.json") as asked:
            page.clock.run_for(61_000)
        assert asked.value.json()["count"] == 11
        expect(page.locator(".thread [data-new]")).to_be_hidden()
        assert opened.console == [], str(opened)


def test_all_of_it_without_scripts(
    browser: Browser, live_server: Any, article: Article, comment: Comment, reader: User
):
    for theme, width in (("light", PHONE), ("dark", DESK)):
        mine = say(article, "Mine.", user=reader, source="Mine.", created_at=timezone.now())
        address = live_server.url + article.get_absolute_url()
        with reading(browser, address, theme=theme, width=width, scripts=False) as opened:
            page = opened.page
            look(opened, "thread")
            recommend_of(page, comment, "link").click()
            sign_in(page, reader)
            expect(page.get_by_role("heading", level=1)).to_have_text("A comment by Ann")
            check(opened, "acts")
            page.get_by_role("button", name="Recommend").click()
            expect(page.get_by_text("1 reader recommends this.")).to_be_visible()
            page.get_by_role("button", name="Take back").click()
            expect(page.get_by_role("button", name="Recommend")).to_be_visible()
            if not Report.objects.exists():
                page.get_by_label("What is wrong with it").select_option("Insults or hatred")
                page.get_by_role("button", name="Send report").click()
            expect(page.get_by_text("You have reported this comment.")).to_be_visible()
            page.get_by_role("link", name="Read it in the discussion").click()
            page.goto(f"{live_server.url}/comments/{mine.pk}/")
            look(opened, "own_acts")
            page.get_by_role("link", name="Change it").click()
            page.get_by_label("Your comment").fill("Mine, and better.")
            check(opened, "edit")
            page.get_by_role("button", name="Send the change").click()
            expect(page.get_by_text("Your comment is changed.")).to_be_visible()
            Comment.objects.filter(pk=mine.pk).update(status="approved")
            page.goto(f"{live_server.url}/discussion/comment/{mine.pk}/changes/")
            expect(page.locator(".change ins")).to_contain_text(", and better")
            check(opened, "changes")
            page.goto(f"{live_server.url}/comments/{mine.pk}/")
            page.get_by_text("Remove it…").click()
            page.get_by_role("button", name="Remove for good").click()
            expect(page.get_by_text("Your comment is removed.")).to_be_visible()
            assert opened.console == [], str(opened)
    assert not FormerText.objects.exists()


def test_pages_of_ones_own_with_scripts(browser: Browser, live_server: Any, comment: Comment, reader: User):
    for theme, width in (("light", DESK), ("dark", PHONE)):
        with reading(browser, f"{live_server.url}/comments/{comment.pk}/", theme=theme, width=width) as opened:
            sign_in(opened.page, reader)
            expect(opened.page.get_by_role("heading", level=1)).to_have_text("A comment by Ann")
            check(opened, "acts_scripted")
            assert opened.console == [], str(opened)
