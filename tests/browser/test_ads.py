"""A marked place for an advertisement keeps its room, and is not there while nothing fills it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, expect

from articles.models import Article
from newsroom.models import AdSlot, Placement
from tests.browser.reading import DESK, PHONE, every_reading, reading, violations
from tests.pictures import stored


def test_advertisement_is_marked_and_its_room_is_kept(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    address = live_server.url + published(body="<p>It did.</p>").get_absolute_url()
    with reading(browser, address) as opened:
        expect(opened.page.locator(".ad")).to_have_count(0)
    picture = stored((600, 500), alt="A market")
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


# How wide its `sizes` say it is, as CSS would read the list, and how wide it is.
WIDTHS = r"""(placed) => {
  const [source, image] = placed.querySelectorAll("source:first-child, img")
  const rules = source.sizes.split(", ")
  const fits = (each) => !each.startsWith("(") || matchMedia(each.match(/^\([^)]*\)/)[0]).matches
  const probe = document.body.appendChild(document.createElement("div"))
  probe.style.width = rules.find(fits).replace(/^\([^)]*\) /, "")
  const told = probe.getBoundingClientRect().width
  probe.remove()
  return [told, image.getBoundingClientRect().width]
}"""


def test_browser_is_told_how_wide_the_picture_stands(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    picture = stored((2400, 600), alt="A market")
    for name in ("article-side", "article-end"):
        placement = {"picture": picture, "label": "Buy a notice", "link": "/advertise/"}
        Placement.objects.create(slot=AdSlot.objects.get(name=name), **placement)
    address = live_server.url + published(body="<p>It did.</p>").get_absolute_url()
    for shape in AdSlot.Shape.values:
        AdSlot.objects.filter(name="article-end").update(shape=shape)
        for width in (PHONE, 820, 1230, DESK):
            with reading(browser, address, width=width) as opened:
                for placed in opened.page.locator(".ad").all():
                    told, stands = placed.evaluate(WIDTHS)
                    assert abs(told - stands) <= stands / 10, (shape, width, told, stands)
                wide = opened.page.locator(".ad").last
                wide.scroll_into_view_if_needed()
                opened.page.wait_for_function("() => [...document.querySelectorAll('.ad img')].at(-1).currentSrc")
                chosen = int(re.search(r"-(\d+)\.\w+$", wide.locator("img").evaluate("(image) => image.currentSrc"))[1])
                assert chosen >= min(stands, 1600), (shape, width, chosen, stands)
