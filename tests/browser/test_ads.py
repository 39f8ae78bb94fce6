"""A marked place for an advertisement keeps its room, and is not there while nothing fills it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, expect

from articles import renditions
from articles.models import Article, Picture
from newsroom.models import AdSlot, Placement
from tests.browser.reading import every_reading, reading, violations


def test_advertisement_is_marked_and_its_room_is_kept(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    address = live_server.url + published(body="<p>It did.</p>").get_absolute_url()
    with reading(browser, address) as opened:
        expect(opened.page.locator(".ad")).to_have_count(0)
    file = BytesIO()
    Image.new("RGB", (600, 500), "teal").save(file, "PNG")
    picture = renditions.store_original(Picture(alt="A market"), file.getvalue())
    slot = AdSlot.objects.get(name="article-side")
    Placement.objects.create(slot=slot, picture=picture, label="Buy a notice", link="/advertise/")
    for opened in every_reading(browser, address):
        advertisement = opened.page.get_by_role("complementary", name="Advertisement")
        expect(advertisement).to_contain_text("Advertisement")
        expect(advertisement.get_by_role("link", name="Buy a notice")).to_have_attribute(
            "rel", "sponsored nofollow noopener"
        )
        box = advertisement.locator(".ad-picture").bounding_box()
        assert box
        assert abs(box["width"] / box["height"] - 6 / 5) < 0.02, str(opened)
        if opened.has_scripts:
            assert violations(opened.page, within=".ad") == [], str(opened)
