"""Films of other platforms: nothing is asked of the platform before the reader agrees."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from tests.browser.reading import DESK, PHONE, overflow, reading, violations
from tests.pictures import stored

PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"


@pytest.fixture
def address(live_server: Any, published: Callable[..., Article]) -> str:
    picture = stored((1600, 900), alt="A bridge")
    vimeo = (
        '<figure data-embed="https://vimeo.com/76979871"><a href="https://vimeo.com/76979871">The crane</a></figure>'
    )
    article = published(
        video_provider="youtube", video_id="dQw4w9WgXcQ", video_seconds=247, lead_picture=picture, body=vimeo
    )
    return live_server.url + article.get_absolute_url()


def stand_in(page: Page) -> list[str]:
    """Answers in place of the platforms, and notes what was asked of them."""
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<!doctype html><html lang=en><title>Player</title><p>Plays</p>")

    page.route(lambda url: "127.0.0.1" not in url and "localhost" not in url, answer)
    return asked


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_player_comes_after_a_yes_and_takes_the_focus(browser: Browser, address: str, width: int, theme: Any):
    with reading(browser, address, width=width, theme=theme) as opened:
        page, asked = opened.page, stand_in(opened.page)
        lead = page.locator(".lead-media .player")
        expect(lead.locator(".player-length")).to_have_text("4:07")
        expect(lead.locator("img")).to_be_visible()
        assert violations(page) == []
        lead.get_by_role("button", name="Play video: Council votes on the bridge").click()
        agree = lead.get_by_role("button", name="Play from YouTube")
        expect(agree).to_be_focused()
        assert asked == []
        assert violations(page) == []
        agree.click()
        frame = lead.locator("iframe")
        expect(frame).to_have_attribute("title", "Council votes on the bridge")
        expect(frame).to_have_attribute("src", PLAYER)
        expect(frame).to_be_focused()
        expect(frame.content_frame.get_by_text("Plays")).to_be_visible()
        assert asked == [PLAYER]
        assert page.locator("iframe").count() == 1, "a yes counts for the film it was given for"
        assert overflow(page) <= 0


def test_reader_who_agreed_to_media_is_not_asked_again(browser: Browser, address: str):
    with reading(browser, address) as opened:
        page, asked = opened.page, stand_in(opened.page)
        page.context.add_cookies([{"name": "choices", "value": "media%20statistics", "url": address}])
        page.locator(".text .player").get_by_role("button", name="Play video: The crane").click()
        expect(page.locator(".text iframe")).to_be_focused()
        expect(page.locator(".text iframe").content_frame.get_by_text("Plays")).to_be_visible()
        assert asked == ["https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"], json.dumps(asked)


def test_reader_may_agree_for_good_where_the_film_is(browser: Browser, address: str):
    for width, theme in ((PHONE, "light"), (DESK, "dark")):
        with reading(browser, address, width=width, theme=theme) as opened:
            page = opened.page
            stand_in(page)
            lead = page.locator(".lead-media .player")
            lead.get_by_role("button", name="Play video").click()
            always = lead.get_by_label("Always play videos of other companies here")
            expect(always).not_to_be_checked()
            always.check()
            assert violations(page) == [], str(opened)
            for control in (always, lead.get_by_role("button"), lead.get_by_role("link")):
                inner, outer = control.bounding_box(), lead.bounding_box()
                assert inner
                assert outer
                assert inner["y"] + inner["height"] <= outer["y"] + outer["height"], str(opened)
            lead.get_by_role("button", name="Play from YouTube").click()
            expect(lead.locator("iframe")).to_be_focused()
            expect(page.get_by_role("region", name="Your privacy")).to_be_hidden()
            page.reload()
            page.locator(".text .player").get_by_role("button", name="Play video: The crane").click()
            expect(page.locator(".text iframe")).to_be_focused()
            assert [cookie["value"] for cookie in page.context.cookies()] == ["media"]


def test_without_scripts_the_picture_is_a_link_to_the_platform(browser: Browser, address: str):
    for theme in ("light", "dark"):
        with reading(browser, address, scripts=False, theme=theme) as opened:
            page = opened.page
            expect(page.locator(".player-play").first).to_be_hidden()
            box = page.locator(".lead-media .player").bounding_box() or {}
            middle = page.evaluate(
                "([x, y]) => document.elementFromPoint(x, y).closest('a')?.href",
                [box["x"] + box["width"] / 2, box["y"] + 100],
            )
            assert middle == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
