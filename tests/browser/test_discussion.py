"""The discussion under an article: who says something, by name and face, and what is left of what was removed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from accounts import erasure, portraits
from accounts.models import User
from articles.models import Article
from comments.models import Comment
from tests.accounts.journey import comment
from tests.browser.reading import PHONE, every_reading, overflow, reading, violations
from tests.conftest import account
from tests.pictures import drawn

LONG_NAME = "Bartholomäus-Maximilian Ω-Freiherr von Hinterlandsmühlen"[:50]


@pytest.fixture
def article(published: Callable[..., Article], reader: User) -> Article:
    """Someone with a picture, someone without, a guest, and an answer to what was removed."""
    found, began = published(body="<p>It did.</p>"), timezone.now() - timedelta(hours=1)
    gone = account("gone@example.org", display_name="Soon gone")
    portraits.take(reader, drawn((300, 300), "teal"))
    reader.refresh_from_db()
    first = comment(found, gone, "Nobody will read this.", created_at=began)
    comment(found, reader, "An answer that stays.", parent=first, created_at=began)
    long = account("long@example.org", display_name=LONG_NAME)
    said = comment(found, long, "I have no picture. " * 20, created_at=began + timedelta(minutes=1))
    comment(found, None, "Nor has a guest.", parent=said, guest_name="زائر", created_at=began)
    erasure.erase(gone, keeps_comments=False)
    assert Comment.objects.count() == 4
    return found


def test_everyone_is_seen_and_nothing_moves(browser: Browser, live_server: Any, article: Article, reader: User):
    for opened in every_reading(browser, live_server.url + article.get_absolute_url()):
        page = opened.page
        thread = page.locator("#comments")
        thread.scroll_into_view_if_needed()
        expect(thread.get_by_role("heading", level=2)).to_have_text("3 comments")
        expect(thread.get_by_text("This comment was removed by its author.")).to_be_visible()
        answer = thread.locator(".comment", has_text="An answer that stays.")
        expect(answer.locator(".text")).to_be_visible()
        face = answer.locator(".comment-face")
        box = face.bounding_box()
        assert box
        assert (box["width"], box["height"]) == (40, 40), str(opened)
        image = face.locator("img")
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => [image.naturalWidth, image.clientWidth, image.clientHeight]") == [256, 40, 40]
        expect(thread.locator(".comment-face").first).to_have_text("B")
        assert overflow(page) == 0, str(opened)
        if opened.has_scripts:
            assert violations(page, within="#comments") == [], str(opened)
        assert opened.console == [], str(opened)


def test_letter_stands_in_for_a_picture_that_is_gone(browser: Browser, live_server: Any, article: Article):
    """As on a page that something between us and the reader kept longer than the picture."""
    with reading(browser, f"{live_server.url}/latest/", theme="dark", width=PHONE, scripts=False) as opened:
        page = opened.page
        page.route("**/media/portraits/**", lambda route: route.fulfill(status=404))
        page.goto(live_server.url + article.get_absolute_url())
        face = page.locator(".comment", has_text="An answer that stays.").locator(".comment-face")
        face.scroll_into_view_if_needed()
        expect(face).to_have_text("R")
        expect(face).to_have_css("width", "40px")
