"""The front page: its parts, for every reader, full and nearly empty."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles import readership
from articles.models import Article, Category, Picture, Readership
from tests.browser.reading import DESK, every_reading, overflow, reading, violations
from tests.pictures import stored

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
Published = Callable[..., Article]


@pytest.fixture
def picture() -> Picture:
    return stored((900, 600), alt="A bridge")


@pytest.fixture
def edition(published: Published, picture: Picture) -> list[Article]:
    """Enough for every part of the page, videos among them; a few without a picture, one with a very long word."""
    now = timezone.now()
    articles = []
    for number in range(44):
        category = list(Category.objects.filter(parent=None))[number % 4]
        video = {"video_provider": "vimeo", "video_id": "1", "video_seconds": 245} if category.slug == "videos" else {}
        article = published(
            f"{LONG} {number}" if number in {0, 4, 20} else f"The council votes on bridge number {number}",
            slug=f"article-{number}",
            standfirst="Seven to two, after a long night of speeches about the river and its crossings.",
            at=now - timedelta(hours=number),
            category=category,
            lead_picture=None if number % 5 == 3 else picture,
            **video,
        )
        Readership.objects.add(article.pk, timezone.localdate(), 1 + number % 9)
        articles.append(article)
    readership.rank()
    return articles


def tops(page: Page, selector: str) -> list[int]:
    return [round(box["y"]) for each in page.locator(selector).all() if (box := each.bounding_box())]


def test_front_page_holds_for_every_reader(live_server: Any, browser: Browser, edition: list[Article]):
    for opened in every_reading(browser, live_server.url):
        page = opened.page
        assert overflow(page) <= 0, opened
        headlines = page.locator("main h3 a, main .links-headline").all_inner_texts()
        assert len(headlines) == len(set(headlines)) >= 30, opened
        expect(page.get_by_role("heading", name="Most read")).to_be_visible()
        assert page.locator(".headlines-ranked > li").count() == 5
        assert page.locator("main img[fetchpriority=high]").count() == 1
        assert page.locator("*").count() <= 1400
        shapes = [block.get_attribute("class") for block in page.locator(".block").all()]
        assert all(first != second for first, second in pairwise(shapes))
        expect(page.locator(".block-video .card-play").first).to_have_text("4:05")
        if opened.has_scripts:
            assert violations(page) == [], opened
        lead, rail = page.locator(".front-top"), page.locator(".rail")
        is_beside = tops(page, ".front-top") == tops(page, ".rail")
        assert is_beside == (opened.width == DESK), (opened, lead.bounding_box(), rail.bounding_box())


def test_pictures_are_fetched_at_the_width_at_which_they_stand(live_server: Any, browser: Browser, edition: object):
    """Within a tenth, between phone and wide screen; a word of `sizes` that no longer fits the layout shows here."""
    wrong = """() => [...document.querySelectorAll("main .card-picture img")].map((image) => {
        const said = image.parentElement.querySelector("source").sizes
        const probe = document.createElement("img")
        const choice = said.split(/,(?![^(]*\\))/).map((each) => each.trim().match(/^(\\(min-width: [^)]*\\))? ?(.*)$/))
            .find(([, query]) => !query || matchMedia(query).matches)
        probe.style.setProperty("width", choice[2])
        probe.style.setProperty("max-width", "none")
        document.body.append(probe)
        const ratio = image.getBoundingClientRect().width / probe.getBoundingClientRect().width
        probe.remove()
        return Math.abs(ratio - 1) > 0.1 ? `${said}: ${ratio.toFixed(2)}` : ""
    }).filter(Boolean)"""
    for width in (390, 700, 920, 1440):
        for address in ("/", "/news/", "/videos/", "/latest/"):
            with reading(browser, live_server.url + address, width=width) as opened:
                assert opened.page.evaluate(wrong) == [], (width, address)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_small_front_page_looks_meant(
    count: int, live_server: Any, browser: Browser, published: Published, picture: Picture
):
    for number in range(count):
        published(f"Article {number}", at=timezone.now() - timedelta(hours=number), lead_picture=picture)
    with reading(browser, live_server.url) as opened:
        page = opened.page
        assert violations(page) == []
        assert overflow(page) <= 0
        if not count:
            expect(page.get_by_role("heading", name="Nothing has been published here yet.")).to_be_visible()
            return
        # Nothing stands in half a page: the words of a single one beside its picture, second ones beside the lead.
        across = page.locator(".front-top").bounding_box() or {}
        assert across["width"] > 1100
        if count > 1:
            assert tops(page, ".front-second") == tops(page, ".front-top")
        else:
            assert tops(page, ".card-lead .card-words") == tops(page, ".card-lead .card-picture")
            assert (page.locator(".card-lead .card-picture").bounding_box() or {})["width"] > 700
