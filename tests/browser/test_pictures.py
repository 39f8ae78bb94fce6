"""Which file of a picture a browser fetches, and what stands in its place before it came."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from articles import making, renditions
from articles.models import Article, Picture

LEAD = ".lead-picture img"
HEAVIEST = 90_000  # of the lead picture, on a phone


@pytest.fixture
def picture(db: None) -> Picture:
    """As hard to press together as a photograph of a crowd: a fractal with a little noise."""
    content = BytesIO()
    drawn = Image.effect_mandelbrot((1800, 1500), (-2.0, -1.2, 1.0, 1.2), 90)
    noise = Image.effect_noise((1800, 1500), 24)
    Image.merge("RGB", (Image.blend(drawn, noise, 0.4), noise, drawn)).save(content, "PNG")
    return renditions.store_original(Picture(alt="A crowd", credit="A. Smith"), content.getvalue())


def shape(page: Page) -> float:
    box = page.locator(LEAD).bounding_box()
    assert box
    return box["width"] / box["height"]


class Fetched(NamedTuple):
    """The lead picture as it came, and the shape it stands in."""

    name: str
    media_type: str
    length: int
    shape: float


def fetched(browser: Browser, address: str, width: int, dots: int, theme: Any = None, scripts: bool = True) -> Fetched:
    size: Any = {"width": width, "height": 900}
    with browser.new_context(
        viewport=size, device_scale_factor=dots, color_scheme=theme, java_script_enabled=scripts
    ) as context:
        page = context.new_page()
        with page.expect_response(lambda answer: "/media/pictures/" in answer.url) as expected:
            page.goto(address, wait_until="load")
        answer = expected.value
        name = answer.url.rpartition("/")[2]
        return Fetched(name, answer.headers["content-type"], len(answer.body()), shape(page))


def test_each_screen_fetches_the_file_that_fits_it(
    live_server: Any, browser: Browser, published: Callable[..., Article], picture: Picture
):
    making.make_all(picture)
    address = live_server.url + published(lead_picture=picture).get_absolute_url()
    for width, dots, theme, scripts, name in (
        (390, 2, "light", True, "wide-800.avif"),
        (390, 2, "dark", False, "wide-800.avif"),
        (1440, 1, "light", False, "wide-1280.avif"),
        (1440, 2, "dark", True, "wide-1800.avif"),
    ):
        lead = fetched(browser, address, width, dots, theme, scripts)
        assert (lead.name, lead.media_type) == (name, "image/avif"), (width, dots)
        assert lead.shape == pytest.approx(1.5, abs=0.02)
        if width == 390:
            assert lead.length <= HEAVIEST


def test_page_shows_the_picture_before_its_crops_are_made(
    live_server: Any, browser: Browser, published: Callable[..., Article], picture: Picture
):
    address = live_server.url + published(lead_picture=picture).get_absolute_url()
    lead = fetched(browser, address, 390, 2)
    assert lead.media_type == "image/webp"
    assert lead.shape == pytest.approx(1.5, abs=0.02)


def test_colour_of_the_picture_stands_there_until_it_comes(
    live_server: Any, page: Page, published: Callable[..., Article], picture: Picture
):
    Picture.objects.update(colour="#336699")
    page.route("**/media/pictures/**", lambda route: route.abort())
    page.goto(live_server.url + published(lead_picture=picture).get_absolute_url())
    colour = page.locator(LEAD).evaluate("image => getComputedStyle(image).backgroundColor")
    assert colour == "rgb(51, 102, 153)"
