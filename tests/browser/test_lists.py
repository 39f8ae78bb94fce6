"""Pages that list articles: every kind for every reader, more of a list in place, and counting what was read."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Request, expect

from articles.models import Article, Author, Category, Readership
from articles.revisions import Credit
from tests.browser.reading import every_reading, overflow, reading, started, violations

FRAME = "new Promise(requestAnimationFrame)"
CHOICES_CAME = f"""async () => {{
    const has = () => performance.getEntriesByType("resource").some(({{ name }}) => name.endsWith("/choices.js"))
    while (!has()) await {FRAME}
    await {FRAME}
}}"""
Published = Callable[..., Article]


def is_telling(request: Request) -> bool:
    return "/api/readership/" in request.url


@pytest.fixture
def articles(published: Published, author: Author) -> list[Article]:
    """Forty-five, ten a day; of the category News all but the last three, of which one has a video."""
    now, news = timezone.now(), Category.objects.get(slug="news")
    guns = Category.objects.get(slug="guns")
    Category.objects.create(name="Ranges", slug="ranges", parent=news)
    video = {"video_provider": "vimeo", "video_id": "1", "video_seconds": 245}
    return [
        published(
            f"Bridge {number}",
            standfirst="The council voted.",
            category=news if number < 42 else guns,
            tags=["Bridges"],
            bylines=[Credit(author)],
            at=now - timedelta(hours=2.4 * number),
            **(video if number == 44 else {}),
        )
        for number in range(45)
    ]


def headlines(page: Page) -> list[str]:
    return page.locator("main h3").all_inner_texts()


def test_every_list_holds_for_every_reader(live_server: Any, browser: Browser, articles: list[Article]):
    year, month = f"{timezone.localdate():%Y}", f"{timezone.localdate():%m}"
    for opened in every_reading(browser, f"{live_server.url}/news/"):
        assert overflow(opened.page) <= 0, opened
        assert opened.page.locator("main h3").count() == 20, opened
        if opened.has_scripts:
            assert violations(opened.page) == [], opened
    rest = ["/latest/", "/author/dana-whitlock/", "/search/?q=bridge", "/videos/", "/politics/", "/search/?q=zebra"]
    rest += ["/archive/", f"/archive/{year}/", f"/archive/{year}/{month}/", "/tag/bridges/"]
    for number, address in enumerate(rest):
        theme, width = ("light", 390) if number % 2 else ("dark", 1440)
        with reading(browser, live_server.url + address, theme=theme, width=width) as opened:
            assert overflow(opened.page) <= 0, (opened, address)
            assert violations(opened.page) == [], (opened, address)


def test_more_of_a_list_comes_in_place(live_server: Any, browser: Browser, articles: list[Article]):
    with reading(browser, f"{live_server.url}/latest/") as opened:
        page = opened.page
        more = page.get_by_role("link", name="More articles")
        for shown in (40, 45):
            more.click()
            expect(page.locator("main h3")).to_have_count(shown)
            expect(page.locator("[data-status]")).to_have_text(f"Articles added: {20 if shown == 40 else 5}")
            expect(page.get_by_role("link", name=f"Bridge {20 if shown == 40 else 40}", exact=True)).to_be_focused()
        expect(more).to_have_count(0)
        assert headlines(page) == [article.headline for article in articles]
        days = page.locator(".list-day").all_inner_texts()
        assert len(days) == len(set(days)) >= 5  # a day that goes on keeps its heading
        assert page.url == f"{live_server.url}/latest/"
        assert violations(page) == []
        assert opened.console == []


def test_more_of_a_list_is_another_page_without_scripts(live_server: Any, browser: Browser, articles: list[Article]):
    with reading(browser, f"{live_server.url}/news/", scripts=False) as opened:
        page, found = opened.page, []
        while True:
            found += headlines(page)
            more = page.get_by_role("link", name="More articles")
            if not more.count():
                break
            with page.expect_navigation():
                more.click()
        assert found == [article.headline for article in articles[:42]]
        page.get_by_role("link", name="Back to the newest").click()
        page.wait_for_url(f"{live_server.url}/news/")


def test_page_that_does_not_come_is_gone_to(live_server: Any, browser: Browser, articles: list[Article]):
    with reading(browser, f"{live_server.url}/latest/") as opened:
        fails = "**/latest/?before=*"
        opened.page.route(
            fails, lambda route: route.abort() if route.request.resource_type == "fetch" else route.fallback()
        )
        opened.page.get_by_role("link", name="More articles").click()
        opened.page.wait_for_url(fails)


def test_search_marks_what_was_looked_for(live_server: Any, browser: Browser, articles: list[Article]):
    with reading(browser, f"{live_server.url}/search/?q=bridge+council") as opened:
        assert set(opened.page.locator("main mark").all_text_contents()) == {"Bridge", "council"}
        opened.page.goto(f"{live_server.url}/search/?q=zebra")
        expect(opened.page.get_by_role("heading", name="Nothing was found")).to_be_visible()
        expect(opened.page.locator(".headlines a")).to_have_count(5)


@pytest.mark.parametrize(
    ("agreed", "way", "counted"),
    [("statistics", "time", 1), ("statistics", "neither", 0), ("media", "time", 0)],
)
def test_reading_is_counted_of_those_who_agreed(
    agreed: str, way: str, counted: int, live_server: Any, browser: Browser, published: Published
):
    article = published(body="<p>The council voted.</p>" * 200)
    said: list[Request] = []
    with reading(browser, live_server.url) as opened:
        page = opened.page
        opened.page.context.add_cookies([{"name": "choices", "value": agreed, "url": live_server.url}])
        page.on("request", lambda request: said.append(request) if is_telling(request) else None)
        page.clock.install()
        with page.expect_response("**/readers.js"):
            page.goto(live_server.url + article.get_absolute_url())
        started(page.locator("[data-module=readers]"))
        page.wait_for_load_state("networkidle")
        with page.expect_event("requestfinished", is_telling) if counted else nullcontext():
            page.clock.run_for(9_000 if way == "neither" else 11_000)
        if way != "neither":
            page.clock.run_for(11_000)  # once is enough
        page.wait_for_load_state("networkidle")
    assert [request.post_data for request in said] == [str(article.pk)] * counted
    assert sum(Readership.objects.values_list("count", flat=True)) == counted


@pytest.mark.parametrize("agreed", ["statistics", "none"])
def test_reading_is_told_once_and_after_late_agreement(
    agreed: str, live_server: Any, browser: Browser, published: Published
):
    article = published(body="<p>The council voted.</p>" * 200)
    said: list[Request] = []
    with reading(browser, live_server.url) as opened:
        page = opened.page
        page.context.add_cookies([{"name": "choices", "value": agreed, "url": live_server.url}])
        page.on("request", lambda request: said.append(request) if is_telling(request) else None)
        page.goto(live_server.url + article.get_absolute_url())
        started(page.locator("[data-module=readers]"))
        page.wait_for_load_state("networkidle")
        with page.expect_request(is_telling) if agreed == "statistics" else nullcontext():
            page.evaluate("""() => {
            scrollTo({ top: document.body.scrollHeight * 0.9, behavior: "instant" })
            for (let times = 0; times < 3; times++) dispatchEvent(new Event("scroll"))
        }""")
        page.evaluate(CHOICES_CAME)
        assert len(said) == (agreed == "statistics")
        with page.expect_request(is_telling) if agreed == "none" else nullcontext():
            page.evaluate("""() => {
            document.cookie = "choices=statistics; path=/"
            for (let times = 0; times < 2; times++) document.dispatchEvent(new CustomEvent("choices"))
        }""")
        page.evaluate(CHOICES_CAME)
    assert [request.post_data for request in said] == [str(article.pk)]
