"""The article page with everything it can hold, in every way of reading it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from articles.models import Article, Author, Picture
from articles.revisions import Credit
from comments.models import Comment
from comments.models.comment import path_step
from tests.browser.reading import DESK, PHONE, every_reading, overflow, reading, violations
from tests.conftest import rewrite
from tests.pictures import stored

LONG_WORD = "Taumatawhakatangihangakoauauotamateaturipukakapikimaungahoronukupokaiwhenuakitanatahu"
BODY = f"""
<p>{"The council voted on the bridge after nine hours of talk. " * 5}<a href="https://example.org/{"x" * 90}">x</a></p>
<h2>Why now</h2><p>{LONG_WORD}</p><blockquote><p>Said.</p></blockquote>
<blockquote data-pull=""><p>Pulled.</p></blockquote>
<ul><li>one<ul><li>two<ol><li>three</li></ol></li></ul></li></ul>
<h2>How</h2><table><caption>Votes</caption><thead><tr>{"<th scope='col'>Department</th>" * 9}</tr></thead>
<tbody><tr>{"<td>12,000,000</td>" * 9}</tr></tbody></table><dl><dt>Term</dt><dd>Meaning</dd></dl>
<pre>{"a line that does not end " * 12}</pre><details><summary>More</summary><p>Hidden</p></details>
<h2>What then</h2><aside data-box="read-also"><p>Read also: <a href="/latest/">more</a></p></aside>
<aside data-box="fact"><h3>Facts</h3><p>One</p></aside><hr><p>{"Words " * 1200}</p>
"""


@pytest.fixture
def picture() -> Picture:
    return stored((1600, 1200), alt="A bridge", caption="In May", credit="Sam Ito")


@pytest.fixture
def full(published: Callable[..., Article], author: Author, picture: Picture, reader: Any) -> Article:
    author.bio, author.picture = "Writes about bridges.", picture
    author.save()
    now = timezone.now()
    others = [
        published(f"Other {number}", at=now - timedelta(hours=number), lead_picture=picture) for number in range(12)
    ]
    article = published(
        body=BODY
        + f'<figure data-align="left"><img src="{picture.url}"><figcaption>Left</figcaption></figure><p>Beside</p>',
        kicker="Bridges",
        standfirst="Nine to four.",
        at=now - timedelta(days=800),
        lead_picture=picture,
        bylines=[Credit(author)],
        tags=["Bridges"],
        source_name="The Gazette",
        source_url="https://gazette.example/1",
    )
    rewrite(article, by=None, related=[others[11], others[10]])
    Comment.objects.create(article=article, path=path_step(now, 1), user=reader, body="<p>So.</p>", status="approved")
    return article


def test_everything_is_there_for_every_reader(live_server: Any, browser: Browser, full: Article):
    for opened in every_reading(browser, live_server.url + full.get_absolute_url()):
        page = opened.page
        for selector in (
            ".breadcrumb [aria-current]",
            ".article-header .label a",
            ".byline-face img",
            "time.dt-published",
            ".article-header .share-list a",
            ".lead-picture img",
            ".credit",
            ".contents a",
            ".old-notice",
            ".drop-cap",
            ".source-link",
            ".tags a",
            ".author-card",
            ".neighbour [rel=next]",
            ".rail-item img",
            ".related-item img",
            ".comment",
            ".thread-leave [type=submit]",
        ):
            expect(page.locator(selector).first, str(opened)).to_be_visible()
        assert page.locator(".related-headline").all_inner_texts()[:2] == ["Other 11", "Other 10"], opened
        assert overflow(page) <= 0, opened
        expect(page.locator(".share-list [data-share=copy]")).to_be_visible(visible=opened.has_scripts)
        expect(page.locator(".reading-bar")).to_be_visible(visible=False)
        if opened.has_scripts:
            assert violations(page) == [], opened
        assert opened.console == [], opened


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_parts_stand_where_they_belong(live_server: Any, browser: Browser, full: Article, width: int):
    with reading(browser, live_server.url + full.get_absolute_url(), width=width) as opened:
        boxes = {
            name: opened.page.locator(selector).bounding_box() or {}
            for name, selector in {"hero": ".lead-picture img", "text": ".e-content", "rail": ".article-rail"}.items()
        }
        if width == PHONE:
            assert (boxes["hero"]["x"], boxes["hero"]["width"]) == (0, PHONE)
            assert boxes["rail"]["y"] > boxes["text"]["y"] + boxes["text"]["height"]
        else:
            assert boxes["text"]["width"] == 640
            assert abs(boxes["text"]["x"] + 320 - opened.page.evaluate("document.documentElement.clientWidth / 2")) < 1
            assert boxes["hero"]["width"] == 1080
            assert boxes["rail"]["x"] > boxes["text"]["x"] + 640
            assert abs(boxes["rail"]["y"] - boxes["text"]["y"]) < 80


def test_contents_mark_where_one_is(live_server: Any, browser: Browser, full: Article):
    with reading(browser, live_server.url + full.get_absolute_url()) as opened:
        page = opened.page
        page.locator(".contents a", has_text="What then").click()
        expect(page.locator(".contents [aria-current]")).to_have_text("What then")
        heading = page.locator("#section-3").bounding_box() or {}
        assert heading["y"] >= 56  # not under the bar


def test_paper_gets_the_text_and_where_it_came_from(live_server: Any, browser: Browser, full: Article):
    with reading(browser, live_server.url + full.get_absolute_url()) as opened:
        page = opened.page
        page.emulate_media(media="print")
        for selector in ("h1", ".byline", "time.dt-published", ".e-content", ".credit", ".article-address"):
            expect(page.locator(selector).first).to_be_visible()
        for selector in (
            ".article-rail",
            ".thread",
            ".related",
            ".neighbours",
            ".article-tools",
            ".navigation",
            ".reading-bar",
        ):
            expect(page.locator(selector).first).to_be_hidden()
