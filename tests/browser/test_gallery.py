"""A gallery: a grid of links without scripts, a viewer over the page with them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from articles.models import Article
from tests.browser.reading import DESK, PHONE, overflow, reading, violations
from tests.pictures import stored


@pytest.fixture
def address(live_server: Any, published: Callable[..., Article]) -> str:
    figures = ""
    for number in (1, 2, 3):
        picture = stored((900, 600), (80 * number, 90, 90), alt=f"Bridge {number}")
        figures += f'<figure><img src="{picture.url}"><figcaption>Caption {number}</figcaption></figure>'
    article = published(body=f'<figure data-gallery="grid">{figures}</figure>')
    return live_server.url + article.get_absolute_url()


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_viewer_is_led_by_keys_and_gives_the_focus_back(browser: Browser, address: str, width: int, theme: Any):
    with reading(browser, address, width=width, theme=theme) as opened:
        page = opened.page
        viewer = page.get_by_role("dialog")
        page.locator(".gallery-link").nth(1).click()
        expect(viewer).to_be_visible()
        expect(viewer).to_contain_text("2 / 3")
        expect(viewer).to_contain_text("Caption 2")
        expect(viewer.get_by_role("img", name="Bridge 2")).to_be_visible()
        assert violations(page) == []
        for key, count in (("ArrowRight", "3 / 3"), ("ArrowRight", "1 / 3"), ("ArrowLeft", "3 / 3"), ("Home", "1 / 3")):
            page.keyboard.press(key)
            expect(viewer.locator("[data-count]")).to_have_text(count)
        viewer.get_by_role("button", name="Next picture").click()
        expect(viewer.locator("[data-count]")).to_have_text("2 / 3")
        page.keyboard.press("Escape")
        expect(viewer).to_be_hidden()
        expect(page.locator(".gallery-link").nth(1)).to_be_focused()
        assert overflow(page) <= 0
        assert opened.console == []


def test_link_in_words_leads_where_it_says(live_server: Any, browser: Browser, published: Callable[..., Article]):
    picture = stored((900, 600), alt="Bridge")
    link = f'<a href="{picture.url}">The large bridge</a>'
    figure = f'<figure><img src="{picture.url}"><figcaption>{link}</figcaption></figure>'
    article = published(body=f'<figure data-gallery="grid">{figure}</figure>')
    with reading(browser, live_server.url + article.get_absolute_url()) as opened:
        page = opened.page
        page.locator(".gallery-link").click()
        expect(page.locator(".viewer[open] [data-count]")).to_have_text("1 / 1")
        page.keyboard.press("Escape")
        assert opened.console == []
        page.get_by_role("link", name="The large bridge").click()
        page.wait_for_url(f"**{picture.url}")


def test_finger_turns_the_pictures(browser: Browser, address: str):
    with reading(browser, address, width=PHONE) as opened:
        page = opened.page
        page.locator(".gallery-link").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.mouse.move(300, 400)
        page.mouse.down()
        page.mouse.move(100, 400, steps=3)
        page.mouse.up()
        expect(page.locator(".viewer[open] [data-count]")).to_have_text("2 / 3")


def test_without_scripts_each_picture_leads_to_its_large_version(browser: Browser, address: str):
    for width in (PHONE, DESK):
        with reading(browser, address, width=width, scripts=False) as opened:
            page = opened.page
            assert page.locator(".gallery-link").count() == 3
            assert overflow(page) <= 0
            with page.expect_navigation() as followed:
                page.locator(".gallery-link").first.click()
            assert followed.value.headers["content-type"].startswith("image/")
