"""Words no layout expects, in every place where someone may write them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from articles.models import Article, Author
from articles.revisions import Credit
from tests.browser.reading import PHONE, overflow, reading

WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller" * 3


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    author = Author.objects.create(name=WORD, slug="long", job_title=WORD[:120], bio=WORD)
    now = timezone.now()
    fields = {"standfirst": WORD, "kicker": WORD[:60], "tags": [WORD[:90], "css"], "bylines": [Credit(author)]}
    for number in range(3):
        published(f"{number}{WORD}", slug=f"long-{number}", at=now - timedelta(hours=number + 2), **fields)
    body = f"<p>{WORD}</p><ul><li>{WORD}</li></ul><blockquote data-pull>{WORD}</blockquote><h2>{WORD}</h2>"
    return published(WORD, slug="long", body=body, at=now - timedelta(hours=1), source_name=WORD[:190], **fields)


@pytest.mark.parametrize("width", [320, PHONE, 820, 1440])
def test_nothing_is_wider_than_the_window(live_server: Any, browser: Browser, article: Article, width: int):
    places = ["/", "/latest/", "/author/long/", "/search/?q=Donau", article.get_absolute_url(), "/news/long-1/"]
    with reading(browser, live_server.url, width=width) as opened:
        for address in places:
            opened.page.goto(live_server.url + address)
            assert overflow(opened.page) <= 0, address


def test_text_of_another_direction_begins_on_its_own_side(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    published("مجلس المدينة يصوت على الجسر", slug="rtl", body="<p>مرحبا بالعالم.</p><p>Hello world.</p>")
    with reading(browser, f"{live_server.url}/news/rtl/") as opened:
        sides = """paragraph => {
            const range = document.createRange()
            range.selectNodeContents(paragraph)
            const words = range.getBoundingClientRect(), box = paragraph.getBoundingClientRect()
            return words.right > box.right - 4 ? "right" : "left"
        }"""
        found = [each.evaluate(sides) for each in opened.page.locator(".e-content p").all()]
        assert found == ["right", "left"]
        assert opened.page.locator("h1").evaluate(sides) == "right"
