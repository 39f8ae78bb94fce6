"""What happens between one page and the next: it is fetched before the click and faded in after it."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext

from articles.models import Article

FADES = "addEventListener('pagereveal', (event) => (window.fades = Boolean(event.viewTransition)))"
DELIVERY = "performance.getEntriesByType('navigation')[0].deliveryType"


def test_page_is_fetched_once_its_link_is_about_to_be_followed(
    live_server: Any, context: BrowserContext, console: list[str], published: Callable[..., Article]
):
    article = published()
    page = context.pages[0]
    page.goto(live_server.url + "/latest/", wait_until="networkidle")
    # The form of choices is one reader's alone.
    for name, how in ((article.headline, "navigational-prefetch"), ("Privacy choices", "")):
        with page.expect_navigation():
            page.get_by_role("link", name=name, exact=True).first.click()
        assert page.evaluate(DELIVERY) == how, name
    assert console == []


@pytest.mark.parametrize(("motion", "fades"), [("no-preference", True), ("reduce", False)])
def test_pages_fade_only_for_those_who_like_motion(
    motion: Literal["no-preference", "reduce"],
    fades: bool,
    live_server: Any,
    browser: Browser,
    published: Callable[..., Article],
):
    article = published()
    with browser.new_context(reduced_motion=motion) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script(FADES)
        page.goto(live_server.url + "/latest/")
        page.get_by_role("link", name=article.headline, exact=True).first.click()
        page.wait_for_url("**" + article.get_absolute_url())
        page.wait_for_function("() => 'fades' in window")
        assert page.evaluate("window.fades") is fades
        assert errors == []
