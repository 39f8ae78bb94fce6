"""How much is said about an article stands in lists, and leads to it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from tests.browser.reading import PHONE, every_reading, overflow, reading, violations
from tests.comments.said import say
from tests.pictures import stored


@pytest.fixture
def discussed(published: Callable[..., Article]) -> Article:
    picture = stored((900, 600), alt="A bridge")
    for number in range(8):  # enough for a rail beside the top of the front page
        article = published(f"The council votes on bridge number {number}", lead_picture=picture)
        for _ in range(number):
            say(article)
    return article


def heights(page: Page) -> set[int]:
    return {round(box["height"]) for each in page.locator(".comment-count").all() if (box := each.bounding_box())}


def test_lists_say_how_much_is_said(live_server, browser: Browser, discussed: Article):
    for address in ("/", "/latest/"):
        for opened in every_reading(browser, f"{live_server.url}{address}"):
            page, where = opened.page, f"{address}: {opened}"
            assert page.locator(".comment-count").all_text_contents()[:2] == ["7 comments", "6 comments"], where
            assert page.locator(".comment-count").all_text_contents().count("1 comment") == 1, where
            assert min(heights(page)) >= (44 if opened.width == PHONE else 24), where
            assert overflow(page) == 0, where
            assert not opened.has_scripts or violations(page, within="main") == [], where
            assert opened.console == [], where


def test_the_number_leads_to_the_comments(live_server, browser: Browser, discussed: Article):
    with reading(browser, f"{live_server.url}/latest/", width=PHONE, scripts=False) as opened:
        opened.page.locator(".comment-count").first.click()
        expect(opened.page).to_have_url(f"{live_server.url}{discussed.get_absolute_url()}#comments")
        expect(opened.page.locator("#comments-heading")).to_be_in_viewport()
        expect(opened.page.locator("#comments-heading")).to_have_text("7 comments")
